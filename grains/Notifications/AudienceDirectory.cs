using Microsoft.Extensions.DependencyInjection;
using Rectification.Accounts;
using Rectification.Storage;

namespace Rectification.Notifications;

/// <summary>A recipient.</summary>
internal sealed record Addressee(string Account, string? Email);

/// <summary>From what people are in a plan to their accounts.</summary>
internal interface IAudienceDirectory
{
    /// <summary>Everybody one of the items is for, each once, with what is for them in order.</summary>
    Task<IReadOnlyList<(Addressee To, IReadOnlyList<OutboxItem> Items)>> ByAddressee(IReadOnlyList<OutboxItem> items);
}

/// <summary>
/// Asks the accounts themselves, leaves out the disabled, lets substitutes hear too, and keeps what they said for some seconds. An account that is
/// new is asked at once; a changed role is
/// noticed when its answer is too old.
/// </summary>
internal sealed class AudienceDirectory(IGrainFactory grains, [FromKeyedServices(Clocks.Key)] TimeProvider clock) : IAudienceDirectory
{
    private const long KeptMilliseconds = 10_000;

    private readonly Dictionary<string, (AccountView Account, long Until)> _known = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _gate = new(1, 1);

    public async Task<IReadOnlyList<(Addressee To, IReadOnlyList<OutboxItem> Items)>> ByAddressee(IReadOnlyList<OutboxItem> items)
    {
        var now = clock.GetUtcNow();
        var accounts = (await Accounts()).Where(account => account.Disabled is null).ToList();
        var substitutes = accounts
            .SelectMany(account => account.Substitutes.Where(substitute => substitute.Covers(now)).Select(substitute => (substitute.Account, For: account)))
            .ToLookup(pair => pair.Account, pair => pair.For, StringComparer.Ordinal);
        return
        [
            .. from account in accounts
               let concerned = items.Where(item => Concerns(item.Notification, [account, .. substitutes[account.Name]])).ToList()
               where concerned.Count > 0
               select (AddresseeOf(account), (IReadOnlyList<OutboxItem>)concerned),
        ];
    }

    /// <summary>Whether it is for the person itself, or for somebody it stands in for（AB岗）.</summary>
    private static bool Concerns(Notification notification, IEnumerable<AccountView> accounts) =>
        accounts.Any(account => notification.Audience.Any(audience => Includes(audience, account)));

    /// <summary>The one place that says where an account gets its e-mail.</summary>
    private static Addressee AddresseeOf(AccountView account) => new(account.Name, account.Email);

    private static bool Includes(Audience audience, AccountView account) => audience.Kind switch
    {
        AudienceKind.Unit => account.RoleSet.HasFlag(Roles.Reporter) && account.Units.Contains(audience.Id),
        AudienceKind.Leader => account.RoleSet.HasFlag(Roles.Leader) && account.Leaders.Contains(audience.Id),
        AudienceKind.Office => account.RoleSet.HasFlag(Roles.Reviewer),
        AudienceKind.Account => account.Name == audience.Id,
        _ => false,
    };

    private async Task<IReadOnlyList<AccountView>> Accounts()
    {
        var names = await grains.GetGrain<IAccountIndexGrain>(IAccountIndexGrain.Key).List();
        await _gate.WaitAsync();
        try
        {
            var now = Environment.TickCount64;
            var old = names.Where(name => !_known.TryGetValue(name, out var known) || known.Until <= now);
            foreach (var window in old.Chunk(RowStore.Window))
            {
                foreach (var account in await Task.WhenAll(window.Select(name => grains.GetGrain<IAccountGrain>(name).Get())))
                {
                    if (account is not null)
                    {
                        _known[account.Name] = (account, now + KeptMilliseconds);
                    }
                }
            }

            return [.. names.Where(_known.ContainsKey).Select(name => _known[name].Account)];
        }
        finally
        {
            _gate.Release();
        }
    }
}
