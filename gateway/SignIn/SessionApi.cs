using Rectification.Accounts;
using Rectification.Gateway.Accounts;
using Rectification.Gateway.Auth;
using Rectification.Gateway.Http;

namespace Rectification.Gateway.SignIn;

/// <summary>/session and /me: signing in and out, and oneself.</summary>
internal static class SessionApi
{
    public static void MapSession(this IEndpointRouteBuilder api)
    {
        api.Post("/session", Policy.Open, Open, "Sign in with a password; gives a cookie");
        api.Post("/session/end", Policy.Open, End, "Sign out");
        api.Get("/me", Policy.Self, Show, "Who asks, and what that allows");
        api.Post("/me/password", Policy.Self, ChangePassword, "Change the own password; ends every other session");
    }

    private static async Task<Answer<Me>> Open(
        HttpContext context, Body<SignInBody> body, PasswordSignIn passwords, IGrainFactory grains, [FromKeyedServices(Clocks.Key)] TimeProvider clock)
    {
        var answer = await passwords.Check(body.Value.Account, body.Value.Password, context.RequestAborted);
        if (answer.Login is not { } login)
        {
            return Refused(answer.Refusal!, answer.Wait);
        }

        var presence = await grains.GetGrain<IAccountGrain>(login.Name).Recognize(login.Credentials.SecurityStamp);
        if (presence.Actor is not { } actor)
        {
            return Refused(AuthRefusals.SignInFailed, null);
        }

        await Session.Open(context, login.Name, login.Credentials.SecurityStamp, ProofKind.Password);
        return await Show(Caller.OfSession(actor, presence.MustChangePassword), grains, clock);
    }

    private static async Task<IResult> End(HttpContext context, SignOut signOut)
    {
        await signOut.End(context);
        return TypedResults.NoContent();
    }

    private static async Task<Answer<Me>> ChangePassword(
        HttpContext context, Body<NewPassword> body, Caller caller, OwnPassword own, IGrainFactory grains, [FromKeyedServices(Clocks.Key)] TimeProvider clock)
    {
        var (refusal, wait) = await own.Change(context, body.Value.Current, body.Value.Next);
        return refusal is null ? await Show(new Caller(caller.Actor), grains, clock) : Answer<Me>.Refused(refusal, wait);
    }

    private static Answer<Me> Refused(Refusal refusal, TimeSpan? wait) =>
        Answer<Me>.Refused(refusal, wait, refusal == AuthRefusals.SignInFailed ? StatusCodes.Status401Unauthorized : null);

    private static async Task<Answer<Me>> Show(Caller caller, IGrainFactory grains, [FromKeyedServices(Clocks.Key)] TimeProvider clock)
    {
        var actor = caller.Actor;
        var own = await grains.GetGrain<IAccountGrain>(actor.Account).Get();
        var me = new Me
        {
            Account = actor.Account,
            DisplayName = own?.DisplayName,
            Roles = actor.Roles.Words(),
            Units = actor.Units,
            Leaders = actor.Leaders,
            OnBehalfOf = actor.OnBehalfOf,
            MustChangePassword = caller.MustChangePassword,
            MayActFor = await Substitutions.Of(grains, own, clock.GetUtcNow()),
        };
        return Answer<Me>.Of(me, isPrivate: true);
    }
}
