using Rectification.Measures;
using Rectification.Plans;
using Rectification.Problems;
using Rectification.Rollups;

namespace Rectification.Queries;

/// <summary>
/// Questions over a whole plan (key: its id), answered from what is persisted and from the counters. Stateless: any number of
/// activations answer at once.
/// </summary>
[Alias("plan-query")]
public interface IPlanQueryGrain : IGrainWithStringKey
{
    /// <summary>One page of measures in order of number.</summary>
    [Alias("measures")]
    Task<MeasurePage> Measures(MeasureFilter filter);

    [Alias("problems")]
    Task<ProblemPage> Problems(int after, int limit);

    /// <summary>The sheets of all units, in the plan's order.</summary>
    [Alias("units")]
    Task<IReadOnlyList<UnitSheet>> Units();

    [Alias("unit")]
    Task<UnitSheet?> Unit(string unit);

    /// <summary>
    /// The root's sheet that includes everything the receipt stands for, or <see langword="null"/> when that took longer than 2 s.
    /// </summary>
    [Alias("rates-at-least")]
    Task<RateSheet?> RatesAtLeast(string token);

    /// <summary>The root's sheet as of a past moment, replayed from the trails (or, for a large plan unless <paramref name="exact"/>, from stored points).</summary>
    [Alias("rates-as-of"), ResponseTimeout("00:05:00")]
    Task<RateSheet> RatesAsOf(DateTimeOffset asOf, DateTimeOffset? knownAt, bool exact);

    /// <summary>Every unit's own sheet as of a past moment, replayed from the trails; empty for a plan too large to be replayed for a page.</summary>
    [Alias("units-as-of"), ResponseTimeout("00:05:00")]
    Task<IReadOnlyList<UnitSheet>> UnitsAsOf(DateTimeOffset asOf);

    /// <summary>The root's sheets at each day's end.</summary>
    [Alias("rates-history"), ResponseTimeout("00:05:00")]
    Task<IReadOnlyList<RateSheet>> RatesHistory(DateOnly from, DateOnly to);

    /// <summary>
    /// The root's sheets at each day's end as they would have been under other rules, replayed from the trails; nothing is written. Empty for a
    /// plan too large to be replayed for a page.
    /// </summary>
    [Alias("rates-under"), ResponseTimeout("00:05:00")]
    Task<IReadOnlyList<RateSheet>> RatesUnder(PlanRules rules, DateOnly from, DateOnly to);

    /// <summary>Replays the trails for each day's end and stores the points with every region's roll-up.</summary>
    [Alias("rebuild-points"), ResponseTimeout("00:10:00")]
    Task RebuildPoints();

    /// <summary>Recomputes every tally from the measures' own persisted states and compares.</summary>
    [Alias("recount"), ResponseTimeout("00:10:00")]
    Task<RecountView> Recount();
}

[GenerateSerializer, Immutable, Alias("measure-filter")]
public sealed record MeasureFilter
{
    [Id(0)] public string? Unit { get; init; }
    [Id(1)] public int? Problem { get; init; }
    [Id(2)] public MeasureStatus? Status { get; init; }
    [Id(3)] public Light? Light { get; init; }
    [Id(4)] public DateOnly? DueBefore { get; init; }

    /// <summary>Part of the text, ignoring case.</summary>
    [Id(5)] public string? Text { get; init; }

    /// <summary>Only measures with a number above this.</summary>
    [Id(6)] public int After { get; init; }

    /// <summary>1 to 500.</summary>
    [Id(7)] public int Limit { get; init; } = 100;

    /// <summary>Only measures that involve one of these units, or one of <see cref="VisibleLeaders"/>; <see langword="null"/>: all.</summary>
    [Id(8)] public IReadOnlyList<string>? VisibleUnits { get; init; }
    [Id(9)] public IReadOnlyList<string> VisibleLeaders { get; init; } = [];

    /// <summary>Whether the current deadline is after the first one.</summary>
    [Id(10)] public bool? Extended { get; init; }
    [Id(11)] public bool? Overdue { get; init; }
}

[GenerateSerializer, Immutable, Alias("measure-page")]
public sealed record MeasurePage
{
    [Id(0)] public required IReadOnlyList<MeasureView> Items { get; init; }

    /// <summary>Pass as <see cref="MeasureFilter.After"/> for the next page; <see langword="null"/> at the end. A page may be short and still have a next one.</summary>
    [Id(1)] public int? Next { get; init; }
}

[GenerateSerializer, Immutable, Alias("problem-page")]
public sealed record ProblemPage
{
    [Id(0)] public required IReadOnlyList<ProblemView> Items { get; init; }
    [Id(1)] public int? Next { get; init; }
}

/// <summary>A unit with its figures.</summary>
[GenerateSerializer, Immutable, Alias("unit-sheet")]
public sealed record UnitSheet
{
    [Id(0)] public required UnitProfile Unit { get; init; }
    [Id(1)] public required RateSheet Sheet { get; init; }

    /// <summary>With everything below, where the unit has units below it.</summary>
    [Id(2)] public RateSheet? WithBelow { get; init; }
}

[GenerateSerializer, Immutable, Alias("recount-view")]
public sealed record RecountView
{
    /// <summary>Measures read.</summary>
    [Id(0)] public required long Checked { get; init; }

    /// <summary>Differences that stood after reading again; at most 1,000 are named.</summary>
    [Id(1)] public required IReadOnlyList<Mismatch> Mismatches { get; init; }

    /// <summary>Units still recovering while they were compared.</summary>
    [Id(2)] public required int Recovering { get; init; }
    [Id(3)] public required DateTimeOffset At { get; init; }
}

/// <summary>One difference between a counter and what is persisted.</summary>
[GenerateSerializer, Immutable, Alias("mismatch")]
public sealed record Mismatch
{
    /// <summary>For example <c>unit:330302</c>, <c>region:city</c>.</summary>
    [Id(0)] public required string Counter { get; init; }

    /// <summary>For example <c>measure:12</c>, <c>tally</c>.</summary>
    [Id(1)] public required string Item { get; init; }
    [Id(2)] public required string Expected { get; init; }
    [Id(3)] public required string Counted { get; init; }
}
