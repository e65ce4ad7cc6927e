using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Rectification.Waiting;

namespace Rectification.Storage;

/// <summary>
/// One writer: a thread that takes all waiting operations, applies them as one batch, and completes each operation after the commit.
/// At most one operation of a key is ready at a time; the next of the key is let in when the one before has ended.
/// </summary>
internal sealed class GroupCommitWriter
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(50);

    private readonly IGroupCommitBackend _backend;
    private readonly int _index;
    private readonly GroupCommitOptions _options;
    private readonly GroupCommitBounds _bounds;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly StoreOperation[] _batch;
    private readonly long _started;

    // Guarded by _gate (a plain object: Monitor.Wait and Pulse need one).
    private readonly object _gate = new();
    private readonly Queue<StoreOperation> _ready = new();
    private readonly Dictionary<StoreKey, StoreOperation> _lastOfKey = [];
    private readonly GatherPolicy _gathering;
    private bool _refuseNew;
    private bool _abandoned;

    // How many have to be ready for the writer's thread to be woken; 0 while it does not wait for any.
    private int _wakeAt;

    // Only the writer's thread touches these: when the present row of transient failures began.
    private bool _inTrouble;
    private long _troubleSince;

    public GroupCommitWriter(IGroupCommitBackend backend, int index, GroupCommitOptions options, GroupCommitBounds bounds, ILogger logger, TimeProvider time)
    {
        _backend = backend;
        _index = index;
        _options = options;
        _bounds = bounds;
        _logger = logger;
        _time = time;
        _batch = new StoreOperation[options.MaxBatchOperations];
        _gathering = new(options.GatherFor, _batch.Length);
        _started = time.GetTimestamp();
    }

    private TimeSpan Now => _time.GetElapsedTime(_started);

    public void Start() => new Thread(Run) { IsBackground = true, Name = $"group commit {_backend.System} {_index}" }.Start();

    /// <summary>False once the store is shutting down.</summary>
    public bool TryEnqueue(StoreOperation operation)
    {
        lock (_gate)
        {
            if (_refuseNew)
            {
                return false;
            }

            if (_lastOfKey.TryGetValue(operation.Key, out var last))
            {
                last.NextOfKey = operation;
            }
            else
            {
                MakeReady(operation);
            }

            _lastOfKey[operation.Key] = operation;
            return true;
        }
    }

    /// <summary>The end of everything pending on a key at this moment, or <see langword="null"/> if nothing is.</summary>
    public Task? Pending(StoreKey key)
    {
        lock (_gate)
        {
            return _lastOfKey.TryGetValue(key, out var last) ? last.Completion : null;
        }
    }

    public void RefuseNew()
    {
        lock (_gate)
        {
            _refuseNew = true;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Ends when the thread has: everything waiting was applied or, after <paramref name="cancellation"/>, failed.</summary>
    public async Task DrainAsync(CancellationToken cancellation)
    {
        using (cancellation.Register(Abandon))
        {
            await _ended.Task.ConfigureAwait(false);
        }
    }

    private void Run()
    {
        while (TakeBatch() is var count && count > 0)
        {
            var batch = _batch.AsSpan(0, count);
            if (PauseUnlessAbandoned(TimeSpan.Zero))
            {
                Commit(batch);
                _backend.Rest(_index);
            }
            else
            {
                Fail(batch, GroupCommitQueue.Closed());
            }

            batch.Clear();
        }
        _ended.SetResult();
    }

    /// <summary>Waits for work and takes as much as fits into a batch; 0 when there will be no more.</summary>
    private int TakeBatch()
    {
        lock (_gate)
        {
            while (_ready.Count == 0)
            {
                if (_refuseNew)
                {
                    return 0;
                }

                UntilReady(1, Timeout.InfiniteTimeSpan);
            }
            if (!_refuseNew && _gathering.Patience(_ready.Count, Now) is var patience && patience > TimeSpan.Zero)
            {
                UntilReady(_gathering.Expected, patience);
            }

            var count = 0;
            long bytes = 0;
            while (count < _batch.Length && _ready.TryPeek(out var next) && (count == 0 || bytes + next.Bytes <= _options.MaxBatchBytes))
            {
                _batch[count++] = _ready.Dequeue();
                bytes += next.Bytes;
            }
            return count;
        }
    }

    /// <summary>Waits within the gate until so many are ready, time is over or the store closes; may return early.</summary>
    private void UntilReady(int operations, TimeSpan atMost)
    {
        _wakeAt = operations;
        Monitor.Wait(_gate, atMost);
        _wakeAt = 0;
    }

    /// <summary>Commits a batch, halving it where it is rejected until the poisonous operation stands alone.</summary>
    private void Commit(ReadOnlySpan<StoreOperation> batch)
    {
        var outcome = ApplyWithRetries(batch);
        switch (outcome.Result)
        {
            case BatchResult.Committed:
                Complete(batch);
                break;
            case BatchResult.Rejected when batch.Length > 1:
                Commit(batch[..(batch.Length / 2)]);
                Commit(batch[(batch.Length / 2)..]);
                break;
            case BatchResult.Rejected:
                _logger.OperationRejected(outcome.Error, batch[0].Key.ToString());
                Fail(batch, new StorageUnavailableException($"The store refused {batch[0].Key}; nothing was written.", outcome.Error));
                break;
            case BatchResult.Transient or BatchResult.Unavailable:
                _logger.BatchUnavailable(outcome.Error, batch.Length);
                Fail(batch, new StorageUnavailableException($"The store cannot write now; nothing was written: {outcome.Error?.Message}", outcome.Error));
                break;
            case BatchResult.Unknown:
                _logger.BatchUnknown(outcome.Error, batch.Length);
                Fail(batch, new StorageOutcomeUnknownException($"Nobody knows whether the write went through: {outcome.Error?.Message}", outcome.Error));
                break;
            default:
                throw new UnreachableException($"batch result {outcome.Result}");
        }
    }

    /// <summary>
    /// Tries again while the failure is a passing one, but not beyond the bound that began with the first of them: a store in trouble fails the
    /// queue fast.
    /// </summary>
    private BatchOutcome ApplyWithRetries(ReadOnlySpan<StoreOperation> batch)
    {
        for (Backoff? backoff = null; ;)
        {
            var outcome = ApplyOnce(batch);
            if (outcome.Result != BatchResult.Transient)
            {
                _inTrouble = false;
                return outcome;
            }
            if (!_inTrouble)
            {
                _inTrouble = true;
                _troubleSince = _time.GetTimestamp();
            }
            if (_time.GetElapsedTime(_troubleSince) >= _options.TransientRetryFor
                || !PauseUnlessAbandoned((backoff ??= new(FirstPause, LongestPause, _time)).Next()))
            {
                return outcome;
            }
        }
    }

    /// <summary>False when the time to drain is over: nothing more is tried.</summary>
    private bool PauseUnlessAbandoned(TimeSpan pause)
    {
        lock (_gate)
        {
            if (!_abandoned && pause > TimeSpan.Zero)
            {
                Monitor.Wait(_gate, pause);
            }

            return !_abandoned;
        }
    }

    private void Abandon()
    {
        lock (_gate)
        {
            _abandoned = true;
            Monitor.PulseAll(_gate);
        }
    }

    private BatchOutcome ApplyOnce(ReadOnlySpan<StoreOperation> batch)
    {
        foreach (var operation in batch)
        {
            operation.ForgetResult();
        }

        StorageTelemetry.Batch(_backend.System, batch.Length);
        try
        {
            return _backend.Apply(_index, batch);
        }
        catch (Exception exception)
        {
            // A backend classifies what it knows. Of anything else the safe reading is that it may have been committed.
            return new BatchOutcome(BatchResult.Unknown, exception);
        }
    }

    private void Complete(ReadOnlySpan<StoreOperation> batch)
    {
        LetNextIn(batch);
        foreach (var operation in batch)
        {
            operation.Complete();
        }
    }

    private void Fail(ReadOnlySpan<StoreOperation> batch, Exception exception)
    {
        LetNextIn(batch);
        foreach (var operation in batch)
        {
            // A conflict was seen against committed rows and wrote nothing: that stays true however the batch ended.
            if (operation.Conflicted)
            {
                operation.Complete();
            }
            else
            {
                operation.Fail(exception);
            }
        }
    }

    private void LetNextIn(ReadOnlySpan<StoreOperation> batch)
    {
        lock (_gate)
        {
            _gathering.Ended(batch.Length, _ready.Count, Now);
            foreach (var operation in batch)
            {
                _bounds.Leave(operation.Bytes);
                if (operation.NextOfKey is { } next)
                {
                    MakeReady(next);
                }
                else
                {
                    _lastOfKey.Remove(operation.Key);
                }
            }
        }
    }

    private void MakeReady(StoreOperation operation)
    {
        _ready.Enqueue(operation);
        if (_wakeAt > 0 && _ready.Count >= _wakeAt)
        {
            _wakeAt = 0;
            Monitor.Pulse(_gate);
        }
    }
}
