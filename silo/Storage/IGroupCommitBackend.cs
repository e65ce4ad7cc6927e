namespace Rectification.Storage;

/// <summary>What became of a batch.</summary>
public enum BatchResult
{
    /// <summary>Durable.</summary>
    Committed = 0,

    /// <summary>Rolled back for a passing reason (busy, locked, deadlock): worth another try at once.</summary>
    Transient = 1,

    /// <summary>Rolled back because the store as a whole cannot write now (disk full, read-only): no smaller batch would fare better.</summary>
    Unavailable = 2,

    /// <summary>Rolled back because of what an operation asks: the same batch would fail for ever, a part of it may not.</summary>
    Rejected = 3,

    /// <summary>Failed at or after the commit: it may be there.</summary>
    Unknown = 4,
}

/// <summary>The result of a batch and, unless it was committed, why.</summary>
public readonly record struct BatchOutcome(BatchResult Result, Exception? Error)
{
    public static BatchOutcome Committed { get; }
}

/// <summary>
/// The small part of group commit that differs between databases. <see cref="Apply"/> is synchronous because each writer has a thread
/// of its own: a starved thread pool never holds up a commit.
/// </summary>
public interface IGroupCommitBackend : IAsyncDisposable
{
    /// <summary>Name for messages, metrics and spans: "sqlite".</summary>
    string System { get; }

    /// <summary>Writers that may apply batches side by side, at least 1. A key always goes to the same one.</summary>
    int Writers { get; }

    /// <summary>Every write, where this process is the only one that writes; otherwise <see langword="null"/>.</summary>
    RowWrites? Writes => null;

    /// <summary>Opens, and creates what is missing. Throws with a message for an operator when that cannot be done.</summary>
    void Open();

    /// <summary>
    /// Applies the operations in one transaction and makes it durable. Operations whose tag does not match are marked with
    /// <see cref="StoreOperation.Conflict"/> and leave the others alone. Called by one thread a writer; an exception counts as
    /// <see cref="BatchResult.Unknown"/>.
    /// </summary>
    BatchOutcome Apply(int writer, ReadOnlySpan<StoreOperation> batch);

    /// <summary>A batch has ended and its callers know; whatever the backend has to do between two batches. Called by the writer's thread.</summary>
    void Rest(int writer)
    {
    }

    /// <summary>The committed row of a key, or <see langword="null"/>. Throws <see cref="StorageUnavailableException"/>.</summary>
    ValueTask<StoredState?> ReadAsync(StoreKey key, CancellationToken cancellation);

    /// <summary>The committed rows of a bounded number of keys, in the order asked. Throws <see cref="StorageUnavailableException"/>.</summary>
    ValueTask<StoredState?[]> ReadManyAsync(ReadOnlyMemory<StoreKey> keys, CancellationToken cancellation);
}
