using Orleans.Storage;
using Rectification.Storage;

namespace Rectification.Tests.Storage;

/// <summary>Rows in memory that tell of every write, as a store does that one process has to itself. They are read many at once only.</summary>
internal sealed class WatchedRows : IGrainStorage, IBulkGrainStorage, IWatchedStorage
{
    private readonly Dictionary<(string StateName, GrainId Id), object> _rows = [];

    public WatchedRows() => Store = new(this, null!);

    public RowStore Store { get; }

    public RowWrites? Writes { get; } = new();

    public void Write(string stateName, GrainId id, object row)
    {
        _rows[(stateName, id)] = row;
        Writes!.Note(stateName, id);
    }

    public Task<IReadOnlyList<TState?>> ReadManyAsync<TState>(string stateName, IReadOnlyList<GrainId> grainIds, CancellationToken cancellation = default)
        where TState : class =>
        Task.FromResult<IReadOnlyList<TState?>>([.. grainIds.Select(id => (TState?)_rows.GetValueOrDefault((stateName, id)))]);

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => throw new NotSupportedException();

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => throw new NotSupportedException();

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => throw new NotSupportedException();
}
