using System.Diagnostics;
using System.Numerics;

namespace Rectification.Benchmarks.Load;

/// <summary>Latencies in log-linear buckets: 64 steps per power of two, so any percentile is within 1.6 %.</summary>
internal sealed class LatencyHistogram
{
    private const int StepBits = 6;
    private const int Steps = 1 << StepBits;

    private readonly long[] counts = new long[64 * Steps];
    private long total;
    private long max;

    public void Add(long ticks)
    {
        counts[Bucket(ticks)]++;
        total++;
        max = Math.Max(max, ticks);
    }

    public void Add(LatencyHistogram other)
    {
        for (var i = 0; i < counts.Length; i++)
            counts[i] += other.counts[i];
        total += other.total;
        max = Math.Max(max, other.max);
    }

    public long Total => total;

    public double MaxMilliseconds => Milliseconds(max);

    public double PercentileMilliseconds(double percent)
    {
        var wanted = (long)Math.Ceiling(total * percent / 100);
        long seen = 0;
        for (var i = 0; i < counts.Length; i++)
        {
            seen += counts[i];
            if (seen >= wanted && seen > 0)
                return Milliseconds(Math.Min(UpperEdge(i), max));
        }

        return 0;
    }

    private static int Bucket(long ticks)
    {
        if (ticks < Steps)
            return (int)Math.Max(0, ticks);
        var power = BitOperations.Log2((ulong)ticks);
        return ((power - StepBits + 1) << StepBits) + (int)(ticks >> (power - StepBits)) - Steps;
    }

    private static long UpperEdge(int bucket)
    {
        var group = bucket >> StepBits;
        var step = bucket & (Steps - 1);
        return group == 0 ? step : ((long)(Steps + step + 1) << (group - 1)) - 1;
    }

    private static double Milliseconds(long ticks) => ticks * 1000.0 / Stopwatch.Frequency;
}
