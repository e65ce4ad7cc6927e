using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace Rectification.Cli;

/// <summary>JSON for people: Chinese as it is, indented.</summary>
internal static class Readable
{
    public static readonly JsonSerializerOptions Options = new() { WriteIndented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <exception cref="InvalidDataException">It is no JSON.</exception>
    public static JsonNode? Parse(byte[] text, string name)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException problem)
        {
            throw new InvalidDataException($"{name}：不是 JSON（{problem.Message}）。 It is no JSON.", problem);
        }
    }
}
