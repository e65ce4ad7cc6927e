using Microsoft.AspNetCore.Identity;
using Rectification.Accounts;
using Rectification.Gateway.Accounts;
using Rectification.Gateway.Auth;

namespace Rectification.Gateway.SignIn;

/// <summary>Checks a password. Whether an account exists, is disabled or has no password is not told by the answer, nor by the time it takes.</summary>
internal sealed class PasswordSignIn(UserManager<AccountLogin> people, SignInTurns turns, TimeProvider clock)
{
    /// <summary>Attempts at one account wait for each other, so this many conflicts mean something else.</summary>
    private const int Attempts = 5;

    private static string? _hashOfNobody;

    /// <summary>The account's credentials if the password is right; otherwise why not, and for a lock-out for how long.</summary>
    public async Task<SignInAnswer> Check(string account, string password, CancellationToken cancellation)
    {
        if (!Ids.IsValid(account) || Passwords.IsTooLong(password))
        {
            return new(null, AuthRefusals.SignInFailed);
        }

        using var turn = await turns.Take(account, cancellation);
        if (turn is null)
        {
            return new(null, Http.HttpRefusals.ServiceUnavailable);
        }

        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (await Try(account, password) is { } answer)
            {
                return answer;
            }
        }

        return new(null, AccountRefusals.CredentialsChanged);
    }

    /// <summary>Nothing when the count could not be saved, because another request saved: then nothing is told either.</summary>
    private async Task<SignInAnswer?> Try(string account, string password)
    {
        if (await people.FindByNameAsync(account) is not { } user)
        {
            var (wait, wasLocked) = turns.CountStranger(account);
            return wasLocked || IsNobodys(password) || wait is not null ? new(null, AuthRefusals.LockedOut, wait) : new(null, AuthRefusals.SignInFailed);
        }

        if (await people.IsLockedOutAsync(user))
        {
            return Locked(user);
        }

        if (!(user.Credentials.PasswordHash is null ? IsNobodys(password) : await people.CheckPasswordAsync(user, password)))
        {
            return (await people.AccessFailedAsync(user)).Succeeded ? Failed(user) : null;
        }

        if (user.Credentials.FailedAttempts > 0 && !(await people.ResetAccessFailedCountAsync(user)).Succeeded)
        {
            return null;
        }

        return new(user, null);
    }

    private SignInAnswer Failed(AccountLogin user) => user.Credentials.LockedUntil > clock.GetUtcNow() ? Locked(user) : new(null, AuthRefusals.SignInFailed);

    private SignInAnswer Locked(AccountLogin user) => new(null, AuthRefusals.LockedOut, user.Credentials.LockedUntil!.Value - clock.GetUtcNow());

    /// <summary>The work of checking, for an account that has nothing to check; never right.</summary>
    private bool IsNobodys(string password)
    {
        var nobody = new AccountLogin { Name = AccountEnvelope.System, Credentials = AccountCredentials.None };
        _hashOfNobody ??= people.PasswordHasher.HashPassword(nobody, Passwords.OneTime());
        people.PasswordHasher.VerifyHashedPassword(nobody, _hashOfNobody, password);
        return false;
    }
}

/// <summary>Who signed in; or why nobody did, and for a lock-out how long it lasts.</summary>
internal sealed record SignInAnswer(AccountLogin? Login, Refusal? Refusal, TimeSpan? Wait = null);
