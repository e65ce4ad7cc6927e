using Orleans.Concurrency;

namespace Rectification.Rollups;

/// <summary>A region's roll-up (key <c>plan:region</c>): counts its units and lower regions, at any level.</summary>
[Alias("rollup")]
public interface IRollupGrain : IGrainWithStringKey
{
    /// <summary>A child tells its whole summary. In memory; never calls down. A child tries again, so it waits for no silo that is gone.</summary>
    [Alias("apply"), AlwaysInterleave, ResponseTimeout("00:00:03")]
    Task<PushAnswer> Apply(Source child, Summary summary);

    /// <summary>What this region tells its own parent when asked.</summary>
    [Alias("get-summary"), AlwaysInterleave]
    Task<Summary> GetSummary();

    [Alias("get-sheet"), AlwaysInterleave]
    Task<RateSheet> GetSheet();

    /// <summary>
    /// The sheet as soon as its version is past <paramref name="after"/>; at the latest after <paramref name="patience"/> as it is (a heartbeat).
    /// </summary>
    [Alias("next"), AlwaysInterleave]
    Task<RateSheet> Next(long after, TimeSpan patience);

    /// <summary>
    /// This roll-up's stamp once it includes what <paramref name="child"/> said under <paramref name="stamp"/> (or a newer settled
    /// epoch), or <see langword="null"/> when that took longer than <paramref name="patience"/>.
    /// </summary>
    [Alias("at-least"), AlwaysInterleave]
    Task<Stamp?> AtLeast(Source child, Stamp stamp, TimeSpan patience);

    /// <summary>What the roll-up holds of each direct child, for unit lists and recount.</summary>
    [Alias("inspect"), AlwaysInterleave]
    Task<RollupInspection> Inspect();

    /// <summary>Keeps the plan's counters awake: a roll-up that begins to live asks all children, one that lives those in doubt, by itself.</summary>
    [Alias("wake"), AlwaysInterleave]
    Task Wake();

    /// <summary>What it counts is in doubt: asks all children anew; ends when all were asked.</summary>
    [Alias("sweep")]
    Task Sweep();

    /// <summary>The plan's roster changed: children may have come or gone.</summary>
    [Alias("roster-changed")]
    Task RosterChanged(int rosterVersion);

    /// <summary>Stored points of the tally, oldest first.</summary>
    [Alias("get-points"), AlwaysInterleave]
    Task<IReadOnlyList<TallyPoint>> GetPoints(DateOnly from, DateOnly to);

    /// <summary>Replaces the stored points of past days, after history was brought in.</summary>
    [Alias("replace-points")]
    Task ReplacePoints(IReadOnlyList<TallyPoint> points);
}

/// <summary>A roll-up's memory at one moment.</summary>
[GenerateSerializer, Immutable, Alias("rollup-inspection")]
public sealed record RollupInspection
{
    [Id(0)] public required Stamp Stamp { get; init; }
    [Id(1)] public required Tally Tally { get; init; }
    [Id(2)] public required IReadOnlyList<HeardChild> Children { get; init; }
}

/// <summary>The last a roll-up heard of a child; <see cref="Tally"/> is its last settled one.</summary>
[GenerateSerializer, Immutable, Alias("heard-child")]
public sealed record HeardChild
{
    [Id(0)] public required Source Source { get; init; }
    [Id(1)] public required Stamp Stamp { get; init; }
    [Id(2)] public required int Recovering { get; init; }
    [Id(3)] public required Tally Tally { get; init; }
}

/// <summary>A tally as it stood at one moment.</summary>
[GenerateSerializer, Immutable, Alias("tally-point")]
public sealed record TallyPoint
{
    [Id(0)] public required DateTimeOffset At { get; init; }
    [Id(1)] public required Tally Tally { get; init; }
}
