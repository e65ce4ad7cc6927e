using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Rectification.Gateway.Http;

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
    private const string ActingFor = "for";

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

    /// <summary>Goes on with a session in the name of another person, or in one's own again; it does not last longer by that.</summary>
    /// <param name="context">A request that the session's cookie proved, which is answered with another cookie.</param>
    /// <param name="person">The person acted for from now on; <see langword="null"/>: oneself.</param>
    public static async Task ActFor(HttpContext context, string? person)
    {
        if (context.User is CallerPrincipal { Proof: { Kind: ProofKind.Password or ProofKind.Vouched } proof })
        {
            await Renew(context, proof, person, (await context.AuthenticateAsync(Scheme)).Properties);
        }
    }

    /// <summary>Has the account say whether the session goes on, and who that is now.</summary>
    private static async Task Validate(CookieValidatePrincipalContext context)
    {
        var identities = context.HttpContext.RequestServices.GetRequiredService<Identities>();
        var proof = ProofOf(context);
        var who = proof is null ? CallerPrincipal.Unknown : await identities.Know(proof);
        if (who.Refusal is { } ended && proof is { For: { } person } && Proof.ActedFor(context.Request) is null)
        {
            who = await BackToOneself(context, proof, new(person, ended));
        }

        if (who is { Caller: null, Refusal: null })
        {
            context.RejectPrincipal();
        }
        else
        {
            context.ReplacePrincipal(who);
        }
    }

    /// <summary>A substitution that has ended ends no session. A page says so and forgets whom it was for.</summary>
    private static async Task<CallerPrincipal> BackToOneself(CookieValidatePrincipalContext context, Proof proof, EndedActing ended)
    {
        context.HttpContext.Features.Set(ended);
        if (PageAnswers.IsPage(context.HttpContext))
        {
            await Renew(context.HttpContext, proof, null, context.Properties);
        }

        return await context.HttpContext.RequestServices.GetRequiredService<Identities>()
            .Know(Of(proof.Account, proof.Secret!, proof.Kind, null));
    }

    private static Task Renew(HttpContext context, Proof proof, string? person, AuthenticationProperties? session)
    {
        List<Claim> claims = [new(ClaimTypes.Name, proof.Account), new(Stamp, proof.Secret!), new(How, proof.Kind.ToString())];
        if (person is not null)
        {
            claims.Add(new(ActingFor, person));
        }

        return context.SignInAsync(
            Scheme, new(new ClaimsIdentity(claims, Scheme)), new() { IssuedUtc = session?.IssuedUtc, ExpiresUtc = session?.ExpiresUtc });
    }

    private static Proof Of(string account, string stamp, ProofKind how, string? person) =>
        new(Proof.HashOf($"{Scheme}\n{account}\n{stamp}\n{how}", person), how, account, person, stamp);

    private static Proof? ProofOf(CookieValidatePrincipalContext context)
    {
        var said = context.Principal!;
        return said.FindFirstValue(ClaimTypes.Name) is { } account && said.FindFirstValue(Stamp) is { } stamp
            && Enum.TryParse<ProofKind>(said.FindFirstValue(How), out var how)
            ? Of(account, stamp, how, Proof.ActedFor(context.Request) ?? said.FindFirstValue(ActingFor))
            : null;
    }
}

/// <summary>The session acted for somebody who no longer lets it; the request is of whoever is signed in.</summary>
/// <param name="Person">The account it was for.</param>
/// <param name="Refusal">Why not any more.</param>
internal sealed record EndedActing(string Person, Refusal Refusal);
