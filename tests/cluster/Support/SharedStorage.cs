using Orleans.Serialization;
using Orleans.Serialization.Serializers;
using Orleans.Storage;
using Rectification.Storage;

namespace Rectification.Tests.Cluster.Support;

/// <summary>One silo's way to the rows that all silos share.</summary>
/// <param name="rows">The rows.</param>
/// <param name="serializer">Turns states into bytes.</param>
/// <param name="activators">Makes fresh states.</param>
/// <param name="alone">Whether this silo is the only one, and may be told of every write.</param>
internal sealed class SharedStorage(SharedRows rows, Serializer serializer, IActivatorProvider activators, bool alone)
    : IGrainStorage, IBulkGrainStorage, IWatchedStorage
{
    RowWrites? IWatchedStorage.Writes => alone ? rows.Told : null;

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        // A store answers later, on another turn: grains must bear it.
        await Task.Yield();
        if (rows.ReadsFail(stateName, grainId))
            throw new StorageUnavailableException("The test wants reads to fail.");
        var row = rows.Read(stateName, grainId);
        grainState.State = row is { } read ? serializer.Deserialize<T>(read.Data) : activators.GetActivator<T>().Create();
        grainState.ETag = row?.Tag;
        grainState.RecordExists = row is not null;
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var data = serializer.SerializeToArray(grainState.State);
        RowFit.Require(stateName, grainId, data.Length);
        await Task.Yield();
        grainState.ETag = await rows.Write(stateName, grainId, grainState.ETag, data);
        grainState.RecordExists = true;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        throw new NotSupportedException("No grain of the product clears a row.");

    public async Task<IReadOnlyList<TState?>> ReadManyAsync<TState>(
        string stateName, IReadOnlyList<GrainId> grainIds, CancellationToken cancellation = default) where TState : class
    {
        await Task.Yield();
        if (grainIds.Any(id => rows.ReadsFail(stateName, id)))
            throw new StorageUnavailableException("The test wants reads to fail.");
        return [.. grainIds.Select(id => rows.Read(stateName, id) is { } row ? serializer.Deserialize<TState>(row.Data) : null)];
    }
}
