using Rectification.Gateway.Auth;
using Rectification.Gateway.Health;
using Rectification.Gateway.Hosting;
using Rectification.Gateway.Http;
using Rectification.Gateway.OpenApi;
using Rectification.Gateway.Operations;
using Rectification.Gateway.Rates;
using Rectification.Gateway.Site;
using Rectification.Hosting;
using Rectification.Settings;

return await StartTrouble.RunOrSay(() => Make(args), BusyAddress.Sentence);

static WebApplication Make(string[] args)
{
    var builder = WebApplication.CreateBuilder(PagesHosting.Options(CommandLine.Read(args)));
    SettingsCheck.Require(builder.Configuration);
    builder.AddReplay();
    builder.AddRectification();
    builder.AddGateway();
    builder.AddPages();

    var app = builder.Build();
    app.UseHsts();
    app.UseMiddleware<Boundary>();
    app.UseMiddleware<RatesFastPath>();
    app.UseRouting();
    app.UseRequestSpans();
    app.UseSignIn();
    app.UsePages();

    app.MapApi();
    app.MapPages();
    app.MapOidc();
    app.MapApiDescription();
    app.MapHealth();
    app.MapDashboard();
    app.MapPrometheusScrapingEndpoint().WithMetadata(new HttpMethodMetadata([HttpMethods.Get])).DisableRateLimiting().DisableHttpMetrics().Allow(Policy.Ops);
    return app;
}
