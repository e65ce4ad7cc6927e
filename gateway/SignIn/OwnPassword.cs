using Microsoft.AspNetCore.Identity;
using Rectification.Gateway.Accounts;
using Rectification.Gateway.Auth;

namespace Rectification.Gateway.SignIn;

/// <summary>Changes one's own password, for the API and the pages; every other session of the account ends.</summary>
internal sealed class OwnPassword(PasswordSignIn passwords, UserManager<AccountLogin> people, Identities identities)
{
    /// <returns>Why not, and for a lock-out for how long; neither when it is changed.</returns>
    public async Task<(Refusal? Refusal, TimeSpan? Wait)> Change(HttpContext context, string current, string next)
    {
        var account = context.Caller().Actor.Account;
        var answer = await passwords.Check(account, current, context.RequestAborted);
        if (answer.Login is not { } checkedLogin)
        {
            return (answer.Refusal == AuthRefusals.SignInFailed ? AuthRefusals.PasswordWrong : answer.Refusal, answer.Wait);
        }

        if (Passwords.IsTooLong(next) || next == current)
        {
            return (AuthRefusals.PasswordWeak with { Pointer = "/next" }, null);
        }

        var login = new AccountLogin
        {
            Name = account,
            Credentials = checkedLogin.Credentials with { MustChangePassword = false },
            CommandSender = new(account, null, Guid.NewGuid().ToString("N")),
        };
        var changed = await people.ChangePasswordAsync(login, current, next);
        identities.Forget(account);
        if (!changed.Succeeded)
        {
            return (Passwords.RefusalOf(login, "/next"), null);
        }

        if (context.Caller().ByCookie)
        {
            await Session.Open(context, account, login.Credentials.SecurityStamp, ProofKind.Password);
        }

        return (null, null);
    }
}
