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
        api.Post("/session", Policy.Open, Open, "Sign in with a password; gives a cookie").Takes<SignInBody>().Gives<Me>();
        api.Post("/session/end", Policy.Open, End, "Sign out");
        api.Get("/me", Policy.Self, WhoAmI, "Who asks, and what that allows").Gives<Me>();
        api.Post("/me/password", Policy.Self, ChangePassword, "Change the own password; ends every other session").Takes<NewPassword>().Gives<Me>();
    }

    private static async Task Open(HttpContext context)
    {
        if (SameSite.IsForeign(context.Request))
        {
            await Errors.Refuse(context, AuthRefusals.CrossSite);
            return;
        }

        var body = await Body.Read(context, GatewayJson.Api.SignInBody);
        if (body.Value is not { } shown)
        {
            await Errors.Refuse(context, body.Status, body.Refusal!);
            return;
        }

        var answer = await context.RequestServices.GetRequiredService<PasswordSignIn>().Check(shown.Account, shown.Password, context.RequestAborted);
        if (answer.Login is not { } login)
        {
            await Refuse(context, answer);
            return;
        }

        var presence = await context.Grains().GetGrain<IAccountGrain>(login.Name).Recognize(login.Credentials.SecurityStamp);
        if (Asker.OfSession(presence, byPassword: true).Caller is not { } caller)
        {
            await Errors.Refuse(context, StatusCodes.Status401Unauthorized, AuthRefusals.SignInFailed);
            return;
        }

        context.RequestServices.GetRequiredService<Sessions>().Open(context, login.Name, login.Credentials.SecurityStamp, byPassword: true);
        await Show(context, caller);
    }

    private static Task End(HttpContext context)
    {
        if (SameSite.IsForeign(context.Request))
        {
            return Errors.Refuse(context, AuthRefusals.CrossSite);
        }

        Sessions.Close(context);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private static Task WhoAmI(HttpContext context) => Show(context, context.Caller());

    private static async Task ChangePassword(HttpContext context)
    {
        var body = await Body.Read(context, GatewayJson.Api.NewPassword);
        if (body.Value is not { } asked)
        {
            await Errors.Refuse(context, body.Status, body.Refusal!);
            return;
        }

        var (refusal, wait) = await context.RequestServices.GetRequiredService<OwnPassword>().Change(context, asked.Current, asked.Next);
        if (refusal is not null)
        {
            await (wait is { } time ? Errors.RefuseUntil(context, refusal, time) : Errors.Refuse(context, refusal));
            return;
        }

        await Show(context, new Caller(context.Caller().Actor));
    }

    private static Task Refuse(HttpContext context, SignInAnswer answer) =>
        answer.Wait is { } wait ? Errors.RefuseUntil(context, answer.Refusal!, wait)
        : answer.Refusal == AuthRefusals.SignInFailed ? Errors.Refuse(context, StatusCodes.Status401Unauthorized, answer.Refusal)
        : Errors.Refuse(context, answer.Refusal!);

    private static async Task Show(HttpContext context, Caller caller)
    {
        var (grains, actor) = (context.Grains(), caller.Actor);
        var own = await grains.GetGrain<IAccountGrain>(actor.Account).Get();
        var now = context.RequestServices.GetRequiredKeyedService<TimeProvider>(Clocks.Key).GetUtcNow();
        var people = await AccountsApi.Read(grains, own?.SubstituteFor ?? []);
        var me = new Me
        {
            Account = actor.Account,
            DisplayName = own?.DisplayName,
            Roles = RoleWords.Of(actor.Roles),
            Units = actor.Units,
            Leaders = actor.Leaders,
            OnBehalfOf = actor.OnBehalfOf,
            MustChangePassword = caller.MustChangePassword,
            MayActFor =
            [
                .. from person in people
                   where person.Disabled is null
                   from window in person.Substitutes
                   where window.Account == actor.Account && window.Covers(now)
                   select new ActingFor { Account = person.Name, DisplayName = person.DisplayName, Until = window.Until },
            ],
        };
        context.Response.Headers.CacheControl = "no-store";
        await JsonAnswer.Write(context, me, GatewayJson.Api.Me);
    }
}
