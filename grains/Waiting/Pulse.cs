namespace Rectification.Waiting;

/// <summary>Lets any number wait for the next change. Costs nothing while nobody waits.</summary>
internal sealed class Pulse
{
    private readonly HashSet<TaskCompletionSource<bool>> _waiting = [];

    /// <summary>
    /// Ends with the next <see cref="Beat"/>: true; or when patience runs out: false. Whoever asks looks at what may change first and calls this in the
    /// same turn.
    /// </summary>
    public async Task<bool> Next(TimeSpan patience, TimeProvider time)
    {
        if (patience <= TimeSpan.Zero)
        {
            return false;
        }

        // Not WaitAsync: it goes over the pool of threads before it comes back to the grain.
        var next = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting.Add(next);
        using var timer = time.CreateTimer(
            static waiting => ((TaskCompletionSource<bool>)waiting!).TrySetResult(false), next, patience, Timeout.InfiniteTimeSpan);
        try
        {
            return await next.Task;
        }
        finally
        {
            _waiting.Remove(next);
        }
    }

    public void Beat()
    {
        foreach (var next in _waiting)
        {
            next.TrySetResult(true);
        }

        _waiting.Clear();
    }
}
