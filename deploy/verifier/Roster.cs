using System.Text.Json;

namespace Rectification.Verifier;

/// <summary>
/// A version of the plan's roster, read from its lines: all of them, or those by which it differs from the version before, whose header holds unless
/// it states one.
/// </summary>
internal sealed class Roster
{
    private int _lastNo;

    private Roster(int version, RosterHeader header, Roster? before) => (Version, Header, Before) = (version, header, before);

    public int Version { get; }

    public RosterHeader Header { get; }

    /// <summary>The version it differs from by its lines; null where they are all.</summary>
    public Roster? Before { get; }

    /// <summary>SHA-256 over an empty line and the lines, of the header without former rules: what an amendment that makes this version approves.</summary>
    public Hash Fingerprint { get; set; }

    public string Plan => Header.Plan;

    public PlanDays Days => Header.Days;

    public RulesInTime Rules => Header.Rules;

    /// <summary>Each unit's parent, a region.</summary>
    public Dictionary<string, string?> Units => Header.Units;

    /// <summary>Each region's parent; the root has none.</summary>
    public Dictionary<string, string?> Regions => Header.Regions;

    /// <summary>Each problem's lead unit.</summary>
    public Dictionary<int, string> Problems { get; } = [];

    public Dictionary<int, Measure> Measures { get; } = [];

    public Dictionary<int, List<int>> MeasuresOf { get; } = [];

    public string RootRegion => Regions.Single(region => region.Value is null).Key;

    /// <summary>A version that is stated whole begins with its header.</summary>
    public static Roster Whole(int version, JsonElement header) => new(version, RosterHeader.Of(header), null);

    /// <summary>A version that is stated by what it changed begins with any of its lines.</summary>
    public static Roster Amended(Roster before, JsonElement first, UInt128 bytes)
    {
        var roster = new Roster(before.Version + 1, first.Find("no") is null ? RosterHeader.Of(first) : before.Header, before);
        if (roster.Header == before.Header)
        {
            roster.Add(first, bytes, null);
        }

        return roster;
    }

    /// <summary>Takes a problem's or a measure's line.</summary>
    public void Add(JsonElement line, UInt128 bytes, Roster? before)
    {
        var no = line.Int("no");
        if (line.Find("text") is null)
        {
            Problems.Add(no, line.Text("leadUnit"));
            _ = Measures.Count == 0 && Follows(no) ? 0 : throw new FormatException("order");
            return;
        }

        _lastNo = Measures.Count == 0 ? 0 : _lastNo;
        _ = Follows(no) ? 0 : throw new FormatException("order");

        // Most measures are the same in every version: one object stands for all.
        var measure = before?.Measures.GetValueOrDefault(no) is { } same && same.Line == bytes ? same : Measure.Of(line, bytes);
        Measures.Add(no, measure);
        if (!MeasuresOf.TryGetValue(measure.Problem, out var ofProblem))
        {
            MeasuresOf[measure.Problem] = ofProblem = [];
        }

        ofProblem.Add(no);
    }

    private bool Follows(int no) => no > _lastNo && (_lastNo = no) > 0;
}

/// <summary>What a plan states beside its problems and measures.</summary>
internal sealed class RosterHeader
{
    private const string Former = "formerRules";

    public required string Plan { get; init; }

    public required PlanDays Days { get; init; }

    public required RulesInTime Rules { get; init; }

    /// <summary>Rules as they are spelled, and those before them.</summary>
    public required string RulesText { get; init; }

    public required IReadOnlyList<FormerRules> FormerTexts { get; init; }

    public required AmendmentRule Amendments { get; init; }

    /// <summary>The line without former rules.</summary>
    public required string Text { get; init; }

    public Dictionary<string, string?> Units { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, string?> Regions { get; } = new(StringComparer.Ordinal);

    /// <summary>What must stay in a plan in force.</summary>
    public required (string FeedbackDate, string TimeZone) Stays { get; init; }

    public static RosterHeader Of(JsonElement line)
    {
        var (text, rules) = (line.GetRawText(), line.GetProperty("rules"));
        if (line.Find(Former) is { } former)
        {
            var end = $",\"{Former}\":{former.GetRawText()}}}";
            text = text.EndsWith(end, StringComparison.Ordinal) ? text[..^end.Length] + "}" : throw new FormatException(Former);
        }

        var header = new RosterHeader
        {
            Plan = line.Text("id"),
            Days = new(line.Text("timeZone")),
            Rules = RulesInTime.Of(line),
            RulesText = rules.GetRawText(),
            FormerTexts = [.. line.Items(Former).Select(FormerRules.Of)],
            Amendments = AmendmentRule.Of(rules.Find("amendments")),
            Text = text,
            Stays = (line.Text("feedbackDate"), line.Text("timeZone")),
        };
        foreach (var region in line.Items("regions"))
        {
            header.Regions.Add(region.Text("id"), region.TextOrNull("parent"));
        }

        foreach (var unit in line.Items("units"))
        {
            header.Units.Add(unit.Text("id"), unit.TextOrNull("parent"));
        }

        return header;
    }
}

/// <summary>Rules that were in force until an instant, as they are spelled.</summary>
internal sealed record FormerRules(string Text, string RulesText, DateTimeOffset Until, DateTimeOffset? Changed)
{
    public static FormerRules Of(JsonElement period) => new(
        period.GetRawText(), period.GetProperty("rules").GetRawText(), period.Instant("until"), period.Find("changed")?.GetDateTimeOffset());
}

/// <summary>Who approves a change of the plan, and which kinds of change need no approval.</summary>
internal sealed record AmendmentRule(string[] Chain, string[] Direct)
{
    public static AmendmentRule Of(JsonElement? rule) => new(
        rule?.Find("chain") is null ? ["principal"] : [.. rule.Value.Items("chain").Select(step => step.GetString()!)],
        rule?.Find("direct") is null ? ["text", "addition"] : [.. rule.Value.Items("direct").Select(kind => kind.GetString()!)]);

