namespace Rectification.Benchmarks.Forecasts;

/// <summary>How good chances were.</summary>
internal static class Scores
{
    private const int Bins = 10;

    /// <summary>Mean square of chance minus what came of it: 0 is perfect, 0.25 is what always saying one half gets.</summary>
    public static double Brier(IEnumerable<Foretold> foretold, int forecaster) =>
        foretold.Average(one => Math.Pow(one.Chances[forecaster] - (one.Happened ? 1 : 0), 2));

    /// <summary>For each tenth of the chances: how many there were, their mean, and how often it happened.</summary>
    public static IReadOnlyList<(int Count, double Said, double Happened)> Calibration(IEnumerable<Foretold> foretold, int forecaster) =>
    [
        .. foretold.GroupBy(one => Math.Min(Bins - 1, (int)(one.Chances[forecaster] * Bins))).OrderBy(bin => bin.Key)
            .Select(bin => (bin.Count(), bin.Average(one => one.Chances[forecaster]), bin.Average(one => one.Happened ? 1d : 0d))),
    ];

    /// <summary>Of those said to be likely late, how many were; and of those that were, how many were said.</summary>
    public static (int Said, int Right, int Late) LikelyLate(IReadOnlyCollection<Foretold> foretold, int forecaster) => (
        foretold.Count(one => one.Chances[forecaster] < 0.5), foretold.Count(one => one.Chances[forecaster] < 0.5 && !one.Happened),
        foretold.Count(one => !one.Happened));
}
