using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Rectification.Storage.Sqlite;

/// <summary>One SQLite file: one writer, a few readers beside it (write-ahead log), every commit synced.</summary>
internal sealed class SqliteBackend(string path, SqliteStorageOptions options) : IGroupCommitBackend
{
    private readonly ConcurrentBag<SqliteReader> _idleReaders = [];
    private readonly SemaphoreSlim _readerSlots = new(options.ReadConnections);
    private SqliteFileLock? _lock;
    private SqliteWriter? _writer;
    private volatile bool _closed;

    public string System => "sqlite";

    public int Writers => 1;

    public RowWrites Writes { get; } = new();

    public void Open()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        _lock = SqliteFileLock.Take(path);
        try
        {
            _writer = new SqliteWriter(path, options);
        }
        catch
        {
            _lock.Dispose();
            throw;
        }
    }

    public BatchOutcome Apply(int writer, ReadOnlySpan<StoreOperation> batch)
    {
        try
        {
            return _writer!.Apply(batch);
        }
        finally
        {
            // Whatever became of it: a row that is read once more than needed does no harm.
            foreach (var operation in batch)
            {
                Writes.Note(operation.Key.StateName, operation.Key.GrainId);
            }
        }
    }

    public void Rest(int writer) => _writer!.Rest();

    /// <summary>Read on the caller's thread: a row takes microseconds, less than a change of threads.</summary>
    public ValueTask<StoredState?> ReadAsync(StoreKey key, CancellationToken cancellation) =>
        ReadAsync(reader => reader.ReadState(key), cancellation);

    public async ValueTask<StoredState?[]> ReadManyAsync(ReadOnlyMemory<StoreKey> keys, CancellationToken cancellation)
    {
        // A window of rows takes a millisecond: not on a grain's turn.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        return await ReadAsync(reader => reader.ReadStates(keys.Span), cancellation).ConfigureAwait(false);
    }

    /// <summary>Lends a reader to <paramref name="read"/>.</summary>
    /// <exception cref="StorageUnavailableException">SQLite cannot read now.</exception>
    public async ValueTask<T> ReadAsync<T>(Func<SqliteReader, T> read, CancellationToken cancellation)
    {
        await _readerSlots.WaitAsync(cancellation).ConfigureAwait(false);
        SqliteReader? reader = null;
        try
        {
            if (_closed)
            {
                throw GroupCommitQueue.Closed();
            }

            if (!_idleReaders.TryTake(out reader))
            {
                reader = new SqliteReader(path);
            }

            return read(reader);
        }
        catch (SqliteException exception)
        {
            // A connection that failed may stay broken after its cause has gone: the next reader is a fresh one.
            reader?.Dispose();
            reader = null;
            throw new StorageUnavailableException($"The store cannot be read now: {exception.Message}", exception);
        }
        finally
        {
            if (reader is not null)
            {
                _idleReaders.Add(reader);
            }

            _readerSlots.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _closed = true;
        // With every slot in hand no reader is lent out.
        for (var i = 0; i < options.ReadConnections; i++)
        {
            await _readerSlots.WaitAsync().ConfigureAwait(false);
        }

        foreach (var reader in _idleReaders)
        {
            reader.Dispose();
        }

        _writer?.Dispose();
        _lock?.Dispose();
        _readerSlots.Release(options.ReadConnections);
    }
}
