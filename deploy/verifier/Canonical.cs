using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Rectification.Verifier;

/// <summary>
/// Reads sealed JSON in its only spelling: no blanks, no member twice, no needless escape, no second way to write a number. What could be
/// spelled in two ways could say two things to two readers.
/// </summary>
internal sealed class Canonical
{
    private static readonly JsonDocumentOptions Once = new() { AllowDuplicateProperties = false };

    private readonly ArrayBufferWriter<byte> _spelled = new();
    private readonly Utf8JsonWriter _writer;

    public Canonical() => _writer = new(_spelled, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <exception cref="JsonException">No JSON, or a member twice.</exception>
    /// <exception cref="FormatException">Another spelling than the only one.</exception>
    public JsonDocument Parse(ReadOnlyMemory<byte> text)
    {
        var json = JsonDocument.Parse(text, Once);
        _spelled.ResetWrittenCount();
        _writer.Reset();
        Spell(json.RootElement);
        _writer.Flush();
        return _spelled.WrittenSpan.SequenceEqual(text.Span) ? json : throw new FormatException("The JSON is not in its only spelling.");
    }

    private void Spell(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                _writer.WriteStartObject();
                foreach (var member in value.EnumerateObject())
                {
                    _writer.WritePropertyName(member.Name);
                    Spell(member.Value);
                }

                _writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                _writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                {
                    Spell(item);
                }

                _writer.WriteEndArray();
                break;
            case JsonValueKind.Number:
                _writer.WriteNumberValue(value.GetDecimal());
                break;
            case JsonValueKind.String:
                _writer.WriteStringValue(value.GetString());
                break;
            default:
                value.WriteTo(_writer);
                break;
        }
    }
}
