using System.Runtime.CompilerServices;
using Rectification.Documents.Ledgers;
using Rectification.Documents.Workbooks;

namespace Rectification.Tests.Documents.Ledgers;

/// <summary>Ledgers with their right readings beside them.</summary>
public sealed class GivenLedgerTests
{
    private static readonly string Folder = Path.Combine(Here(), "given");

    public static TheoryData<string> Ledgers { get; } =
        [.. Directory.GetFiles(Folder, "*.expected.json").Select(file => Path.GetFileName(file).Replace(".expected.json", "",
            StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Ledgers))]
    public void Read_as_expected(string name)
    {
        var expected = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, name + ".expected.json")))!;
        var file = expected["file"]!.GetValue<string>();
        using var stream = File.OpenRead(Path.Combine(Folder, file));
        using var workbook = WorkbookFile.Open(stream, file, new WorkbookLimits());
        var reading = LedgerReader.Read(workbook, file, Context(expected));
        var differences = ExpectedReading.Differences(reading, expected);
        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }

    internal static LedgerContext Context(JsonNode? expected = null)
    {
        var json = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, "context.json")))!;
        List<string> Names(string list) => [.. json[list]!.AsArray().Select(name => name!.GetValue<string>())];
        return new LedgerContext
        {
            Counties = Names("counties"),
            Departments = Names("departments"),
            Leaders = Names("leaders"),
            Collective = json["collective"]!.AsObject().ToDictionary(word => word.Key, IReadOnlyList<string> (_) => Names("counties")),
            FeedbackDate = DateOnly.Parse(json["feedbackDate"]!.GetValue<string>()),
            Today = DateOnly.Parse(json["today"]!.GetValue<string>()),
            Before = expected?["before"] is { } before ? Before(before, expected["measures"]!.AsArray()) : null
        };
    }

    private static LedgerBefore Before(JsonNode before, JsonArray measures) => new()
    {
        LastTakenIn = DateOnly.Parse(before["lastTakenIn"]!.GetValue<string>()),
        Percents = before["percents"]!.AsObject().ToDictionary(pair => int.Parse(pair.Key), pair => pair.Value!.GetValue<int>()),
        Deadlines = measures.ToDictionary(measure => measure!["no"]!.GetValue<int>(), measure =>
            (DateOnly?)DateOnly.Parse(measure!["deadlineOfPlan"]!.GetValue<string>()))
    };

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
