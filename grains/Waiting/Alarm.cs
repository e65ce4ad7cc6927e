namespace Rectification.Waiting;

/// <summary>
/// Calls a grain back, in a turn of its own, at the earliest moment something changes by the clock. It neither keeps the grain awake nor wakes it.
/// </summary>
/// <param name="clock">Shared by all alarms of a silo.</param>
/// <param name="ring">What is called. It may go on while other calls do, and says itself what went wrong.</param>
internal sealed class Alarm(AlarmClock clock, Func<Task> ring) : IDisposable
{
    private AlarmClock.Moment? _waiting;

    /// <summary>Rings at <paramref name="at"/>, or not at all; an earlier setting is replaced. Called in a turn of the grain.</summary>
    public void Set(DateTimeOffset? at)
    {
        if (_waiting?.At == at)
        {
            return;
        }

        Dispose();
        if (at is { } instant)
        {
            _ = RingAt(_waiting = clock.At(instant));
        }
    }

    /// <summary>Rings after a while; an earlier setting is replaced.</summary>
    public void SetIn(TimeSpan wait) => Set(clock.Now + wait);

    public void Dispose()
    {
        _waiting?.Dispose();
        _waiting = null;
    }

    private async Task RingAt(AlarmClock.Moment moment)
    {
        // Set anew meanwhile: what came is not what is waited for any more.
        if (await moment.Come && _waiting == moment)
        {
            _waiting = null;
            await ring();
        }
    }
}
