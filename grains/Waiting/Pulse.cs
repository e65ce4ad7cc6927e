namespace Rectification.Waiting;

/// <summary>Lets any number wait for the next change. Costs nothing while nobody waits.</summary>
internal sealed class Pulse
{
    private TaskCompletionSource? _next;

    /// <summary>Ends with the next <see cref="Beat"/>. Whoever asks looks at what may change first and takes this in the same turn.</summary>
    public Task Next => (_next ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void Beat()
    {
        var next = _next;
        _next = null;
        next?.SetResult();
    }
}
