using System.Text.Json.Serialization;

namespace Rectification.Plans;

/// <summary>The rules of a plan (DESIGN §6), every one with a default.</summary>
[GenerateSerializer, Immutable, Alias("plan-rules")]
public sealed record PlanRules
{
    /// <summary>One to three steps, in order.</summary>
    [Id(0)] public IReadOnlyList<ReviewStep> SignOffChain { get; init; } = [ReviewStep.Leader, ReviewStep.Office];

    /// <summary>The leader who signs the step <see cref="ReviewStep.Principal"/>; default: the plan's first leader.</summary>
    [Id(1)] public string? Principal { get; init; }

    /// <summary>主要领导：the leader who signs that step, of a plan with these leaders; none in a plan without any.</summary>
    public string? PrincipalOf(IReadOnlyList<Leader> leaders) => Principal ?? (leaders is [var first, ..] ? first.Id : null);

    [Id(2)]
    public IReadOnlyList<LightRule> Lights { get; init; } =
    [
        new() { Light = Light.Red, Kind = LightKind.Overdue },
        new() { Light = Light.Yellow, Kind = LightKind.BehindPace, Points = 20, ForDays = 14 },
    ];

    /// <summary>Days a sign-off request may wait before it is late on the reviewers' side.</summary>
    [Id(3)] public int ReviewDays { get; init; } = 5;

    /// <summary>Re-check cadence of a standing measure that names none.</summary>
    [Id(4)] public Cadence StandingCadence { get; init; } = Cadence.Quarterly;

    [Id(5)]
    public IReadOnlyList<Escalation> Escalation { get; init; } =
    [
        new() { After = 0, To = EscalationTarget.Unit },
        new() { After = 3, To = EscalationTarget.Office },
        new() { After = 7, To = EscalationTarget.Leader },
        new() { After = 14, To = EscalationTarget.Principal },
    ];

    [Id(6)] public LookBackRule LookBack { get; init; } = new();
    [Id(7)] public DigestRule Digest { get; init; } = new();
    [Id(8)] public ExtensionRule Extensions { get; init; } = new();

    /// <summary>How the plan itself is changed; <see langword="null"/> where the plan does not say: as <see cref="AmendmentRule"/> has it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Id(9)] public AmendmentRule? Amendments { get; init; }

    /// <summary>What comes before the plan is closed; <see langword="null"/> where the plan does not say: nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Id(10)] public ClosingRule? Closing { get; init; }

    /// <summary>Decimals of percentages, 0 to 3; <see langword="null"/>: <see cref="Percentages.UsualDecimals"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Id(11)] public int? PercentDecimals { get; init; }

    /// <summary>How many decimals a percentage has in this plan.</summary>
    public int DecimalsOfPercent() => PercentDecimals ?? Percentages.UsualDecimals;
}

/// <summary>方案调整：who approves a change of a plan that is in force, and what needs no approval.</summary>
[GenerateSerializer, Immutable, Alias("amendment-rule")]
public sealed record AmendmentRule
{
    /// <summary>Up to two steps in order, of the office and the principal leader; none: every change is in force at once, with author and reason.</summary>
    [Id(0)] public IReadOnlyList<ReviewStep> Chain { get; init; } = [ReviewStep.Principal];

    /// <summary>Kinds of change that are in force at once. A change of duties never is, unless the chain is empty.</summary>
    [Id(1)] public IReadOnlyList<ChangeKind> Direct { get; init; } = [ChangeKind.Text, ChangeKind.Addition];
}

/// <summary>What sort of change of a plan something is.</summary>
[GenerateSerializer, Alias("change-kind")]
public enum ChangeKind
{
    /// <summary>Words that bind nobody to anything else: texts, titles, sources.</summary>
    Text = 1,

    /// <summary>Something new beside what there is: a measure, a problem, a unit, a supporting unit.</summary>
    Addition = 2,

    /// <summary>Whatever moves a figure or a duty: a deadline, a unit, a leader, a target, a rule, a measure not to be carried out.</summary>
    Duty = 3,
}

/// <summary>Rules that were in force up to an instant, which is the beginning of a day of the plan.</summary>
[GenerateSerializer, Immutable, Alias("rules-period")]
public sealed record RulesPeriod
{
    [Id(0)] public required PlanRules Rules { get; init; }

    /// <summary>The first instant at which they were not in force any more.</summary>
    [Id(1)] public required DateTimeOffset Until { get; init; }

    /// <summary>When the change that ended them was made; before that nobody knew of it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Id(2)] public DateTimeOffset? Changed { get; init; }
}

/// <summary>A step of the sign-off chain.</summary>
[GenerateSerializer, Alias("review-step")]
public enum ReviewStep
{
    /// <summary>The leader responsible for the measure.</summary>
    Leader = 1,

    /// <summary>The rectification office（整改办）.</summary>
    Office = 2,

    /// <summary>The principal leader（主要领导）.</summary>
    Principal = 3,
}

/// <summary>预警：how late a measure is, by the rules of the plan. A higher value is worse.</summary>
[GenerateSerializer, Alias("light")]
public enum Light
{
    None = 0,
    Yellow = 1,
    Red = 2,
}

[GenerateSerializer, Alias("light-kind")]
public enum LightKind
{
    /// <summary>Past the end of the current deadline's day.</summary>
    Overdue = 1,

    /// <summary>Elapsed share of the time minus percent is over <c>points</c>, without a break for <c>forDays</c>.</summary>
    BehindPace = 2,

    /// <summary>Percent is under <c>percent</c> after <c>afterShare</c> percent of the time.</summary>
    Below = 3,

