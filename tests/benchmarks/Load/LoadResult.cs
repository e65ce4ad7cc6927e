namespace Rectification.Benchmarks.Load;

/// <summary>What came of a load. A run with failures is no measurement: <see cref="ThrowIfFailed"/>.</summary>
internal sealed record LoadResult
{
    public required long Answered { get; init; }

    public required double Seconds { get; init; }

    public required double P50Milliseconds { get; init; }

    public required double P95Milliseconds { get; init; }

    public required double P99Milliseconds { get; init; }

    public required double MaxMilliseconds { get; init; }

    /// <summary>Answers other than 200, warm-up included.</summary>
    public required long Failed { get; init; }

    /// <summary>Answers 429 and 503 in the measured part, where they are counted apart.</summary>
    public long Refused { get; init; }

    public string? FirstFailure { get; init; }

    public double PerSecond => Answered / Seconds;

    public string Latency => $"p50 {P50Milliseconds:0.00} ms, p95 {P95Milliseconds:0.00} ms, p99 {P99Milliseconds:0.00} ms, max {MaxMilliseconds:0.0} ms";

    public void ThrowIfFailed()
    {
        if (Failed > 0)
            throw new InvalidOperationException($"{Failed} requests failed; the first: {FirstFailure}");
        if (Answered == 0)
            throw new InvalidOperationException("Nothing was answered in the measured part.");
    }
}
