namespace Rectification.Forecasts;

/// <summary>
/// How a plan's measures met their deadlines so far: how many were in time, and how close to the deadline those came. Measures still open count for what
/// they are: not finished yet. Weighed over a grid, so that few observations leave the usual as it is.
/// </summary>
/// <param name="Logit">Logarithm of the odds of being in time.</param>
/// <param name="Uncertainty">Standard deviation of <see cref="Logit"/>.</param>
/// <param name="Rush">
/// Of those in time, how close to the deadline: the share of the time given to this power of them are over; far above 1 most wait for the end.
/// </param>
internal readonly record struct DeadlineHistory(double Logit, double Uncertainty, double Rush)
{
    private const int Steps = 31;
    private const int Rushes = 13;
    private const double Reach = 4;

    /// <summary>The least share of the time given; nothing is told apart below it.</summary>
    private const double Least = 0.01;

    /// <param name="taken">Per measure the share of its time until the request, or until now where there is none.</param>
    /// <param name="terms">What is usual.</param>
    public static DeadlineHistory Of(IReadOnlyList<(double Share, bool IsOver)> taken, ForecastTerms terms)
    {
        var (logs, most) = (new double[Steps, Rushes], double.NegativeInfinity);
        for (var i = 0; i < Steps; i++)
        {
            for (var j = 0; j < Rushes; j++)
            {
                var (odds, rush) = (At(i), RushAt(j));
                var (far, wide) = ((odds - terms.UsualLogit) / terms.LogitSpread, Math.Log(rush / terms.UsualRush) / terms.RushSpread);
                logs[i, j] = -((far * far) + (wide * wide)) / 2;
                foreach (var (share, isOver) in taken)
                {
                    logs[i, j] += LogLikelihood(share, isOver, Chance(odds), rush);
                }

                most = Math.Max(most, logs[i, j]);
            }
        }

        var (sum, mean, square, rushes) = (0d, 0d, 0d, 0d);
        for (var i = 0; i < Steps; i++)
        {
            for (var j = 0; j < Rushes; j++)
            {
                var weight = Math.Exp(logs[i, j] - most);
                sum += weight;
                mean += weight * At(i);
                square += weight * At(i) * At(i);
                rushes += weight * Math.Log(RushAt(j));
            }
        }

        mean /= sum;
        return new(mean, Math.Sqrt(Math.Max(0, (square / sum) - (mean * mean))), Math.Exp(rushes / sum));
    }

    /// <summary>How a group's odds differ from all; few of them say little.</summary>
    /// <param name="taken">The group's measures.</param>
    /// <param name="spread">How far groups lie apart: standard deviation of the logarithm of the odds.</param>
    public double OffsetOf(IReadOnlyList<(double Share, bool IsOver)> taken, double spread)
    {
        if (spread <= 0)
        {
            return 0;
        }

        var logs = new double[Steps];
        for (var i = 0; i < Steps; i++)
        {
            var off = At(i) / Reach * 3;
            logs[i] = -off * off / 2;
            foreach (var (share, isOver) in taken)
            {
                logs[i] += LogLikelihood(share, isOver, Chance(Logit + (off * spread)), Rush);
            }
        }

        var (most, sum, mean) = (logs.Max(), 0d, 0d);
        for (var i = 0; i < Steps; i++)
        {
            var weight = Math.Exp(logs[i] - most);
            sum += weight;
            mean += weight * At(i) / Reach * 3 * spread;
        }

        return mean / sum;
    }

    /// <summary>Which share of those in time is still open when this share of the time given is over.</summary>
    public double StillOpen(double share) => share >= 1 ? 0 : 1 - Math.Pow(share, Rush);

    public static double Chance(double logit) => 1 / (1 + Math.Exp(-logit));

    private static double LogLikelihood(double share, bool isOver, double inTime, double rush) => share >= 1 ? Math.Log(1 - inTime)
        : isOver ? Math.Log(inTime * rush) + ((rush - 1) * Math.Log(Math.Max(Least, share)))
        : Math.Log(1 - (inTime * Math.Pow(share, rush)));

    private static double At(int step) => Reach * ((2d * step / (Steps - 1)) - 1);

    private static double RushAt(int step) => Math.Exp(3d * step / (Rushes - 1));
}
