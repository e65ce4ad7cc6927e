using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Rectification.Gateway.Http;

/// <summary>What came of reading a body: the value, or the "no" and its status.</summary>
internal readonly record struct BodyReading<T>(T? Value, int Status, Refusal? Refusal)
    where T : class
{
    public static BodyReading<T> No(int status, Refusal refusal) => new(null, status, refusal);

    public static BodyReading<T> No(Refusal refusal) => new(null, Errors.Status(refusal.Kind), refusal);
}

/// <summary>Reads small JSON bodies whole, within a bound.</summary>
internal static class Body
{
    /// <summary>Largest body of a command, in bytes.</summary>
    public const int MaxCommandBytes = 64 * 1024;

    /// <summary>Reads and parses. An empty body stands for <paramref name="empty"/>, if there is one.</summary>
    public static async ValueTask<BodyReading<T>> Read<T>(HttpContext context, JsonTypeInfo<T> type, T? empty = null)
        where T : class
    {
        var request = context.Request;
        if (request.ContentLength > MaxCommandBytes)
        {
            return BodyReading<T>.No(StatusCodes.Status413PayloadTooLarge, HttpRefusals.Plain.TooLarge);
        }

        if (!IsJson(request.ContentType) && !(empty is not null && request.ContentType is null))
        {
            return BodyReading<T>.No(StatusCodes.Status415UnsupportedMediaType, HttpRefusals.Plain.MediaType);
        }

        var reader = request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(context.RequestAborted);
            if (read.Buffer.Length > MaxCommandBytes)
            {
                reader.AdvanceTo(read.Buffer.End);
                return BodyReading<T>.No(StatusCodes.Status413PayloadTooLarge, HttpRefusals.Plain.TooLarge);
            }

            if (read.IsCompleted)
            {
                return Parse(reader, read.Buffer, type, empty);
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    public static bool IsJson(string? contentType) => IsMedia(contentType, "application/json");

    public static bool IsMedia(string? contentType, string media) =>
        contentType is not null
        && contentType.StartsWith(media, StringComparison.OrdinalIgnoreCase)
        && (contentType.Length == media.Length || contentType[media.Length] is ';' or ' ');

    private static BodyReading<T> Parse<T>(PipeReader reader, ReadOnlySequence<byte> bytes, JsonTypeInfo<T> type, T? empty)
        where T : class
    {
        try
        {
            if (bytes.IsEmpty && empty is not null)
            {
                return new(empty, 0, null);
            }

            return Parse(bytes.IsSingleSegment ? bytes.FirstSpan : bytes.ToArray(), type);
        }
        finally
        {
            reader.AdvanceTo(bytes.End);
        }
    }

    private static BodyReading<T> Parse<T>(ReadOnlySpan<byte> bytes, JsonTypeInfo<T> type)
        where T : class
    {
        if (BodyText.Wrong(bytes) is { } wrong)
        {
            return No<T>(wrong);
        }

        try
        {
            return JsonSerializer.Deserialize(bytes, type) is { } value
                ? new(value, 0, null)
                : BodyReading<T>.No(HttpRefusals.FieldType(""));
        }
        catch (JsonException e)
        {
            return No<T>(BodyErrors.Explain(bytes.ToArray(), type, e));
        }
    }

    private static BodyReading<T> No<T>(Refusal refusal)
        where T : class =>
        refusal.Code == HttpRefusals.JsonMalformed.Code ? BodyReading<T>.No(StatusCodes.Status400BadRequest, refusal) : BodyReading<T>.No(refusal);
}
