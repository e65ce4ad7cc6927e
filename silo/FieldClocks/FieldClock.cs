namespace Rectification.FieldClocks;

/// <summary>A clock that starts anywhere and runs at any speed, its timers too, so that a whole campaign can be replayed.</summary>
/// <param name="speed">Seconds of this clock per real second; above 0.</param>
public sealed class FieldClock(double speed) : TimeProvider
{
    private ClockAnchor? _anchor;

    /// <summary>Where this clock's time meets real time. Set once, before anybody asks.</summary>
    public ClockAnchor Anchor
    {
        get => _anchor ?? throw new InvalidOperationException("The field's clock was asked before its anchor was read.");
        set => _anchor = value;
    }

    public override DateTimeOffset GetUtcNow() => Anchor.FieldTime + (System.GetUtcNow() - Anchor.RealTime) * speed;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new FieldTimer(System.CreateTimer(callback, state, ToReal(dueTime), ToReal(period)), this);

    private TimeSpan ToReal(TimeSpan span) => span <= TimeSpan.Zero ? span : TimeSpan.FromMilliseconds(Math.Ceiling(span.TotalMilliseconds / speed));

    private sealed class FieldTimer(ITimer timer, FieldClock clock) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(clock.ToReal(dueTime), clock.ToReal(period));

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}

/// <summary>One real instant and what the field's clock showed then. Stored once, so that silos and restarts agree.</summary>
[GenerateSerializer, Alias("clock-anchor")]
public sealed record ClockAnchor
{
    [Id(0)] public DateTimeOffset RealTime { get; init; }
    [Id(1)] public DateTimeOffset FieldTime { get; init; }

    /// <summary>The configuration it was made for; another one makes a new anchor.</summary>
    [Id(2)] public string For { get; init; } = "";
}
