using System.Runtime.InteropServices;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization.Serializers;
using Orleans.Storage;

namespace Rectification.Storage;

/// <summary>A share in an opened queue. Releasing it stops the queue when nobody else uses it.</summary>
public sealed class GroupCommitLease(GroupCommitQueue queue, Func<CancellationToken, Task> release)
{
    public GroupCommitQueue Queue { get; } = queue;

    /// <summary>Gives the share back; writes of others are not touched.</summary>
    public Task ReleaseAsync(CancellationToken cancellation) => release(cancellation);
}

/// <summary>
/// Grain storage by group commit: all waiting writes go into one transaction, each is completed after its commit.
/// ETags are random and unique to a write. States are serialized on the caller's thread, before they queue.
/// </summary>
/// <remarks>
/// Failures: <see cref="InconsistentStateException"/> for a tag that does not match, <see cref="StorageUnavailableException"/> when
/// definitely nothing was written, <see cref="StorageOutcomeUnknownException"/> when it may have been.
/// </remarks>
public sealed class GroupCommitStorage : IGrainStorage, IBulkGrainStorage, IWatchedStorage, ILifecycleParticipant<ISiloLifecycle>, IAsyncDisposable
{
    private readonly string _name;
    private readonly Func<CancellationToken, Task<GroupCommitLease>> _open;
    private readonly IGrainStorageSerializer _serializer;
    private readonly IActivatorProvider _activators;
    private readonly int _readWindow;
    private readonly ReadRows _read = new();
    private volatile GroupCommitLease? _lease;

    /// <param name="name">The provider's name, for the lifecycle's log.</param>
    /// <param name="open">Opens the queue, or joins one that is open already; called once, at start.</param>
    /// <param name="serializer">Turns states into bytes; must be safe to call from any thread.</param>
    /// <param name="services">Gives the activators that make fresh states.</param>
    /// <param name="readWindow">Keys read in one go by a bulk read.</param>
    public GroupCommitStorage(
        string name, Func<CancellationToken, Task<GroupCommitLease>> open, IGrainStorageSerializer serializer, IServiceProvider services, int readWindow)
    {
        _name = name;
        _open = open;
        _serializer = serializer;
        _activators = services.GetRequiredService<IActivatorProvider>();
        _readWindow = readWindow;
    }

    public RowWrites? Writes => Queue().Writes;

    /// <summary>Started before the first grain can be activated; being stopped in reverse order, it outlives the last one's deactivation.</summary>
    public void Participate(ISiloLifecycle observer) =>
        observer.Subscribe($"{nameof(GroupCommitStorage)} {_name}", ServiceLifecycleStage.RuntimeStorageServices, StartAsync, StopAsync);

    /// <summary>Opens the store. The silo's lifecycle calls it; without a silo, the owner does.</summary>
    public async Task StartAsync(CancellationToken cancellation) => _lease ??= await _open(cancellation).ConfigureAwait(false);

