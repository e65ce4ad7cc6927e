using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Rectification.Gateway.Auth;

/// <summary>
/// Sessions of people who signed in: all of it stands in the cookie, sealed, so nothing is kept here. The account ends it by a new security stamp.
/// </summary>
internal static class Session
{
    public const string Scheme = "session";
    private const string Cookie = "rectification-session";
    private const string Stamp = "stamp";
    private const string How = "how";

    /// <summary>How long a session lasts; using it does not prolong it.</summary>
    private static readonly TimeSpan Length = TimeSpan.FromHours(12);

    public static void Configure(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = Cookie;
        options.Cookie.SameSite = SameSiteMode.Strict;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = Length;
        options.SlidingExpiration = false;
        options.Events.OnValidatePrincipal = Validate;
    }

    /// <param name="context">The request that is answered with the cookie.</param>
    /// <param name="account">Who signed in.</param>
    /// <param name="stamp">The account's security stamp.</param>
    /// <param name="how">Whether a password was shown, or an issuer vouched.</param>
    public static Task Open(HttpContext context, string account, string stamp, ProofKind how) =>
        context.SignInAsync(Scheme, new(new ClaimsIdentity([new(ClaimTypes.Name, account), new(Stamp, stamp), new(How, how.ToString())], Scheme)));

    /// <summary>Has the account say whether the session goes on, and who that is now.</summary>
    private static async Task Validate(CookieValidatePrincipalContext context)
    {
        var identities = context.HttpContext.RequestServices.GetRequiredService<Identities>();
        var who = ProofOf(context) is { } proof ? await identities.Know(proof) : CallerPrincipal.Unknown;
        if (who is { Caller: null, Refusal: null })
        {
            context.RejectPrincipal();
        }
        else
        {
            context.ReplacePrincipal(who);
        }
    }

    private static Proof? ProofOf(CookieValidatePrincipalContext context)
    {
        var (said, person) = (context.Principal!, Proof.ActedFor(context.Request));
        return said.FindFirstValue(ClaimTypes.Name) is { } account && said.FindFirstValue(Stamp) is { } stamp
            && Enum.TryParse<ProofKind>(said.FindFirstValue(How), out var how)
            ? new(Proof.HashOf($"{Scheme}\n{account}\n{stamp}\n{how}", person), how, account, person, stamp)
            : null;
    }
}
