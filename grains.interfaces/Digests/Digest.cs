using System.Text.Json.Serialization;
using Rectification.Chains;
using Rectification.Figures;
using Rectification.Measures;
using Rectification.Orders;
using Rectification.Plans;

namespace Rectification.Digests;

/// <summary>
/// 每周汇总 as it was frozen: one document of figures, which every outlet shows. Its bytes are the canonical JSON of <see cref="DigestJson"/>; names and
/// order are for ever. Nothing in it is a percentage: counts stand beside each other, and <see cref="Percentages"/> says the rest with
/// <see cref="Decimals"/>.
/// </summary>
public sealed record Digest
{
    public required string Plan { get; init; }
    public required string Title { get; init; }

    /// <summary>The plan's day the digest is of, before any holiday moved it; with the plan its key.</summary>
    public required DateOnly Period { get; init; }

    /// <summary>What happened after this instant is in it, </summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>up to this instant, of which all its figures are.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>When it was to be frozen, after holidays; what was recorded later is not in it.</summary>
    public required DateTimeOffset Moment { get; init; }

    /// <summary>The moment of the digest before; what was recorded later is not in the figures that this one compares with.</summary>
    public required DateTimeOffset Before { get; init; }

    /// <summary>By when units were to report.</summary>
    public required DateTimeOffset ReportBy { get; init; }

    /// <summary>Whether the year's official calendar was not known, so that a holiday may have been missed.</summary>
    public required bool Provisional { get; init; }

    /// <summary>Decimals of percentages by the plan's rules.</summary>
    public required int Decimals { get; init; }

    /// <summary>Units with fewer assignments are not ranked; left out where the plan ranks nobody.</summary>
    public int? RankFrom { get; init; }

    /// <summary>From which trail.</summary>
    public required DigestTrail Trail { get; init; }

    /// <summary>① 完成情况.</summary>
    public required DigestHeadline Headline { get; init; }

    /// <summary>② 本周销号， in order of time.</summary>
    public required IReadOnlyList<DigestSignOff> SignedOff { get; init; }

    /// <summary>③ 报送情况：units that owed a report or filed one, in the plan's order.</summary>
    public required IReadOnlyList<DigestReporting> Reporting { get; init; }

    /// <summary>④ 逾期， longest first.</summary>
    public required IReadOnlyList<DigestOverdue> Overdue { get; init; }

    /// <summary>⑤ 下周到期：within seven days after <see cref="To"/>, soonest first.</summary>
    public required IReadOnlyList<DigestDue> DueNext { get; init; }

    /// <summary>⑥ 预警， red first.</summary>
    public required IReadOnlyList<DigestLit> Lights { get; init; }

    /// <summary>⑦ 督办单：those that wait for an answer, and those answered late in the period.</summary>
    public required IReadOnlyList<DigestOrder> Orders { get; init; }

    /// <summary>⑧ 退回 in the period, in order of time.</summary>
    public required IReadOnlyList<DigestReturn> Returns { get; init; }

    /// <summary>⑨ 延期：those not decided on, longest waiting first, and those granted in the period.</summary>
    public required IReadOnlyList<DigestExtension> Extensions { get; init; }

    /// <summary>⑩ 排名；left out where the plan ranks nobody.</summary>
    public IReadOnlyList<DigestRank>? Ranking { get; init; }

    /// <summary>⑪ 分类；each problem's category, those without one last; they add up to the headline.</summary>
    public required IReadOnlyList<DigestPart> Categories { get; init; }

    /// <summary>Lines beyond the most that a part holds, by the part's name; left out where there are none.</summary>
    public IReadOnlyDictionary<string, int>? LeftOut { get; init; }

    /// <summary>Which model <see cref="LikelyLate"/> is from; left out of digests frozen before there was one.</summary>
    public int? ForecastModel { get; init; }

    /// <summary>可能逾期：open measures due within five weeks that are likelier to become overdue than not, soonest first. Chances, not promises.</summary>
    public IReadOnlyList<DigestLikelyLate>? LikelyLate { get; init; }

