using Rectification.Accounts;
using Rectification.Gateway.Auth;
using Rectification.Gateway.Demo;

namespace Rectification.Gateway.SignIn.Pages;

/// <summary>Signs a person in who typed a password into the page, or chose a demo person where there are any.</summary>
internal sealed class SignInForm(PasswordSignIn passwords, IGrainFactory grains, DemoAccounts demo)
{
    /// <returns>Why not; <see langword="null"/> when the session is open.</returns>
    public async Task<Refusal?> SignIn(HttpContext context, string account, string password)
    {
        var answer = await passwords.Check(HalfWidth.Of(account).Trim(), password, context.RequestAborted);
        if (answer.Login is not { } login)
        {
            return answer.Refusal;
        }

        return await Open(context, login.Name, login.Credentials.SecurityStamp);
    }

    /// <summary>With <c>--demo</c> a demo person needs no password. Accounts disabled meanwhile stay out.</summary>
    public async Task<Refusal?> SignInAsDemo(HttpContext context, string account)
    {
        return demo.People.Any(person => person.Account == account) && await grains.GetGrain<IAccountGrain>(account).GetCredentials() is { } credentials
            ? await Open(context, account, credentials.SecurityStamp)
            : AuthRefusals.SignInFailed;
    }

    private async Task<Refusal?> Open(HttpContext context, string account, string stamp)
    {
        var presence = await grains.GetGrain<IAccountGrain>(account).Recognize(stamp);
        if (presence.Actor is null)
        {
            return AuthRefusals.SignInFailed;
        }

        await Session.Open(context, account, stamp, ProofKind.Password);
        return null;
    }
}
