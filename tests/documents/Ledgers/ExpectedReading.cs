using System.Text.Json;
using Rectification.Documents.Ledgers;

namespace Rectification.Tests.Documents.Ledgers;

/// <summary>Compares a reading with what a ledger's expectation says, by the rules they were written with: every difference and every false alarm is
/// named.</summary>
internal static class ExpectedReading
{
    private static readonly string[] Members =
        ["no", "problem", "text", "leadUnit", "supportingUnits", "leaderTitle", "deadline", "longTerm", "deadlineText", "progressPercent",
            "stateText", "progressText", "targetText", "actualDate", "money", "unitProgress", "institution", "cadence", "code", "extra", "result",
            "deadlineOfPlan"];

    private static readonly Dictionary<string, string> Also = new()
    {
        ["progressPercent"] = "progressAlso",
        ["leaderTitle"] = "leaderAlso"
    };

    public static List<string> Differences(LedgerReading reading, JsonNode expected) =>
        Differences(JsonSerializer.SerializeToNode(reading, JsonSerializerOptions.Web)!, expected);

    /// <summary>The same of a reading as the API answers it.</summary>
    public static List<string> Differences(JsonNode read, JsonNode expected)
    {
        List<string> differences = [];
        foreach (var member in new[] { "file", "layout", "kind", "sheet", "columns", "headerRows", "rowsRead", "dataRows", "rowsSkipped", "missing",
            "unit", "asOf" })
        {
            if (expected[member] is { } value)
            {
                Same(member, value, read[member], differences);
            }
        }

        Sheets(expected["otherSheets"], read["otherSheets"]!.AsArray(), differences);
        Same("sheetsNotRead", expected["sheetsNotRead"] ?? new JsonArray(), read["sheetsNotRead"], differences);
        List("problems", expected["problems"]!.AsArray(), read["problems"]!.AsArray(), ["no", "title", "category", "leaderTitle", "leadUnit"], differences);
        List("measures", expected["measures"]!.AsArray(), read["measures"]!.AsArray(), Members, differences);
        Told(expected, read, differences);
        return differences;
    }

    private static void Sheets(JsonNode? expected, JsonArray read, List<string> differences)
    {
        var sheets = expected?.AsArray() ?? [];
        Same("otherSheets.count", sheets.Count, read.Count, differences);
        for (var i = 0; i < Math.Min(sheets.Count, read.Count); i++)
        {
            foreach (var (member, value) in sheets[i]!.AsObject())
            {
                Same($"otherSheets[{i}].{member}", value, read[i]![member], differences);
            }
        }
    }

    private static void List(string name, JsonArray expected, JsonArray read, string[] members, List<string> differences)
    {
        Same(name + ".count", expected.Count, read.Count, differences);
        for (var i = 0; i < Math.Min(expected.Count, read.Count); i++)
        {
            foreach (var member in members)
            {
                var wanted = expected[i]![member];
                if (wanted is null && !expected[i]!.AsObject().ContainsKey(member))
                {
                    continue;
                }

                var also = expected[i]![Also.GetValueOrDefault(member, member + "Also")]?.AsArray() ?? [];
                if (Text(wanted) != Text(read[i]![member]) && !also.Any(other => Text(other) == Text(read[i]![member])))
                {
                    differences.Add($"{name}[{i}].{member}: expected {Text(wanted)}, read {Text(read[i]![member])}");
                }
            }
        }
    }

    private static void Told(JsonNode expected, JsonNode read, List<string> differences)
    {
        static string Cell(JsonNode? finding) => finding!["cell"]!.GetValue<string>();
        HashSet<string> Cells(string list) => [.. expected[list]!.AsArray().Select(Cell)];
        var (warnings, errors, may) = (Cells("warnings"), Cells("errors"), Cells("mayWarn"));
        var (warned, refused) = (read["warnings"]!.AsArray(), read["errors"]!.AsArray());
        differences.AddRange(warnings.Except(warned.Select(Cell)).Select(cell => $"warning at {cell} is missing"));
        differences.AddRange(errors.Except(refused.Select(Cell)).Select(cell => $"error at {cell} is missing"));
        foreach (var finding in warned.Concat(refused))
        {
            if (!warnings.Contains(Cell(finding)) && !errors.Contains(Cell(finding)) && !may.Contains(Cell(finding)))
            {
                differences.Add($"false alarm at {Cell(finding)}: {finding!["code"]}");
            }
        }
    }

    private static void Same(string name, JsonNode? expected, JsonNode? read, List<string> differences)
    {
        if (Text(expected) != Text(read))
        {
            differences.Add($"{name}: expected {Text(expected)}, read {Text(read)}");
        }
    }

    // Objects by their keys, brackets and white space alike, list marks off.
    private static string Text(JsonNode? node) => node switch
    {
        null => "null",
        JsonObject json => "{" + string.Join(", ", json.Select(pair => $"{Fold.Tight(pair.Key)}={Text(pair.Value)}").Order(StringComparer.Ordinal)) + "}",
        JsonArray list => "[" + string.Join(", ", list.Select(Text)) + "]",
        JsonValue value when value.GetValueKind() == JsonValueKind.String => Fold.Tight(ListMarks.Off(value.GetValue<string>())),
        JsonValue value when value.GetValueKind() == JsonValueKind.Number => decimal.Parse(value.ToJsonString(),
            System.Globalization.NumberStyles.Float).ToString("0.######"),
        _ => node.ToJsonString()
    };
}
