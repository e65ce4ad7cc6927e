namespace Rectification.Gateway.Http;

/// <summary>The name under which a request believes to have come. Addresses are made of it, and what is none would break whoever makes one.</summary>
internal static class HostName
{
    private static readonly HostString Unnamed = new("localhost");
    private static volatile string? _good;

    /// <summary>Sees to it that the request has a name: one that is not named at all gets one that serves. False for what is none.</summary>
    public static bool Settle(HttpRequest request)
    {
        if (request.Host.Value is not { Length: > 0 } named)
        {
            request.Host = Unnamed;
            return true;
        }

        // Nearly all requests come under one name.
        if (named == _good)
        {
            return true;
        }

        if (IsName(request.Host))
        {
            _good = named;
            return true;
        }

        request.Host = Unnamed;
        return false;
    }

    private static bool IsName(HostString host)
    {
        try
        {
            return Uri.TryCreate($"http://{host.ToUriComponent()}/", UriKind.Absolute, out var address)
                && address.PathAndQuery == "/" && address.UserInfo.Length == 0;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
