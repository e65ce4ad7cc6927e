using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Rectification.Chains;

/// <summary>The canonical JSON of everything that is sealed.</summary>
public static class ChainJson
{
    /// <summary>A thread keeps no larger buffer than this: the usual entry has some hundred bytes.</summary>
    private const int KeptBytes = 64 * 1024;

    [ThreadStatic]
    private static (ArrayBufferWriter<byte> Bytes, Utf8JsonWriter Json, JsonSerializerOptions Options)? _writing;

    /// <summary>
    /// How every trail is written. Chinese stays readable in the sealed bytes; nothing of them is ever placed into HTML unescaped.
    /// </summary>
    public static JsonSerializerOptions Rules() => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <summary>Canonical JSON as bytes that hold until the thread asks for the next ones.</summary>
    public static ReadOnlySpan<byte> Bytes<T>(T value, JsonTypeInfo<T> type)
    {
        if (_writing is not { } writing || writing.Options != type.Options)
        {
            var bytes = new ArrayBufferWriter<byte>();
            writing = (bytes, new(bytes, new() { Encoder = type.Options.Encoder, SkipValidation = true }), type.Options);
        }

        writing.Bytes.ResetWrittenCount();
        writing.Json.Reset(writing.Bytes);
        JsonSerializer.Serialize(writing.Json, value, type);
        writing.Json.Flush();
        _writing = writing.Bytes.Capacity > KeptBytes ? null : writing;
        return writing.Bytes.WrittenSpan;
    }

    /// <summary>First 16 bytes of the SHA-256 of a command's canonical JSON, hexadecimal: what tells a repeat from another command under the same id.</summary>
    public static string BodyHash<TCommand>(TCommand command, JsonTypeInfo<TCommand> type)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Bytes(command, type), hash);
        return Convert.ToHexStringLower(hash[..16]);
    }
}
