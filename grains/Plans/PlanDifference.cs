using System.Globalization;
using System.Text.Json;
using Rectification.Rosters;

namespace Rectification.Plans;

/// <summary>
/// What differs between two states of a plan, field by field and in the document's own words, and what sort of change each is. Pure; whatever is
/// sealed of a line is compared, so no member that is added later can change unseen.
/// </summary>
internal static class PlanDifference
{
    /// <summary>Columns the product does not know: each is a field of its own.</summary>
    private const string Extra = "extra";

    private static readonly HashSet<string> MeasureTexts = ["text", "outcome", "source"];
    private static readonly HashSet<string> ProblemTexts = ["title", "source", "category", "cause", "extend"];
    private static readonly HashSet<string> HeaderTexts = ["title", "round", "inspectedBody", "inspectionTeam", "inspection"];
    private static readonly HashSet<string> Lists = ["regions", "units", "leaders", "categories"];

    public static IReadOnlyList<FieldChange> Of(PlanChanges changes) =>
    [
        .. changes.Header is { } header ? OfHeader(header) : [],
        .. changes.Problems.SelectMany(change => OfLine(
            $"problem:{Number(change.After.No)}", change.Before is { } before ? RosterLines.Line(before) : null, RosterLines.Line(change.After), ProblemTexts)),
        .. changes.Measures.SelectMany(OfMeasure),
    ];

    /// <summary>A supporting unit beside the others is an addition; one that is left out, or takes another's place, moves a duty.</summary>
    private static IEnumerable<FieldChange> OfMeasure(Change<MeasureDefinition> change) =>
        from field in OfLine(
            $"measure:{Number(change.After.No)}", change.Before is { } before ? RosterLines.Line(before) : null, RosterLines.Line(change.After), MeasureTexts)
        let adds = field.Field == "units" && change.Before!.Units.All(change.After.Units.Contains)
        select adds ? field with { Kind = ChangeKind.Addition } : field;

    private static IEnumerable<FieldChange> OfHeader(Change<PlanDocument> change)
    {
        var (before, after) = (RosterLines.Line(change.Before!), RosterLines.Line(change.After));
        foreach (var field in OfLine("plan", before, after, HeaderTexts))
        {
            if (Lists.Contains(field.Field))
            {
                foreach (var line in OfList(field))
                {
                    yield return line;
                }
            }
            else if (field.Field == "rules")
            {
                foreach (var rule in OfLine("plan", field.From, field.To!, []))
                {
                    yield return rule with { Field = $"rules.{rule.Field}" };
                }
            }
            else
            {
                yield return field;
            }
        }
    }

    /// <summary>Entries of a list of the header: new ones, and those with another name.</summary>
    private static IEnumerable<FieldChange> OfList(FieldChange list)
    {
        var (subject, before) = (list.Field[..^1].Replace("categorie", "category", StringComparison.Ordinal), Entries(list.From));
        foreach (var (id, line) in Entries(list.To))
        {
            if (before.GetValueOrDefault(id) != line)
            {
                foreach (var field in OfLine($"{subject}:{id}", before.GetValueOrDefault(id), line, ["name", "title"]))
                {
                    yield return field;
                }
            }
        }
    }

    private static Dictionary<string, string> Entries(string? list)
    {
        if (list is null)
        {
            return [];
        }

        using var json = JsonDocument.Parse(list);
        return json.RootElement.EnumerateArray().ToDictionary(
            entry => (entry.TryGetProperty("id", out var id) ? id : entry.GetProperty("no")).ToString(), entry => entry.GetRawText(), StringComparer.Ordinal);
    }

    private static IEnumerable<FieldChange> OfLine(string subject, string? before, string after, HashSet<string> texts)
    {
        if (before is null)
        {
            yield return new() { Subject = subject, Field = "*", To = after, Kind = ChangeKind.Addition };
            yield break;
        }

        using var was = JsonDocument.Parse(before);
        using var now = JsonDocument.Parse(after);
        var names = was.RootElement.EnumerateObject().Concat(now.RootElement.EnumerateObject()).Select(field => field.Name).Distinct();
        foreach (var name in names)
        {
            var (from, to) = (Value(was.RootElement, name), Value(now.RootElement, name));
            if (from == to)
            {
                continue;
            }

            if (name == Extra && (IsObject(was.RootElement, name) || IsObject(now.RootElement, name)))
            {
                foreach (var column in OfLine(subject, from ?? "{}", to ?? "{}", texts))
                {
                    yield return column with { Field = $"{Extra}.{column.Field}", Kind = ChangeKind.Text };
                }
            }
            else
            {
                yield return new() { Subject = subject, Field = name, From = from, To = to, Kind = texts.Contains(name) ? ChangeKind.Text : ChangeKind.Duty };
            }
        }
    }

    private static bool IsObject(JsonElement line, string name) => line.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object;

    private static string? Value(JsonElement line, string name) =>
        !line.TryGetProperty(name, out var value) ? null : value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText();

    private static string Number(int no) => no.ToString(CultureInfo.InvariantCulture);
}
