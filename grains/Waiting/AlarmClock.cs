namespace Rectification.Waiting;

/// <summary>
/// Any number of moments that are waited for with one timer of the runtime. The runtime walks through all of its timers several times a second: two of each of
/// twenty thousand counters took four fifths of what a silo without work used.
/// </summary>
/// <param name="clock">Whose moments they are; its timers ring by it.</param>
internal sealed class AlarmClock(TimeProvider clock) : IDisposable
{
    /// <summary>A timer of the runtime cannot wait for months; it looks again after so long.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    private readonly Lock _lock = new();
    private readonly SortedSet<Moment> _ahead = new(Comparer<Moment>.Create(static (one, other) => one.CompareTo(other)));
    private ITimer? _timer;
    private DateTimeOffset _set = DateTimeOffset.MaxValue;
    private long _made;

    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>Waits for a moment; one that has passed comes at once.</summary>
    public Moment At(DateTimeOffset at)
    {
        lock (_lock)
        {
            var moment = new Moment(this, at, ++_made);
            _ahead.Add(moment);
            if (at < _set)
            {
                Arm(at);
            }

            return moment;
        }
    }

    public void Dispose() => _timer?.Dispose();

    private void Arm(DateTimeOffset at)
    {
        _timer ??= clock.CreateTimer(static alarms => ((AlarmClock)alarms!).Ring(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _set = at;
        var wait = at - Now;
        wait = wait > Longest ? Longest : wait < TimeSpan.Zero ? TimeSpan.Zero : TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds));
        _timer.Change(wait, Timeout.InfiniteTimeSpan);
    }

    private void Ring()
    {
        var come = new List<Moment>();
        lock (_lock)
        {
            _set = DateTimeOffset.MaxValue;
            for (var now = Now; _ahead.Min is { } first && first.At <= now;)
            {
                _ahead.Remove(first);
                come.Add(first);
            }

            if (_ahead.Min is { } next)
            {
                Arm(next.At);
            }
        }

        come.ForEach(static moment => moment.Comes());
    }

    /// <summary>A moment that somebody waits for, until it comes or is given up.</summary>
    internal sealed class Moment(AlarmClock clock, DateTimeOffset at, long no) : IDisposable
    {
        private readonly TaskCompletionSource<bool> _come = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public DateTimeOffset At => at;

        /// <summary>Ends when it comes: true; or is given up: false. Goes on where it was awaited.</summary>
        public Task<bool> Come => _come.Task;

        public void Comes() => _come.TrySetResult(true);

        public int CompareTo(Moment other) => at.CompareTo(other.At) is not 0 and var order ? order : no.CompareTo(other.No);

        /// <summary>Gives it up.</summary>
        public void Dispose()
        {
            lock (clock._lock)
            {
                clock._ahead.Remove(this);
            }

            _come.TrySetResult(false);
        }

        private long No => no;
    }
}
