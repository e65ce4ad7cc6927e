using Rectification.Accounts;
using Rectification.Gateway.Accounts.Pages;
using Rectification.Gateway.Auth;
using Rectification.Gateway.Http;
using Rectification.Trails;

namespace Rectification.Gateway.Accounts;

/// <summary>/accounts: who may sign in, as whom, with which keys.</summary>
internal static partial class AccountsApi
{
    private const int ConcurrentReads = 32;

    public static void MapAccounts(this IEndpointRouteBuilder api)
    {
        api.Post("/accounts", Policy.Ops, Create, "Create an account").Gives<AccountView>(StatusCodes.Status201Created);
        api.Get("/accounts", Policy.Ops, List,
            "Accounts by their ids; with q those of that name, unit or role, by part, initials or pinyin, the best first and without a cursor");
        api.Get("/accounts/{name}", Policy.Ops, Get, "One account");
        api.Get("/accounts/trail", Policy.Audit, Trail, "Every change of every account（留痕）");
        MapCommands(api);
    }

    /// <summary>All accounts there are, at most so many at a time.</summary>
    public static async Task<IReadOnlyList<AccountView>> Read(IGrainFactory grains, IEnumerable<string> names)
    {
        var accounts = new List<AccountView>();
        foreach (var chunk in names.Chunk(ConcurrentReads))
        {
            accounts.AddRange((await Task.WhenAll(chunk.Select(name => grains.GetGrain<IAccountGrain>(name).Get()))).OfType<AccountView>());
        }

        return accounts;
    }

    private static async Task<Answer<AccountView>> Create(Body<NewAccount> body, CommandSender sender, AccountAdministration desk)
    {
        var made = await desk.Create(body.Value, sender);
        return made.Refusal is { } refusal ? refusal
            : Answer<AccountView>.Of(made.Account!, repeated: made.Repeated, made: !made.Repeated, location: $"/api/v1/accounts/{body.Value.Name}");
    }

    private static async Task<Answer<ItemList<AccountView>>> List(Asked<AccountsAsked> asked, Caller caller, IPlaces places, IGrainFactory grains)
    {
        var (after, limit) = (asked.Value.After, asked.Value.Limit);
        if (asked.Value.Text is { } text)
        {
            var (found, _) = await AccountSearch.Ranked(grains, text, await places.Read(caller));
            return ItemList<AccountView>.Of([.. found.Take(limit)]);
        }

        var names = await grains.GetGrain<IAccountIndexGrain>(IAccountIndexGrain.Key).List();
        var page = names.Where(name => after is null || string.CompareOrdinal(name, after) > 0).Take(limit + 1).ToList();
        return ItemList<AccountView>.Of(await Read(grains, page.Take(limit)), page.Count > limit ? page[limit - 1] : null);
    }

    private static async Task<Answer<AccountView>> Get(AccountName name, IGrainFactory grains) =>
        Answer<AccountView>.Of(await grains.GetGrain<IAccountGrain>(name.Value).Get(), AccountRefusals.Unknown);

    private static async Task<Answer<TrailSlice>> Trail(Asked<TrailAsked> asked, IGrainFactory grains) =>
        await grains.GetGrain<IAccountTrailGrain>(IAccountTrailGrain.Key).GetTrail(asked.Value.After, asked.Value.Limit);

    /// <summary>One page of the accounts, behind a name; or those that contain a text.</summary>
    private sealed record AccountsAsked(string? After, int Limit, string? Text) : IAsked<AccountsAsked>
    {
        public static AccountsAsked Read(Query query) => new(query.Id("cursor"), query.Limit(PageAsked.Usual), query.Text("q"));
    }
}
