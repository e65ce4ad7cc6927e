using System.Globalization;

namespace Rectification.Gateway.Http;

/// <summary>Ids and numbers in a route, parsed once. A malformed one names nothing, so it is not found.</summary>
internal static class RequestPath
{
    public static string? Id(HttpContext context, string name) =>
        context.Request.RouteValues[name] is string text && Ids.IsValid(text) ? text : null;

    public static int Number(HttpContext context, string name) => context.Request.RouteValues[name] is string text ? Number(text) : 0;

    /// <summary>A number from 1, without sign, blank or leading zero; 0 when it is none.</summary>
    public static int Number(string text) =>
        text is [not '0', ..] && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
