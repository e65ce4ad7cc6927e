namespace Rectification.Forecasts;

/// <summary>How many of some things will have happened, each by a chance of its own.</summary>
internal static class CountBand
{
    /// <summary>Chances of 0, 1, … of them, weighed over several views of the future in each of which they are independent.</summary>
    /// <param name="views">Per view its weight and each thing's chance.</param>
    public static double[] Of(IReadOnlyList<(double Weight, double[] Chances)> views)
    {
        var sum = new double[views[0].Chances.Length + 1];
        foreach (var (weight, chances) in views)
        {
            var counts = Of(chances);
            for (var k = 0; k < counts.Length; k++)
            {
                sum[k] += weight * counts[k];
            }
        }

        return sum;
    }

    /// <summary>The least number that is not exceeded with at least this chance.</summary>
    public static int Quantile(double[] chances, double share)
    {
        var (k, sum) = (0, chances[0]);
        while (sum < share && k < chances.Length - 1)
        {
            sum += chances[++k];
        }

        return k;
    }

    private static double[] Of(double[] chances)
    {
        var counts = new double[chances.Length + 1];
        counts[0] = 1;
        for (var i = 0; i < chances.Length; i++)
        {
            for (var k = i + 1; k > 0; k--)
            {
                counts[k] += chances[i] * (counts[k - 1] - counts[k]);
            }

            counts[0] *= 1 - chances[i];
        }

        return counts;
    }
}
