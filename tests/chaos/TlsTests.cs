using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using Npgsql;
using Rectification.Tests.Chaos.Campaign;

namespace Rectification.Tests.Chaos;

/// <summary>A cluster whose processes speak TLS to each other and to the database, by an authority of its own.</summary>
public sealed class TlsTests
{
    [Fact]
    public async Task Everything_goes_over_TLS_and_who_shows_no_certificate_of_the_cluster_reaches_no_silo()
    {
        await using var cluster = await RunningCluster.StartOverTls(silos: 2, gateways: 1);
        using var ops = Api.Ops(cluster.Gateways[0].Port);
        var city = City.Of(measures: 20, units: 4, seed: 3);
        await city.Import(ops);
        using var reporter = new Api(cluster.Gateways[0].Port, await ops.Account("reporter", ["reporter"], [.. city.Units]));

        // More measures than one silo would hold: some of the calls go from silo to silo.
        foreach (var measure in city.Measures)
        {
            var body = new JsonObject { ["unit"] = measure.Lead, ["percent"] = 30, ["note"] = "" };
            (await reporter.Post($"plans/{city.Plan}/measures/{measure.No}/reports", body)).Must(200);
        }

        Assert.Empty((await ops.Post($"plans/{city.Plan}/recount", new JsonObject())).Must(200).Json["mismatches"]!.AsArray());
        Assert.Equal("0", await InTheClear(cluster));
        using var strangers = new DataFolder();
        using var foreign = new TestAuthority(strangers.Path, "foreign");
        await Assert.ThrowsAnyAsync<Exception>(() => Greet(cluster.Silos[0].Port, foreign));
    }

    /// <summary>How many connections to the database are not encrypted, this one apart.</summary>
    private static async Task<string> InTheClear(RunningCluster cluster)
    {
        await using var connection = new NpgsqlConnection(cluster.Database.ConnectionString + ";SSL Mode=Disable;Pooling=false");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText =
            "select count(*) from pg_stat_activity join pg_stat_ssl using (pid) where backend_type = 'client backend' and not ssl and pid <> pg_backend_pid()";
        return $"{await command.ExecuteScalarAsync(TestContext.Current.CancellationToken)}";
    }

    /// <summary>TLS with a certificate of another authority: the silo ends it, at the latest when something is to be read.</summary>
    private static async Task Greet(int port, TestAuthority authority)
    {
        var (certificate, key) = authority.Issue("stranger");
        using var own = System.Security.Cryptography.X509Certificates.X509Certificate2.CreateFromPemFile(certificate, key);
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", port, TestContext.Current.CancellationToken);
        await using var tls = new SslStream(client.GetStream());
        await tls.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions
            {
                TargetHost = "localhost",
                ClientCertificates = [own],
                RemoteCertificateValidationCallback = static (_, silo, _, _) => silo is not null,
                EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            },
            TestContext.Current.CancellationToken);
        var read = tls.ReadAsync(new byte[1], TestContext.Current.CancellationToken).AsTask();
        if (await read.WaitAsync(Rehearsal.Patience, TestContext.Current.CancellationToken) == 0)
        {
            throw new AuthenticationException("The silo ended the connection.");
        }
    }
}
