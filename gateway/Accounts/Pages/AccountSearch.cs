using Rectification.Accounts;
using Rectification.Gateway.Shell;

namespace Rectification.Gateway.Accounts.Pages;

/// <summary>One page of accounts.</summary>
/// <param name="Page">Which page of how many accounts.</param>
/// <param name="Rows">The accounts of the page, by name.</param>
/// <param name="NotLooked">Accounts that were not looked through, because there are too many.</param>
internal sealed record AccountList(ListPage Page, IReadOnlyList<AccountView> Rows, int NotLooked);

/// <summary>Accounts by name, and those whose name, title, unit, leader or role contains a text.</summary>
internal static class AccountSearch
{
    /// <summary>Most accounts read for one page.</summary>
    private const int MaxRead = 5_000;
    private const int AtOnce = 64;

    /// <summary>All accounts, or those that contain a text. Without a text only those of the page are read.</summary>
    public static async Task<AccountList> Find(IGrainFactory grains, string? text, int? asked, PlaceNames places)
    {
        if (text is not null)
        {
            return await Where(grains, account => Contains(account, text, places), asked);
        }

        var names = await Names(grains);
        var page = ListPage.Of(asked, names.Count);
        return new(page, await AccountsApi.Read(grains, [.. page.Of(names)]), 0);
    }

    /// <summary>Accounts that are so; all of them have to be read.</summary>
    public static async Task<AccountList> Where(IGrainFactory grains, Predicate<AccountView> isSo, int? asked)
    {
        var names = await Names(grains);
        var found = new List<AccountView>();
        foreach (var chunk in names.Take(MaxRead).Chunk(AtOnce))
        {
            found.AddRange((await AccountsApi.Read(grains, chunk)).Where(account => isSo(account)));
        }

        var page = ListPage.Of(asked, found.Count);
        return new(page, [.. page.Of(found)], Math.Max(0, names.Count - MaxRead));
    }

    private static async Task<List<string>> Names(IGrainFactory grains) =>
        [.. (await grains.GetGrain<IAccountIndexGrain>(IAccountIndexGrain.Key).List()).Order(StringComparer.Ordinal)];

    private static bool Contains(AccountView account, string text, PlaceNames places) =>
        new[] { account.Name, account.DisplayName, account.Email }.OfType<string>()
            .Concat(account.Units).Concat(account.Units.Select(places.Unit)).Concat(account.Leaders).Concat(account.Leaders.Select(places.Leader))
            .Concat(account.Roles).Concat(account.Roles.Select(static role => RoleWords.Term(role).Zh))
            .Any(word => HalfWidth.Contains(word, text));
}
