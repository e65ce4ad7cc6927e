using Rectification.Accounts;
using Rectification.Gateway.Auth;

namespace Rectification.Gateway.Pages.SignIn;

/// <summary>Signs a person in who typed a password into the page.</summary>
internal sealed class SignInForm(Accounts.SignIn passwords, IGrainFactory grains, Sessions sessions)
{
    /// <returns>Why not; <see langword="null"/> when the session is open.</returns>
    public async Task<Refusal?> SignIn(HttpContext context, string account, string password)
    {
        if (SameSite.IsForeign(context.Request))
        {
            return AuthRefusals.CrossSite;
        }

        var answer = await passwords.Check(account.Trim(), password, context.RequestAborted);
        if (answer.Login is not { } login)
        {
            return answer.Refusal;
        }

        var presence = await grains.GetGrain<IAccountGrain>(login.Name).Recognize(login.Credentials.SecurityStamp);
        if (presence.Actor is null)
        {
            return AuthRefusals.SignInFailed;
        }

        sessions.Open(context, login.Name, login.Credentials.SecurityStamp, byPassword: true);
        return null;
    }
}
