namespace Rectification.Gateway.Auth;

/// <summary>
/// Whether a request that changes something came from a page of this site: a browser sends its cookie along with requests of foreign pages too.
/// What a browser says of itself is believed; nobody else is harmed by lying here.
/// </summary>
internal static class SameSite
{
    /// <summary>True for what changes nothing, and for what a browser says it sent from this site.</summary>
    public static bool IsOwn(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || Said(request) is true;

    /// <summary>True when a browser says that another site's page sent it.</summary>
    public static bool IsForeign(HttpRequest request) => Said(request) is false;

    /// <summary>The host is compared and not the scheme: a proxy in front may speak another.</summary>
    private static bool? Said(HttpRequest request)
    {
        var (site, origin) = (request.Headers["Sec-Fetch-Site"], request.Headers.Origin);
        return site.Count > 0 ? site.Count == 1 && site[0] == "same-origin"
            : origin.Count > 0 ? origin.Count == 1 && Uri.TryCreate(origin[0], UriKind.Absolute, out var from) && from.Authority == request.Host.Value
            : null;
    }
}
