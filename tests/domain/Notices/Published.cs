using System.Text.Json.Nodes;
using Rectification.Measures;
using Rectification.Notices;
using Rectification.Plans;
using Rectification.Problems;

namespace Rectification.Tests.Notices;

/// <summary>The published notice of 2024 and its plan as facts: everything signed off, every target reached as published.</summary>
internal static class Published
{
    private static readonly string Folder = Path.Combine(Repository.Root, "seeds", "wenzhou-2024");
    private static readonly JsonNode Plan = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, "plan.json")))!;

    /// <summary>What was reached where the published words say more than their number: 突破、超、多.</summary>
    private static readonly Dictionary<int, decimal> Reached = new() { [18] = 203.6m, [19] = 7.36m, [21] = 213m, [22] = 8_126.5m };

    public static readonly string Text = File.ReadAllText(Path.Combine(Folder, "notice.txt"));

    public static readonly NoticeFacts Facts = new()
    {
        Plan = new()
        {
            Id = "wz",
            Title = Plan["title"]!.GetValue<string>(),
            InspectedBody = Plan["inspectedBody"]!.GetValue<string>(),
            InspectionTeam = Plan["inspectionTeam"]!.GetValue<string>(),
            Inspection = new() { From = new(2023, 10, 10), To = new(2024, 1, 12) },
            FeedbackDate = new(2024, 4, 11),
            TimeZone = "Asia/Shanghai",
            Public = true,
            Version = 1,
            Units = 42,
            Problems = 29,
            Measures = 94,
            Rules = new(),
            Regions = [],
            Leaders = [],
            Categories = [.. Plan["categories"]!.AsArray().Select(category => new Category
            {
                No = category!["no"]!.GetValue<int>(),
                Title = category["title"]!.GetValue<string>(),
            })],
        },
        Problems = [.. Plan["problems"]!.AsArray().Select(problem => Problem(problem!))],
        Measures = [.. Plan["measures"]!.AsArray().Select(measure => Measure(measure!))],
        Units = new Dictionary<string, string>(),
    };

    /// <summary>The published text cut into its sections, all of them typed.</summary>
    public static IReadOnlyList<NoticeSection> Sections(string? text = null)
    {
        var lines = (text ?? Text).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var sections = new List<NoticeSection>
        {
            Typed(NoticeText.Preamble, lines[1]), Typed(NoticeText.General, lines[2]), Typed(NoticeText.Totals, lines[3]),
        };
        var category = 0;
        foreach (var line in lines[4..])
        {
            var (heading, next) = (line.Contains("、关于“", StringComparison.Ordinal), line.StartsWith("下一步", StringComparison.Ordinal));
            category += heading ? 1 : 0;
            var id = next || sections[^1].Id == NoticeText.Next ? sections[^1].Id == NoticeText.Next ? NoticeText.Contact : NoticeText.Next
                : $"{NoticeText.Categories}{category}";
            if (sections[^1].Id == id)
            {
                sections[^1] = sections[^1] with { Text = $"{sections[^1].Text}\n{line}" };
            }
            else
            {
                sections.Add(Typed(id, line));
            }
        }

        return sections;
    }

    public static NoticeSection Typed(string id, string text) => new() { Id = id, Text = text, Typed = true };

    /// <summary>A draft nobody has typed anything into.</summary>
    public static NoticeState Draft { get; } = new()
    {
        No = 1,
        Title = "通报",
        Issuer = "宣传部",
        By = "office",
        At = new DateTimeOffset(2024, 10, 20, 9, 0, 0, TimeSpan.FromHours(8)),
        SignedOff = [.. Enumerable.Range(1, 94)],
    };

    private static ProblemView Problem(JsonNode problem) => new()
    {
        Plan = "wz",
        No = problem["no"]!.GetValue<int>(),
        Category = problem["category"]!.GetValue<int>(),
        Title = problem["title"]!.GetValue<string>(),
        Leader = problem["leader"]!.GetValue<string>(),
        LeadUnit = problem["leadUnit"]!.GetValue<string>(),
        Measures = 1,
        MeasuresSignedOff = 1,
        SignedOff = true,
        Version = 1,
        MeasureNumbers = [],
    };

    private static MeasureView Measure(JsonNode measure) => new()
    {
        Plan = "wz",
        No = measure["no"]!.GetValue<int>(),
        Problem = measure["problem"]!.GetValue<int>(),
        Text = measure["text"]!.GetValue<string>(),
        Status = MeasureStatus.SignedOff,
        Version = 3,
        Percent = 100,
        Leader = measure["leader"]!.GetValue<string>(),
        LeadUnit = measure["leadUnit"]!.GetValue<string>(),
        Assignments = [],
        Start = new(2024, 4, 15),
        FirstDeadline = new(2024, 10, 11),
        Deadline = new(2024, 10, 11),
        Overdue = false,
        Light = Light.None,
        LongTerm = false,
        EvidenceCount = 1,
        Reopened = 0,
        ExtensionsGranted = 0,
        Outcome = measure["outcome"]?.GetValue<string>(),
        Target = measure["target"] is JsonObject target ? new()
        {
            Value = target["value"]!.GetValue<decimal>(),
            Unit = target["unit"]!.GetValue<string>(),
            What = target["what"]!.GetValue<string>(),
            Reached = Reached.TryGetValue(measure["no"]!.GetValue<int>(), out var reached) ? reached : target["value"]!.GetValue<decimal>(),
        } : null,
        Institution = measure["institution"] is JsonObject rule ? new()
        {
            Kind = rule["kind"]!.GetValue<string>() == "new" ? InstitutionKind.New : InstitutionKind.Revised,
            Title = rule["title"]!.GetValue<string>(),
            Registered = true,
        } : null,
    };
}
