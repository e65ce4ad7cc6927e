using System.Text.Json.Serialization;

namespace Rectification.Figures;

/// <summary>The figures of a plan as of one moment.</summary>
[GenerateSerializer, Immutable, Alias("plan-figures")]
public sealed record PlanFigures
{
    [Id(0)] public required string Plan { get; init; }
    [Id(1)] public required DateTimeOffset AsOf { get; init; }

    /// <summary>In the order of the plan's document.</summary>
    [Id(2)] public required IReadOnlyList<FigureView> Items { get; init; }
}

/// <summary>One figure: what is stated, what is reported, and whether they agree.</summary>
[GenerateSerializer, Immutable, Alias("figure-view")]
public sealed record FigureView
{
    [Id(0)] public required string Name { get; init; }

    /// <summary>What is counted.</summary>
    [Id(1)] public string? What { get; init; }
    [Id(2)] public string? Unit { get; init; }

    /// <summary>The number as it was stated.</summary>
    [Id(3)] public decimal? Stated { get; init; }
    [Id(4)] public required Bound Bound { get; init; }
    [Id(5)] public string? Source { get; init; }
    [Id(6)] public string? Quote { get; init; }

    /// <summary>Whether the value comes from what is reported; otherwise there is none.</summary>
    [Id(7)] public required bool Derived { get; init; }

    /// <summary>Rounded at six decimals; <see langword="null"/> where nothing can be said, as a share of nothing.</summary>
    [Id(8)] public decimal? Value { get; init; }

    /// <summary>The value is not a whole of six decimals: it was rounded, and is compared unrounded.</summary>
    [Id(9)] public bool Rounded { get; init; }

    /// <summary>The value with its unit as it is printed.</summary>
    [Id(10)] public string? Text { get; init; }

    /// <summary>Whether what is stated is true of the value.</summary>
    [Id(11)] public bool? Holds { get; init; }

    /// <summary>What it is made of.</summary>
    [Id(12)] public IReadOnlyList<FigureTerm> Terms { get; init; } = [];

    /// <summary>Why it is only stated.</summary>
    [Id(13), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? Why { get; init; }

    /// <summary>Why its value cannot be had any more: the plan was amended since.</summary>
    [Id(14), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public Refusal? Trouble { get; init; }
}

/// <summary>A reported quantity that goes into a figure.</summary>
[GenerateSerializer, Immutable, Alias("figure-term")]
public sealed record FigureTerm
{
    [Id(0)] public required int Measure { get; init; }

    /// <summary>The quantity's own name; <see langword="null"/>: that of the measure's target.</summary>
    [Id(1)] public string? Quantity { get; init; }
    [Id(2)] public string? What { get; init; }

    /// <summary>The unit it is reported in.</summary>
    [Id(3)] public required string Unit { get; init; }

    /// <summary>All units together.</summary>
    [Id(4)] public required decimal Value { get; init; }

    /// <summary>It stands below the line of a ratio.</summary>
    [Id(5)] public bool Divides { get; init; }

    /// <summary>The latest number of each unit that reported one.</summary>
    [Id(6)] public IReadOnlyList<FigureShare> Shares { get; init; } = [];
}

/// <summary>What one unit has reported of a quantity.</summary>
/// <param name="Unit">The unit's id.</param>
/// <param name="Value">Its latest number.</param>
[GenerateSerializer, Immutable, Alias("figure-share")]
public readonly record struct FigureShare([property: Id(0)] string Unit, [property: Id(1)] decimal Value);
