using Microsoft.Extensions.Options;

namespace Rectification.Gateway.Auth;

/// <summary>Section <c>Auth</c>.</summary>
internal sealed class AuthOptions
{
    public const string Section = "Auth";
    public const int MinBootstrapKeyLength = 32;

    /// <summary>The claim that names an account, unless another is configured.</summary>
    public const string UsualAccountClaim = "preferred_username";

    /// <summary>Key of the account <c>ops</c>, at least 32 characters; without one a key is made and shown at the first start.</summary>
    public string? BootstrapKey { get; set; }

    /// <summary>Bearer tokens of an issuer.</summary>
    public JwtOptions Jwt { get; set; } = new();

    /// <summary>Signing in at an issuer's page.</summary>
    public OidcOptions Oidc { get; set; } = new();

    /// <summary>Whether an issuer is on this machine; only there it may go without TLS.</summary>
    public static bool IsLoopback(string authority) => Uri.TryCreate(authority, UriKind.Absolute, out var uri) && uri.IsLoopback;
}

/// <summary>Section <c>Auth:Jwt</c>.</summary>
internal sealed class JwtOptions
{
    /// <summary>The issuer's address, under which its discovery document is; without one no token is accepted.</summary>
    public string? Authority { get; set; }

    /// <summary>Whom a token must be meant for.</summary>
    public string? Audience { get; set; }

    /// <summary>The claim that names the account.</summary>
    public string AccountClaim { get; set; } = AuthOptions.UsualAccountClaim;
}

/// <summary>Section <c>Auth:Oidc</c>.</summary>
internal sealed class OidcOptions
{
    public string? Authority { get; set; }
    public string? ClientId { get; set; }
    public string? ClientSecret { get; set; }
    public string AccountClaim { get; set; } = AuthOptions.UsualAccountClaim;
}

/// <summary>Refuses a start with a key that is easily guessed, or with an issuer that cannot be trusted.</summary>
internal sealed class AuthOptionsValidator : IValidateOptions<AuthOptions>
{
    public ValidateOptionsResult Validate(string? name, AuthOptions options) =>
        options.BootstrapKey is not (null or { Length: >= AuthOptions.MinBootstrapKeyLength and <= KeyHash.MaxKeyLength })
            ? ValidateOptionsResult.Fail($"Auth:BootstrapKey must have {AuthOptions.MinBootstrapKeyLength} to {KeyHash.MaxKeyLength} characters.")
        : options.Jwt.Authority is { } issuer && (!IsTrusted(issuer) || string.IsNullOrEmpty(options.Jwt.Audience))
            ? ValidateOptionsResult.Fail("Auth:Jwt:Authority must be an https address (http on this machine only) and needs Auth:Jwt:Audience.")
        : options.Oidc.Authority is { } page && (!IsTrusted(page) || string.IsNullOrEmpty(options.Oidc.ClientId))
            ? ValidateOptionsResult.Fail("Auth:Oidc:Authority must be an https address (http on this machine only) and needs Auth:Oidc:ClientId.")
        : ValidateOptionsResult.Success;

    private static bool IsTrusted(string authority) =>
        Uri.TryCreate(authority, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback));
}
