using System.Buffers;
using System.Globalization;
using Rectification.Accounts;
using Rectification.Gateway.Auth;
using Rectification.Gateway.Http;

namespace Rectification.Gateway.Accounts;

/// <summary>/accounts: who may sign in, as whom, with which keys.</summary>
internal static class AccountsApi
{
    private const int MaxLabelLength = 64;
    private const int MaxEmailLength = 254;
    private const int ConcurrentReads = 32;
    private static readonly SearchValues<char> NotInEmail = SearchValues.Create("<>,;:\"()[]\\");

    public static void MapAccounts(this IEndpointRouteBuilder api)
    {
        api.Post("/accounts", Policy.Ops, Create, "Create an account").Takes<NewAccount>().Gives<AccountView>(StatusCodes.Status201Created);
        api.Get("/accounts", Policy.Ops, List, "All accounts").Gives<ItemList<AccountView>>();
        api.Get("/accounts/{name}", Policy.Ops, Get, "One account").Gives<AccountView>();
        api.Post("/accounts/{name}/keys", Policy.Ops, AddKey, "Issue a key; it is shown once").Takes<NewKey>().Gives<IssuedKey>(StatusCodes.Status201Created);
    }

    private static async Task Create(HttpContext context)
    {
        var body = await Body.Read(context, GatewayJson.Api.NewAccount);
        if (body.Value is not { } account)
        {
            await Errors.Refuse(context, body.Status, body.Refusal!);
            return;
        }

        if (Wrong(account, out var roles) is { } wrong)
        {
            await Errors.Refuse(context, wrong);
            return;
        }

        var spec = new AccountSpec { Name = account.Name, Roles = roles, Units = account.Units, Leaders = account.Leaders, Email = account.Email };
        var outcome = await Grain(context, account.Name).Create(spec);
        if (outcome.Refusal is { } refusal)
        {
            await Errors.Refuse(context, refusal);
            return;
        }

        context.Response.Headers.Location = $"/api/v1/accounts/{account.Name}";
        await JsonAnswer.Write(context, outcome.Account!, GatewayJson.Api.AccountView, Made(context, outcome.Repeated));
    }

    private static async Task List(HttpContext context)
    {
        var grains = context.Grains();
        var names = await grains.GetGrain<IAccountIndexGrain>(IAccountIndexGrain.Key).List();
        var accounts = new List<AccountView>();
        foreach (var chunk in names.Chunk(ConcurrentReads))
        {
            accounts.AddRange((await Task.WhenAll(chunk.Select(name => grains.GetGrain<IAccountGrain>(name).Get()))).OfType<AccountView>());
        }

        await JsonAnswer.Write(context, new() { Items = accounts }, GatewayJson.Api.ItemListAccountView);
    }

    private static async Task Get(HttpContext context)
    {
        var account = RequestPath.Id(context, "name") is { } name ? await Grain(context, name).Get() : null;
        await (account is null
            ? Errors.Refuse(context, AccountRefusals.Unknown)
            : JsonAnswer.Write(context, account, GatewayJson.Api.AccountView));
    }

    private static async Task AddKey(HttpContext context)
    {
        if (RequestPath.Id(context, "name") is not { } name)
        {
            await Errors.Refuse(context, AccountRefusals.Unknown);
            return;
        }

        var body = await Body.Read(context, GatewayJson.Api.NewKey);
        if (body.Value is not { } asked)
        {
            await Errors.Refuse(context, body.Status, body.Refusal!);
            return;
        }

        if (string.IsNullOrWhiteSpace(asked.Label) || asked.Label.Length > MaxLabelLength)
        {
            await Errors.Refuse(context, HttpRefusals.LabelMalformed);
            return;
        }

        if (!RequestHeaders.TryReadKey(context.Request, out var id))
        {
            await Errors.Refuse(context, HttpRefusals.IdempotencyKeyMalformed);
            return;
        }

        var key = ApiKeys.Create(name);
        var outcome = await Grain(context, name).AddKey(asked.Label, KeyHash.Of(key).ToHex(), id);
        if (outcome.Refusal is { } refusal)
        {
            await Errors.Refuse(context, refusal);
            return;
        }

        var issued = new IssuedKey { Label = asked.Label, Key = outcome.Repeated ? null : key, Account = outcome.Account! };
        context.Response.Headers.CacheControl = "no-store";
        await JsonAnswer.Write(context, issued, GatewayJson.Api.IssuedKey, Made(context, outcome.Repeated));
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

    private static Refusal? Wrong(NewAccount account, out Roles roles)
    {
        roles = Roles.None;
        return !Ids.IsValid(account.Name) ? HttpRefusals.AccountNameMalformed
            : account.Roles.Count == 0 ? HttpRefusals.FieldMissing("/roles")
            : !RoleWords.TryRead(account.Roles, out roles, out var unknown) ? HttpRefusals.ElementUnknown(At("/roles", unknown))
            : account.Email is { } email && !IsEmail(email) ? HttpRefusals.EmailMalformed
            : Malformed(account.Units) is { } unit ? HttpRefusals.ElementUnknown(At("/units", unit))
            : Malformed(account.Leaders) is { } leader ? HttpRefusals.ElementUnknown(At("/leaders", leader))
            : null;
    }

    /// <summary>One local part, one domain, nothing a header could be broken with; whether anybody reads it, its server says.</summary>
    private static bool IsEmail(string text) =>
        text.Length <= MaxEmailLength && text.IndexOf('@') is > 0 and var at && at == text.LastIndexOf('@') && at < text.Length - 1
        && !text.AsSpan().ContainsAnyExceptInRange('!', '~') && !text.AsSpan().ContainsAny(NotInEmail);

    private static int? Malformed(IReadOnlyList<string> ids)
    {
        for (var i = 0; i < ids.Count; i++)
        {
            if (!Ids.IsValid(ids[i]))
            {
                return i;
            }
        }

        return null;
    }

    private static string At(string list, int index) => string.Create(CultureInfo.InvariantCulture, $"{list}/{index}");

    private static IAccountGrain Grain(HttpContext context, string name) => context.Grains().GetGrain<IAccountGrain>(name);
}
