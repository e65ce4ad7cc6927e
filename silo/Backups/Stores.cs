namespace Rectification.Backups;

/// <summary>A grain's state as a store keeps it. Tags are not part of it: a restored row gets a new one.</summary>
public readonly record struct StoredRow(string StateName, string GrainId, ReadOnlyMemory<byte> Data);

/// <summary>A reminder as a store keeps it; the start in UTC.</summary>
public readonly record struct StoredReminder(string GrainId, string Name, DateTime StartAt, TimeSpan Period);

/// <summary>Everything a store holds, as of one moment.</summary>
public interface IStoreSnapshot : IAsyncDisposable
{
    /// <summary>Name of the profile that keeps such stores.</summary>
    string Profile { get; }

    /// <summary>Version of the store's tables.</summary>
    int Schema { get; }

    long RowCount { get; }

    long ReminderCount { get; }

    IAsyncEnumerable<StoredRow> Rows(CancellationToken cancellation);

    IAsyncEnumerable<StoredReminder> Reminders(CancellationToken cancellation);
}

/// <summary>
/// An empty store that is being filled: rows, then reminders, then evidence, and at the very end rows again. Until <see cref="Commit"/> nobody finds
/// anything of it; without it, disposal leaves the target as it was.
/// </summary>
public interface IStoreFilling : IAsyncDisposable
{
    Task Add(StoredRow row, CancellationToken cancellation);

    Task Add(StoredReminder reminder, CancellationToken cancellation);

    /// <param name="sha256">The file's name and hash, in small hexadecimal digits.</param>
    /// <param name="size">In bytes.</param>
    /// <param name="content">To be read to its end.</param>
    /// <param name="cancellation">Gives up.</param>
    Task AddEvidence(string sha256, long size, Stream content, CancellationToken cancellation);

    /// <summary>Makes all of it durable and visible at once.</summary>
    Task Commit(CancellationToken cancellation);
}

/// <summary>Takes everything and keeps nothing: a backup is only looked through.</summary>
public sealed class NoFilling : IStoreFilling
{
    public Task Add(StoredRow row, CancellationToken cancellation) => Task.CompletedTask;

    public Task Add(StoredReminder reminder, CancellationToken cancellation) => Task.CompletedTask;

    public Task AddEvidence(string sha256, long size, Stream content, CancellationToken cancellation) => content.CopyToAsync(Stream.Null, cancellation);

    public Task Commit(CancellationToken cancellation) => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
