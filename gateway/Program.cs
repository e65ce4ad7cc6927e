using Rectification.Gateway.Accounts;
using Rectification.Gateway.Auth;
using Rectification.Gateway.Backups;
using Rectification.Gateway.Calendars;
using Rectification.Gateway.Demo;
using Rectification.Gateway.Escalations;
using Rectification.Gateway.Evidence;
using Rectification.Gateway.Health;
using Rectification.Gateway.History;
using Rectification.Gateway.Hosting;
using Rectification.Gateway.Http;
using Rectification.Gateway.Inbox;
using Rectification.Gateway.LookBacks;
using Rectification.Gateway.Measures;
using Rectification.Gateway.OpenApi;
using Rectification.Gateway.Orders;
using Rectification.Gateway.Plans;
using Rectification.Gateway.Problems;
using Rectification.Gateway.Rates;
using Rectification.Gateway.SignIn;
using Rectification.Gateway.Signals;
using Rectification.Gateway.Site;
using Rectification.Gateway.Trails;
using Rectification.Gateway.Units;
using Rectification.Gateway.Webhooks;
using Rectification.Hosting;

return await StartTrouble.RunOrSay(() => Make(args), BusyAddress.Sentence);

static WebApplication Make(string[] args)
{
    var builder = WebApplication.CreateBuilder(CommandLine.Read(args));
    builder.AddReplay();
    builder.AddRectification();
    builder.AddGateway();
    builder.AddPages();

    var app = builder.Build();
    app.UseMiddleware<Boundary>();
    app.UseMiddleware<RatesFastPath>();
    app.UseRouting();
    app.UseMiddleware<Gate>();
    app.UsePages();

    var api = app.MapGroup("/api/v1");
    api.MapPlans();
    api.MapRates();
    api.MapUnits();
    api.MapProblems();
    api.MapMeasures();
    api.MapSeals();
    api.MapEscalations();
    api.MapOrders();
    api.MapHistory();
    api.MapEvidence();
    api.MapSignals();
    api.MapLookBacks();
    api.MapAccounts();
    api.MapWebhooks();
    api.MapCalendars();
    api.MapSession();
    api.MapInbox();
    api.MapBackup();
    app.MapPages();
    app.MapOidc();
    app.MapApiDescription();
    app.MapHealth();
    app.MapPrometheusScrapingEndpoint().Allow(Policy.Open);
    return app;
}
