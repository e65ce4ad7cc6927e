namespace Rectification.Forecasts;

/// <summary>
/// The numbers the model begins with. They were chosen on synthetic campaigns other than those it is judged by (docs/forecast.md); times of work are in
/// shares of the time a measure is given, times of review in days.
/// </summary>
public sealed record ForecastTerms
{
    /// <summary>What is used.</summary>
    public static readonly ForecastTerms Usual = new();

    /// <summary>Median time from start to the request for sign-off before the plan has a history, in shares of the time given.</summary>
    public double UsualWork { get; init; } = 1.0;

    /// <summary>Spread of the same, of its logarithm.</summary>
    public double UsualSpread { get; init; } = 0.35;

    /// <summary>How many measures of history the usual is worth.</summary>
    public double UsualWeight { get; init; } = 6;

    /// <summary>How far the median of one unit's work may lie from the plan's, as the standard deviation of its logarithm; 0: units are alike.</summary>
    public double UnitSpread { get; init; } = 0.15;

    /// <summary>How uncertain the pace is in which what is left will be done, as the standard deviation of the logarithm.</summary>
    public double PaceSpread { get; init; } = 0.5;

    /// <summary>The least spread of a time foretold from the pace.</summary>
    public double LeastSpread { get; init; } = 0.1;

    /// <summary>The share of the time given in which a measure is taken to have gone at the even pace before anything is known of it.</summary>
    public double EvenPace { get; init; } = 0.1;

    /// <summary>What all measures of a plan have in common and nobody knows: standard deviation of the logarithm of their times.</summary>
    public double CommonSpread { get; init; } = 0.05;

    /// <summary>Median of a review before the plan has a history, in days.</summary>
    public double UsualReview { get; init; } = 4;

    /// <summary>Spread of the same, of its logarithm.</summary>
    public double ReviewSpread { get; init; } = 0.6;

    /// <summary>Whether the reported pace is looked at; without it only the history counts.</summary>
    public bool ByPace { get; init; } = true;

    /// <summary>Whether the plan's own history is looked at; without it the usual stands in for it.</summary>
    public bool ByHistory { get; init; } = true;
}
