using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Rectification.Gateway.Http;

/// <summary>Writes JSON answers at once, with their length, from a buffer that each thread keeps.</summary>
internal static class JsonAnswer
{
    public const string Json = "application/json; charset=utf-8";
    private const int KeptBytes = 1024 * 1024;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    [ThreadStatic]
    private static Utf8JsonWriter? _writer;

    public static Task Write<T>(HttpContext context, T value, JsonTypeInfo<T> type, int status = StatusCodes.Status200OK, string contentType = Json)
    {
        var buffer = _buffer ??= new();
        buffer.ResetWrittenCount();
        Serialize(buffer, value, Language.IsEnglish(context.Request) ? ApiJson.InEnglish(type) : type);
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = contentType;
        response.ContentLength = buffer.WrittenCount;
        response.BodyWriter.Write(buffer.WrittenSpan);
        if (buffer.Capacity > KeptBytes)
        {
            _buffer = null;
        }

        return Flush(response, context.RequestAborted);
    }

    /// <summary>Writes a long answer and sends it as it comes, so that it is never held whole.</summary>
    public static Task WriteAlong<T>(HttpContext context, T value, JsonTypeInfo<T> type, int status)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = Json;
        return JsonSerializer.SerializeAsync(
            context.Response.BodyWriter, value, Language.IsEnglish(context.Request) ? ApiJson.InEnglish(type) : type, context.RequestAborted);
    }

    /// <summary>The bytes that <see cref="Write"/> would send.</summary>
    public static byte[] Bytes<T>(T value, JsonTypeInfo<T> type) => JsonSerializer.SerializeToUtf8Bytes(value, type);

    public static async Task Flush(HttpResponse response, CancellationToken cancellation) => await response.BodyWriter.FlushAsync(cancellation);

    private static void Serialize<T>(ArrayBufferWriter<byte> buffer, T value, JsonTypeInfo<T> type)
    {
        var writer = _writer ??= new(buffer, new JsonWriterOptions { Encoder = type.Options.Encoder ?? JavaScriptEncoder.Default, SkipValidation = true });
        writer.Reset(buffer);
        JsonSerializer.Serialize(writer, value, type);
        writer.Flush();
    }
}
