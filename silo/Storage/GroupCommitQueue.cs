using Microsoft.Extensions.Logging;

namespace Rectification.Storage;

/// <summary>
/// The queue in front of one database: takes operations from any thread, hands them to the writers in batches, keeps the order of a
/// key, lets reads wait behind what is pending, and refuses at once what goes over its bounds.
/// </summary>
public sealed class GroupCommitQueue
{
    private readonly IGroupCommitBackend _backend;
    private readonly GroupCommitOptions _options;
    private readonly GroupCommitWriter[] _writers;
    private readonly GroupCommitBounds _bounds;
    private volatile bool _open;

    public GroupCommitQueue(IGroupCommitBackend backend, GroupCommitOptions options, ILogger<GroupCommitQueue> logger, TimeProvider time)
    {
        _backend = backend;
        _options = options;
        _bounds = new GroupCommitBounds(options);
        _writers = new GroupCommitWriter[backend.Writers];
        for (var i = 0; i < _writers.Length; i++)
        {
            _writers[i] = new GroupCommitWriter(backend, i, options, _bounds, logger, time);
        }
    }

    /// <summary>Name of the database kind, for metrics and spans.</summary>
    public string System => _backend.System;

    /// <inheritdoc cref="IGroupCommitBackend.Writes"/>
    public RowWrites? Writes => _backend.Writes;

    /// <summary>Largest serialized state taken, in bytes.</summary>
    public int MaxStateBytes => _options.MaxStateBytes;

    /// <summary>Opens the database and starts the writers. Throws what <see cref="IGroupCommitBackend.Open"/> throws.</summary>
    public void Start()
    {
        _backend.Open();
        foreach (var writer in _writers)
        {
            writer.Start();
        }

        _open = true;
    }

    /// <summary>Completes when the operation is durable, or has met a conflict (see <see cref="StoreOperation.Conflicted"/>).</summary>
    /// <exception cref="StorageUnavailableException">Definite: nothing was written.</exception>
    /// <exception cref="StorageOutcomeUnknownException">It may have been written.</exception>
    public Task ApplyAsync(StoreOperation operation)
    {
        ArgumentNullException.ThrowIfNull(operation);
        if (!_open)
        {
            return Task.FromException(Closed());
        }

        if (operation.Bytes > _options.MaxStateBytes)
        {
            return Task.FromException(TooLarge(operation));
        }

        if (!_bounds.TryEnter(operation.Bytes))
        {
            return Task.FromException(new StorageUnavailableException("The storage queue is full; nothing was written."));
        }

        if (!WriterOf(operation.Key).TryEnqueue(operation))
        {
            _bounds.Leave(operation.Bytes);
            return Task.FromException(Closed());
        }
        return operation.Completion;
    }

    /// <summary>The committed row of a key, after everything that was pending on it.</summary>
    /// <exception cref="StorageUnavailableException">The store cannot be read now.</exception>
    public async ValueTask<StoredState?> ReadAsync(StoreKey key, CancellationToken cancellation)
    {
        ThrowIfClosed();
        if (WriterOf(key).Pending(key) is { } pending)
        {
            await SettledAsync(pending, cancellation).ConfigureAwait(false);
        }

        return await _backend.ReadAsync(key, cancellation).ConfigureAwait(false);
    }

    /// <summary>The committed rows of keys in the order asked, each after everything that was pending on it.</summary>
    /// <exception cref="StorageUnavailableException">The store cannot be read now.</exception>
    public async ValueTask<StoredState?[]> ReadManyAsync(ReadOnlyMemory<StoreKey> keys, CancellationToken cancellation)
    {
        ThrowIfClosed();
        foreach (var pending in PendingOf(keys.Span))
        {
            await SettledAsync(pending, cancellation).ConfigureAwait(false);
        }

        return await _backend.ReadManyAsync(keys, cancellation).ConfigureAwait(false);
    }

    /// <summary>Refuses new operations, lets the waiting ones finish until <paramref name="cancellation"/> ends their time, closes the database.</summary>
    public async Task StopAsync(CancellationToken cancellation)
    {
        _open = false;
        foreach (var writer in _writers)
        {
            writer.RefuseNew();
        }

        await Task.WhenAll(_writers.Select(writer => writer.DrainAsync(cancellation))).ConfigureAwait(false);
        await _backend.DisposeAsync().ConfigureAwait(false);
    }

    internal static StorageUnavailableException Closed() =>
        new("The storage is not open or is shutting down; nothing was written.");

    private static StorageUnavailableException TooLarge(StoreOperation operation) =>
        new($"The state of {operation.Key} is too large ({operation.Bytes} bytes); nothing was written.");

    // A read waits for a write's end, good or bad; the write's own caller hears about a failure.
    private static async Task SettledAsync(Task pending, CancellationToken cancellation)
    {
        await pending.WaitAsync(cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellation.ThrowIfCancellationRequested();
    }

    private GroupCommitWriter WriterOf(StoreKey key) =>
        _writers.Length == 1 ? _writers[0] : _writers[key.GrainId.GetUniformHashCode() % (uint)_writers.Length];

    private List<Task> PendingOf(ReadOnlySpan<StoreKey> keys)
    {
        var pending = new List<Task>();
        foreach (var key in keys)
        {
            if (WriterOf(key).Pending(key) is { } task)
            {
                pending.Add(task);
            }
        }
        return pending;
    }

    private void ThrowIfClosed()
    {
        if (!_open)
        {
            throw Closed();
        }
    }
}
