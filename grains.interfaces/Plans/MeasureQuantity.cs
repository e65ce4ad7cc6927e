using System.Text.Json.Serialization;
using Rectification.Figures;

namespace Rectification.Plans;

/// <summary>
/// A quantity that a measure's units report beside that of its target, as a metric of this name: a further target, a ceiling, or money that came of
/// it. The latest numbers of all units add up.
/// </summary>
[GenerateSerializer, Immutable, Alias("measure-quantity")]
public sealed record MeasureQuantity
{
    /// <summary>The name of the metric.</summary>
    [Id(0)] public required string Name { get; init; }
    [Id(1)] public required string Unit { get; init; }
    [Id(2), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? What { get; init; }

    /// <summary>What is to be reached; <see langword="null"/>: it is reported and counted, and no sign-off waits for it.</summary>
    [Id(3), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public decimal? Target { get; init; }

    /// <summary><see cref="Bound.AtLeast"/>, which goes without saying, or <see cref="Bound.AtMost"/> for a ceiling.</summary>
    [Id(4), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public Bound? Bound { get; init; }

    /// <summary>What became of the money, where it is money.</summary>
    [Id(5), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public MoneyOutcome? Outcome { get; init; }

    /// <summary>What each unit takes over of the target; together they are the target. Only the sum decides.</summary>
    [Id(6), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public IReadOnlyDictionary<string, decimal>? Shares { get; init; }

    /// <summary>Whether so much, reported by somebody, is what was to be reached.</summary>
    public bool IsMetBy(decimal? reached) =>
        Target is not { } target || (reached is { } value && (Bound == Figures.Bound.AtMost ? value <= target : value >= target));

    /// <summary>Whether another one asks for the same.</summary>
    public bool AsksAs(MeasureQuantity other) =>
        (Name, Unit, What, Target, Bound) == (other.Name, other.Unit, other.What, other.Target, other.Bound);
}
