using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Rectification.Gateway.Accounts;
using Rectification.Gateway.Auth;

namespace Rectification.Gateway.SignIn;

/// <summary>Ends every session of whoever is signed in, so that a cookie that was copied is no good either, for the API and for the page alike.</summary>
internal sealed class SignOut(UserManager<AccountLogin> people, Identities identities)
{
    /// <summary>Others who change the credentials meanwhile are rare: a wrong password typed at the same moment.</summary>
    private const int Attempts = 5;

    public async Task End(HttpContext context)
    {
        await context.SignOutAsync(Session.Scheme);
        if (context.User is not CallerPrincipal { Caller: { ByCookie: true, Actor.Account: var account } })
        {
            return;
        }

        for (var attempt = 1; await people.FindByNameAsync(account) is { } user && !(await people.UpdateSecurityStampAsync(user)).Succeeded; attempt++)
        {
            if (attempt == Attempts)
            {
                throw new TimeoutException($"The sessions of {account} could not be ended: {user.Outcome?.Refusal?.En}");
            }
        }

        identities.Forget(account);
    }
}
