using System.Globalization;

namespace Rectification.Gateway.Http;

/// <summary>The headers that commands understand.</summary>
internal static class RequestHeaders
{
    private const int MaxKeyLength = 128;

    /// <summary>The command's id: the sender's Idempotency-Key, or one made here.</summary>
    public static bool TryReadKey(HttpRequest request, out string key)
    {
        var header = request.Headers["Idempotency-Key"];
        key = header.Count == 1 ? header[0] ?? "" : header.Count == 0 ? Guid.NewGuid().ToString("N") : "";
        return IsKey(key);
    }

    public static bool IsKey(string? key) =>
        key is { Length: > 0 and <= MaxKeyLength } && !key.AsSpan().ContainsAnyExceptInRange(' ', '~') && !string.IsNullOrWhiteSpace(key);

    /// <summary>The version that If-Match names; none without it or when it is <c>*</c>.</summary>
    public static bool TryReadIfMatch(HttpRequest request, out long? version)
    {
        version = null;
        var header = request.Headers.IfMatch;
        if (header.Count == 0)
        {
            return true;
        }

        var text = header.Count == 1 ? header[0].AsSpan().Trim() : default;
        if (text is "*")
        {
            return true;
        }

        if (text is not ['"', .., '"'] || text.Length < 3
            || !long.TryParse(text[1..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        version = number;
        return true;
    }

    public static string ETag(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");
}
