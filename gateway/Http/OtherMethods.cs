using Microsoft.Net.Http.Headers;

namespace Rectification.Gateway.Http;

/// <summary>HEAD and OPTIONS, which no endpoint names: HEAD is answered wherever GET is, OPTIONS says what an address knows.</summary>
internal static class OtherMethods
{
    /// <summary>Lets HEAD go the way of GET, so that it says the same; of the body the server itself sends nothing.</summary>
    public static void TakeHead(HttpContext context)
    {
        if (HttpMethods.IsHead(context.Request.Method))
        {
            context.Request.Method = HttpMethods.Get;
            context.Features.Set(HeadersOnly.Asked);
        }
    }

    /// <summary>Whether the body will be dropped, so that costly content need not be made.</summary>
    public static bool IsHeadersOnly(this HttpContext context) => context.Features.Get<HeadersOnly>() is not null;

    /// <summary>Completes what the router found to be allowed; for OPTIONS that is the answer.</summary>
    /// <returns>Whether the request is answered.</returns>
    public static bool Allow(HttpContext context)
    {
        var headers = context.Response.Headers;
        var known = headers.GetCommaSeparatedValues(HeaderNames.Allow);
        string[] added = known.Contains(HttpMethods.Get) && !known.Contains(HttpMethods.Head) ? [HttpMethods.Head, HttpMethods.Options] : [HttpMethods.Options];
        headers.Allow = string.Join(", ", [.. known, .. added]);
        if (!HttpMethods.IsOptions(context.Request.Method))
        {
            return false;
        }

        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return true;
    }

    private sealed class HeadersOnly
    {
        public static readonly HeadersOnly Asked = new();
    }
}
