namespace Rectification.Storage.Azure;

/// <summary>Lets a bounded number of requests through at once and a bounded number wait; the rest is refused before it is sent.</summary>
internal sealed class AzureTableGate(AzureTableStorageOptions options) : IDisposable
{
    private readonly SemaphoreSlim _places = new(options.MaxRequests);
    private int _operations;
    private long _bytes;
    private volatile bool _open;

    public void Open() => _open = true;

    /// <summary>Refuses new operations and waits for those that are through, until <paramref name="cancellation"/> ends that.</summary>
    public async Task Close(CancellationToken cancellation)
    {
        if (!_open)
        {
            return;
        }

        _open = false;
        var taken = 0;
        try
        {
            for (; taken < options.MaxRequests; taken++)
            {
                await _places.WaitAsync(cancellation).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // Callers still waiting hear of it from the network.
        }
        finally
        {
            if (taken > 0)
            {
                _places.Release(taken);
            }
        }
    }

    /// <exception cref="StorageUnavailableException">The store is closed, or too much is under way already.</exception>
    public async ValueTask<Place> Enter(int bytes, CancellationToken cancellation)
    {
        var place = new Place(this, bytes);
        if (Interlocked.Increment(ref _operations) > options.MaxQueuedOperations | Interlocked.Add(ref _bytes, bytes) > options.MaxQueuedBytes)
        {
            place.Leave();
            throw new StorageUnavailableException("存储写入队列已满，请稍后重试。The storage queue is full; try again later.");
        }

        try
        {
            await _places.WaitAsync(cancellation).ConfigureAwait(false);
        }
        catch
        {
            place.Leave();
            throw;
        }

        if (!_open)
        {
            place.Dispose();
            throw GroupCommitQueue.Closed();
        }

        return place;
    }

    public void Dispose() => _places.Dispose();

    /// <summary>A request's place; given back once.</summary>
    internal readonly record struct Place(AzureTableGate Gate, int Bytes) : IDisposable
    {
        public void Dispose()
        {
            Leave();
            Gate._places.Release();
        }

        public void Leave()
        {
            Interlocked.Decrement(ref Gate._operations);
            Interlocked.Add(ref Gate._bytes, -Bytes);
        }
    }
}
