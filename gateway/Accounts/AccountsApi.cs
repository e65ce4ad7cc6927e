using Rectification.Accounts;
using Rectification.Gateway.Auth;
using Rectification.Gateway.Http;
using Rectification.Trails;

namespace Rectification.Gateway.Accounts;

/// <summary>/accounts: who may sign in, as whom, with which keys.</summary>
internal static partial class AccountsApi
{
    private const int UsualLimit = 100;
    private const int ConcurrentReads = 32;

    public static void MapAccounts(this IEndpointRouteBuilder api)
    {
        api.Post("/accounts", Policy.Ops, Create, "Create an account").Takes<NewAccount>().Gives<AccountView>(StatusCodes.Status201Created);
        api.Get("/accounts", Policy.Ops, List, "Accounts, by name").Asks("cursor", "limit").Gives<ItemList<AccountView>>();
        api.Get("/accounts/{name}", Policy.Ops, Get, "One account").Gives<AccountView>();
        api.Get("/accounts/trail", Policy.Audit, Trail, "Every change of every account（留痕）").Asks("after", "limit").Gives<TrailSlice>();
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

    private static async Task Create(HttpContext context)
    {
        var body = await Body.Read(context, AccountsJson.Api.NewAccount);
        if (body.Value is not { } account)
        {
            await Errors.Refuse(context, body.Status, body.Refusal!);
            return;
        }

        if (SenderOf(context) is not { } sender)
        {
            await Errors.Refuse(context, HttpRefusals.IdempotencyKeyMalformed);
            return;
        }

        var made = await Desk(context).Create(account, sender);
        if (made.Refusal is { } refusal)
        {
            await Errors.Refuse(context, refusal);
            return;
        }

        context.Response.Headers.Location = $"/api/v1/accounts/{account.Name}";
        await JsonAnswer.Write(context, made.Account!, AccountsJson.Api.AccountView, Made(context, made.Repeated));
    }

    private static async Task List(HttpContext context)
    {
        var query = new Query(context.Request.Query);
        var (after, limit) = (query.Id("cursor"), query.Limit(UsualLimit));
        if (query.Wrong is { } wrong)
        {
            await Errors.Refuse(context, wrong);
            return;
        }

        var names = await context.Grains().GetGrain<IAccountIndexGrain>(IAccountIndexGrain.Key).List();
        var page = names.Where(name => after is null || string.CompareOrdinal(name, after) > 0).Take(limit + 1).ToList();
        var next = page.Count > limit ? page[limit - 1] : null;
        await JsonAnswer.Write(context, new() { Items = await Read(context.Grains(), page.Take(limit)), NextCursor = next }, AccountsJson.Api.ItemListAccountView);
    }

    private static async Task Get(HttpContext context)
    {
        var account = RequestPath.Id(context, "name") is { } name ? await Grain(context, name).Get() : null;
        await (account is null
            ? Errors.Refuse(context, AccountRefusals.Unknown)
            : JsonAnswer.Write(context, account, AccountsJson.Api.AccountView));
    }

    private static async Task Trail(HttpContext context)
    {
        var query = new Query(context.Request.Query);
        var (after, limit) = (query.Long("after") ?? 0, query.Limit(UsualLimit));
        if (query.Wrong is { } wrong)
        {
            await Errors.Refuse(context, wrong);
            return;
        }

        var trail = await context.Grains().GetGrain<IAccountTrailGrain>(IAccountTrailGrain.Key).GetTrail(after, limit);
        await JsonAnswer.Write(context, trail, AccountsJson.Api.TrailSlice);
    }

    private static int Made(HttpContext context, bool repeated)
    {
        if (!repeated)
        {
            return StatusCodes.Status201Created;
        }

        context.Response.Headers["Idempotency-Repeated"] = "true";
        return StatusCodes.Status200OK;
    }

    private static IAccountGrain Grain(HttpContext context, string name) => context.Grains().GetGrain<IAccountGrain>(name);

    /// <summary>Who does it, under the request's Idempotency-Key; <see langword="null"/> if that is malformed.</summary>
    private static CommandSender? SenderOf(HttpContext context) =>
        RequestHeaders.TryReadKey(context.Request, out var id) ? new(context.Caller().Actor.Account, context.Caller().Actor.OnBehalfOf, id) : null;

    private static AccountAdministration Desk(HttpContext context) => context.RequestServices.GetRequiredService<AccountAdministration>();
}
