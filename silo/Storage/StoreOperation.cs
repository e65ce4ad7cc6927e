namespace Rectification.Storage;

/// <summary>
/// One change that waits for its place in a batch. A backend applies it and says whether its tag matched; the queue completes it after the commit.
/// </summary>
/// <remarks>Backends may derive operations of their own (reminders do); the queue only needs the key and the size.</remarks>
public abstract class StoreOperation
{
    // Continuations must not run on the writer's thread: a caller that blocks there would stop every other write.
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    protected StoreOperation(StoreKey key) => Key = key;

    /// <summary>Operations of one key are applied one after the other, in the order they came.</summary>
    public StoreKey Key { get; }

    /// <summary>Bytes that count against the bounds of queue and batch.</summary>
    public abstract int Bytes { get; }

    /// <summary>Set by the backend: the expected tag did not match, nothing was changed for this operation.</summary>
    public bool Conflicted { get; private set; }

    /// <summary>The stored tag that was found instead, or <see langword="null"/> where there is no row.</summary>
    public string? FoundETag { get; private set; }

    /// <summary>Completes when the batch has been committed (also after a conflict), or with a storage exception.</summary>
    internal Task Completion => _completion.Task;

    /// <summary>The operation on the same key that waits for this one.</summary>
    internal StoreOperation? NextOfKey { get; set; }

    /// <summary>For backends: the expected tag does not match the stored one.</summary>
    public void Conflict(string? foundETag)
    {
        Conflicted = true;
        FoundETag = foundETag;
    }

    internal void ForgetResult()
    {
        Conflicted = false;
        FoundETag = null;
    }

    internal void Complete() => _completion.TrySetResult();

    internal void Fail(Exception exception) => _completion.TrySetException(exception);
}

/// <summary>Insert (no expected tag) or replacement of a state.</summary>
public sealed class StateWrite(StoreKey key, string? expectedETag, string newETag, ReadOnlyMemory<byte> data) : StoreOperation(key)
{
    /// <summary>The tag the row must have; <see langword="null"/>: there must be no row.</summary>
    public string? ExpectedETag { get; } = expectedETag;

    public string NewETag { get; } = newETag;

    public ReadOnlyMemory<byte> Data { get; } = data;

    public override int Bytes => Data.Length;
}

/// <summary>Removal of a state. With no expected tag there must be no row, and then nothing is to be done.</summary>
public sealed class StateClear(StoreKey key, string? expectedETag) : StoreOperation(key)
{
    public string? ExpectedETag { get; } = expectedETag;

    public override int Bytes => 0;
}
