using System.Text.Json.Serialization;

namespace Rectification.Plans;

/// <summary>整改措施 as the plan states it; what happened to it is the measure's own state.</summary>
[GenerateSerializer, Immutable, Alias("measure-definition")]
public sealed record MeasureDefinition
{
    [Id(0)] public required int No { get; init; }
    [Id(1)] public required int Problem { get; init; }
    [Id(2)] public required string Text { get; init; }
    [Id(3)] public required string LeadUnit { get; init; }

    /// <summary>Supporting units; never the lead unit.</summary>
    [Id(4)] public IReadOnlyList<string> Units { get; init; } = [];
    [Id(5)] public required string Leader { get; init; }
    [Id(6)] public required DateOnly Start { get; init; }

    /// <summary>The first deadline; its day is still in time.</summary>
    [Id(7)] public required DateOnly Deadline { get; init; }
    [Id(8)] public Cadence? Cadence { get; init; }
    [Id(9)] public Target? Target { get; init; }
    [Id(10)] public PromisedInstitution? Institution { get; init; }
    [Id(11)] public string? Outcome { get; init; }

    /// <summary>Goes on after the concentrated period; may be signed off as standing.</summary>
    [Id(12)] public bool LongTerm { get; init; }
    [Id(13)] public string? Source { get; init; }

    /// <summary>不再整改：why the measure is not to be carried out any more, and who decided so; left out where it is.</summary>
    [Id(14), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public Rescission? Rescinded { get; init; }

    /// <summary>How this definition came to be, where an amendment made it. The plan's own knowledge: never part of a document, nor sealed.</summary>
    [Id(15), JsonIgnore] public DefinitionChange? Change { get; init; }

    /// <summary>Columns of the ledger that the product does not know, by their names, in the ledger's order; <see langword="null"/> for none.</summary>
    [Id(16), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public IReadOnlyDictionary<string, string>? Extra { get; init; }

    /// <summary>Quantities beside that of <see cref="Target"/>, each reported under its name; <see langword="null"/> for none.</summary>
    [Id(17), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public IReadOnlyList<MeasureQuantity>? Quantities { get; init; }

    /// <summary>
    /// Whether as much is to be reached as by another definition. How it is split over units says nothing of that: the sum decides.
    /// </summary>
    public bool AsksAs(MeasureDefinition other) =>
        (Target?.Value, Target?.Unit, Target?.What) == (other.Target?.Value, other.Target?.Unit, other.Target?.What)
        && (Quantities ?? []).Count == (other.Quantities ?? []).Count
        && (Quantities ?? []).Zip(other.Quantities ?? []).All(pair => pair.First.AsksAs(pair.Second));

    /// <summary>The unit of a quantity, that of the target where no name is given; <see langword="null"/> where there is no such quantity.</summary>
    public string? UnitOf(string? quantity) => quantity is null ? Target?.Unit : Quantities?.FirstOrDefault(own => own.Name == quantity)?.Unit;

    /// <summary>Every unit with an assignment, the lead unit first.</summary>
    public IEnumerable<string> AllUnits() => Units.Prepend(LeadUnit);

    public bool Involves(string unit) => unit == LeadUnit || Units.Contains(unit);
}

/// <summary>不再整改：a measure that stays in the record and in no denominator.</summary>
[GenerateSerializer, Immutable, Alias("rescission")]
public sealed record Rescission
{
    /// <summary>Who decided it, with the paper it stands in.</summary>
    [Id(0)] public required string Authority { get; init; }
    [Id(1)] public required string Reason { get; init; }
}

/// <summary>
/// The amendment that made a definition what it is. From the plan's commit until the measure has taken it over into its own trail, the
/// <see cref="Former"/> one is in force.
/// </summary>
[GenerateSerializer, Immutable, Alias("definition-change")]
public sealed record DefinitionChange
{
    /// <summary>The roster version that brought it.</summary>
    [Id(0)] public required int Roster { get; init; }

    /// <summary>The amendment's number.</summary>
    [Id(1)] public required int Amendment { get; init; }

    /// <summary>The definition before; <see langword="null"/> where the measure was added.</summary>
    [Id(2)] public MeasureDefinition? Former { get; init; }

    /// <summary>Units that had a part in the measure at any time before and have none now.</summary>
    [Id(3)] public IReadOnlyList<string> FormerUnits { get; init; } = [];

    /// <summary>Who brought it into force, and for whom as a substitute.</summary>
    [Id(4)] public required string By { get; init; }
    [Id(5)] public string? OnBehalfOf { get; init; }
    [Id(6)] public required string Reason { get; init; }

    /// <summary>The paper it was decided by.</summary>
    [Id(7)] public string? Document { get; init; }

    /// <summary>When it came into force, by the plan's chain; silos' clocks may differ, and no measure takes it over earlier.</summary>
    [Id(8)] public DateTimeOffset At { get; init; }
}

[GenerateSerializer, Alias("cadence")]
public enum Cadence
{
    Weekly = 1,
    Monthly = 2,
    Quarterly = 3,
    Yearly = 4,
}

/// <summary>A quantity to be reached; the latest quantities of all units add up towards it.</summary>
[GenerateSerializer, Immutable, Alias("target")]
public sealed record Target
{
    [Id(0)] public required decimal Value { get; init; }
    [Id(1)] public required string Unit { get; init; }
    [Id(2)] public string? What { get; init; }

    /// <summary>What each unit takes over of it; together they are <see cref="Value"/>. Only the sum decides.</summary>
    [Id(3), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public IReadOnlyDictionary<string, decimal>? Shares { get; init; }
}

[GenerateSerializer, Alias("institution-kind")]
public enum InstitutionKind
{
    New = 1,
    Revised = 2,
}

/// <summary>建章立制：a rule document a measure promises.</summary>
[GenerateSerializer, Immutable, Alias("promised-institution")]
public sealed record PromisedInstitution
{
    [Id(0)] public required InstitutionKind Kind { get; init; }
    [Id(1)] public required string Title { get; init; }
}
