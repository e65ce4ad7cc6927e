namespace Rectification.Tests.Cluster.Support;

/// <summary>Holds back one write: before it is committed, or after, when only the writer does not know yet.</summary>
internal sealed class Hold(bool afterCommit, Func<string, GrainId, bool> picks) : IDisposable
{
    private readonly TaskCompletionSource _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool AfterCommit => afterCommit;

    public Func<string, GrainId, bool> Picks => picks;

    /// <summary>Ends when the write waits here.</summary>
    public Task Arrived => _arrived.Task.InTime();

    public Task Wait()
    {
        _arrived.TrySetResult();
        return _released.Task;
    }

    public void Dispose() => _released.TrySetResult();
}
