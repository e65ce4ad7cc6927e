namespace Rectification.Forecasts;

/// <summary>
/// The numbers the model begins with. They were chosen on synthetic campaigns other than those it is judged by (docs/forecast.md). Times of work are in
/// shares of the time a measure is given, times of review in days; spreads are standard deviations.
/// </summary>
public sealed record ForecastTerms
{
    /// <summary>What is used.</summary>
    public static readonly ForecastTerms Usual = new();

    /// <summary>Logarithm of the odds of being in time before the plan has a history.</summary>
    public double UsualLogit { get; init; } = 0.8;

    /// <summary>How far plans lie apart in it.</summary>
    public double LogitSpread { get; init; } = 0.8;

    /// <summary>How far the units of a plan lie apart in it; 0: they are alike.</summary>
    public double UnitSpread { get; init; } = 0.5;

    /// <summary>Of measures in time, how close to the deadline they come: the share of the time to this power of them are over.</summary>
    public double UsualRush { get; init; } = 5;

    /// <summary>How far plans lie apart in the logarithm of it.</summary>
    public double RushSpread { get; init; } = 0.6;

    /// <summary>What being ahead or behind the plan's usual course does to the odds; 0: the reported pace is not looked at.</summary>
    public double PaceWeight { get; init; } = 1.2;

    /// <summary>A remaining share this small is as good as none.</summary>
    public double LeastLeft { get; init; } = 0.1;

    /// <summary>How many reports the even pace is worth when the plan's usual course is found.</summary>
    public double EvenPaceWeight { get; init; } = 10;

    /// <summary>Whether the plan's own history is looked at; without it the usual stands in for it.</summary>
    public bool ByHistory { get; init; } = true;

    /// <summary>What all measures of a plan have in common and nobody knows, in the logarithm of the odds.</summary>
    public double CommonSpread { get; init; } = 0.3;

    /// <summary>Median of the time by which a late measure is late, in shares of the time given.</summary>
    public double UsualLate { get; init; } = 0.25;

    /// <summary>Spread of its logarithm.</summary>
    public double LateSpread { get; init; } = 1.2;

    /// <summary>Median of a review, in days, and the spread of its logarithm.</summary>
    public double UsualReview { get; init; } = 3;

    /// <inheritdoc cref="UsualReview"/>
    public double ReviewSpread { get; init; } = 0.6;

    /// <summary>How many observed times the usual ones are worth.</summary>
    public double TimesWeight { get; init; } = 6;
}
