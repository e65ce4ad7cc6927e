using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization.Serializers;
using Orleans.Storage;

namespace Rectification.Storage;

/// <summary>
/// Rows that are not a grain's own state: roster pages, sealed trail pages, points. They live in the grains' storage under grain ids of
/// their own, so that every store and every backup treats them alike.
/// </summary>
public sealed class RowStore([FromKeyedServices("Default")] IGrainStorage storage, IActivatorProvider activators)
{
    /// <summary>Rows read or written at once by one caller.</summary>
    public const int Window = 64;

    /// <inheritdoc cref="IWatchedStorage.Writes"/>
    public RowWrites? Writes => (storage as IWatchedStorage)?.Writes;

    public Task<TState?> Read<TState>(string stateName, string type, string key) where TState : class =>
        Read<TState>(stateName, GrainId.Create(type, key));

    /// <summary>The row, or <see langword="null"/> if there is none.</summary>
    public async Task<TState?> Read<TState>(string stateName, GrainId id) where TState : class
    {
        var row = Fresh<TState>();
        await storage.ReadStateAsync(stateName, id, row);
        return row.RecordExists ? row.State : null;
    }

    /// <summary>The rows in the order asked, <see langword="null"/> where there is none; in one round trip where the store can.</summary>
    public Task<IReadOnlyList<TState?>> ReadMany<TState>(string stateName, IReadOnlyList<GrainId> ids) where TState : class =>
        storage is IBulkGrainStorage bulk ? bulk.ReadManyAsync<TState>(stateName, ids) : OneByOne<TState>(stateName, ids);

    /// <summary>The same of rows that are not soon asked for again: a walk through all histories must not drive out what lists read every minute.</summary>
    public Task<IReadOnlyList<TState?>> ReadOnce<TState>(string stateName, IReadOnlyList<GrainId> ids) where TState : class =>
        storage is IBulkGrainStorage bulk ? bulk.ReadOnceAsync<TState>(stateName, ids) : OneByOne<TState>(stateName, ids);

    /// <summary>Writes the row over any earlier one.</summary>
    public async Task Write<TState>(string stateName, string type, string key, TState state) where TState : class
    {
        var id = GrainId.Create(type, key);
        var row = Fresh<TState>();
        await storage.ReadStateAsync(stateName, id, row);
        row.State = state;
        await storage.WriteStateAsync(stateName, id, row);
    }

    /// <summary>
    /// Writes a row that must not exist yet.
    /// </summary>
    /// <exception cref="InconsistentStateException">There is one already.</exception>
    public async Task Insert<TState>(string stateName, string type, string key, TState state) where TState : class
    {
        var row = Fresh<TState>();
        row.State = state;
        await storage.WriteStateAsync(stateName, GrainId.Create(type, key), row);
    }

    private GrainState<TState> Fresh<TState>() where TState : class => new(activators.GetActivator<TState>().Create());

    private async Task<IReadOnlyList<TState?>> OneByOne<TState>(string stateName, IReadOnlyList<GrainId> ids) where TState : class
    {
        var read = new TState?[ids.Count];
        for (var from = 0; from < ids.Count; from += Window)
        {
            var window = Enumerable.Range(from, Math.Min(Window, ids.Count - from));
            await Task.WhenAll(window.Select(async i => read[i] = await Read<TState>(stateName, ids[i])));
        }

        return read;
    }
}
