using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Rectification.Gateway.Auth;

/// <summary>
/// Checks bearer tokens (JWT) of the configured issuer: its own discovery document says its name and keys. A token says who somebody is;
/// what he may do, his account says.
/// </summary>
internal sealed class Tokens
{
    /// <summary>How far the issuer's clock and this one may be apart.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(30);

    /// <summary>A signature that only the issuer can make; never one whose key both sides hold.</summary>
    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false, MaximumTokenSizeInBytes = KeyHash.MaxProofLength * 3 };
    private readonly JwtOptions _options;
    private readonly TokenValidationParameters? _rules;
    private readonly TimeProvider _clock;

    public Tokens(IOptions<AuthOptions> options, TimeProvider clock)
    {
        (_options, _clock) = (options.Value.Jwt, clock);
        if (_options.Authority is not { } authority)
        {
            return;
        }

        _rules = new()
        {
            ConfigurationManager = new ConfigurationManager<OpenIdConnectConfiguration>(
                $"{authority.TrimEnd('/')}/.well-known/openid-configuration",
                new OpenIdConnectConfigurationRetriever(),
                new HttpDocumentRetriever { RequireHttps = !AuthOptions.IsLoopback(authority) }),
            ValidateIssuer = true,
            ValidAudience = _options.Audience,
            ValidateAudience = true,
            ValidateLifetime = true,
            RequireExpirationTime = true,
            RequireSignedTokens = true,
            ValidateIssuerSigningKey = true,
            ValidAlgorithms = Algorithms,
            ClockSkew = Skew,
        };
    }

    /// <summary>Whether the text has the form of a token and an issuer is configured: three parts, and no key of an account.</summary>
    public bool IsToken(ReadOnlySpan<char> text) => _rules is not null && text.Count('.') == 2 && text.StartsWith("ey", StringComparison.Ordinal);

    /// <summary>The account a good token names, and until when the token is good (as <see cref="Environment.TickCount64"/>); otherwise <see langword="null"/>.</summary>
    public async Task<(string? Account, long Until)?> Check(string token)
    {
        var checkedToken = await _handler.ValidateTokenAsync(token, _rules);
        if (!checkedToken.IsValid)
        {
            return null;
        }

        var left = checkedToken.SecurityToken.ValidTo + Skew - _clock.GetUtcNow().UtcDateTime;
        return (checkedToken.Claims.TryGetValue(_options.AccountClaim, out var claim) ? claim as string : null, Environment.TickCount64 + (long)left.TotalMilliseconds);
    }
}
