namespace Rectification.Waiting;

/// <summary>One grain timer to the earliest moment something changes by the clock; never longer than a day.</summary>
internal sealed class Alarm(IGrainBase grain, TimeProvider clock, Func<Task> ring) : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    private IGrainTimer? _timer;
    private DateTimeOffset? _set;

    /// <summary>Rings at <paramref name="at"/>, or not at all; an earlier setting is replaced.</summary>
    public void Set(DateTimeOffset? at)
    {
        if (_set == at && _timer is not null)
        {
            return;
        }

        _set = at;
        var wait = at is { } instant ? instant - clock.GetUtcNow() : Longest;
        wait = wait < TimeSpan.Zero ? TimeSpan.Zero : wait > Longest ? Longest : wait;
        _timer ??= grain.RegisterGrainTimer(Ring, new() { DueTime = Timeout.InfiniteTimeSpan, Period = Timeout.InfiniteTimeSpan, Interleave = true });
        _timer.Change(wait, Timeout.InfiniteTimeSpan);
    }

    public void Dispose() => _timer?.Dispose();

    private Task Ring(CancellationToken cancellationToken)
    {
        _set = null;
        return ring();
    }
}
