using Rectification.Storage;
using Rectification.Trails;

namespace Rectification.Chains;

/// <summary>
/// A grain whose whole memory is its chain: every accepted act is one durable write, and what it means is folded from the entries at activation. For
/// matters that are few beside a plan's reports.
/// </summary>
internal abstract class ChainGrain<TEvent> : Grain
{
    private readonly Committed<ChainRow> _stored;

    /// <param name="stored">The grain's row, named <see cref="ChainRow.StateName"/>.</param>
    /// <param name="rows">Where full pages go.</param>
    /// <param name="kind">How the chain is kept.</param>
    protected ChainGrain(IPersistentState<ChainRow> stored, RowStore rows, ChainKind<ChainEntry<TEvent>> kind)
    {
        _stored = new(stored, DeactivateOnIdle);
        Chain = new(kind, rows, this.GetPrimaryKeyString());
    }

    protected Chain<ChainEntry<TEvent>> Chain { get; }

    public override Task OnActivateAsync(CancellationToken cancellationToken) => Chain.Load(_stored.Row, Fold);

    public Task<ChainHead> GetHead() => Task.FromResult(Chain.Head);

    public Task<TrailSlice> GetTrail(long after, int limit) => Chain.Read(after, limit);

    /// <summary>What an entry means, once it is durable: at activation and after every append.</summary>
    protected abstract void Fold(ChainEntry<TEvent> entry);

    /// <summary>Reads only what is needed to know the newest commands again, and folds nothing: for a long chain.</summary>
    protected Task LoadRecent() => Chain.LoadRecent(_stored.Row, DateTimeOffset.MaxValue);

    /// <summary>A moved clock never makes a chain run backwards.</summary>
    protected DateTimeOffset NotBefore(DateTimeOffset now) => now > Chain.LastAt ? now : Chain.LastAt;

    /// <summary>Appends one act durably and folds it. After a write that failed the activation ends: the store may hold the entry or not.</summary>
    protected async Task<ChainEntry<TEvent>> Append(string by, string? person, string id, string body, DateTimeOffset at, params IReadOnlyList<TEvent> events)
    {
        var entry = new ChainEntry<TEvent>
        {
            Version = Chain.Head.Version + 1,
            At = NotBefore(at),
            By = by,
            For = person,
            Id = id,
            Body = body,
            Events = events,
        };
        await Append([entry]);
        return entry;
    }

    /// <summary>The same of several at once, numbered on from the head, in one durable write.</summary>
    protected async Task Append(ChainEntry<TEvent>[] entries)
    {
        try
        {
            await Chain.Seal();
        }
        catch
        {
            DeactivateOnIdle();
            throw;
        }

        var next = Chain.Next(entries);
        await _stored.Write(next);
        Chain.Took(next, entries);
        foreach (var entry in entries)
        {
            Fold(entry);
        }
    }
}
