using Rectification.Plans;

namespace Rectification.Measures;

/// <summary>按频次填报：what was reported in which period of a measure's cadence, and what was missed.</summary>
[GenerateSerializer, Immutable, Alias("cadence-view")]
public sealed record CadenceView
{
    [Id(0)] public required int Measure { get; init; }
    [Id(1)] public required Cadence Cadence { get; init; }

    /// <summary>One for each unit involved, the lead unit first.</summary>
    [Id(2)] public required IReadOnlyList<CadenceUnit> Units { get; init; }

    /// <summary>Older periods than those that are shown were left out.</summary>
    [Id(3)] public bool LeftOut { get; init; }

    /// <summary>The day up to which it is known.</summary>
    [Id(4)] public required DateOnly Day { get; init; }

    public int Missed => Units.Sum(unit => unit.Missed);
}

[GenerateSerializer, Immutable, Alias("cadence-page")]
public sealed record CadencePage
{
    [Id(0)] public required IReadOnlyList<CadenceView> Items { get; init; }

    /// <summary>The measure to go on after; <see langword="null"/> at the end.</summary>
    [Id(1)] public int? Next { get; init; }
}

[GenerateSerializer, Immutable, Alias("cadence-unit")]
public sealed record CadenceUnit
{
    [Id(0)] public required string Unit { get; init; }

    /// <summary>In order of time.</summary>
    [Id(1)] public required IReadOnlyList<CadencePeriod> Periods { get; init; }

    public int Missed => Periods.Count(period => period.State == PeriodState.Missed);
}

/// <summary>One week, month, quarter or year of a cadence.</summary>
[GenerateSerializer, Immutable, Alias("cadence-period")]
public sealed record CadencePeriod
{
    [Id(0)] public required DateOnly From { get; init; }

    /// <summary>The last day.</summary>
    [Id(1)] public required DateOnly To { get; init; }
    [Id(2)] public required PeriodState State { get; init; }

    /// <summary>Reports in it, by the moment that they are of.</summary>
    [Id(3)] public required int Reports { get; init; }
}

[GenerateSerializer, Alias("period-state")]
public enum PeriodState
{
    /// <summary>Reported on at least once.</summary>
    Reported = 1,

    /// <summary>Over, owed, and nothing was reported.</summary>
    Missed = 2,

    /// <summary>Not over, and nothing reported yet.</summary>
    Open = 3,

    /// <summary>Over without a report, and none was owed: too little of it was left at the start, or at its end the part was done or waited.</summary>
    NotOwed = 4,
}
