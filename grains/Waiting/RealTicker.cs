namespace Rectification.Waiting;

/// <summary>
/// Calls back every period of real time, one call at a time, on the scheduler it was made on. Housekeeping follows machines, not the
/// clock of the field, which may run a day a second.
/// </summary>
internal sealed class RealTicker : IDisposable
{
    private readonly PeriodicTimer _timer;

    public RealTicker(TimeSpan period, Func<Task> tick)
    {
        _timer = new(period);
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
