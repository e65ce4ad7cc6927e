using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace Rectification.Tests.Gateway.Issuers;

/// <summary>Tokens and sign-in of a configured issuer, against a real one.</summary>
public sealed class TokenTests : IAsyncLifetime
{
    private readonly DataFolder _folder = new();
    private readonly int _port = GatewayProcess.FreePort();
    private Issuer _issuer = null!;
    private GatewayProcess _gateway = null!;
    private Api _ops = null!;

    public async ValueTask InitializeAsync()
    {
        _issuer = await Issuer.Start();
        _gateway = await GatewayProcess.Start(
            _folder, _port, "--Seed", "none",
            "--Auth:Jwt:Authority", _issuer.Address, "--Auth:Jwt:Audience", Issuer.Audience,
            "--Auth:Oidc:Authority", _issuer.Address, "--Auth:Oidc:ClientId", Issuer.Client, "--Auth:Oidc:ClientSecret", Issuer.Secret);
        _ops = Api.Ops(_port);
        foreach (var account in new[] { "token-auditor", "token-machine", "token-gone", "oidc-person" })
        {
            await _ops.Account(account, ["auditor"]);
        }

        (await _ops.Post("accounts/token-gone/disable", new JsonObject { ["reason"] = "离职" })).Must(200);
    }

    public async ValueTask DisposeAsync()
    {
        _ops?.Dispose();
        if (_gateway is not null)
        {
            await _gateway.DisposeAsync();
        }

        if (_issuer is not null)
        {
            await _issuer.DisposeAsync();
        }

        _folder.Dispose();
    }

    [Fact]
    public async Task A_token_is_good_only_if_the_issuer_made_it_for_us_and_now()
    {
        (await With(_issuer.Token("token-auditor"))).Must(200);
        (await With(await Issued())).Must(200);
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        await Bad("forged", _issuer.Token("token-auditor",
            token => token.SigningCredentials = new(new RsaSecurityKey(RSA.Create(2048)) { KeyId = "issuer-key" }, SecurityAlgorithms.RsaSha256)));
        await Bad("signed with what is public", _issuer.Token("token-auditor", token => token.SigningCredentials = new(
            new SymmetricSecurityKey(_issuer.Key.Rsa.ExportSubjectPublicKeyInfo()) { KeyId = "issuer-key" }, SecurityAlgorithms.HmacSha256)));
        await Bad("unsigned", Unsigned(_issuer.Token("token-auditor")));
        await Bad("changed", Changed(_issuer.Token("token-gone")));
        await Bad("expired", _issuer.Token("token-auditor",
            token => (token.NotBefore, token.IssuedAt, token.Expires) = (now.AddHours(-2), now.AddHours(-2), now.AddMinutes(-2))));
        await Bad("without an end", _issuer.Token("token-auditor", token => token.Expires = null));
        await Bad("not yet valid", _issuer.Token("token-auditor", token => token.NotBefore = now.AddMinutes(2)));
        await Bad("for somebody else", _issuer.Token("token-auditor", token => token.Audience = "another"));
        await Bad("of somebody else", _issuer.Token("token-auditor", token => token.Issuer = "http://127.0.0.1:1/"));
        Assert.Equal("auth.account-unknown", (await With(_issuer.Token("token-nobody"))).Must(403).Code);
        Assert.Equal("auth.account-unknown", (await With(_issuer.Token("not an id"))).Must(403).Code);
        Assert.Equal("auth.account-disabled", (await With(_issuer.Token("token-gone"))).Must(403).Code);
        Assert.Equal("access.denied", (await With(_issuer.Token("token-auditor"), "accounts")).Must(403).Code);
    }

    [Fact]
    public async Task A_token_is_not_believed_past_its_end()
    {
        // Ten seconds are left of it; on a machine too busy to be asked within them, another one is taken.
        var token = "";
        await Until.True(
            async () =>
            {
                token = _issuer.Token("token-auditor", descriptor => descriptor.Expires = TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(-20));
                return (await With(token)).Status == 200;
            },
            TimeSpan.FromMinutes(2),
            "a token is believed until its end");

        await Until.True(async () => (await With(token)).Status == 401, TimeSpan.FromMinutes(2), "the token has ended");
    }

    [Fact]
    public async Task Signing_in_at_the_issuers_page_ends_in_the_same_cookie()
    {
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = true, CookieContainer = new() };
        using var browser = new HttpClient(handler) { BaseAddress = new(Address) };
        using var start = await browser.GetAsync("/sign-in/oidc", TestContext.Current.CancellationToken);
        var there = start.Headers.Location!;
        Assert.StartsWith(_issuer.Address, there.ToString(), StringComparison.Ordinal);
        Assert.Contains("code_challenge_method=S256", there.Query, StringComparison.Ordinal);
        using var page = await browser.GetAsync(there, TestContext.Current.CancellationToken);
        using var back = await browser.GetAsync(page.Headers.Location, TestContext.Current.CancellationToken);
        var text = await back.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(back.IsSuccessStatusCode, text);

        var me = await browser.GetStringAsync("/api/v1/me", TestContext.Current.CancellationToken);

        Assert.Equal("oidc-person", JsonNode.Parse(me)!["account"]!.GetValue<string>());
    }

    private string Address => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_port}");

    private async Task<Answer> With(string token, string path = "me")
    {
        using var somebody = new Api(_port, token);
        return await somebody.Get(path);
    }

    private async Task Bad(string what, string token)
    {
        var answer = await With(token);
        Assert.True((answer.Status, answer.Code) == (401, "auth.token-invalid"), $"{what}: {answer.Status} {answer.Text}");
        Assert.Contains("invalid_token", answer.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
        (await With(token, "plans")).Must(401);
    }

    /// <summary>A token as the issuer itself gives it out.</summary>
    private async Task<string> Issued()
    {
        using var client = new HttpClient();
        using var form = new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("client_id", Issuer.Client),
            new("client_secret", Issuer.Secret)]);
        using var answer = await client.PostAsync(new Uri($"{_issuer.Address}/connect/token"), form, TestContext.Current.CancellationToken);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["access_token"]!.GetValue<string>();
    }

    private static string Unsigned(string token) => $"{Base64UrlEncoder.Encode("{\"alg\":\"none\",\"typ\":\"JWT\"}")}.{token.Split('.')[1]}.";

    private static string Changed(string token)
    {
        var parts = token.Split('.');
        var claims = Base64UrlEncoder.Decode(parts[1]).Replace("token-gone", "token-auditor", StringComparison.Ordinal);
        return $"{parts[0]}.{Base64UrlEncoder.Encode(Encoding.UTF8.GetBytes(claims))}.{parts[2]}";
    }
}
