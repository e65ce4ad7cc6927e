using Orleans.Concurrency;

namespace Rectification.Trails;

/// <summary>Keeps a hash-chained trail（留痕）of one subject of a plan: its supervision orders, its look-backs, its seals.</summary>
[Alias("chain")]
public interface IChainGrain : IGrainWithStringKey
{
    [Alias("chain-head"), AlwaysInterleave]
    Task<ChainHead> GetHead();

    /// <summary>Lines with versions after <paramref name="after"/>, oldest first, at most <paramref name="limit"/>.</summary>
    [Alias("chain-trail"), AlwaysInterleave]
    Task<TrailSlice> GetTrail(long after, int limit);
}

/// <summary>How far a chain is: its newest entry's version (0: none) and hash (64 zeros: none).</summary>
[GenerateSerializer, Immutable, Alias("chain-head")]
public readonly record struct ChainHead([property: Id(0)] long Version, [property: Id(1)] string Hash);