    /// <summary>
    /// 按来源：problems and measures by where the problem was found, in the plan's order, those without a source last; they add up to the headline. None
    /// where no problem has a source; left out of digests frozen before there was one.
    /// </summary>
    public IReadOnlyList<DigestSource>? Sources { get; init; }

    /// <summary>SHA-256 of what the plan said of each problem's source, hexadecimal: an amendment may say it otherwise later.</summary>
    public string? SourcesOf { get; init; }

    /// <summary>量化数字：the plan's derived figures as of <see cref="To"/>; left out as <see cref="Sources"/> is.</summary>
    public IReadOnlyList<DigestFigure>? Figures { get; init; }

    /// <summary>The same of what the plan stated as its figures and their origins.</summary>
    public string? FiguresOf { get; init; }
}

/// <summary>⑫ The seal that fixes the trail the figures are from.</summary>
public sealed record DigestTrail
{
    public required long Seal { get; init; }

    /// <summary>Its instant; not before the digest's.</summary>
    public required DateTimeOffset At { get; init; }
    public required string Root { get; init; }
}

/// <summary>So many of so many, and what the digest before said.</summary>
public sealed record DigestCount
{
    public required long Done { get; init; }
    public required long Total { get; init; }
    public required long DoneBefore { get; init; }
    public required long TotalBefore { get; init; }

    public long Change => Done - DoneBefore;
}

public sealed record DigestHeadline
{
    public required DigestCount Measures { get; init; }
    public required DigestCount Problems { get; init; }
    public required DigestCount Assignments { get; init; }

    /// <summary>制度：registered of those promised.</summary>
    public required DigestCount Institutions { get; init; }

    /// <summary>基本完成：never among the done.</summary>
    public required long BasicallyDone { get; init; }

    /// <summary>重新整改：reopened in the period.</summary>
    public required long Reopened { get; init; }
    public required long Overdue { get; init; }
    public required long Yellow { get; init; }
    public required long Red { get; init; }
}

/// <summary>The measure that a line of a digest is about.</summary>
public sealed record DigestMeasure
{
    public required int No { get; init; }
    public required int Problem { get; init; }

    /// <summary>As the plan has it; a long one is cut.</summary>
    public required string Text { get; init; }

    /// <summary>The lead unit.</summary>
    public required DigestUnit Unit { get; init; }
}

/// <summary>A unit with its name of then.</summary>
public sealed record DigestUnit(string Id, string Name);

public sealed record DigestSignOff
{
    public required DigestMeasure Measure { get; init; }
    public required DateTimeOffset At { get; init; }
    public required bool Standing { get; init; }

    /// <summary>Days after the deadline then in force; 0 in time.</summary>
    public required int LateDays { get; init; }
}

/// <summary>How a unit reported in the period.</summary>
public enum ReportingState
{
    /// <summary>已报送.</summary>
    Reported = 1,

    /// <summary>零报告：it reported, and nothing had moved.</summary>
    Zero = 2,

    /// <summary>迟报：its first report came after the time to report by.</summary>
    Late = 3,

    /// <summary>部分未报：it reported on some of what it owed.</summary>
    Partly = 4,

    /// <summary>未报送.</summary>
    Missing = 5,
}

public sealed record DigestReporting
{
    public required DigestUnit Unit { get; init; }
    public required ReportingState State { get; init; }

    /// <summary>Assignments not done on which a report was due in the period, by the measure's cadence; without one every period.</summary>
    public required int Owed { get; init; }

    /// <summary>Numbers of the measures among them without a report.</summary>
    public required IReadOnlyList<int> Silent { get; init; }

    /// <summary>Reports filed in the period.</summary>
    public required int Filed { get; init; }
}

public sealed record DigestOverdue
{
    public required DigestMeasure Measure { get; init; }
    public required DateOnly Deadline { get; init; }
    public required int Days { get; init; }
    public required Turn Turn { get; init; }
}

public sealed record DigestDue
{
    public required DigestMeasure Measure { get; init; }
    public required DateOnly Deadline { get; init; }

    /// <summary>As last reported by the lead unit.</summary>
    public required int Percent { get; init; }
    public required Turn Turn { get; init; }
}

