using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Rectification.Gateway.Auth;

/// <summary>Knows accounts by their keys.</summary>
internal sealed class ApiKeyHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, Identities identities, IOptions<AuthOptions> auth)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Name = "key";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var key = Proof.ShownBy(Request);
        if (key.IsEmpty || key.Length > KeyHash.MaxKeyLength)
        {
            return Task.FromResult(Result(CallerPrincipal.Unknown));
        }

        var person = Proof.ActedFor(Request);
        return ApiKey.AccountOf(key, auth.Value.BootstrapKey) is { } account
            ? Ask(new(Proof.HashOf(key, person), ProofKind.Key, account, person, KeyHash.Of(key).ToHex()))
            : Task.FromResult(Result(CallerPrincipal.Unknown));
    }

    private async Task<AuthenticateResult> Ask(Proof proof) => Result(await identities.Ask(proof));

    private static AuthenticateResult Result(CallerPrincipal who) => AuthenticateResult.Success(new(who, Name));
}

/// <summary>The form of a key: <c>rk_{account}_{43 url-safe random characters}</c>.</summary>
internal static class ApiKey
{
    private const string Prefix = "rk_";
    private const int SecretBytes = 32;
    private const int SecretLength = 43;

    public static string Create(string account) => $"{Prefix}{account}_{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes))}";

    /// <summary>The account named in a key, or <see langword="null"/> when the text has another form and is not the bootstrap key.</summary>
    public static string? AccountOf(ReadOnlySpan<char> key, string? bootstrap)
    {
        var end = key.Length - SecretLength - 1;
        if (end <= Prefix.Length || !key.StartsWith(Prefix, StringComparison.Ordinal) || key[end] != '_' || !Ids.IsValid(key[Prefix.Length..end].ToString()))
        {
            return bootstrap is not null && KeyHash.Of(key) == KeyHash.Of(bootstrap) ? Identities.OpsAccount : null;
        }

        return key[Prefix.Length..end].ToString();
    }
}
