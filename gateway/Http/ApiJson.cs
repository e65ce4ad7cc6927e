using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace Rectification.Gateway.Http;

/// <summary>The API's rules of JSON. Each capability has a context of its own under them, with the metadata of its types.</summary>
internal static class ApiJson
{
    /// <summary>Deepest nesting of a body.</summary>
    public const int MaxDepth = 32;

    /// <summary>A type's metadata from whichever capability it is of.</summary>
    public static JsonTypeInfo<T> JsonOf<T>(this IServiceProvider services) =>
        (JsonTypeInfo<T>)services.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions.GetTypeInfo(typeof(T));

    /// <summary>Each set of rules with sentences in English.</summary>
    private static readonly ConditionalWeakTable<JsonSerializerOptions, JsonSerializerOptions> English = [];

    /// <summary>How a type is written with sentences in English; everything else of it stays.</summary>
    public static JsonTypeInfo<T> InEnglish<T>(JsonTypeInfo<T> type) =>
        (JsonTypeInfo<T>)English.GetValue(type.Options, static options =>
        {
            var english = new JsonSerializerOptions(options);
            english.Converters.Insert(0, new RefusalConverter(english: true));
            return english;
        }).GetTypeInfo(typeof(T));

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
        options.Converters.Add(new RefusalConverter(english: false));
        options.Converters.Add(new WordConverters());
        options.Converters.Add(new TimeConverter());
        return options;
    }
}
