using Rectification.Gateway.Accounts;
using Rectification.Gateway.Auth;
using Rectification.Gateway.Demo;
using Rectification.Gateway.Seeding;

namespace Rectification.Gateway.Health;

/// <summary>/health: whether the process lives, and whether it takes work.</summary>
internal static class HealthApi
{
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.Get("/health/live", Policy.Open, static () => Results.Text("live"), "Whether the process answers")
            .ExcludeFromDescription().DisableRateLimiting().DisableHttpMetrics();
        app.Get("/health/ready", Policy.Open, IsReady, "Whether it takes work")
            .ExcludeFromDescription().DisableRateLimiting().DisableHttpMetrics();
    }

    private static IResult IsReady(AccountBootstrap bootstrap, SeedImport seed, DemoAccounts demo, SetUpCode code, IHostApplicationLifetime lifetime) =>
        bootstrap.IsDone && seed.IsDone && demo.IsDone && code.IsDone && !lifetime.ApplicationStopping.IsCancellationRequested
            ? Results.Text("ready")
            : Results.Text("not ready", statusCode: StatusCodes.Status503ServiceUnavailable);
}
