namespace Rectification.Gateway.Demo;

/// <summary>
/// A clock that is driven while it runs: it can be stopped, made faster or slower, and moved forward. Its timers follow: what is due on a day
/// that was passed over rings at once, and while it stands still nothing rings.
/// </summary>
internal sealed class ReplayClock : TimeProvider
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    private readonly Lock _lock = new();
    private readonly HashSet<ReplayTimer> _timers = [];
    private DateTimeOffset _field;
    private long _since = System.GetTimestamp();
    private double _speed;

    /// <param name="start">What it shows; it stands still until <see cref="Run"/>.</param>
    public ReplayClock(DateTimeOffset start) => _field = start.ToUniversalTime();

    /// <summary>Seconds of this clock per real second; 0: it stands still.</summary>
    public double Speed
    {
        get
        {
            lock (_lock)
            {
                return _speed;
            }
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            return Now();
        }
    }

    /// <param name="speed">Seconds of this clock per real second from now on; 0 to stop it.</param>
    public void Run(double speed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(speed);
        lock (_lock)
        {
            Settle(Now());
            _speed = speed;
            Arm();
        }
    }

    /// <summary>Passes over the time up to an instant; never goes back.</summary>
    public void MoveTo(DateTimeOffset instant)
    {
        lock (_lock)
        {
            var now = Now();
            Settle(instant > now ? instant.ToUniversalTime() : now);
            Arm();
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ReplayTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private DateTimeOffset Now() => _field + (System.GetElapsedTime(_since) * _speed);

    private void Settle(DateTimeOffset now) => (_field, _since) = (now, System.GetTimestamp());

    private void Arm()
    {
        foreach (var timer in _timers)
        {
            timer.Arm(Now());
        }
    }

    private sealed class ReplayTimer : ITimer
    {
        private readonly ReplayClock _clock;
        private readonly ITimer _real;
        private readonly TimerCallback _callback;
        private readonly object? _state;

        /// <summary>When it rings next, by the clock; <see langword="null"/>: not at all.</summary>
        private DateTimeOffset? _due;
        private TimeSpan _period;

        public ReplayTimer(ReplayClock clock, TimerCallback callback, object? state)
        {
            (_clock, _callback, _state) = (clock, callback, state);
            _real = System.CreateTimer(static timer => ((ReplayTimer)timer!).Ring(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (_clock._lock)
            {
                var now = _clock.Now();
                (_due, _period) = (dueTime == Timeout.InfiniteTimeSpan ? null : now + dueTime, period > TimeSpan.Zero ? period : TimeSpan.Zero);
                _clock._timers.Add(this);
                return Arm(now);
            }
        }

        /// <summary>Sets the real timer as the clock runs now; asked under the clock's lock.</summary>
        public bool Arm(DateTimeOffset now)
        {
            if (_due is not { } due || (due > now && _clock._speed == 0))
            {
                return _real.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            }

            var wait = due <= now ? TimeSpan.Zero
                : (due - now).TotalMilliseconds / _clock._speed is var milliseconds && milliseconds < LongestWait.TotalMilliseconds
                ? TimeSpan.FromMilliseconds(Math.Ceiling(milliseconds)) : LongestWait;
            return _real.Change(wait, Timeout.InfiniteTimeSpan);
        }

        public void Dispose()
        {
            lock (_clock._lock)
            {
                _clock._timers.Remove(this);
                _due = null;
            }

            _real.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Ring()
        {
            lock (_clock._lock)
            {
                var now = _clock.Now();
                if (_due is not { } due || due > now)
                {
                    // Stopped, changed, or rounded a little early.
                    Arm(now);
                    return;
                }

                // Of the rings of passed-over days one is enough.
                _due = _period == TimeSpan.Zero ? null : due + _period > now ? due + _period : now + _period;
                Arm(now);
            }

            _callback(_state);
        }
    }
}
