using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Identity;
using Rectification.Accounts;
using Rectification.Gateway.Auth;
using Rectification.Gateway.Http;

namespace Rectification.Gateway.Accounts;

internal static partial class AccountsApi
{
    private const string One = "/accounts/{name}";
    private const int MaxLabelLength = 64;

    private static void MapCommands(IEndpointRouteBuilder api)
    {
        var json = GatewayJson.Api;
        api.Post(One + "/scope", Policy.Ops, context => Submit(context, json.NewScope, Scope), "Replace roles, units and leaders").Takes<NewScope>().Gives<AccountView>();
        api.Post(One + "/disable", Policy.Ops, context => Submit(context, json.DisableBody, static (_, body) => (new DisableAccount { Reason = body.Reason }, null)), "Disable")
            .Takes<DisableBody>().Gives<AccountView>();
        api.Post(One + "/contact", Policy.Ops, context => Submit(context, json.NewContact, Contact), "Replace display name and e-mail").Takes<NewContact>().Gives<AccountView>();
        api.Post(One + "/enable", Policy.Ops, context => Submit(context, json.NoBody, static (_, _) => (new EnableAccount(), null), new()), "Enable again").Gives<AccountView>();
        api.Post(One + "/reset", Policy.Ops, Reset, "A one-time password; it is shown once").Gives<IssuedPassword>();
        api.Post(One + "/keys", Policy.Ops, AddKey, "Issue a key; it is shown once").Takes<NewKey>().Gives<IssuedKey>(StatusCodes.Status201Created);
        api.Post(One + "/keys/{label}/revoke", Policy.Ops, context => Submit(context, json.NoBody, Revoke, new()), "Revoke a key").Gives<AccountView>();
        api.Post(One + "/handover", Policy.Ops, context => Submit(context, json.HandoverBody, Handover), "Hand units and leaders over (交接)").Takes<HandoverBody>().Gives<AccountView>();
        api.Post(One + "/substitutes", Policy.Ops, context => Submit(context, json.SubstituteBody, Substitute), "Appoint a substitute (AB岗)").Takes<SubstituteBody>().Gives<AccountView>();
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
        if (refusal is not null || Deed(context) is not { } deed)
        {
            await Errors.Refuse(context, refusal ?? HttpRefusals.IdempotencyKeyMalformed);
            return;
        }

        var outcome = await Grain(context, name).Submit(deed.Of(command!));
        Forget(context, name);
        if (outcome.Refusal is { } no)
        {
            await Errors.Refuse(context, no);
            return;
        }

        if (command is HandOver handover)
        {
            Forget(context, handover.To);
        }

        Made(context, outcome.Repeated);
        await JsonAnswer.Write(context, outcome.Account!, GatewayJson.Api.AccountView);
    }

    private static (AccountCommand?, Refusal?) Scope(HttpContext context, NewScope body) =>
        WrongScope(body.Roles, body.Units, body.Leaders, out var roles) is { } wrong ? (null, wrong)
        : (new ReplaceScope { Roles = roles, Units = body.Units, Leaders = body.Leaders }, null);

    private static (AccountCommand?, Refusal?) Contact(HttpContext context, NewContact body) =>
        WrongContact(body.DisplayName, body.Email) is { } wrong ? (null, wrong)
        : (new ReplaceContact { DisplayName = body.DisplayName, Email = body.Email }, null);

    private static (AccountCommand?, Refusal?) Revoke(HttpContext context, NoBody body) =>
        context.Request.RouteValues["label"] is string label ? (new RevokeKey { Label = label }, null) : (null, AccountRefusals.KeyUnknown);

    private static (AccountCommand?, Refusal?) Handover(HttpContext context, HandoverBody body) =>
        Ids.IsValid(body.To) ? (new HandOver { To = body.To, Reason = body.Reason }, null) : (null, AccountRefusals.ReceiverUnknown);

    private static (AccountCommand?, Refusal?) Substitute(HttpContext context, SubstituteBody body) =>
        Ids.IsValid(body.Account)
            ? (new AppointSubstitute { Account = body.Account, From = body.From, Until = body.Until, Reason = body.Reason }, null)
            : (null, AccountRefusals.SubstituteUnknown);

    private static (AccountCommand?, Refusal?) EndSubstitute(HttpContext context, NoBody body) =>
        RequestPath.Id(context, "account") is { } substitute ? (new EndSubstitute { Account = substitute }, null) : (null, AccountRefusals.NoSuchSubstitute);

    private static async Task Reset(HttpContext context)
    {
        if (await Named(context) is not { } name)
        {
            return;
        }

        if (Deed(context) is not { } deed)
        {
            await Errors.Refuse(context, HttpRefusals.IdempotencyKeyMalformed);
            return;
        }

        var services = context.RequestServices;
        if (await services.GetRequiredService<AccountStore>().Find(name, deed) is not { } login)
        {
            await Errors.Refuse(context, AccountRefusals.Unknown);
            return;
        }

        var password = Passwords.OneTime();
        login.Credentials = login.Credentials with { PasswordHash = null, MustChangePassword = true, FailedAttempts = 0, LockedUntil = null };
        var reset = await services.GetRequiredService<UserManager<AccountLogin>>().AddPasswordAsync(login, password);
        Forget(context, name);
        if (!reset.Succeeded)
        {
            await Errors.Refuse(context, Passwords.RefusalOf(login, ""));
            return;
        }

        var repeated = login.Outcome!.Repeated;
        Made(context, repeated);
        context.Response.Headers.CacheControl = "no-store";
        await JsonAnswer.Write(context, new() { Password = repeated ? null : password, Account = login.Outcome.Account! }, GatewayJson.Api.IssuedPassword);
    }

    private static async Task AddKey(HttpContext context)
    {
        if (await Named(context) is not { } name)
        {
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

        if (Deed(context) is not { } deed)
        {
            await Errors.Refuse(context, HttpRefusals.IdempotencyKeyMalformed);
            return;
        }

        var key = ApiKeys.Create(name);
        var outcome = await Grain(context, name).Submit(deed.Of(new IssueKey { Label = asked.Label, SecretHash = KeyHash.Of(key).ToHex(), ExpiresAt = asked.ExpiresAt }));
        if (outcome.Refusal is { } refusal)
        {
            await Errors.Refuse(context, refusal);
            return;
        }

        var issued = new IssuedKey { Label = asked.Label, Key = outcome.Repeated ? null : key, Account = outcome.Account! };
        context.Response.Headers.CacheControl = "no-store";
        await JsonAnswer.Write(context, issued, GatewayJson.Api.IssuedKey, Made(context, outcome.Repeated));
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
