using System.Text.Json.Serialization.Metadata;
using Rectification.Accounts;
using Rectification.Gateway.Auth;
using Rectification.Gateway.Http;

namespace Rectification.Gateway.Accounts;

internal static partial class AccountsApi
{
    private const string One = "/accounts/{name}";

    private static void MapCommands(IEndpointRouteBuilder api)
    {
        var json = AccountsJson.Api;
        api.Post(One + "/scope", Policy.Ops, context => Submit(context, json.NewScope, static (_, body) => AccountRequests.Of(body)), "Replace roles, units and leaders").Takes<NewScope>().Gives<AccountView>();
        api.Post(One + "/disable", Policy.Ops, context => Submit(context, json.DisableBody, static (_, body) => (new DisableAccount { Reason = body.Reason }, null)), "Disable")
            .Takes<DisableBody>().Gives<AccountView>();
        api.Post(One + "/contact", Policy.Ops, context => Submit(context, json.NewContact, static (_, body) => AccountRequests.Of(body)), "Replace display name and e-mail").Takes<NewContact>().Gives<AccountView>();
        api.Post(One + "/enable", Policy.Ops, context => Submit(context, json.NoBody, static (_, _) => (new EnableAccount(), null), new()), "Enable again").Gives<AccountView>();
        api.Post(One + "/reset", Policy.Ops, Reset, "A one-time password; it is shown once").Gives<IssuedPassword>();
        api.Post(One + "/keys", Policy.Ops, AddKey, "Issue a key; it is shown once").Takes<NewKey>().Gives<IssuedKey>(StatusCodes.Status201Created);
        api.Post(One + "/keys/{label}/revoke", Policy.Ops, context => Submit(context, json.NoBody, Revoke, new()), "Revoke a key").Gives<AccountView>();
        api.Post(One + "/handover", Policy.Ops, context => Submit(context, json.HandoverBody, static (_, body) => AccountRequests.Of(body)), "Hand units and leaders over（交接）").Takes<HandoverBody>().Gives<AccountView>();
        api.Post(One + "/substitutes", Policy.Ops, context => Submit(context, json.SubstituteBody, static (_, body) => AccountRequests.Of(body)), "Appoint a substitute（AB岗）").Takes<SubstituteBody>().Gives<AccountView>();
        api.Post(One + "/substitutes/{account}/end", Policy.Ops, context => Submit(context, json.NoBody, EndSubstitute, new()), "End a substitution").Gives<AccountView>();
    }

    /// <summary>The way of every command on an account that gives nothing but the account.</summary>
    private static async Task Submit<TBody>(
        HttpContext context, JsonTypeInfo<TBody> type, Func<HttpContext, TBody, (AccountCommand? Command, Refusal? Refusal)> read, TBody? empty = null)
        where TBody : class
    {
        if (await Named(context) is not { } name)
        {
            return;
        }

        var body = await Body.Read(context, type, empty);
        if (body.Value is null)
        {
            await Errors.Refuse(context, body.Status, body.Refusal!);
            return;
        }

        var (command, refusal) = read(context, body.Value);
        if (refusal is not null || SenderOf(context) is not { } sender)
        {
            await Errors.Refuse(context, refusal ?? HttpRefusals.IdempotencyKeyMalformed);
            return;
        }

        var outcome = await Desk(context).Submit(name, command!, sender);
        if (outcome.Refusal is { } no)
        {
            await Errors.Refuse(context, no);
            return;
        }

        Made(context, outcome.Repeated);
        await JsonAnswer.Write(context, outcome.Account!, AccountsJson.Api.AccountView);
    }

    private static (AccountCommand?, Refusal?) Revoke(HttpContext context, NoBody body) =>
        context.Request.RouteValues["label"] is string label ? (new RevokeKey { Label = label }, null) : (null, AccountRefusals.KeyUnknown);

    private static (AccountCommand?, Refusal?) EndSubstitute(HttpContext context, NoBody body) =>
        RequestPath.Id(context, "account") is { } substitute ? (new EndSubstitute { Account = substitute }, null) : (null, AccountRefusals.NoSuchSubstitute);

    private static async Task Reset(HttpContext context)
    {
        if (await Named(context) is not { } name)
        {
            return;
        }

        if (SenderOf(context) is not { } sender)
        {
            await Errors.Refuse(context, HttpRefusals.IdempotencyKeyMalformed);
            return;
        }

        var (outcome, password) = await Desk(context).Reset(name, sender);
        if (outcome.Refusal is { } refusal)
        {
            await Errors.Refuse(context, refusal);
            return;
        }

        Made(context, outcome.Repeated);
        context.Response.Headers.CacheControl = "no-store";
        await JsonAnswer.Write(context, new() { Password = password, Account = outcome.Account! }, AccountsJson.Api.IssuedPassword);
    }

    private static async Task AddKey(HttpContext context)
    {
        if (await Named(context) is not { } name)
        {
            return;
        }

        var body = await Body.Read(context, AccountsJson.Api.NewKey);
        if (body.Value is not { } asked)
        {
            await Errors.Refuse(context, body.Status, body.Refusal!);
            return;
        }

        if (SenderOf(context) is not { } sender)
        {
            await Errors.Refuse(context, HttpRefusals.IdempotencyKeyMalformed);
            return;
        }

        var (outcome, key) = await Desk(context).IssueKey(name, asked, sender);
        if (outcome.Refusal is { } refusal)
        {
            await Errors.Refuse(context, refusal);
            return;
        }

        var issued = new IssuedKey { Label = asked.Label, Key = key, Account = outcome.Account! };
        context.Response.Headers.CacheControl = "no-store";
        await JsonAnswer.Write(context, issued, AccountsJson.Api.IssuedKey, Made(context, outcome.Repeated));
    }

    /// <summary>The account's name in the route, or null after it was refused.</summary>
    private static async Task<string?> Named(HttpContext context)
    {
        if (RequestPath.Id(context, "name") is { } name)
        {
            return name;
        }

        await Errors.Refuse(context, AccountRefusals.Unknown);
        return null;
    }
}
