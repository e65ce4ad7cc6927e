namespace Rectification.Tests.Chaos.Campaign;

/// <summary>Holds the reporters back while there is nobody to report to.</summary>
internal sealed class Gate
{
    private volatile TaskCompletionSource _open = Opened();

    public Task UntilOpen => _open.Task;

    public void Close() => _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Open() => _open.TrySetResult();

    private static TaskCompletionSource Opened()
    {
        var source = new TaskCompletionSource();
        source.SetResult();
        return source;
    }
}
