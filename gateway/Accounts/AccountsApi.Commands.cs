using Rectification.Accounts;
using Rectification.Gateway.Auth;
using Rectification.Gateway.Http;

namespace Rectification.Gateway.Accounts;

internal static partial class AccountsApi
{
    private const string One = "/accounts/{name}";

    private static void MapCommands(IEndpointRouteBuilder api)
    {
        Command<NewScope>(api, "/scope", AccountRequests.Of, "Replace roles, units and leaders");
        Command<DisableBody>(api, "/disable", static body => (new DisableAccount { Reason = body.Reason }, null), "Disable");
        Command<NewContact>(api, "/contact", AccountRequests.Of, "Replace display name and e-mail");
        api.Post(One + "/enable", Policy.Ops, Enable, "Enable again");
        api.Post(One + "/reset", Policy.Ops, Reset, "A one-time password; it is shown once");
        api.Post(One + "/keys", Policy.Ops, AddKey, "Issue a key; it is shown once").Gives<IssuedKey>(StatusCodes.Status201Created);
        api.Post(One + "/keys/{label}/revoke", Policy.Ops, Revoke, "Revoke a key");
        Command<HandoverBody>(api, "/handover", AccountRequests.Of, "Hand units and leaders over（交接）");
        Command<SubstituteBody>(api, "/substitutes", AccountRequests.Of, "Appoint a substitute（AB岗）");
        api.Post(One + "/substitutes/{account}/end", Policy.Ops, EndSubstitute, "End a substitution");
    }

    /// <summary>The way of every command on an account that takes a body and gives nothing but the account.</summary>
    private static void Command<TBody>(IEndpointRouteBuilder api, string path, Func<TBody, (AccountCommand? Command, Refusal? Refusal)> read, string summary)
        where TBody : class =>
        api.Post(One + path, Policy.Ops, async (AccountName name, Body<TBody> body, CommandSender sender, AccountAdministration desk) =>
        {
            var (command, refusal) = read(body.Value);
            return command is null ? refusal! : await Submit(desk, name, sender, command);
        }, summary);

    private static Task<Answer<AccountView>> Enable(AccountName name, OptionalBody<NoBody> body, CommandSender sender, AccountAdministration desk) =>
        Submit(desk, name, sender, new EnableAccount());

    private static Task<Answer<AccountView>> Revoke(AccountName name, string label, OptionalBody<NoBody> body, CommandSender sender,
        AccountAdministration desk) =>
        Submit(desk, name, sender, new RevokeKey { Label = label });

    private static async Task<Answer<AccountView>> EndSubstitute(AccountName name, string account, OptionalBody<NoBody> body, CommandSender sender,
        AccountAdministration desk) =>
        Ids.IsValid(account) ? await Submit(desk, name, sender, new EndSubstitute { Account = account }) : AccountRefusals.NoSuchSubstitute;

    private static async Task<Answer<AccountView>> Submit(AccountAdministration desk, AccountName name, CommandSender sender, AccountCommand command)
    {
        var outcome = await desk.Submit(name.Value, command, sender);
        return outcome.Refusal is { } refusal ? refusal : Answer<AccountView>.Of(outcome.Account!, repeated: outcome.Repeated);
    }

    private static async Task<Answer<IssuedPassword>> Reset(AccountName name, CommandSender sender, AccountAdministration desk)
    {
        var (outcome, password) = await desk.Reset(name.Value, sender);
        return outcome.Refusal is { } refusal ? refusal
            : Answer<IssuedPassword>.Of(new() { Password = password, Account = outcome.Account! }, repeated: outcome.Repeated, isPrivate: true);
    }

    private static async Task<Answer<IssuedKey>> AddKey(AccountName name, Body<NewKey> body, CommandSender sender, AccountAdministration desk)
    {
        var (outcome, key) = await desk.IssueKey(name.Value, body.Value, sender);
        return outcome.Refusal is { } refusal ? refusal
            : Answer<IssuedKey>.Of(
                new() { Label = body.Value.Label, Key = key, Account = outcome.Account! },
                repeated: outcome.Repeated,
                made: !outcome.Repeated,
                isPrivate: true);
    }

    /// <summary>The account a route names, which may not be there.</summary>
    private sealed record AccountName(string Value)
    {
        public static ValueTask<AccountName?> BindAsync(HttpContext context) =>
            RequestPath.Id(context, "name") is { } name ? new(new AccountName(name)) : Binding.Refused<AccountName>(context, AccountRefusals.Unknown);
    }
}
