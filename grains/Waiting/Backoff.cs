namespace Rectification.Waiting;

/// <summary>Pauses between attempts, each twice as long as the one before, up to a longest.</summary>
/// <param name="first">The first pause.</param>
/// <param name="longest">No pause is longer.</param>
/// <param name="time">By which time passes.</param>
/// <param name="chance">What jitter is drawn from.</param>
public sealed class Backoff(TimeSpan first, TimeSpan longest, TimeProvider time, Random? chance = null)
{
    private TimeSpan? _next;

    /// <summary>An attempt went through: the next pause is the first one again.</summary>
    public void Reset() => _next = null;

    /// <summary>The pause before the next attempt.</summary>
    public TimeSpan Next()
    {
        var pause = _next ?? first;
        _next = pause * 2 < longest ? pause * 2 : longest;
        return pause;
    }

    /// <summary>Waits for <see cref="Next"/>.</summary>
    /// <param name="jitter">Up to this share longer or shorter, so that many who failed together do not come back together.</param>
    /// <param name="cancellation">Ends the pause.</param>
    public Task Pause(double jitter = 0, CancellationToken cancellation = default)
    {
        var pause = Next() * (1 + (jitter * ((2 * (chance ?? Random.Shared).NextDouble()) - 1)));
        return Task.Delay(pause < longest ? pause : longest, time, cancellation);
    }
}
