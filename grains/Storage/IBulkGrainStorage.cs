namespace Rectification.Storage;

/// <summary>
/// What a grain storage offers beside <see cref="Orleans.Storage.IGrainStorage"/> when it can read many rows in one round trip.
/// A counter that lost its memory sweeps its whole roster through this seam; a storage without it is read row by row.
/// </summary>
public interface IBulkGrainStorage
{
    /// <summary>
    /// Reads the committed states of <paramref name="grainIds"/> under one state name. The answer has one entry per id, in the
    /// order asked; an id without a row gives <see langword="null"/>. Writes acknowledged before the call are always seen.
    /// </summary>
    Task<IReadOnlyList<TState?>> ReadManyAsync<TState>(string stateName, IReadOnlyList<GrainId> grainIds, CancellationToken cancellation = default)
        where TState : class;

    /// <summary>The same for rows that are read through once: nothing is kept of them for who asks next.</summary>
    Task<IReadOnlyList<TState?>> ReadOnceAsync<TState>(string stateName, IReadOnlyList<GrainId> grainIds, CancellationToken cancellation = default)
        where TState : class => ReadManyAsync<TState>(stateName, grainIds, cancellation);
}
