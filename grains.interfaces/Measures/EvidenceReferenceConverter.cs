using System.Text.Json;
using System.Text.Json.Serialization;

namespace Rectification.Measures;

/// <summary>Evidence as one JSON string: 64 hexadecimal digits are a hash, anything else is a name.</summary>
public sealed class EvidenceReferenceConverter : JsonConverter<EvidenceReference>
{
    private const int HashLength = 64;

    public override EvidenceReference Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            throw new JsonException("Evidence is named by a string.");
        }

        var text = reader.GetString()!;
        return text.Length == HashLength && text.All(char.IsAsciiHexDigit) ? new() { Sha256 = text } : new() { Name = text };
    }

    public override void Write(Utf8JsonWriter writer, EvidenceReference value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Sha256 ?? value.Name);
}
