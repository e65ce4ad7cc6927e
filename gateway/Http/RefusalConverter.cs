using System.Text.Json;
using System.Text.Json.Serialization;

namespace Rectification.Gateway.Http;

/// <summary>A refusal as a view carries it: its code, and its sentence in one language. Nobody sends one.</summary>
internal sealed class RefusalConverter(bool english) : JsonConverter<Refusal>
{
    public override Refusal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new JsonException();

    public override void Write(Utf8JsonWriter writer, Refusal value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("code", value.Code);
        writer.WriteString("message", Errors.Sentence(value, english));
        writer.WriteEndObject();
    }
}
