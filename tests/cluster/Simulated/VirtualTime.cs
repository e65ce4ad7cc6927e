namespace Rectification.Tests.Cluster.Simulated;

/// <summary>Time that stands still until everything that can happen at its moment has happened, and then jumps to the next timer.</summary>
internal sealed class VirtualTime(DateTimeOffset start) : TimeProvider
{
    private readonly PriorityQueue<Ring, (DateTimeOffset At, long No)> _rings = new();
    private DateTimeOffset _now = start;
    private long _no;

    public override DateTimeOffset GetUtcNow() => _now;

    public override long GetTimestamp() => _now.UtcTicks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Calls back once.</summary>
    public void After(TimeSpan wait, Action call) => Enqueue(new(null, 0, call), wait);

    /// <summary>Ends after so long.</summary>
    public Task Pause(TimeSpan wait)
    {
        var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        After(wait, over.SetResult);
        return over.Task;
    }

    /// <summary>Jumps to the next timer and lets it ring; false when there is none before <paramref name="until"/>, and then it is that time.</summary>
    public bool Next(DateTimeOffset until)
    {
        while (_rings.TryPeek(out var ring, out var due) && due.At <= until)
        {
            _rings.Dequeue();
            if (ring.IsWanted)
            {
                _now = due.At > _now ? due.At : _now;
                ring.Call();
                return true;
            }
        }

        _now = until > _now ? until : _now;
        return false;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private void Enqueue(Ring ring, TimeSpan wait) => _rings.Enqueue(ring, (_now + (wait > TimeSpan.Zero ? wait : TimeSpan.Zero), ++_no));

    private sealed record Ring(Timer? Timer, int Setting, Action Call)
    {
        public bool IsWanted => Timer is null || Timer.Setting == Setting;
    }

    private sealed class Timer(VirtualTime time, TimerCallback callback, object? state) : ITimer
    {
        /// <summary>Grows with every change, so that what was set before never rings.</summary>
        public int Setting { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var setting = ++Setting;
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                time.Enqueue(new(this, setting, () => Elapse(setting, period)), dueTime);
            }

            return true;
        }

        public void Dispose() => Setting++;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Elapse(int setting, TimeSpan period)
        {
            if (period > TimeSpan.Zero)
            {
                time.Enqueue(new(this, setting, () => Elapse(setting, period)), period);
            }

            callback(state);
        }
    }
}
