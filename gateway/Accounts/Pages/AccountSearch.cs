using Rectification.Accounts;

namespace Rectification.Gateway.Accounts.Pages;

/// <summary>Accounts by name, and those whose name, title, unit, leader or role contains a text.</summary>
internal static class AccountSearch
{
    /// <summary>Most accounts read for one page.</summary>
    private const int MaxRead = 2_000;
    private const int AtOnce = 64;

    /// <returns>The accounts found, and the name to go on after; <see langword="null"/> at the end.</returns>
    public static async Task<(IReadOnlyList<AccountView> Found, string? Next)> Find(IGrainFactory grains, string? text, string? after, int limit)
    {
        var names = (await grains.GetGrain<IAccountIndexGrain>(IAccountIndexGrain.Key).List())
            .Where(name => after is null || string.CompareOrdinal(name, after) > 0).ToList();
        var found = new List<AccountView>();
        string? last = null;
        foreach (var chunk in names.Take(MaxRead).Chunk(AtOnce))
        {
            foreach (var account in await AccountsApi.Read(grains, chunk))
            {
                if (found.Count == limit)
                {
                    return (found, last);
                }

                last = account.Name;
                if (text is null || Contains(account, text))
                {
                    found.Add(account);
                }
            }
        }

        return (found, names.Count > MaxRead ? last : null);
    }

    private static bool Contains(AccountView account, string text) =>
        new[] { account.Name, account.DisplayName, account.Email }.OfType<string>().Concat(account.Units).Concat(account.Leaders).Concat(account.Roles)
            .Concat(account.Roles.Select(static role => RoleWords.Term(role).Zh))
            .Any(word => HalfWidth.Contains(word, text));
}
