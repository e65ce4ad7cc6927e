namespace Rectification.Forecasts;

/// <summary>A time whose logarithm is logistic: half of them are over by <see cref="Median"/>, and the tail is long: nothing late is ever impossible.</summary>
/// <param name="Median">The median, more than 0.</param>
/// <param name="Spread">Standard deviation of the logarithm, more than 0.</param>
public readonly record struct LogLogistic(double Median, double Spread)
{
    private static readonly double SpreadOfScale = Math.PI / Math.Sqrt(3);

    private double Shape => SpreadOfScale / Spread;

    /// <summary>The chance that it is over at <paramref name="time"/>, if it was not at <paramref name="since"/>.</summary>
    public double Over(double time, double since)
    {
        if (time <= since || time <= 0)
        {
            return 0;
        }

        var gone = since <= 0 ? 0 : Math.Pow(since / Median, Shape);
        return 1 - ((1 + gone) / (1 + Math.Pow(time / Median, Shape)));
    }

    /// <summary>The time by which this share of them is over.</summary>
    public double Quantile(double share) => Median * Math.Pow(share / (1 - share), 1 / Shape);

    /// <summary>Logarithm of how likely one is that was over at <paramref name="time"/>, or, where it is not, that lasts longer than that.</summary>
    public double LogLikelihood(double time, bool isOver)
    {
        var z = Math.Log(time / Median) * Shape;
        var longer = z > 0 ? -z - Math.Log(1 + Math.Exp(-z)) : -Math.Log(1 + Math.Exp(z));
        return isOver ? Math.Log(Shape) + z + (2 * longer) : longer;
    }
}
