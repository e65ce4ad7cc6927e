using Orleans.Concurrency;

namespace Rectification.Trails;

/// <summary>封存：fixes, at one instant, how far every chain of the plan (the key) is and what all figures are, under one Merkle root.</summary>
[Alias("seals")]
public interface ISealGrain : IChainGrain
{
    /// <summary>Seals the plan as it is now. A repeat of the same id by the same account gives the seal it made.</summary>
    [Alias("seal"), ResponseTimeout("00:10:00")]
    Task<SealOutcome> Seal(string account, string id);

    /// <summary>Seals the plan if its day is new and anything happened since the last seal.</summary>
    [Alias("seal-daily"), OneWay]
    Task SealDaily();

    /// <summary>Seals with numbers above <paramref name="after"/>, oldest first.</summary>
    [Alias("list"), AlwaysInterleave]
    Task<SealList> List(long after, int limit);

    /// <summary>One seal with its tallies, or <see langword="null"/>.</summary>
    [Alias("get"), AlwaysInterleave]
    Task<SealView?> Get(long no);
}

/// <summary>Either a refusal or the seal.</summary>
[GenerateSerializer, Immutable, Alias("seal-outcome")]
public sealed record SealOutcome : IOutcome
{
    [Id(0)] public Refusal? Refusal { get; init; }
    [Id(1)] public SealView? Seal { get; init; }

    /// <summary>The same request had made it before.</summary>
    [Id(2)] public bool Repeated { get; init; }

    public static implicit operator SealOutcome(Refusal refusal) => new() { Refusal = refusal };
}

/// <summary>A seal as people see it.</summary>
[GenerateSerializer, Immutable, Alias("seal-view")]
public sealed record SealView
{
    [Id(0)] public required string Plan { get; init; }
    [Id(1)] public required long No { get; init; }
    [Id(2)] public required DateTimeOffset At { get; init; }

    /// <summary>Merkle root, hexadecimal: kept elsewhere, it proves everything sealed, together with the exported trail.</summary>
    [Id(3)] public required string Root { get; init; }

    /// <summary>Who asked for it; <c>-</c> where it came by the clock.</summary>
    [Id(4)] public required string By { get; init; }
    [Id(5)] public required int Roster { get; init; }

    /// <summary>How many chains the seal fixes.</summary>
    [Id(6)] public required int Chains { get; init; }

    /// <summary>Every figure of the root region that is not zero, by name.</summary>
    [Id(7)] public required IReadOnlyDictionary<string, long> City { get; init; }

    /// <summary>Of every unit and region.</summary>
    [Id(8)] public required IReadOnlyList<SealedTally> Tallies { get; init; }
}

/// <summary>The figures of one unit or region as sealed, those that are not zero.</summary>
[GenerateSerializer, Immutable, Alias("sealed-tally")]
public sealed record SealedTally
{
    /// <summary><c>unit:id</c> or <c>region:id</c>.</summary>
    [Id(0)] public required string Scope { get; init; }
    [Id(1)] public required IReadOnlyDictionary<string, long> Figures { get; init; }
}

/// <summary>A line of the list of seals.</summary>
[GenerateSerializer, Immutable, Alias("seal-line")]
public sealed record SealLine
{
    [Id(0)] public required long No { get; init; }
    [Id(1)] public required DateTimeOffset At { get; init; }
    [Id(2)] public required string Root { get; init; }
}

[GenerateSerializer, Immutable, Alias("seal-list")]
public sealed record SealList
{
    [Id(0)] public required IReadOnlyList<SealLine> Items { get; init; }

    /// <summary>Pass as <c>after</c> for the next part; <see langword="null"/> at the end.</summary>
    [Id(1)] public long? Next { get; init; }
}

/// <summary>Every "no" a seal can say.</summary>
public static class SealRefusals
{
    public static readonly Refusal Unknown = Refusal.NotFound("seal.unknown", "没有这次封存。", "There is no such seal.");
    public static readonly Refusal TooMany = Refusal.TooMany("seal.too-many", "该方案今天的封存次数过多。", "The plan was sealed too often today.");
    public static readonly Refusal RosterMoving = Refusal.Unavailable("seal.roster-moving", "方案正在变更，请稍后重试。", "The plan is being changed; retry later.");
}
