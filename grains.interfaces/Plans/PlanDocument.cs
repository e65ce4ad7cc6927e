using System.Text.Json.Serialization;

namespace Rectification.Plans;

/// <summary>A whole plan（整改方案）as it is imported: one inspection's rectification. Property names are those of plan.json.</summary>
[GenerateSerializer, Immutable, Alias("plan-document")]
public sealed record PlanDocument
{
    [Id(0)] public required string Id { get; init; }
    [Id(1)] public required string Title { get; init; }
    [Id(2)] public string? Round { get; init; }
    [Id(3)] public string? InspectedBody { get; init; }
    [Id(4)] public string? InspectionTeam { get; init; }
    [Id(5)] public Period? Inspection { get; init; }
    [Id(6)] public required DateOnly FeedbackDate { get; init; }

    /// <summary>IANA name; all days of the plan are days there.</summary>
    [Id(7)] public string TimeZone { get; init; } = TimeZones.Usual;
    [Id(8)] public DateOnly? ConcentratedPeriodEnd { get; init; }

    /// <summary>Whether the city's figures may be read without signing in.</summary>
    [Id(9)] public bool Public { get; init; }

    /// <summary>Published figures and their sources, kept as JSON text: the product shows them and never counts with them.</summary>
    [Id(10)] public string? FiguresJson { get; init; }
    [Id(11)] public string? FigureSourcesJson { get; init; }
    [Id(12)] public PlanRules Rules { get; init; } = new();

    /// <summary>Levels above the units; empty means one city above all.</summary>
    [Id(13)] public IReadOnlyList<Region> Regions { get; init; } = [];
    [Id(14)] public required IReadOnlyList<UnitProfile> Units { get; init; }
    [Id(15)] public required IReadOnlyList<Leader> Leaders { get; init; }
    [Id(16)] public IReadOnlyList<Category> Categories { get; init; } = [];
    [Id(17)] public required IReadOnlyList<ProblemDefinition> Problems { get; init; }
    [Id(18)] public required IReadOnlyList<MeasureDefinition> Measures { get; init; }
}

[GenerateSerializer, Immutable, Alias("period")]
public sealed record Period
{
    [Id(0)] public required DateOnly From { get; init; }
    [Id(1)] public required DateOnly To { get; init; }
}

/// <summary>A level above units: town, county, city, province. The one without a parent is the root, whose sheet is the city's.</summary>
[GenerateSerializer, Immutable, Alias("region")]
public sealed record Region
{
    [Id(0)] public required string Id { get; init; }
    [Id(1)] public required string Name { get; init; }
    [Id(2)] public string? Parent { get; init; }
}

[GenerateSerializer, Alias("unit-kind")]
public enum UnitKind
{
    County = 1,
    Department = 2,
}

/// <summary>县（市、区）or 处室、单位：who reports.</summary>
[GenerateSerializer, Immutable, Alias("unit-profile")]
public sealed record UnitProfile
{
    [Id(0)] public required string Id { get; init; }
    [Id(1)] public required string Name { get; init; }
    [Id(2)] public required UnitKind Kind { get; init; }

    /// <summary>The region above; in a document also the unit above. <see langword="null"/>: the root region.</summary>
    [Id(3)] public string? Parent { get; init; }
}

[GenerateSerializer, Immutable, Alias("leader")]
public sealed record Leader
{
    [Id(0)] public required string Id { get; init; }
    [Id(1)] public required string Title { get; init; }
}

[GenerateSerializer, Immutable, Alias("category")]
public sealed record Category
{
    [Id(0)] public required int No { get; init; }
    [Id(1)] public required string Title { get; init; }
}

/// <summary>反馈问题：a finding, with the one leader who answers for it.</summary>
[GenerateSerializer, Immutable, Alias("problem-definition")]
public sealed record ProblemDefinition
{
    [Id(0)] public required int No { get; init; }
    [Id(1)] public int? Category { get; init; }
    [Id(2)] public required string Title { get; init; }
    [Id(3)] public required string Leader { get; init; }
    [Id(4)] public required string LeadUnit { get; init; }
    [Id(5)] public string? Source { get; init; }

    /// <summary>原因分析.</summary>
    [Id(6), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? Cause { get; init; }

    /// <summary>举一反三：where else the same is looked for and set right.</summary>
    [Id(7), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? Extend { get; init; }

    /// <summary>Columns of the ledger that the product does not know, by their names, in the ledger's order; <see langword="null"/> for none.</summary>
    [Id(8), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public IReadOnlyDictionary<string, string>? Extra { get; init; }
}