    public bool NeedsApproval(IEnumerable<string> kinds) => Chain.Length > 0 && kinds.Any(kind => kind == "duty" || !Direct.Contains(kind));

    /// <summary>The step that is next after so many; where the chain was shortened meanwhile, its last one.</summary>
    public string StepAfter(int taken) => taken < Chain.Length ? Chain[taken] : Chain is [.., var last] ? last : "principal";
}

/// <summary>A measure as the plan states it.</summary>
internal sealed record Measure(
    int No, int Problem, string LeadUnit, string[] Units, DateOnly Start, DateOnly Deadline, string? Cadence, decimal? Target, string? Institution,
        bool LongTerm)
{
    /// <summary>Tells its line from others.</summary>
    public UInt128 Line { get; private init; }

    /// <summary>Not to be carried out any more.</summary>
    public bool Rescinded { get; init; }

    /// <summary>The quantity's unit and what is counted.</summary>
    public (string Unit, string? What)? TargetOf { get; init; }

    /// <summary>What is counted beside the target.</summary>
    public PlannedQuantity[] Quantities { get; init; } = [];

    public bool Involves(string unit) => unit == LeadUnit || Units.Contains(unit);

    public static Measure Of(JsonElement line, UInt128 bytes) => new(
        line.Int("no"), line.Int("problem"), line.Text("leadUnit"), [.. line.Items("units").Select(unit => unit.GetString()!)],
        line.Date("start"), line.Date("deadline"), line.TextOrNull("cadence"),
        line.Find("target")?.GetProperty("value").GetDecimal(), line.Find("institution")?.Text("kind"),
        line.GetProperty("longTerm").GetBoolean())
    {
        Line = bytes,
        Rescinded = line.Find("rescinded") is not null,
        Quantities = [.. line.Items("quantities").Select(PlannedQuantity.Of)],
        TargetOf = line.Find("target") is { } target ? (target.Text("unit"), target.TextOrNull("what")) : null,
    };
}

/// <summary>The rules of a plan that figures depend on.</summary>
internal sealed record PlanRules(string[] SignOffChain, LightRule[] Lights, int ReviewDays)
{
    /// <summary>How many extensions there may be, and how far.</summary>
    public (int? Most, int? LongestDays) Extensions { get; private init; }

    public static PlanRules Of(JsonElement rules) => new(
        [.. rules.Items("signOffChain").Select(step => step.GetString()!)], [.. rules.Items("lights").Select(LightRule.Of)], rules.Int("reviewDays"))
    {
        Extensions = (rules.Find("extensions")?.Find("most")?.GetInt32(), rules.Find("extensions")?.Find("longestDays")?.GetInt32()),
    };
}

internal sealed record LightRule(string Light, string Kind, int Points, int ForDays, int Percent, int AfterShare, int Days, string Metric)
{
    /// <summary>Whether it compares a number that units report under a name of their own.</summary>
    public bool IsNamed => Metric is not ("percent" or "quantity");

    public static LightRule Of(JsonElement rule) => new(
        rule.Text("light"), rule.Text("kind"), rule.IntOr("points", 0), rule.IntOr("forDays", 0), rule.IntOr("percent", 0),
        rule.IntOr("afterShare", 0), rule.IntOr("days", 0), rule.TextOrNull("metric") ?? "percent");
}

/// <summary>A quantity that a measure counts beside its target. How it is split over units decides nothing.</summary>
internal sealed record PlannedQuantity(string Name, string Unit, string? What, decimal? Target, string? Bound)
{
    /// <summary>What became of the money, where it is money.</summary>
    public string? Outcome { get; private init; }

    public static PlannedQuantity Of(JsonElement quantity) => new(
        quantity.Text("name"), quantity.Text("unit"), quantity.TextOrNull("what"), quantity.DecimalOrNull("target"), quantity.TextOrNull("bound"))
    {
        Outcome = quantity.TextOrNull("outcome"),
    };
}
