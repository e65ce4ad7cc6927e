using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Rectification.Accounts;

namespace Rectification.Gateway.Auth;

/// <summary>
/// Bearer tokens (JWT) of the configured issuer: its own discovery document says its name and keys. A token says who somebody is; what he
/// may do, his account says.
/// </summary>
internal static class IssuerTokens
{
    public const string Scheme = "token";

    /// <summary>How far the issuer's clock and this one may be apart.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(30);

    /// <summary>A signature that only the issuer can make; never one whose key both sides hold.</summary>
    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    public static void AddTo(AuthenticationBuilder authentication, JwtOptions issuer)
    {
        if (issuer.Authority is not { } authority)
        {
            return;
        }

        authentication.AddJwtBearer(Scheme, options =>
        {
            options.Authority = authority;
            options.RequireHttpsMetadata = !AuthOptions.IsLoopback(authority);
            options.MapInboundClaims = false;
            options.TokenHandlers.Clear();
            options.TokenHandlers.Add(new JsonWebTokenHandler { MapInboundClaims = false, MaximumTokenSizeInBytes = KeyHash.MaxProofLength * 3 });
            options.TokenValidationParameters = new()
            {
                ValidAudience = issuer.Audience,
                RequireExpirationTime = true,
                RequireSignedTokens = true,
                ValidateIssuerSigningKey = true,
                ValidAlgorithms = Algorithms,
                ClockSkew = Skew,
            };
            options.Events = new()
            {
                OnMessageReceived = Read,
                OnTokenValidated = context => Ask(context, issuer.AccountClaim),
                OnAuthenticationFailed = static context => Take(context, CallerPrincipal.BadToken),
            };
        });
    }

    /// <summary>Whether a text has the form of a token: three parts, and no key of an account.</summary>
    public static bool IsToken(ReadOnlySpan<char> text) => text.Count('.') == 2 && text.StartsWith("ey", StringComparison.Ordinal);

    private static Task Read(MessageReceivedContext context)
    {
        context.Token = Proof.ShownBy(context.Request).ToString();
        return Task.CompletedTask;
    }

    private static async Task Ask(TokenValidatedContext context, string claim)
    {
        if (context.Principal?.FindFirst(claim)?.Value is not { } account || !Ids.IsValid(account))
        {
            await Take(context, CallerPrincipal.Refused(AccountRefusals.NotAnAccount));
            return;
        }

        var clock = context.HttpContext.RequestServices.GetRequiredService<TimeProvider>();
        var left = context.SecurityToken.ValidTo + Skew - clock.GetUtcNow().UtcDateTime;
        var person = Proof.ActedFor(context.Request);
        var hash = Proof.HashOf(Proof.ShownBy(context.Request), person);
        var proof = new Proof(hash, ProofKind.Token, account, person, Until: Environment.TickCount64 + (long)left.TotalMilliseconds);
        await Take(context, await context.HttpContext.RequestServices.GetRequiredService<Identities>().Ask(proof));
    }

    private static Task Take(ResultContext<JwtBearerOptions> context, CallerPrincipal who)
    {
        context.Principal = who;
        context.Success();
        return Task.CompletedTask;
    }
}
