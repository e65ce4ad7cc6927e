using Orleans.Concurrency;
using Rectification.Rollups;

namespace Rectification.Units;

/// <summary>A unit's counter (key <c>plan:unit</c>): counts the measures it takes part in and the problems it leads.</summary>
[Alias("unit")]
public interface IUnitGrain : IGrainWithStringKey
{
    /// <summary>
    /// A measure or problem tells what it counts for. In memory, no write. The answer is the stamp of this counter from which on it is
    /// included; <see cref="Stamp.None"/> if the child is not on this unit's roster.
    /// The caller retries, so that no call waits long for a silo that is gone.
    /// </summary>
    [Alias("apply"), AlwaysInterleave, ResponseTimeout("00:00:03")]
    Task<Stamp> Apply(Child child, Contribution contribution);

    /// <summary>What this unit tells its parent when asked.</summary>
    [Alias("get-summary"), AlwaysInterleave]
    Task<Summary> GetSummary();

    [Alias("get-sheet"), AlwaysInterleave]
    Task<RateSheet> GetSheet();

    /// <summary>Reads its whole roster again from persisted states; says <c>recovering</c> until it is done.</summary>
    [Alias("sweep")]
    Task Sweep();

    /// <summary>The plan's roster changed: children may have come or gone, these alone where they are named.</summary>
    [Alias("roster-changed-for")]
    Task RosterChanged(int rosterVersion, IReadOnlyList<Child>? children);

    /// <summary>What the counter holds, for recount.</summary>
    [Alias("inspect"), AlwaysInterleave]
    Task<UnitInspection> Inspect();
}

/// <summary>县（市、区）.</summary>
[Alias("county")]
public interface ICountyGrain : IUnitGrain;

/// <summary>处室、单位.</summary>
[Alias("department")]
public interface IDepartmentGrain : IUnitGrain;

/// <summary>A counter's memory at one moment.</summary>
[GenerateSerializer, Immutable, Alias("unit-inspection")]
public sealed record UnitInspection
{
    [Id(0)] public required Stamp Stamp { get; init; }
    [Id(1)] public required bool Recovering { get; init; }
    [Id(2)] public required DateTimeOffset Now { get; init; }
    [Id(3)] public required Tally Tally { get; init; }
    [Id(4)] public required IReadOnlyList<CountedChild> Children { get; init; }
}

[GenerateSerializer, Immutable, Alias("counted-child")]
public readonly record struct CountedChild([property: Id(0)] Child Child, [property: Id(1)] Stamp Stamp, [property: Id(2)] FigureSet Figures);
