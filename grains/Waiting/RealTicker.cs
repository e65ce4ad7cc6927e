namespace Rectification.Waiting;

/// <summary>
/// Calls back every period of real time, one call at a time, on the scheduler it was made on. Housekeeping follows machines, not the
/// clock of the field, which may run a day a second.
/// </summary>
internal sealed class RealTicker : IDisposable
{
    private readonly PeriodicTimer _timer;

    /// <param name="period">Between two calls.</param>
    /// <param name="time">The real one.</param>
    /// <param name="tick">What is called.</param>
    public RealTicker(TimeSpan period, TimeProvider time, Func<Task> tick)
    {
        _timer = new(period, time);
        Ticking = Run(tick);
    }

    /// <summary>Ends after <see cref="Dispose"/>.</summary>
    public Task Ticking { get; }

    public void Dispose() => _timer.Dispose();

    private async Task Run(Func<Task> tick)
    {
        while (await _timer.WaitForNextTickAsync())
        {
            await tick();
        }
    }
}
