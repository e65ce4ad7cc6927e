using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Rectification.Tests.Gateway.Issuers;

/// <summary>A real issuer of tokens on the loopback address, whose signing key the tests have too.</summary>
internal sealed class Issuer : IAsyncDisposable
{
    public const string Audience = "rectification";
    public const string Client = "rectification-page";
    public const string Secret = "the-secret-of-the-page";

    private readonly RSA _rsa = RSA.Create(2048);
    private readonly WebApplication _app;

    private Issuer()
    {
        Port = GatewayProcess.FreePort();
        Key = new(_rsa) { KeyId = "issuer-key" };
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(Address);
        builder.Logging.ClearProviders();
        builder.Services.AddOpenIddict().AddServer(Configure);
        builder.Services.AddRouting();
        _app = builder.Build();
        _app.UseAuthentication();
    }

    public int Port { get; }

    public string Address => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}");

    public RsaSecurityKey Key { get; }

    public static async Task<Issuer> Start()
    {
        var issuer = new Issuer();
        await issuer._app.StartAsync(TestContext.Current.CancellationToken);
        return issuer;
    }

    /// <summary>A token the issuer could have made, changed in one thing.</summary>
    public string Token(string account, Action<SecurityTokenDescriptor>? change = null)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var descriptor = new SecurityTokenDescriptor
        {
            Issuer = Address + "/",
            Audience = Audience,
            NotBefore = now.AddMinutes(-1),
            IssuedAt = now.AddMinutes(-1),
            Expires = now.AddMinutes(10),
            Subject = new([new Claim("preferred_username", account)]),
            SigningCredentials = new(Key, SecurityAlgorithms.RsaSha256),
        };
        change?.Invoke(descriptor);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(descriptor);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _rsa.Dispose();
    }

    private void Configure(OpenIddictServerBuilder options)
    {
        options.EnableDegradedMode();
        options.SetIssuer(new Uri(Address + "/"));
        options.SetTokenEndpointUris("connect/token").SetAuthorizationEndpointUris("connect/authorize");
        options.AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange();
        options.AllowClientCredentialsFlow();
        options.RegisterScopes("openid", "profile");
        options.AddSigningKey(Key).AddEphemeralEncryptionKey().DisableAccessTokenEncryption();
        options.UseAspNetCore().DisableTransportSecurityRequirement();
        options.AddEventHandler<ValidateTokenRequestContext>(static handler => handler.UseInlineHandler(static context =>
        {
            if (context.ClientId != Client || context.ClientSecret != Secret)
            {
                context.Reject("invalid_client");
            }

            return default;
        }));
        options.AddEventHandler<ValidateAuthorizationRequestContext>(static handler => handler.UseInlineHandler(static context =>
        {
            if (context.ClientId != Client)
            {
                context.Reject("invalid_client");
            }

            return default;
        }));
        options.AddEventHandler<HandleAuthorizationRequestContext>(static handler => handler.UseInlineHandler(static context =>
        {
            // Nobody is asked for a password here: whom the request hints at, has signed in.
            context.SignIn(Somebody(context.Request.LoginHint ?? "oidc-person", context.Request.GetScopes()));
            return default;
        }));
        options.AddEventHandler<HandleTokenRequestContext>(static handler => handler.UseInlineHandler(static context =>
        {
            if (context.Request.IsClientCredentialsGrantType())
            {
                var machine = Somebody("token-machine", []);
                machine.SetResources(Audience);
                context.SignIn(machine);
            }

            return default;
        }));
    }

    private static ClaimsPrincipal Somebody(string account, IEnumerable<string> scopes)
    {
        var identity = new ClaimsIdentity("issuer");
        identity.AddClaim(new Claim("sub", account).SetDestinations("access_token", "id_token"));
        identity.AddClaim(new Claim("preferred_username", account).SetDestinations("access_token", "id_token"));
        var principal = new ClaimsPrincipal(identity);
        principal.SetScopes(scopes);
        return principal;
    }
}
