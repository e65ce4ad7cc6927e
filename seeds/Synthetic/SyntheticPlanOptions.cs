namespace Rectification.Seeds.Synthetic;

/// <summary>What a synthetic plan is made from; the same options give the same bytes.</summary>
internal sealed record SyntheticPlanOptions
{
    public static readonly DateOnly DefaultStart = new(2025, 3, 3);

    public required string Id { get; init; }

    public required int Measures { get; init; }

    public required int Units { get; init; }

    /// <summary>Levels of regions above the units.</summary>
    public int Levels { get; init; } = 3;

    public int Seed { get; init; } = 1;

    /// <summary>The feedback day; every start and deadline lies within a year after it.</summary>
    public DateOnly Start { get; init; } = DefaultStart;
}
