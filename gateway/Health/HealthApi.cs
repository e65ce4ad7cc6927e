using Rectification.Gateway.Auth;
using Rectification.Gateway.Demo;
using Rectification.Gateway.Http;
using Rectification.Gateway.Seeding;

namespace Rectification.Gateway.Health;

/// <summary>/health: whether the process lives, and whether it takes work.</summary>
internal static class HealthApi
{
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.Get("/health/live", Policy.Open, static context => Say(context, "live"), "Whether the process answers").ExcludeFromDescription();
        app.Get("/health/ready", Policy.Open, Ready, "Whether it takes work").ExcludeFromDescription();
    }

    private static Task Ready(HttpContext context)
    {
        var services = context.RequestServices;
        var lifetime = services.GetRequiredService<IHostApplicationLifetime>();
        var ready = services.GetRequiredService<AccountBootstrap>().IsDone && services.GetRequiredService<SeedImport>().IsDone && services.GetRequiredService<DemoAccounts>().IsDone && !lifetime.ApplicationStopping.IsCancellationRequested;
        context.Response.StatusCode = ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        return Say(context, ready ? "ready" : "not ready");
    }

    private static Task Say(HttpContext context, string word)
    {
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(word, context.RequestAborted);
    }
}
