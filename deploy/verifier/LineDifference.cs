using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Rectification.Verifier;

/// <summary>What differs between two states of a line of the plan, as an amendment has to say it.</summary>
/// <param name="subject">The line: <c>plan</c>, <c>problem:2</c>, <c>measure:5</c>.</param>
/// <param name="respelled">The line before may have been spelled by an older program, with fewer members.</param>
internal sealed class LineDifference(string subject, bool respelled)
{
    private static readonly string[] MeasureTexts = ["text", "outcome", "source"];
    private static readonly string[] ProblemTexts = ["title", "source", "category", "cause", "extension"];
    private static readonly string[] HeaderTexts = ["title", "round", "inspectedBody", "inspectionTeam", "inspection", "figuresJson", "figureSourcesJson"];
    private static readonly string[] Names = ["name", "title"];

    private readonly List<string> _changes = [];

    /// <summary>Each change as it is spelled in a proposal.</summary>
    public IReadOnlyList<string> Of(string? before, string after)
    {
        using var now = JsonDocument.Parse(after);
        if (before is null)
        {
            Change(subject, "*", null, after, "addition");
            return _changes;
        }

        using var was = JsonDocument.Parse(before);
        if (subject == "plan")
        {
            OfHeader(was.RootElement, now.RootElement);
        }
        else
        {
            OfLine(subject, was.RootElement, now.RootElement, subject.StartsWith('m') ? MeasureTexts : ProblemTexts);
        }

        return _changes;
    }

    private void OfHeader(JsonElement before, JsonElement after)
    {
        foreach (var name in NamesOf(before, after))
        {
            if (name is "regions" or "units" or "leaders" or "categories")
            {
                OfList(name == "categories" ? "category" : name[..^1], before, after, name);
            }
            else if (name == "rules")
            {
                OfLine(subject, before.GetProperty(name), after.GetProperty(name), [], "rules.");
            }
            else
            {
                OfField(subject, name, name, before, after, HeaderTexts);
            }
        }
    }

    private void OfList(string of, JsonElement before, JsonElement after, string name)
    {
        var known = before.Items(name).ToDictionary(IdOf, StringComparer.Ordinal);
        foreach (var line in after.Items(name))
        {
            if (known.Remove(IdOf(line), out var was))
            {
                OfLine($"{of}:{IdOf(line)}", was, line, Names);
            }
            else
            {
                Change($"{of}:{IdOf(line)}", "*", null, line.GetRawText(), "addition");
            }
        }

        // Nothing of these lists ever goes, so no amendment says so.
        foreach (var (id, gone) in known)
        {
            Change($"{of}:{id}", "*", gone.GetRawText(), null, "duty");
        }
    }

    private void OfLine(string of, JsonElement before, JsonElement after, string[] texts, string prefix = "")
    {
        foreach (var name in NamesOf(before, after))
        {
            OfField(of, prefix + name, name, before, after, texts);
        }
    }

    private void OfField(string of, string field, string name, JsonElement before, JsonElement after, string[] texts)
    {
        var (from, to) = (before.Find(name), after.Find(name));
        if (from?.GetRawText() == to?.GetRawText() || respelled && IsRespelled(name, from, to))
        {
            return;
        }

        // A supporting unit beside the others is an addition; one that is left out moves a duty.
        var joined = of.StartsWith("measure:", StringComparison.Ordinal) && name == "units"
            && before.Items(name).All(unit => after.Items(name).Any(other => other.GetString() == unit.GetString()));
        Change(of, field, from is { } was ? Value(was) : null, to is { } now ? Value(now) : null, texts.Contains(name) ? "text" : joined ? "addition" : "duty");
    }

    private static bool IsRespelled(string name, JsonElement? from, JsonElement? to) =>
        to is { } now && (from is { } was ? Spelled.Holds(was.GetRawText(), now.GetRawText()) : name != "amendments");

    private void Change(string of, string field, string? from, string? to, string kind)
    {
        var spelled = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(spelled, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in new[] { ("subject", of), ("field", field), ("from", from), ("to", to), ("kind", kind) })
            {
                if (value is not null)
                {
                    writer.WriteString(name, value);
                }
            }

            writer.WriteEndObject();
        }

        _changes.Add(Encoding.UTF8.GetString(spelled.WrittenSpan));
    }

    private static IEnumerable<string> NamesOf(JsonElement before, JsonElement after) =>
        before.EnumerateObject().Concat(after.EnumerateObject()).Select(member => member.Name).Distinct();

    private static string IdOf(JsonElement line) => (line.Find("id") ?? line.GetProperty("no")).ToString();

    private static string Value(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
}
