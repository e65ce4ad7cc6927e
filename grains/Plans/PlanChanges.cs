using System.Collections.Immutable;
namespace Rectification.Plans;

/// <summary>What an amendment does: each line it touches as it was and as it is to be.</summary>
/// <param name="Header">The header without lists of problems and measures; <see langword="null"/> where it stays.</param>
/// <param name="Problems">Problems that are new or other than before.</param>
/// <param name="Measures">Measures that are new or other than before.</param>
internal sealed record PlanChanges(
    Change<PlanDocument>? Header, IReadOnlyList<Change<ProblemDefinition>> Problems, IReadOnlyList<Change<MeasureDefinition>> Measures)
{
    public bool IsEmpty => Header is null && Problems.Count == 0 && Measures.Count == 0;

    public int Count => Problems.Count + Measures.Count + (Header is null ? 0 : 1);

    /// <summary>Units whose duties it touches, as they were and as they are to be.</summary>
    public IReadOnlyList<string> Units =>
    [
        .. Measures.SelectMany(change => change.After.AllUnits().Concat(change.Before?.AllUnits() ?? []))
            .Concat(Problems.Select(change => change.After.LeadUnit)).Distinct(),
    ];
}

/// <summary>A line before and after.</summary>
[GenerateSerializer, Immutable, Alias("plan-change`1")]
public readonly record struct Change<TLine>([property: Id(0)] TLine? Before, [property: Id(1)] TLine After)
    where TLine : class;

/// <summary>Some of an amendment's changes as they are persisted; written once, before the amendment is.</summary>
[GenerateSerializer, Immutable, Alias("amendment-lines")]
public sealed record AmendmentLines
{
    public const string StateName = "amendment-v1";
    public const string RowType = "plan-amendment";

    /// <summary>Most lines in one row.</summary>
    public const int Most = 100;

    [Id(0)] public ImmutableArray<Change<PlanDocument>> Header { get; init; } = [];
    [Id(1)] public ImmutableArray<Change<ProblemDefinition>> Problems { get; init; } = [];
    [Id(2)] public ImmutableArray<Change<MeasureDefinition>> Measures { get; init; } = [];

    /// <summary>How many rows the amendment has; on the first.</summary>
    [Id(3)] public int Pages { get; init; }
}
