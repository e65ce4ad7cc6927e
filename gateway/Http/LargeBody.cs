using Microsoft.AspNetCore.Http.Features;

namespace Rectification.Gateway.Http;

/// <summary>Bodies of plans, history and files.</summary>
internal static class LargeBody
{
    public const string Lines = "application/x-ndjson";

    /// <summary>Reads a body whole; the server's limit bounds it.</summary>
    public static async Task<ReadOnlyMemory<byte>> Read(HttpContext context)
    {
        var buffer = new MemoryStream((int)Math.Min(context.Request.ContentLength ?? 0, Array.MaxLength));
        await context.Request.Body.CopyToAsync(buffer, context.RequestAborted);
        return buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
    }

    /// <summary>Lets this request's body be as large as this many bytes. Call it before the body is read.</summary>
    public static void Allow(HttpContext context, long bytes)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = bytes;
        }
    }
}
