using Microsoft.AspNetCore.Identity;
using Rectification.Accounts;
using Rectification.Gateway.Auth;
using Rectification.Gateway.Shell;

namespace Rectification.Gateway.Accounts;

/// <summary>What ops do to accounts, for the API and for the pages alike. Secrets are given once: a repeated command gives none.</summary>
internal sealed class AccountAdministration(
    IGrainFactory grains, UserManager<AccountLogin> people, AccountStore store, Identities identities, PeopleNames names)
{
    public async Task<AccountOutcome> Create(NewAccount account, CommandSender sender)
    {
        var (wanted, wrong) = AccountRequests.Of(account);
        if (wanted is null)
        {
            return wrong!;
        }

        var login = new AccountLogin { Name = account.Name, Credentials = AccountCredentials.None, CommandSender = sender, Wanted = wanted };
        var made = account.Password is { } password ? await people.CreateAsync(login, password) : await people.CreateAsync(login);
        if (!made.Succeeded)
        {
            return Passwords.RefusalOf(login, "/password");
        }

        identities.Forget(account.Name);
        names.Forget(account.Name);

        // The account was there already, with these roles and units: to call that done would promise a password that does not sign in.
        return login.Outcome!.Repeated && account.Password is { } given && !await IsPasswordOf(account.Name, given, sender)
            ? AccountRefusals.Exists
            : login.Outcome;
    }

    public async Task<AccountOutcome> Submit(string name, AccountCommand command, CommandSender sender)
    {
        var outcome = await grains.GetGrain<IAccountGrain>(name).Submit(sender.Of(command));
        identities.Forget(name);
        names.Forget(name);
        if (outcome.Refusal is null && command is HandOver handover)
        {
            identities.Forget(handover.To);
        }

        return outcome;
    }

    /// <summary>A one-time password in place of the account's present one.</summary>
    public async Task<(AccountOutcome Outcome, string? Password)> Reset(string name, CommandSender sender)
    {
        if (await store.Find(name, sender) is not { } login)
        {
            return (AccountRefusals.Unknown, null);
        }

        var password = Passwords.OneTime();
        login.Credentials = login.Credentials with { PasswordHash = null, MustChangePassword = true, FailedAttempts = 0, LockedUntil = null };
        var reset = await people.AddPasswordAsync(login, password);
        identities.Forget(name);
        return !reset.Succeeded ? (Passwords.RefusalOf(login, ""), null) : (login.Outcome!, login.Outcome!.Repeated ? null : password);
    }

    public async Task<(AccountOutcome Outcome, string? Key)> IssueKey(string name, NewKey asked, CommandSender sender)
    {
        if (AccountRequests.WrongLabel(asked.Label) is { } wrong)
        {
            return (wrong, null);
        }

        var key = ApiKey.Create(name);
        var outcome = await grains.GetGrain<IAccountGrain>(name)
            .Submit(sender.Of(new IssueKey { Label = asked.Label, SecretHash = KeyHash.Of(key).ToHex(), ExpiresAt = asked.ExpiresAt }));
        return (outcome, outcome.Refusal is null && !outcome.Repeated ? key : null);
    }

    private async Task<bool> IsPasswordOf(string name, string password, CommandSender sender) =>
        await store.Find(name, sender) is { Credentials.PasswordHash: { } hash } there
        && people.PasswordHasher.VerifyHashedPassword(there, hash, password) != PasswordVerificationResult.Failed;
}