    /// <summary>From here on everything is refused at once. What waits is written, unless <paramref name="cancellation"/> ends that sooner.</summary>
    public async Task StopAsync(CancellationToken cancellation)
    {
        if (Interlocked.Exchange(ref _lease, null) is { } lease)
        {
            await lease.ReleaseAsync(cancellation).ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync() => await StopAsync(CancellationToken.None).ConfigureAwait(false);

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var stored = await Queue().ReadAsync(KeyOf(stateName, grainId), CancellationToken.None).ConfigureAwait(false);
        grainState.RecordExists = stored is not null;
        grainState.ETag = stored?.ETag;
        grainState.State = stored is { } row ? _serializer.Deserialize<T>(new BinaryData(row.Data)) ?? Fresh<T>() : Fresh<T>();
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var queue = Queue();
        var row = RowBuffer.Of(_serializer, grainState.State);
        var write = new StateWrite(KeyOf(stateName, grainId), NullIfEmpty(grainState.ETag), Guid.NewGuid().ToString("N"), row.Written);
        await ApplyAsync(queue, write, "write", write.ExpectedETag).ConfigureAwait(false);
        row.Return();
        grainState.ETag = write.NewETag;
        grainState.RecordExists = true;
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var clear = new StateClear(KeyOf(stateName, grainId), NullIfEmpty(grainState.ETag));
        await ApplyAsync(Queue(), clear, "clear", clear.ExpectedETag).ConfigureAwait(false);
        grainState.ETag = null;
        grainState.RecordExists = false;
        grainState.State = Fresh<T>();
    }

    public Task<IReadOnlyList<TState?>> ReadManyAsync<TState>(string stateName, IReadOnlyList<GrainId> grainIds, CancellationToken cancellation = default)
        where TState : class => ReadAsync<TState>(stateName, grainIds, keeps: true, cancellation);

    public Task<IReadOnlyList<TState?>> ReadOnceAsync<TState>(string stateName, IReadOnlyList<GrainId> grainIds, CancellationToken cancellation = default)
        where TState : class => ReadAsync<TState>(stateName, grainIds, keeps: false, cancellation);

    private async Task<IReadOnlyList<TState?>> ReadAsync<TState>(
        string stateName, IReadOnlyList<GrainId> grainIds, bool keeps, CancellationToken cancellation)
        where TState : class
    {
        ArgumentNullException.ThrowIfNull(grainIds);
        var states = new TState?[grainIds.Count];
        for (var start = 0; start < states.Length; start += _readWindow)
        {
            var keys = new StoreKey[Math.Min(_readWindow, states.Length - start)];
            for (var i = 0; i < keys.Length; i++)
            {
                keys[i] = KeyOf(stateName, grainIds[start + i]);
            }

            var rows = await Queue().ReadManyAsync(keys, cancellation).ConfigureAwait(false);
            for (var i = 0; i < rows.Length; i++)
            {
                states[start + i] = rows[i] is not { } row ? null : keeps ? _read.Of(keys[i], row, Deserialize) : Deserialize(row);
            }
        }
        return ImmutableCollectionsMarshal.AsImmutableArray(states);

        TState? Deserialize(StoredState stored) => _serializer.Deserialize<TState>(new BinaryData(stored.Data));
    }

    private static async Task ApplyAsync(GroupCommitQueue queue, StoreOperation operation, string kind, string? expectedETag)
    {
        var started = StorageTelemetry.StartWrite();
        var outcome = "ok";
        using var span = StorageTelemetry.StartSpan(queue.System, kind, operation.Key);
        try
        {
            await queue.ApplyAsync(operation).ConfigureAwait(false);
            if (operation.Conflicted)
            {
                outcome = "conflict";
                throw new InconsistentStateException(
                    $"{kind} of {operation.Key}: the expected tag does not match the stored one.", operation.FoundETag, expectedETag);
            }
        }
        catch (Exception exception) when (exception is StorageUnavailableException or StorageOutcomeUnknownException)
        {
            outcome = exception is StorageUnavailableException ? "unavailable" : "unknown";
            throw;
        }
        finally
        {
            span?.SetTag("outcome", outcome);
            StorageTelemetry.EndWrite(started, queue.System, kind, outcome);
        }
    }

    /// <summary>The id's printed form, type/key, must read back as the same id.</summary>
    private static StoreKey KeyOf(string stateName, GrainId grainId)
    {
        ArgumentNullException.ThrowIfNull(stateName);
        if (grainId.Type.AsSpan().Contains((byte)'/'))
        {
            throw new ArgumentException($"A grain type must not contain '/': {grainId}", nameof(grainId));
        }

        return new StoreKey(stateName, grainId);
    }

    private static string? NullIfEmpty(string? etag) => string.IsNullOrEmpty(etag) ? null : etag;

    private GroupCommitQueue Queue() => _lease?.Queue ?? throw GroupCommitQueue.Closed();

    private T Fresh<T>() => _activators.GetActivator<T>().Create();
}
