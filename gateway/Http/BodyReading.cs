using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Rectification.Gateway.Http;

/// <summary>Reads small JSON bodies whole, within a bound.</summary>
internal static class BodyReading
{
    public const string Json = "application/json";

    /// <summary>Largest body of a command, in bytes.</summary>
    private const int MaxBytes = 64 * 1024;

    /// <summary>Reads and parses, or says what is wrong. An empty body stands for <paramref name="empty"/>, if there is one.</summary>
    public static async ValueTask<(T? Value, Refusal? Refusal)> Read<T>(HttpContext context, JsonTypeInfo<T> type, T? empty)
        where T : class
    {
        var request = context.Request;
        if (request.ContentLength > MaxBytes)
        {
            return (null, HttpRefusals.Plain.TooLarge);
        }

        if (!IsMedia(request.ContentType, Json) && !(empty is not null && request.ContentType is null))
        {
            return (null, HttpRefusals.Plain.MediaType);
        }

        var reader = request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(context.RequestAborted);
            var (bytes, isLarge) = (read.Buffer, read.Buffer.Length > MaxBytes);
            if (isLarge || read.IsCompleted)
            {
                var answer = isLarge ? (null, HttpRefusals.Plain.TooLarge)
                    : bytes.IsEmpty && empty is not null ? (empty, null)
                    : Parse(bytes.IsSingleSegment ? bytes.FirstSpan : bytes.ToArray(), type);
                reader.AdvanceTo(bytes.End);
                return answer;
            }

            reader.AdvanceTo(bytes.Start, bytes.End);
        }
    }

    public static bool IsMedia(string? contentType, string media) =>
        contentType is not null
        && contentType.StartsWith(media, StringComparison.OrdinalIgnoreCase)
        && (contentType.Length == media.Length || contentType[media.Length] is ';' or ' ');

    private static (T? Value, Refusal? Refusal) Parse<T>(ReadOnlySpan<byte> bytes, JsonTypeInfo<T> type)
        where T : class
    {
        if (BodyText.Wrong(bytes) is { } wrong)
        {
            return (null, wrong);
        }

        try
        {
            return JsonSerializer.Deserialize(bytes, type) is { } value ? (value, null) : (null, HttpRefusals.FieldType(""));
        }
        catch (JsonException e)
        {
            return (null, BodyErrors.Explain(bytes.ToArray(), type, e));
        }
    }
}
