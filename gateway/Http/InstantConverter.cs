using System.Text.Json;
using System.Text.Json.Serialization;

namespace Rectification.Gateway.Http;

/// <summary>An ISO 8601 instant that says its offset; a time without one means something else on every machine.</summary>
internal sealed class InstantConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && HasOffset(reader.GetString()!) && reader.TryGetDateTimeOffset(out var instant)
            ? instant
            : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(value);

    /// <summary>Whether the text ends in <c>Z</c> or <c>±hh:mm</c> after a time.</summary>
    public static bool HasOffset(ReadOnlySpan<char> text) => text is [.., 'Z'] or [.., '+' or '-', _, _, ':', _, _];
}
