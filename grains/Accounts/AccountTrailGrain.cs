using Microsoft.Extensions.DependencyInjection;
using Rectification.Chains;
using Rectification.Storage;
using Rectification.Trails;

namespace Rectification.Accounts;

/// <summary>The chain of all changes of all accounts. It knows of each account how far it is, so a change that comes twice is one.</summary>
[GrainType("account-trail")]
internal sealed class AccountTrailGrain : Grain, IAccountTrailGrain
{
    private readonly ChainLog<AccountEvent> _log;
    private readonly TimeProvider _clock;
    private readonly Dictionary<string, long> _versions = new(StringComparer.Ordinal);
    private DateTimeOffset _last;

    public AccountTrailGrain(
        [PersistentState(ChainRow.StateName)] IPersistentState<ChainRow> stored, RowStore rows, [FromKeyedServices(Clocks.Key)] TimeProvider clock)
    {
        _clock = clock;
        _log = new(stored, rows, "account-trail", this.GetPrimaryKeyString(), AccountJson.Canonical.ChainEntryAccountEvent);
    }

    public override Task OnActivateAsync(CancellationToken cancellationToken) => _log.Load(Fold);

    public async Task Record(AccountChange change)
    {
        if (_versions.GetValueOrDefault(change.Account) >= change.Version)
        {
            return;
        }

        try
        {
            // Accounts are written apart from each other: the trail's own time never runs backwards.
            var now = _clock.GetUtcNow();
            var entry = await _log.Append(
                change.By, change.For, $"{change.Account}.{change.Version}", change.Body, change.At > _last ? change.At : now > _last ? now : _last, change.Event);
            Fold(entry);
        }
        catch
        {
            DeactivateOnIdle();
            throw;
        }
    }

    public Task<ChainHead> GetHead() => Task.FromResult(_log.Head);

    public Task<TrailSlice> GetTrail(long after, int limit) => _log.Read(after, limit);

    private void Fold(ChainEntry<AccountEvent> entry)
    {
        var dot = entry.Id.LastIndexOf('.');
        _versions[entry.Id[..dot]] = long.Parse(entry.Id.AsSpan(dot + 1), System.Globalization.CultureInfo.InvariantCulture);
        _last = entry.At;
    }
}
