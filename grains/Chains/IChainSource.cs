using Rectification.Counting;
using Rectification.Plans;
using Rectification.Trails;

namespace Rectification.Chains;

/// <summary>Chains of a plan that its seals fix and its exports contain. Each feature registers those it keeps.</summary>
internal interface IChainSource
{
    /// <summary>Sources are read in this order: what may refer to something else is read before it, so that nothing sealed points outside the seal.</summary>
    ChainTurn Turn { get; }

    /// <summary>The name of the one chain, or what the names of all begin with.</summary>
    string Name { get; }

    /// <summary>
    /// How far each chain is, in order of number. What the matter under a chain counts for, exactly as far as that, goes into the tally.
    /// </summary>
    Task<IReadOnlyList<NumberedHead>> Heads(PlanFrame frame, PlanTally tally);

    /// <summary>How the entries of a chain are read.</summary>
    /// <exception cref="InvalidDataException">There is no such chain.</exception>
    Task<ReadChain> Open(string plan, string chain);
}

/// <summary>When a source is read.</summary>
internal enum ChainTurn
{
    /// <summary>A chain of the plan as a whole; it may name anything below.</summary>
    Plan,

    /// <summary>Names measures.</summary>
    Problems,
    Measures,
}

/// <summary>Entries with versions after one, at most so many.</summary>
internal delegate Task<TrailSlice> ReadChain(long after, int limit);

/// <summary>How far a chain is, by the number of what it is about (0: the plan) and the name it has in seals.</summary>
internal readonly record struct NumberedHead(int No, string Chain, ChainHead Head);
