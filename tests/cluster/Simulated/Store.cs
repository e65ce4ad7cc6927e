using System.Globalization;
using Orleans.Serialization;
using Orleans.Serialization.Serializers;
using Orleans.Storage;
using Rectification.Storage;

namespace Rectification.Tests.Cluster.Simulated;

/// <summary>
/// The one data base: rows under tags. A write takes its time, is committed on the way or not, and its answer takes its time as well; a silo that
/// dies meanwhile takes nothing back, and one that was shut out writes nothing more.
/// </summary>
internal sealed class Store(World world)
{
    private readonly Dictionary<(string State, GrainId Id), (string Tag, byte[] Data)> _rows = [];
    private long _tags;

    public long Writes { get; private set; }

    public int LargestRow { get; private set; }

    /// <summary>Shuts out who was given up, and ends when that is durable.</summary>
    public async Task Fence()
    {
        await world.Time.Pause(world.Short());
        foreach (var silo in world.GivenUp)
        {
            silo.IsFenced = true;
        }
    }

    public async Task<(string Tag, byte[] Data)?> Read(string state, GrainId id)
    {
        await world.Time.Pause(world.Short());
        return world.Happens(world.Faults.ReadFails) ? throw new StorageUnavailableException("It is simulated that a read fails.")
            : _rows.TryGetValue((state, id), out var row) ? row : null;
    }

    public async Task<(string Tag, byte[] Data)?[]> ReadMany(string state, IReadOnlyList<GrainId> ids)
    {
        await world.Time.Pause(world.Short());
        return world.Happens(world.Faults.ReadFails) ? throw new StorageUnavailableException("It is simulated that a read fails.")
            : [.. ids.Select(id => _rows.TryGetValue((state, id), out var row) ? row : ((string, byte[])?)null)];
    }

    /// <summary>The new tag, or what the store says instead.</summary>
    public Task<string> Write(Silo silo, string state, GrainId id, string? expected, byte[] data)
    {
        var answer = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        world.Time.After(world.Short(), () =>
        {
            var said = Commit(silo, state, id, expected, data);
            world.Time.After(world.Short(), said is Exception problem ? () => answer.TrySetException(problem) : () => answer.TrySetResult((string)said));
        });
        return answer.Task;
    }

    private object Commit(Silo silo, string state, GrainId id, string? expected, byte[] data)
    {
        var faults = world.Faults;
        if (silo.IsFenced || world.Happens(faults.WriteRefused))
        {
            return new StorageUnavailableException("It is simulated that a write is refused.");
        }

        if (world.Happens(faults.WriteLost))
        {
            // Lost, or only late: then it comes when nobody waits any more.
            if (world.Happens(0.5))
            {
                world.Time.After(TimeSpan.FromSeconds(world.Chance.NextDouble() * 20), () => _ = silo.IsFenced ? null : Put(state, id, expected, data));
            }

            return new StorageOutcomeUnknownException("It is simulated that nobody knows.");
        }

        return Put(state, id, expected, data) is not { } tag ? new InconsistentStateException($"Row {state} of {id} is not at tag {expected}.")
            : world.Happens(faults.WriteUnknown) ? new StorageOutcomeUnknownException("It is simulated that nobody knows.")
            : world.Happens(faults.WriteUnknown) ? new IOException("It is simulated that the line breaks.")
            : tag;
    }

    private string? Put(string state, GrainId id, string? expected, byte[] data)
    {
        if ((_rows.TryGetValue((state, id), out var row) ? row.Tag : null) != expected)
        {
            return null;
        }

        var tag = (++_tags).ToString(CultureInfo.InvariantCulture);
        _rows[(state, id)] = (tag, data);
        (Writes, LargestRow) = (Writes + 1, Math.Max(LargestRow, data.Length));
        return tag;
    }
}

/// <summary>One silo's way to the store.</summary>
internal sealed class SiloStorage(Store store, Silo silo, Serializer serializer, IActivatorProvider activators) : IGrainStorage, IBulkGrainStorage
{
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var row = await store.Read(stateName, grainId);
        grainState.State = row is { } read ? serializer.Deserialize<T>(read.Data) : activators.GetActivator<T>().Create();
        grainState.ETag = row?.Tag;
        grainState.RecordExists = row is not null;
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var data = serializer.SerializeToArray(grainState.State);
        RowFit.Require(stateName, grainId, data.Length);
        grainState.ETag = await store.Write(silo, stateName, grainId, grainState.ETag, data);
        grainState.RecordExists = true;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        throw new NotSupportedException("No grain of the product clears a row.");

    public async Task<IReadOnlyList<TState?>> ReadManyAsync<TState>(
        string stateName, IReadOnlyList<GrainId> grainIds, CancellationToken cancellation = default) where TState : class =>
        [.. (await store.ReadMany(stateName, grainIds)).Select(row => row is { } read ? serializer.Deserialize<TState>(read.Data) : null)];
}
