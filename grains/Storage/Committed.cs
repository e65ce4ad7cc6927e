using Orleans.Storage;

namespace Rectification.Storage;

/// <summary>
/// A grain's row, of which nothing is served that is not durable: the next one is written aside and takes the place of the one before only when the
/// store holds it.
/// </summary>
/// <param name="stored">The grain's state.</param>
/// <param name="end">Ends the activation when a write failed, because the store may hold it or not; without it the caller finds that out.</param>
internal sealed class Committed<TRow>(IPersistentState<TRow> stored, Action? end = null)
    where TRow : class, new()
{
    private TRow? _row;

    /// <summary>The durable row; a new one where the grain has none. Not before the activation has read it.</summary>
    public TRow Row => _row ??= stored.RecordExists ? stored.State : new();

    public bool Exists => stored.RecordExists;

    /// <summary>
    /// A write failed and the activation ends: what it still does is to be finished, not tried again. Others whom it calls may ask for the next activation,
    /// which does not begin before this one has finished.
    /// </summary>
    public bool IsEnding { get; private set; }

    /// <exception cref="StorageUnavailableException">Nothing was written.</exception>
    /// <exception cref="StorageOutcomeUnknownException">It may have been written: whatever the store does not call definite may still commit.</exception>
    /// <exception cref="InconsistentStateException">Another activation wrote. It must leave the call, so that this activation ends.</exception>
    public async Task Write(TRow next)
    {
        var before = Row;
        stored.State = next;
        try
        {
            await stored.WriteStateAsync();
            _row = next;
        }
        catch (Exception problem)
        {
            stored.State = before;
            IsEnding = end is not null;
            end?.Invoke();
            if (problem is InconsistentStateException or StorageUnavailableException or StorageOutcomeUnknownException)
            {
                throw;
            }

            throw new StorageOutcomeUnknownException("The store failed without saying whether the write went through.", problem);
        }
    }

    /// <summary>
    /// After an unknown outcome: writing the old row under its old tag either goes through, and then the lost write never will, or
    /// conflicts, and then it did. Says whether it did; <see cref="Row"/> then is what the store holds.
    /// </summary>
    public async Task<bool> Settle()
    {
        stored.State = Row;
        try
        {
            await stored.WriteStateAsync();
            return false;
        }
        catch (InconsistentStateException)
        {
            await stored.ReadStateAsync();
            _row = null;
            return true;
        }
    }
}
