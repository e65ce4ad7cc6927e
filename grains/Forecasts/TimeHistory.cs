namespace Rectification.Forecasts;

/// <summary>
/// How long things took so far, those that still last among them: a log-logistic time whose median and spread are weighed over a grid, so that few
/// observations leave the usual as it is. Leaving out what still lasts would make every history look quick.
/// </summary>
internal static class TimeHistory
{
    private const int Medians = 41;
    private const int Spreads = 12;
    private const double MedianReach = 1.2;
    private const double SpreadReach = 1.1;

    /// <param name="times">Each time, and whether it is over.</param>
    /// <param name="usual">What is usual.</param>
    /// <param name="weight">How many observations the usual is worth.</param>
    public static LogLogistic Of(IReadOnlyList<(double Time, bool IsOver)> times, LogLogistic usual, double weight)
    {
        var (weights, most) = (new double[Medians, Spreads], double.NegativeInfinity);
        for (var m = 0; m < Medians; m++)
        {
            for (var s = 0; s < Spreads; s++)
            {
                var (off, wider) = (Offset(m, Medians, MedianReach), Offset(s, Spreads, SpreadReach));
                var time = At(usual, off, wider);

                // The usual speaks as if so many had been seen around it: of the median and of the spread.
                var log = -weight * ((off * off / (2 * usual.Spread * usual.Spread)) + (wider * wider));
                foreach (var (took, isOver) in times)
                {
                    log += time.LogLikelihood(took, isOver);
                }

                weights[m, s] = log;
                most = Math.Max(most, log);
            }
        }

        var (sum, median, spread) = (0d, 0d, 0d);
        for (var m = 0; m < Medians; m++)
        {
            for (var s = 0; s < Spreads; s++)
            {
                var (weightHere, off) = (Math.Exp(weights[m, s] - most), Offset(m, Medians, MedianReach));
                sum += weightHere;
                median += weightHere * off;
                spread += weightHere * Offset(s, Spreads, SpreadReach);
            }
        }

        return At(usual, median / sum, spread / sum);
    }

    private static double Offset(int step, int steps, double reach) => reach * ((2d * step / (steps - 1)) - 1);

    private static LogLogistic At(LogLogistic usual, double off, double wider) => new(usual.Median * Math.Exp(off), usual.Spread * Math.Exp(wider));
}
