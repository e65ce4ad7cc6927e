using Rectification.Storage;

namespace Rectification.Tests.Storage.Support;

/// <summary>A database in a dictionary whose batches can be held back and whose results can be dictated.</summary>
internal sealed class ScriptedBackend(int writers = 1) : IGroupCommitBackend
{
    private readonly Lock _gate = new();
    private readonly Dictionary<StoreKey, StoredState> _rows = [];
    private readonly SemaphoreSlim _permits = new(0);
    private readonly Dictionary<string, TaskCompletionSource> _arrivals = [];

    public string System => "scripted";

    public int Writers => writers;

    /// <summary>Dictates the result of a batch; <see langword="null"/> lets it commit.</summary>
    public Func<StoreOperation[], BatchOutcome?> Script { get; set; } = _ => null;

    /// <summary>When set, each batch waits in the database for <see cref="LetOneThrough"/>.</summary>
    public bool Held { get; set; }

    /// <summary>Keys of every batch that was tried, and the writer that tried it.</summary>
    public List<(int Writer, string[] Keys)> Tried { get; } = [];

    public bool Closed { get; private set; }

    public void Open() { }

    public BatchOutcome Apply(int writer, ReadOnlySpan<StoreOperation> batch)
    {
        var operations = batch.ToArray();
        lock (_gate)
        {
            Tried.Add((writer, [.. operations.Select(operation => operation.Key.GrainId.Key.ToString()!)]));
            foreach (var key in Tried[^1].Keys)
                Arrival(key).TrySetResult();
        }
        if (Held)
            _permits.Wait();
        lock (_gate)
        {
            Check(operations);
            if (Script(operations) is { } dictated)
                return dictated;
            Store(operations);
            return BatchOutcome.Committed;
        }
    }

    /// <summary>Returns when a batch with this key has reached the database.</summary>
    public Task ArrivalOf(string key)
    {
        lock (_gate)
            return Arrival(key).Task;
    }

    public void LetOneThrough() => _permits.Release();

    /// <summary>From now on nothing waits.</summary>
    public void LetAllThrough()
    {
        Held = false;
        _permits.Release(1_000);
    }

    public ValueTask<StoredState?> ReadAsync(StoreKey key, CancellationToken cancellation)
    {
        lock (_gate)
            return ValueTask.FromResult(_rows.TryGetValue(key, out var row) ? row : (StoredState?)null);
    }

    public ValueTask<StoredState?[]> ReadManyAsync(ReadOnlyMemory<StoreKey> keys, CancellationToken cancellation)
    {
        lock (_gate)
            return ValueTask.FromResult(keys.ToArray().Select(key => _rows.TryGetValue(key, out var row) ? row : (StoredState?)null).ToArray());
    }

    public ValueTask DisposeAsync()
    {
        Closed = true;
        return ValueTask.CompletedTask;
    }

    private TaskCompletionSource Arrival(string key)
    {
        if (!_arrivals.TryGetValue(key, out var arrival))
            _arrivals.Add(key, arrival = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        return arrival;
    }

    private void Check(StoreOperation[] operations)
    {
        foreach (var write in operations.OfType<StateWrite>())
        {
            var found = _rows.TryGetValue(write.Key, out var row) ? row.ETag : null;
            if (found != write.ExpectedETag)
                write.Conflict(found);
        }
        foreach (var clear in operations.OfType<StateClear>())
        {
            var found = _rows.TryGetValue(clear.Key, out var row) ? row.ETag : null;
            if (found != clear.ExpectedETag)
                clear.Conflict(found);
        }
    }

    private void Store(StoreOperation[] operations)
    {
        foreach (var operation in operations.Where(operation => !operation.Conflicted))
        {
            if (operation is StateWrite write)
                _rows[write.Key] = new StoredState(write.NewETag, write.Data);
            else
                _rows.Remove(operation.Key);
        }
    }
}
