using System.Collections.Immutable;
using Rectification.Chains;
using Rectification.Plans;

namespace Rectification.Rosters;

/// <summary>A plan's header as persisted. Its write is what makes a roster version current.</summary>
[GenerateSerializer, Alias("plan-row")]
public sealed record PlanRow
{
    public const string StateName = "plan-v1";
    public const string GrainType = "plan";

    [Id(0)] public PlanFrame? Frame { get; init; }

    /// <summary>SHA-256 of the document that made this version: the same again changes nothing.</summary>
    [Id(1)] public string? DocumentHash { get; init; }

    /// <summary>The document without its problems and measures, which are in the roster's pages.</summary>
    [Id(2)] public PlanDocument? Header { get; init; }

    /// <summary>The newest roster version that everybody it concerns was told of.</summary>
    [Id(3)] public int ToldVersion { get; init; }

    /// <summary>Measures and problems that changed since <see cref="ToldVersion"/>.</summary>
    [Id(4)] public ImmutableHashSet<int> UntoldMeasures { get; init; } = [];
    [Id(5)] public ImmutableHashSet<int> UntoldProblems { get; init; } = [];

    /// <summary>The rules changed since <see cref="ToldVersion"/>, which concerns every measure that has been reported on.</summary>
    [Id(6)] public bool UntoldRules { get; init; }

    /// <summary>The plan's own chain; <see langword="null"/> for a plan stored before there was one, until it is taken over.</summary>
    [Id(7)] public ChainRow? Chain { get; init; }

    /// <summary>Hash of the current roster version's lines; <see langword="null"/> as long as <see cref="Chain"/> is.</summary>
    [Id(8)] public string? RosterHash { get; init; }

    /// <summary>The header or units changed since <see cref="ToldVersion"/>, which concerns every counter.</summary>
    [Id(9)] public bool UntoldHeader { get; init; }
}
