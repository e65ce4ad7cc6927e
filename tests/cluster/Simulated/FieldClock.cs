namespace Rectification.Tests.Cluster.Simulated;

/// <summary>The clock of the field: it goes as time does, and may leap ahead by days.</summary>
internal sealed class FieldClock(VirtualTime time) : TimeProvider
{
    private readonly List<Timer> _timers = [];
    private TimeSpan _ahead;

    public override DateTimeOffset GetUtcNow() => time.GetUtcNow() + _ahead;

    public void Leap(TimeSpan span)
    {
        _ahead += span;
        _timers.RemoveAll(timer => timer.IsGone);
        _timers.ForEach(timer => timer.Leapt());
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, time.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan));
        timer.Change(dueTime, period);
        _timers.Add(timer);
        return timer;
    }

    private sealed class Timer(FieldClock clock, ITimer timer) : ITimer
    {
        private DateTimeOffset? _due;

        public bool IsGone { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            _due = dueTime == Timeout.InfiniteTimeSpan ? null : clock.GetUtcNow() + dueTime;
            return timer.Change(dueTime, period);
        }

        public void Leapt()
        {
            if (_due is { } due && due - clock.GetUtcNow() is var wait)
            {
                timer.Change(wait < TimeSpan.Zero ? TimeSpan.Zero : wait, Timeout.InfiniteTimeSpan);
            }
        }

        public void Dispose()
        {
            IsGone = true;
            timer.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
