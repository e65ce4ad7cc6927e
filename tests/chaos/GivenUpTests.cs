using Npgsql;
using Rectification.Tests.Chaos.Siege;

namespace Rectification.Tests.Chaos;

/// <summary>A silo that can do no more good ends by itself, and one that could do harm does not begin.</summary>
public sealed class GivenUpTests
{
    private const int GivenUp = 3;
    private const int CannotStart = 1;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan EndsWithin = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task A_silo_that_stood_still_until_the_others_gave_it_up_says_so_and_ends_with_a_code_of_its_own()
    {
        await using var cluster = await RunningCluster.Start(silos: 3, gateways: 0);
        var silo = cluster.Silos[0];
        var members = new Membership(cluster);
        await members.UntilWhole();

        await silo.Pause();
        await members.UntilGivenUp(silo);
        await silo.Resume();

        await MustEnd(silo, cluster);
        await silo.Launch();
        await silo.UntilReady();
    }

    [Fact]
    public async Task A_silo_whose_writers_are_shut_out_says_so_and_ends_with_a_code_of_its_own()
    {
        await using var cluster = await RunningCluster.Start(silos: 1, gateways: 1);
        using var ops = Api.Ops(cluster.Gateways[0].Port);
        await Change(cluster, "UPDATE rectification.writer SET fenced = true");

        var account = new JsonObject { ["name"] = "somebody", ["roles"] = new JsonArray("auditor") };
        var refused = ops.Post("accounts", account.DeepClone());

        await MustEnd(cluster.Silos[0], cluster);
        (await refused).Must(503);
        await cluster.Silos[0].Launch();
        await cluster.Silos[0].UntilReady();
        await Until.True(async () => (await ops.Post("accounts", account.DeepClone())).Status == 201, Patience, "the silo that was started again writes");
    }

    [Fact]
    public async Task A_silo_on_a_newer_schema_says_so_ends_and_touches_nothing()
    {
        await using var cluster = await RunningCluster.Start(silos: 1, gateways: 0);
        await new Membership(cluster).UntilWhole();
        await cluster.Silos[0].Stop();
        await Change(
            cluster, "INSERT INTO rectification.schema_version (version) VALUES (99); UPDATE rectification.orleansquery SET querytext = 'of a newer program'");

        await cluster.Silos[0].Launch();

        Assert.Equal(CannotStart, await cluster.Silos[0].UntilExited());
        Assert.Contains("数据库结构由更新版本的程序建立", cluster.Silos[0].Output, StringComparison.Ordinal);
        Assert.Contains("was made by a newer program (version 99", cluster.Silos[0].Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", cluster.Silos[0].Output.Split(", ended:")[1], StringComparison.Ordinal);
        Assert.Equal(0, await Number(cluster, "SELECT count(*) FROM rectification.orleansquery WHERE querytext <> 'of a newer program'"));
    }

    private static async Task MustEnd(ClusterNode silo, RunningCluster cluster)
    {
        await Until.True(() => Task.FromResult(!silo.IsRunning), EndsWithin * cluster.Slowness, () => $"it ended. {silo.Output}");
        Assert.Equal(GivenUp, await silo.UntilExited());
        Assert.Contains("由服务管理程序重新启动", silo.Output, StringComparison.Ordinal);
        Assert.Contains("is to start it again", silo.Output, StringComparison.Ordinal);
    }

    private static async Task<long> Number(RunningCluster cluster, string sql)
    {
        await using var source = NpgsqlDataSource.Create(cluster.Database.ConnectionString);
        await using var command = source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    private static async Task Change(RunningCluster cluster, string sql)
    {
        await using var source = NpgsqlDataSource.Create(cluster.Database.ConnectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
