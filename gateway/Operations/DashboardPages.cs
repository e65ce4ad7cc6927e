using Orleans.Dashboard;
using Rectification.Gateway.Auth;

namespace Rectification.Gateway.Operations;

/// <summary>
/// Orleans' own pages for who wants to see single grains and methods, for ops and only where they were asked for. All they load is in the program.
/// </summary>
internal static class DashboardPages
{
    private const string Path = "/admin/dashboard";

    /// <summary>What a grain keeps is read by nobody here: it would show what accounts and webhooks are sealed with.</summary>
    private const string StateOfGrains = Path + "/GrainState";

    /// <summary>The log is read where it is kept.</summary>
    private const string Log = Path + "/Trace";

    /// <summary>As that of all pages, and with what its own icons and styles need.</summary>
    private const string ContentSecurityPolicy =
        "default-src 'none'; connect-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; font-src 'self'; script-src 'self'; "
        + "base-uri 'self'; form-action 'none'; frame-ancestors 'none'";

    public static void MapDashboard(this WebApplication app)
    {
        if (!app.Configuration.GetValue("Dashboard", defaultValue: false))
        {
            return;
        }

        app.MapOrleansDashboard(Path).Allow(Policy.Ops).ExcludeFromDescription().AddEndpointFilter(static async (call, next) =>
        {
            var context = call.HttpContext;
            if (new[] { StateOfGrains, Log }.Any(hidden => context.Request.Path.StartsWithSegments(hidden, StringComparison.OrdinalIgnoreCase)))
            {
                return TypedResults.NotFound();
            }

            context.Response.Headers.ContentSecurityPolicy = ContentSecurityPolicy;
            return await next(call);
        });
    }
}
