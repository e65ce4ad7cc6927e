using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace Rectification.Gateway.Http;

/// <summary>The API's rules of JSON. Each capability has a context of its own under them, with the metadata of its types.</summary>
internal static class ApiJson
{
    /// <summary>Deepest nesting of a body.</summary>
    public const int MaxDepth = 32;

    public static JsonSerializerOptions Options() => Configure(new JsonSerializerOptions());

    /// <summary>CamelCase, words for enums, nothing missing, nothing twice, nothing null that may not be.</summary>
    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.PropertyNameCaseInsensitive = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.MaxDepth = MaxDepth;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.AllowDuplicateProperties = false;

        // Chinese stays readable; what HTML cares about is escaped all the same.
        options.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
        options.Converters.Add(new WordConverters());
        return options;
    }
}
