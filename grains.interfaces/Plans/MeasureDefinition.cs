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

    /// <summary>Every unit with an assignment, the lead unit first.</summary>
    public IEnumerable<string> AllUnits() => Units.Prepend(LeadUnit);

    public bool Involves(string unit) => unit == LeadUnit || Units.Contains(unit);
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
