using Rectification.Gateway.Accounts;
using Rectification.Gateway.Auth;
using Rectification.Gateway.Evidence;
using Rectification.Gateway.Health;
using Rectification.Gateway.History;
using Rectification.Gateway.Hosting;
using Rectification.Gateway.Http;
using Rectification.Gateway.Measures;
using Rectification.Gateway.OpenApi;
using Rectification.Gateway.Plans;
using Rectification.Gateway.Problems;
using Rectification.Gateway.Rates;
using Rectification.Gateway.Units;
using Rectification.Gateway.Web;
using Rectification.Hosting;

var builder = WebApplication.CreateBuilder(CommandLine.Read(args));
builder.AddRectification();
builder.AddGateway();

var app = builder.Build();
app.UseMiddleware<Boundary>();
app.UseMiddleware<RatesFastPath>();
app.UseRouting();
app.UseMiddleware<Gate>();

var api = app.MapGroup("/api/v1");
api.MapPlans();
api.MapRates();
api.MapUnits();
api.MapProblems();
api.MapMeasures();
api.MapHistory();
api.MapEvidence();
api.MapAccounts();
api.MapSession();

app.MapOverview();
app.MapOidc();
app.MapApiDescription();
app.MapHealth();
app.MapPrometheusScrapingEndpoint().Allow(Policy.Open);

app.Run();
