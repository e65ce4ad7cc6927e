using System.Text.Json;
using System.Text.Json.Serialization;

namespace Rectification.Chains;

/// <summary>The canonical JSON of everything that is sealed.</summary>
internal static class ChainJson
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
}