public sealed record DigestLit
{
    public required DigestMeasure Measure { get; init; }
    public required Light Light { get; init; }
    public required IReadOnlyList<DigestReason> Reasons { get; init; }
}

/// <summary>A rule that lights a measure.</summary>
public sealed record DigestReason
{
    public required LightKind Kind { get; init; }
    public string? Metric { get; init; }

    /// <summary>The number the rule compares, in percent.</summary>
    public decimal? Value { get; init; }
    public required DateTimeOffset Since { get; init; }
}

public sealed record DigestOrder
{
    public required int No { get; init; }
    public required string Label { get; init; }
    public required DigestUnit Unit { get; init; }
    public required OrderStatus Status { get; init; }
    public required DateOnly Due { get; init; }

    /// <summary>Days after its due day, of the answer where there is one; 0 in time.</summary>
    public required int LateDays { get; init; }
}

/// <summary>What was returned.</summary>
public enum ReturnedMatter
{
    SignOff = 1,
    Extension = 2,
    BasicallyDone = 3,
    Waiting = 4,
}

public sealed record DigestReturn
{
    public required DigestMeasure Measure { get; init; }
    public required ReturnedMatter What { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>The step that returned it; only of a sign-off.</summary>
    public ReviewStep? Step { get; init; }
    public required string Reason { get; init; }
}

public sealed record DigestExtension
{
    public required DigestMeasure Measure { get; init; }
    /// <summary>The deadline asked for, or granted.</summary>
    public required DateOnly Until { get; init; }
    public required bool Granted { get; init; }

    /// <summary>Since when it waits, or when it was granted.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>Whole days it has waited; 0 for one that was granted.</summary>
    public required int DaysWaited { get; init; }
    public string? Reason { get; init; }
}

public sealed record DigestRank
{
    /// <summary>From 1; equals share one, and the next rank counts them all.</summary>
    public required int Rank { get; init; }
    public required DigestUnit Unit { get; init; }
    public required long Done { get; init; }

    /// <summary>Assignments; never 0.</summary>
    public required long Total { get; init; }
}

public sealed record DigestPart
{
    /// <summary>The category's number; left out for problems without one.</summary>
    public int? Category { get; init; }
    public required string Title { get; init; }
    public required long Problems { get; init; }
    public required long Done { get; init; }

    /// <summary>Measures.</summary>
    public required long Total { get; init; }
}

public sealed record DigestSource
{
    /// <summary>As the plan has it; left out for problems without one, and for several sources together.</summary>
    public string? Source { get; init; }

    /// <summary>How many sources with few measures this line has together; left out of a line for one.</summary>
    public int? Together { get; init; }
    public required long Problems { get; init; }
    public required long Done { get; init; }

    /// <summary>Measures.</summary>
    public required long Total { get; init; }
}

/// <summary>One figure of the plan, as <see cref="FigureView"/> says it.</summary>
public sealed record DigestFigure
{
    public required string Name { get; init; }
    public string? What { get; init; }
    public string? Unit { get; init; }
    public decimal? Stated { get; init; }
    public required Bound Bound { get; init; }

    /// <summary>Rounded at six decimals; left out where nothing can be said.</summary>
    public decimal? Value { get; init; }

    /// <summary>What it was at the digest before.</summary>
    public decimal? Before { get; init; }
    public string? BeforeText { get; init; }

    /// <summary>The value with its unit as it is printed.</summary>
    public string? Text { get; init; }

    /// <summary>Whether what is stated is true of the value, unrounded.</summary>
    public bool? Holds { get; init; }

    /// <summary>The code of the refusal that says why there is no value.</summary>
    public string? Trouble { get; init; }
}

public sealed record DigestLikelyLate
{
    public required DigestMeasure Measure { get; init; }
    public required DateOnly Deadline { get; init; }

    /// <summary>The chance of not becoming overdue, in whole percent; below 50.</summary>
    public required int InTimePercent { get; init; }
}

/// <summary>The canonical JSON of digests.</summary>
[JsonSerializable(typeof(Digest))]
public sealed partial class DigestJson : JsonSerializerContext
{
    public static DigestJson Canonical { get; } = new(ChainJson.Rules());
}
