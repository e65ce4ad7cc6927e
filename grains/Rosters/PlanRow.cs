using System.Collections.Immutable;
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
}
