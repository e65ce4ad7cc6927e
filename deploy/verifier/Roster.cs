using System.Text.Json;

namespace Rectification.Verifier;

/// <summary>A version of the plan's roster, read from its lines.</summary>
internal sealed class Roster
{
    private Roster(string plan, PlanDays days, RulesInTime rules) => (Plan, Days, Rules) = (plan, days, rules);

    public string Plan { get; }

    public PlanDays Days { get; }

    public RulesInTime Rules { get; }

    /// <summary>Each unit's parent, a region.</summary>
    public Dictionary<string, string?> Units { get; } = new(StringComparer.Ordinal);

    /// <summary>Each region's parent; the root has none.</summary>
    public Dictionary<string, string?> Regions { get; } = new(StringComparer.Ordinal);

    /// <summary>Each problem's lead unit.</summary>
    public Dictionary<int, string> Problems { get; } = [];

    public Dictionary<int, Measure> Measures { get; } = [];

    public Dictionary<int, List<int>> MeasuresOf { get; } = [];

    public string RootRegion => Regions.Single(region => region.Value is null).Key;

    public static Roster Of(JsonElement header)
    {
        var roster = new Roster(header.Text("id"), new(header.Text("timeZone")), RulesInTime.Of(header));
        foreach (var region in header.Items("regions"))
        {
            roster.Regions.Add(region.Text("id"), region.TextOrNull("parent"));
        }

        foreach (var unit in header.Items("units"))
        {
            roster.Units.Add(unit.Text("id"), unit.TextOrNull("parent"));
        }

        return roster;
    }

    /// <summary>Takes a problem's or a measure's line; their order is bound by the roster's hash.</summary>
    public void Add(JsonElement line, UInt128 bytes, Roster? before)
    {
        var no = line.Int("no");
        if (line.Find("text") is null)
        {
            Problems.Add(no, line.Text("leadUnit"));
            return;
        }

        // Most measures are the same in every version: one object stands for all.
        var measure = before?.Measures.GetValueOrDefault(no) is { } same && same.Line == bytes ? same : Measure.Of(line, bytes);
        Measures.Add(no, measure);
        if (!MeasuresOf.TryGetValue(measure.Problem, out var ofProblem))
        {
            MeasuresOf[measure.Problem] = ofProblem = [];
        }

        ofProblem.Add(no);
    }
}

/// <summary>A measure as the plan states it.</summary>
internal sealed record Measure(
    int No, int Problem, string LeadUnit, string[] Units, DateOnly Start, DateOnly Deadline, string? Cadence, decimal? Target, string? Institution,
        bool LongTerm)
{
    /// <summary>Tells its line from others.</summary>
    public UInt128 Line { get; private init; }

    public static Measure Of(JsonElement line, UInt128 bytes) => new(
        line.Int("no"), line.Int("problem"), line.Text("leadUnit"), [.. line.Items("units").Select(unit => unit.GetString()!)],
        line.Date("start"), line.Date("deadline"), line.TextOrNull("cadence"),
        line.Find("target")?.GetProperty("value").GetDecimal(), line.Find("institution")?.Text("kind"),
        line.GetProperty("longTerm").GetBoolean())
    {
        Line = bytes,
    };
}

/// <summary>The rules of a plan that figures depend on.</summary>
internal sealed record PlanRules(string[] SignOffChain, LightRule[] Lights, int ReviewDays)
{
    public static PlanRules Of(JsonElement rules) => new(
        [.. rules.Items("signOffChain").Select(step => step.GetString()!)], [.. rules.Items("lights").Select(LightRule.Of)], rules.Int("reviewDays"));
}

internal sealed record LightRule(string Light, string Kind, int Points, int ForDays, int Percent, int AfterShare, int Days, string Metric)
{
    /// <summary>Whether it compares a number that units report under a name of their own.</summary>
    public bool IsNamed => Metric is not ("percent" or "quantity");

    public static LightRule Of(JsonElement rule) => new(
        rule.Text("light"), rule.Text("kind"), rule.IntOr("points", 0), rule.IntOr("forDays", 0), rule.IntOr("percent", 0),
        rule.IntOr("afterShare", 0), rule.IntOr("days", 0), rule.TextOrNull("metric") ?? "percent");
}
