using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Rectification.Tests.Gateway;

/// <summary>TLS, and what browsers are told of it, by settings alone.</summary>
public sealed class TransportTests(FrontDoor door)
{
    private const string Transport = "Strict-Transport-Security";
    private const string Name = "rectification.example";

    [Fact]
    public async Task A_gateway_with_a_certificate_speaks_TLS_and_tells_browsers_to_come_by_nothing_else()
    {
        using var folder = new DataFolder();
        using var authority = new TestAuthority(folder.Path);
        var (certificate, key) = authority.Issue(Name);
        var port = GatewayProcess.FreePort();
        await using var gateway = GatewayProcess.Launch(
            folder, port, "--urls", string.Create(CultureInfo.InvariantCulture, $"https://127.0.0.1:{port}"), "--Seed", "none",
            "--Kestrel:Certificates:Default:Path", certificate, "--Kestrel:Certificates:Default:KeyPath", key);
        using var client = Trusting(authority, port);
        await Until.True(() => IsReady(client), TimeSpan.FromMinutes(4), "ready");

        // By its name in the world: browsers are told nothing of this machine's own.
        using var page = await Get(client, "/sign-in");
        using var refused = await Get(client, "/api/v1/me");

        Assert.Equal((200, 401), ((int)page.StatusCode, (int)refused.StatusCode));
        Assert.All([page, refused], answer => Assert.Equal("max-age=31536000", answer.Headers.GetValues(Transport).Single()));
        Assert.All(page.Headers.GetValues("Set-Cookie"), cookie => Assert.Contains("; secure", cookie, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Without_TLS_browsers_are_told_nothing_of_it_and_every_answer_says_that_its_type_is_meant()
    {
        foreach (var path in new[] { "/sign-in", "/api/v1/me", "/api/v1/nowhere", "/health/live", $"/api/v1/plans/{FrontDoor.Wenzhou}/rates", "/site.css" })
        {
            var answer = await door.Stranger.Get(path);

            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.False(answer.Headers.Contains(Transport));
        }
    }

    private static HttpClient Trusting(TestAuthority authority, int port) => new(new SocketsHttpHandler
    {
        SslOptions = new SslClientAuthenticationOptions
        {
            CertificateChainPolicy = new()
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                CustomTrustStore = { authority.Certificate },
                RevocationMode = X509RevocationMode.NoCheck,
            },
        },
    })
    { BaseAddress = new(string.Create(CultureInfo.InvariantCulture, $"https://127.0.0.1:{port}")) };

    private static async Task<bool> IsReady(HttpClient client)
    {
        try
        {
            using var answer = await client.GetAsync("/health/ready", TestContext.Current.CancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static Task<HttpResponseMessage> Get(HttpClient client, string path) =>
        client.SendAsync(new(HttpMethod.Get, path) { Headers = { Host = Name } }, TestContext.Current.CancellationToken);
}
