using System.Collections.Concurrent;
using Rectification.Accounts;
using Rectification.Plans;

namespace Rectification.Gateway.Shell;

/// <summary>
/// The names of people behind accounts, kept for a minute: a page says them often. An account keeps its own name for ever, what it is called may change.
/// </summary>
internal sealed class PeopleNames(IGrainFactory grains)
{
    private const long KeptMilliseconds = 60_000;

    /// <summary>More than this are not kept at once.</summary>
    private const int MostKept = 20_000;

    private readonly ConcurrentDictionary<string, Entry> _kept = new(StringComparer.Ordinal);

    /// <summary>What the account is called; its own name where it has no other, or where there is none such.</summary>
    public async ValueTask<string> Of(string account)
    {
        if (!Ids.IsValid(account))
        {
            return account;
        }

        if (_kept.TryGetValue(account, out var known) && known.Until > Environment.TickCount64)
        {
            return await known.Name;
        }

        if (_kept.Count >= MostKept)
        {
            _kept.Clear();
        }

        var asked = new Entry(Ask(account), Environment.TickCount64 + KeptMilliseconds);
        _kept[account] = asked;
        return await asked.Name;
    }

    /// <summary>The same in a plan: records of former years may name a unit or a leader where there is no account.</summary>
    public async ValueTask<string> Of(string account, PlanFrame? frame) => await Of(account) is var name && name != account ? name
        : frame?.Units.FirstOrDefault(unit => unit.Id == account)?.Name ?? frame?.Leaders.FirstOrDefault(leader => leader.Id == account)?.Title ?? account;

    /// <summary>The account is called otherwise from now on.</summary>
    public void Forget(string account) => _kept.TryRemove(account, out _);

    /// <summary>A name that cannot be read now is no reason to show no page.</summary>
    private async Task<string> Ask(string account)
    {
        try
        {
            return (await grains.GetGrain<IAccountGrain>(account).Get())?.DisplayName is { Length: > 0 } name ? name : account;
        }
        catch (Exception problem) when (problem is TimeoutException or OrleansException)
        {
            _kept.TryRemove(account, out _);
            return account;
        }
    }

    private sealed record Entry(Task<string> Name, long Until);
}
