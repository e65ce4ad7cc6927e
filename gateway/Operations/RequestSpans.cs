using System.Diagnostics;

namespace Rectification.Gateway.Operations;

/// <summary>A request's span is called by its route: the address itself may name people.</summary>
internal static class RequestSpans
{
    /// <summary>Goes after routing.</summary>
    public static void UseRequestSpans(this WebApplication app) => app.Use(static async (context, next) =>
    {
        if (Activity.Current is not { IsAllDataRequested: true } span)
        {
            await next(context);
            return;
        }

        if (context.GetEndpoint() is RouteEndpoint { RoutePattern.RawText: { } route })
        {
            span.DisplayName = $"{context.Request.Method} {route}";
            span.SetTag("http.route", route);
        }

        try
        {
            await next(context);
        }
        finally
        {
            span.SetTag("http.response.status_code", context.Response.StatusCode);
        }
    });
}
