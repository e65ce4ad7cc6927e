using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Rectification.Chains;

/// <summary>The canonical JSON of everything that is sealed.</summary>
public static class ChainJson
{
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

    /// <summary>First 16 bytes of the SHA-256 of a command's canonical JSON, hexadecimal: what tells a repeat from another command under the same id.</summary>
    public static string BodyHash<TCommand>(TCommand command, JsonTypeInfo<TCommand> type)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(command, type), hash);
        return Convert.ToHexStringLower(hash[..16]);
    }
}
