using Microsoft.AspNetCore.Authentication;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Rectification.Accounts;
using Rectification.Gateway.Http;

namespace Rectification.Gateway.Auth;

/// <summary>Signing in at an issuer's page: code flow with PKCE, ending in the same cookie as a password. Only where it is configured.</summary>
internal static class OidcSignIn
{
    private const string Scheme = "oidc";
    private const string StartPath = "/sign-in/oidc";
    private const string Callback = "/sign-in/oidc/callback";

    private const string Onward =
        $"<!doctype html><meta charset=\"utf-8\"><meta http-equiv=\"refresh\" content=\"0;url={PageAnswers.HomePath}\">"
        + $"<a href=\"{PageAnswers.HomePath}\">继续 · continue</a>\n";

    public static void AddTo(AuthenticationBuilder authentication, OidcOptions oidc)
    {
        if (oidc.Authority is not { } authority)
        {
            return;
        }

        authentication.AddOpenIdConnect(Scheme, options =>
        {
            options.Authority = authority;
            options.ClientId = oidc.ClientId;
            options.ClientSecret = oidc.ClientSecret;
            options.RequireHttpsMetadata = !AuthOptions.IsLoopback(authority);
            options.ResponseType = OpenIdConnectResponseType.Code;
            options.ResponseMode = OpenIdConnectResponseMode.Query;
            options.UsePkce = true;
            options.MapInboundClaims = false;
            options.CallbackPath = Callback;
            options.SignInScheme = Session.Scheme;

            // Signing out is ours alone.
            options.RemoteSignOutPath = default;
            options.SignedOutCallbackPath = default;
            options.CorrelationCookie.SameSite = SameSiteMode.Lax;
            options.CorrelationCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.NonceCookie.SameSite = SameSiteMode.Lax;
            options.NonceCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.Events.OnTicketReceived = context => Received(context, oidc.AccountClaim);
            options.Events.OnRemoteFailure = static context =>
            {
                context.HandleResponse();
                return Errors.Refuse(context.HttpContext, StatusCodes.Status401Unauthorized, AuthRefusals.TokenInvalid);
            };
        });
    }

    /// <summary>Where signing in at the issuer's page begins; <see langword="null"/> where no issuer is configured.</summary>
    public static string? Start(IConfiguration configuration) =>
        configuration.GetSection($"{AuthOptions.Section}:Oidc").Get<OidcOptions>()?.Authority is null ? null : StartPath;

    public static void MapOidc(this WebApplication app)
    {
        if (Start(app.Configuration) is null)
        {
            return;
        }

        app.Get(
            StartPath, Policy.Open, static () => TypedResults.Challenge(new() { RedirectUri = "/" }, [Scheme]),
                "Sign in at the issuer's page").ExcludeFromDescription();
    }

    private static async Task Received(TicketReceivedContext ticket, string claim)
    {
        ticket.HandleResponse();
        var context = ticket.HttpContext;
        var account = ticket.Principal?.FindFirst(claim)?.Value;
        var grain = Ids.IsValid(account) ? context.Grains().GetGrain<IAccountGrain>(account!) : null;
        var presence = grain is null ? AccountRefusals.NotAnAccount : await grain.Recognize(securityStamp: null);
        if (presence.Refusal is { } refusal || await grain!.GetCredentials() is not { } credentials)
        {
            await Errors.Refuse(context, presence.Refusal ?? AccountRefusals.NotAnAccount);
            return;
        }

        await Session.Open(context, account!, credentials.SecurityStamp, ProofKind.Vouched);

        // A redirect would still count as coming from the issuer's site, and the browser would leave the new cookie out.
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        await context.Response.WriteAsync(Onward, context.RequestAborted);
    }
}
