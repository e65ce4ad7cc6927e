using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Rectification.OrleansMends;

namespace Rectification.Tests.Storage;

/// <summary>A silo's line to another silo goes to that silo's port for silos.</summary>
public sealed class GatewaysAreNotSilosTests
{
    private const int SiloPort = 11111;
    private const int GatewayPort = 30000;

    [Theory]
    [InlineData(SiloPort, SiloStatus.Active, true)]
    [InlineData(GatewayPort, SiloStatus.Active, false)]
    [InlineData(GatewayPort, SiloStatus.Joining, false)]
    [InlineData(GatewayPort, SiloStatus.Dead, true)]
    public async Task A_connection_to_where_a_silo_serves_gateways_is_ended(int port, SiloStatus status, bool passes)
    {
        Assert.Equal(passes, await Passes(new Members(status), port));
    }

    [Fact]
    public async Task While_the_database_is_away_silos_still_reach_each_other()
    {
        Assert.True(await Passes(new Members(null), GatewayPort));
    }

    private static async Task<bool> Passes(IMembershipTable members, int port)
    {
        await using var services = new ServiceCollection().AddSingleton(members).BuildServiceProvider();
        var guard = new GatewaysAreNotSilos(services, NullLogger<GatewaysAreNotSilos>.Instance);
        var connection = new DefaultConnectionContext("line") { RemoteEndPoint = new IPEndPoint(IPAddress.Loopback, port) };
        var passed = false;
        await guard.Pass(connection, _ =>
        {
            passed = true;
            return Task.CompletedTask;
        });
        return passed;
    }

    /// <summary>One silo of this status; without one it cannot be read.</summary>
    private sealed class Members(SiloStatus? status) : IMembershipTable
    {
        public Task<MembershipTableData> ReadAll() => status is { } known
            ? Task.FromResult(new MembershipTableData(
                Tuple.Create(
                    new MembershipEntry { SiloAddress = SiloAddress.New(IPAddress.Loopback, SiloPort, 1), Status = known, ProxyPort = GatewayPort },
                    "tag"),
                new TableVersion(1, "1")))
            : Task.FromException<MembershipTableData>(new TimeoutException());

        public Task InitializeMembershipTable(bool tryInitTableVersion) => Task.CompletedTask;

        public Task DeleteMembershipTableEntries(string clusterId) => Task.CompletedTask;

        public Task CleanupDefunctSiloEntries(DateTimeOffset beforeDate) => Task.CompletedTask;

        public Task<MembershipTableData> ReadRow(SiloAddress key) => ReadAll();

        public Task<bool> InsertRow(MembershipEntry entry, TableVersion tableVersion) => Task.FromResult(false);

        public Task<bool> UpdateRow(MembershipEntry entry, string etag, TableVersion tableVersion) => Task.FromResult(false);

        public Task UpdateIAmAlive(MembershipEntry entry) => Task.CompletedTask;
    }
}
