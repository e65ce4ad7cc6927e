using Rectification.Accounts;
using Rectification.Gateway.Shell;
using Rectification.Names;

namespace Rectification.Gateway.Accounts.Pages;

/// <summary>One page of accounts.</summary>
/// <param name="Page">Which page of how many accounts.</param>
/// <param name="Rows">The accounts of the page: what fits best, then by the people's names as they are read.</param>
/// <param name="NotLooked">Accounts that were not looked through, because there are too many.</param>
internal sealed record AccountList(ListPage Page, IReadOnlyList<AccountView> Rows, int NotLooked);

/// <summary>Accounts by name, and those whose name, title, unit, leader or role contains a text.</summary>
internal static class AccountSearch
{
    /// <summary>Most accounts read for one page.</summary>
    private const int MaxRead = 5_000;
    private const int AtOnce = 64;

    /// <summary>So many accounts are all read to be listed by the people's names; more are listed by account, and only those of the page are read.</summary>
    private const int MaxByName = 1_000;

    /// <summary>All accounts, or those that contain a text, as it is written or as it is read（拼音）.</summary>
    public static async Task<AccountList> Find(IGrainFactory grains, string? text, int? asked, PlaceNames places)
    {
        if (text is not null)
        {
            var (found, notLooked) = await Ranked(grains, text, places);
            var shown = ListPage.Of(asked, found.Count);
            return new(shown, [.. shown.Of(found)], notLooked);
        }

        var names = await Names(grains);
        if (names.Count <= MaxByName)
        {
            return await Where(grains, static _ => true, asked);
        }

        var page = ListPage.Of(asked, names.Count);
        return new(page, await AccountsApi.Read(grains, [.. page.Of(names)]), 0);
    }

    /// <summary>Accounts that somebody is chosen from, by the people's names; where there are too many for one list, the first.</summary>
    public static async Task<IReadOnlyList<AccountView>> ToChoose(IGrainFactory grains) =>
        (await Read(grains, static _ => NameRank.Exact, MaxByName)).Found;

    /// <summary>All that a page of them would be of, in its order.</summary>
    public static async Task<IReadOnlyList<AccountView>> All(IGrainFactory grains, string? text, PlaceNames places) =>
        text is not null ? (await Ranked(grains, text, places)).Found : (await Read(grains, static _ => NameRank.Exact)).Found;

    /// <summary>Accounts that are so, by the people's names; all of them have to be read.</summary>
    public static async Task<AccountList> Where(IGrainFactory grains, Predicate<AccountView> isSo, int? asked)
    {
        var (found, notLooked) = await Read(grains, account => isSo(account) ? NameRank.Exact : NameRank.None);
        var page = ListPage.Of(asked, found.Count);
        return new(page, [.. page.Of(found)], notLooked);
    }

    /// <summary>The accounts that contain a text, the best first.</summary>
    public static async Task<(IReadOnlyList<AccountView> Found, int NotLooked)> Ranked(IGrainFactory grains, string text, PlaceNames places)
    {
        var query = NameQuery.Of(text);
        return await Read(grains, account => (NameRank)Math.Min((int)query.Rank(Shown(account), account.Name), (int)Around(account, query, places)));
    }

    private static async Task<(List<AccountView> Found, int NotLooked)> Read(IGrainFactory grains, Func<AccountView, NameRank> rank, int most = MaxRead)
    {
        var names = await Names(grains);
        var found = new List<(AccountView Account, NameRank Rank)>();
        foreach (var chunk in names.Take(most).Chunk(AtOnce))
        {
            found.AddRange((await AccountsApi.Read(grains, chunk)).Select(account => (account, rank(account))).Where(item => item.Item2 < NameRank.None));
        }

        var sorted = found.OrderBy(item => item.Rank).ThenBy(item => NameOrder.OfPerson(Shown(item.Account)), StringComparer.Ordinal);
        return ([.. sorted.Select(item => item.Account)], Math.Max(0, names.Count - most));
    }

    private static async Task<List<string>> Names(IGrainFactory grains) =>
        [.. (await grains.GetGrain<IAccountIndexGrain>(IAccountIndexGrain.Key).List()).Order(StringComparer.Ordinal)];

    private static string Shown(AccountView account) => account.DisplayName ?? account.Name;

    /// <summary>What is found at a person's account, unit, leader or role comes behind the people of that name.</summary>
    private static NameRank Around(AccountView account, NameQuery query, PlaceNames places) =>
        new[] { account.Name, account.Email }.OfType<string>()
            .Concat(account.Units).Concat(account.Units.Select(places.Unit)).Concat(account.Leaders).Concat(account.Leaders.Select(places.Leader))
            .Concat(account.Roles).Concat(account.Roles.Select(static role => RoleWords.Term(role).Zh))
            .Any(word => query.Rank(word) < NameRank.None) ? NameRank.PartAsRead : NameRank.None;
}
