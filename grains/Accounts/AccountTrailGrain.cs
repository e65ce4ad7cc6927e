using Microsoft.Extensions.DependencyInjection;
using Rectification.Chains;
using Rectification.Storage;

namespace Rectification.Accounts;

/// <summary>The chain of all changes of all accounts. It knows of each account how far it is, so a change that comes twice is one.</summary>
[GrainType("account-trail")]
internal sealed class AccountTrailGrain(
    [PersistentState(ChainRow.StateName)] IPersistentState<ChainRow> stored, RowStore rows, [FromKeyedServices(Clocks.Key)] TimeProvider clock)
    : ChainGrain<AccountEvent>(stored, rows, ChainKinds.Of("account-trail", AccountJson.Canonical.ChainEntryAccountEvent)), IAccountTrailGrain
{
    private readonly Dictionary<string, long> _versions = new(StringComparer.Ordinal);

    public async Task Record(AccountChange change)
    {
        if (_versions.GetValueOrDefault(change.Account) < change.Version)
        {
            // Accounts are written apart from each other: one that comes late is dated when it comes.
            var at = change.At > Chain.LastAt ? change.At : clock.GetUtcNow();
            await Append(change.By, change.For, $"{change.Account}.{change.Version}", change.Body, at, change.Event);
        }
    }

    protected override void Fold(ChainEntry<AccountEvent> entry)
    {
        var dot = entry.Id.LastIndexOf('.');
        _versions[entry.Id[..dot]] = long.Parse(entry.Id.AsSpan(dot + 1), System.Globalization.CultureInfo.InvariantCulture);
    }
}
