namespace Rectification.Storage;

/// <summary>Counts what is in a store's hands, waiting or under way, over all its writers.</summary>
internal sealed class GroupCommitBounds(GroupCommitOptions options)
{
    private readonly int _maxOperations = options.MaxQueuedOperations;
    private readonly long _maxBytes = options.MaxQueuedBytes;
    private int _operations;
    private long _bytes;

    public bool TryEnter(int bytes)
    {
        var operations = Interlocked.Increment(ref _operations);
        var total = Interlocked.Add(ref _bytes, bytes);
        if (operations <= _maxOperations && total <= _maxBytes)
        {
            return true;
        }

        Leave(bytes);
        return false;
    }

    public void Leave(int bytes)
    {
        Interlocked.Add(ref _bytes, -bytes);
        Interlocked.Decrement(ref _operations);
    }
}