    /// <summary>No report for the measure's cadence plus <c>days</c>.</summary>
    Silent = 4,
}

/// <summary>The number a light rule compares.</summary>
[GenerateSerializer, Alias("metric")]
public enum Metric
{
    /// <summary>The lead unit's own reported percent.</summary>
    Percent = 1,

    /// <summary>Sum of the units' latest quantities, in percent of the target.</summary>
    Quantity = 2,
}

/// <summary>One rule that lights a measure. Points and percents are in percent, durations in days of 24 hours.</summary>
[GenerateSerializer, Immutable, Alias("light-rule")]
public sealed record LightRule
{
    [Id(0)] public required Light Light { get; init; }
    [Id(1)] public required LightKind Kind { get; init; }
    [Id(2)] public int Points { get; init; }
    [Id(3)] public int ForDays { get; init; }
    [Id(4)] public int Percent { get; init; }
    [Id(5)] public int AfterShare { get; init; }
    [Id(6)] public int Days { get; init; }
    [Id(7), JsonIgnore] public Metric Metric { get; init; } = Metric.Percent;

    /// <summary>A metric that units report under this name; where it is stated, the rule compares it and not <see cref="Metric"/>.</summary>
    [Id(8), JsonIgnore] public string? MetricName { get; init; }

    /// <summary>The compared number as a plan document names it.</summary>
    [JsonPropertyName("metric")] public string MetricWord => MetricName ?? (Metric == Metric.Quantity ? MetricNames.Quantity : MetricNames.Percent);
}

/// <summary>Names of metrics. Two numbers every report has of itself; any other id is a unit's own to report.</summary>
public static class MetricNames
{
    public const string Percent = "percent";
    public const string Quantity = "quantity";

    public static bool IsReportable(string? name) => Ids.IsValid(name) && name is not (Percent or Quantity);
}

[GenerateSerializer, Alias("escalation-target")]
public enum EscalationTarget
{
    Unit = 1,
    Office = 2,
    Leader = 3,
    Principal = 4,
}

[GenerateSerializer, Immutable, Alias("escalation")]
public sealed record Escalation
{
    /// <summary>Days after the light went on.</summary>
    [Id(0)] public required int After { get; init; }
    [Id(1)] public required EscalationTarget To { get; init; }

    /// <summary>Which days <see cref="After"/> counts.</summary>
    [Id(2)] public DayKind Days { get; init; } = DayKind.Calendar;
}

[GenerateSerializer, Alias("day-kind")]
public enum DayKind
{
    /// <summary>Every day, as 24 hours.</summary>
    Calendar = 0,

    /// <summary>工作日，by the public calendar.</summary>
    Working = 1,
}

[GenerateSerializer, Immutable, Alias("look-back-rule")]
public sealed record LookBackRule
{
    /// <summary>Share of the signed-off measures that is drawn, 0 to 1.</summary>
    [Id(0)] public decimal Share { get; init; } = 0.2m;
    [Id(1)] public int Minimum { get; init; } = 5;
}

/// <summary>How far a deadline may be put off（延期）；unlimited where nothing is said.</summary>
[GenerateSerializer, Immutable, Alias("extension-rule")]
public sealed record ExtensionRule
{
    /// <summary>How many extensions a measure may be granted.</summary>
    [Id(0)] public int? Most { get; init; }

    /// <summary>How many days after the first deadline the last possible day lies.</summary>
    [Id(1)] public int? LongestDays { get; init; }

    /// <summary>On the day due, the time from which no extension can be asked for any more; afterwards none can either way.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Id(2)] public TimeOnly? Until { get; init; }
}

/// <summary>每周汇总：when a plan's digest is frozen, and what is in it.</summary>
[GenerateSerializer, Immutable, Alias("digest-rule")]
public sealed record DigestRule
{
    [Id(0)] public DayOfWeek Day { get; init; } = DayOfWeek.Monday;
    [Id(1)] public TimeOnly At { get; init; } = new(8, 0);

    /// <summary>What happens to a digest whose day is a public holiday; <see langword="null"/>: <see cref="HolidayRule.NextWorkingDay"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Id(2)] public HolidayRule? Holiday { get; init; }

    /// <summary>With <see cref="HolidayRule.WorkingDayAfter"/>, which working day after the holiday, from 1.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Id(3)] public int? WorkingDay { get; init; }

    /// <summary>By when units report for the digest; <see langword="null"/>: by the moment it is frozen.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Id(4)] public ReportByRule? ReportBy { get; init; }

    /// <summary>Units are ranked that have at least so many assignments; <see langword="null"/>: no ranking.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Id(5)] public int? RankFrom { get; init; }
}

/// <summary>A weekday and a time.</summary>
[GenerateSerializer, Immutable, Alias("report-by-rule")]
public sealed record ReportByRule
{
    [Id(0)] public DayOfWeek Day { get; init; } = DayOfWeek.Friday;
    [Id(1)] public TimeOnly At { get; init; } = new(17, 0);
}

/// <summary>Where something goes whose day is a public holiday. A plan that chose a day of the weekend keeps it.</summary>
[GenerateSerializer, Alias("holiday-rule")]
public enum HolidayRule
{
    /// <summary>顺延至节后第一个工作日.</summary>
    NextWorkingDay = 1,

    /// <summary>节后第 n 个工作日.</summary>
    WorkingDayAfter = 2,

    /// <summary>提前至节前最后一个工作日；where there is none since the digest before, as <see cref="NextWorkingDay"/>.</summary>
    PreviousWorkingDay = 3,
}
