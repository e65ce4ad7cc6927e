namespace Rectification.Figures;

/// <summary>A figure of the plan: what is stated of it, and where its value comes from.</summary>
public sealed record FigureDefinition
{
    /// <summary>Its name in the plan's document.</summary>
    public required string Name { get; init; }

    /// <summary>The number that is stated; <see langword="null"/> where it is none.</summary>
    public decimal? Stated { get; init; }

    public Bound Bound { get; init; } = Bound.Exact;

    /// <summary>What is counted, for people.</summary>
    public string? What { get; init; }

    /// <summary>The unit of <see cref="Stated"/>, and of the value.</summary>
    public string? Unit { get; init; }

    /// <summary>Where it stands in the published text, and its words there.</summary>
    public string? Source { get; init; }
    public string? Quote { get; init; }

    /// <summary>Where the value comes from; <see langword="null"/> for a figure that is only stated.</summary>
    public FigureOrigin? From { get; init; }

    /// <summary>Why it is only stated.</summary>
    public string? Why { get; init; }
}

/// <summary>Where a figure's value comes from.</summary>
public abstract record FigureOrigin
{
    /// <summary>The quantities that go into it, each once.</summary>
    public IEnumerable<QuantityOf> Quantities => this switch
    {
        SumOf sum => sum.Terms,
        RatioOf ratio => ratio.Of.Quantities.Concat(ratio.To.Quantities),
        _ => [],
    };

    /// <summary>The measures whose trails it is computed from.</summary>
    public IEnumerable<int> Measures => this switch
    {
        LeastReports least => [least.Measure],
        _ => Quantities.Select(quantity => quantity.Measure).Distinct(),
    };

    public IEnumerable<CountOf> Counts => this switch
    {
        CountOf count => [count],
        RatioOf ratio => ratio.Of.Counts.Concat(ratio.To.Counts),
        _ => [],
    };
}

/// <summary>合计：reported quantities added up, converted to one unit.</summary>
public sealed record SumOf(IReadOnlyList<QuantityOf> Terms) : FigureOrigin;

/// <summary>比例：one sum or count by another.</summary>
public sealed record RatioOf(FigureOrigin Of, FigureOrigin To) : FigureOrigin;

/// <summary>计数：how many there are.</summary>
public sealed record CountOf(FigureCount What) : FigureOrigin;

/// <summary>成效金额：what all measures report of one kind of money.</summary>
public sealed record OutcomeOf(MoneyOutcome Kind) : FigureOrigin;

/// <summary>The fewest reports in any period of a measure's cadence that is over and was owed; nothing while none is.</summary>
public sealed record LeastReports(int Measure) : FigureOrigin;

/// <summary>What a measure's units report together: towards its target, or under a name of its own.</summary>
/// <param name="Measure">The measure's number.</param>
/// <param name="Name">The name; <see langword="null"/>: the quantity of its target.</param>
public sealed record QuantityOf(int Measure, string? Name);

/// <summary>What of a plan is counted.</summary>
[GenerateSerializer, Alias("figure-count")]
public enum FigureCount
{
    Problems = 1,
    ProblemsSignedOff = 2,

    /// <summary>Those to be carried out.</summary>
    Measures = 3,
    MeasuresSignedOff = 4,
    BasicallyDone = 5,

    /// <summary>Registered, of either kind.</summary>
    Institutions = 6,

    /// <summary>Registered new ones.</summary>
    InstitutionsNew = 7,

    /// <summary>Registered revised ones.</summary>
    InstitutionsRevised = 8,
}

/// <summary>成效金额：what became of money.</summary>
[GenerateSerializer, Alias("money-outcome")]
public enum MoneyOutcome
{
    /// <summary>清退：given back to whom it was taken from.</summary>
    Refunded = 1,

    /// <summary>追缴：collected from who had it wrongly.</summary>
    Recovered = 2,

    /// <summary>挽回：a loss that was averted.</summary>
    Averted = 3,

    /// <summary>节约：not spent.</summary>
    Saved = 4,
}
