namespace Rectification.Tests.Chaos;

/// <summary>A city's cluster of processes stands, answers at every gateway, and ends when it is asked to.</summary>
public sealed class ClusterTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task What_one_gateway_took_the_other_shows_and_everybody_ends_when_asked()
    {
        await using var cluster = await RunningCluster.Start(silos: 3, gateways: 2);
        using var first = Api.Ops(cluster.Gateways[0].Port);
        using var second = Api.Ops(cluster.Gateways[1].Port);

        (await first.Post("plans", SmallPlan.Of("small"))).Must(201);
        using var reporter = new Api(cluster.Gateways[0].Port, await first.Account("reporter", ["reporter"], [SmallPlan.Lead]));
        (await reporter.Post("plans/small/measures/1/reports", SmallPlan.Report(40))).Must(200);

        await Until.True(
            async () => (await second.Get("plans/small/rates")).Must(200).Json["measures"]!["inProgress"]!.GetValue<int>() == 1, Patience,
            "the city, which is told without a receipt in its own time, has the report");
        foreach (var node in cluster.Nodes.Reverse())
        {
            await node.Stop();
            Assert.Equal(0, await node.UntilExited());
        }
    }

    [Fact]
    public async Task Silos_and_gateways_that_start_before_their_database_wait_for_it()
    {
        await using var cluster = await RunningCluster.Start(silos: 1, gateways: 1);
        using var ops = Api.Ops(cluster.Gateways[0].Port);
        (await ops.Post("plans", SmallPlan.Of("small"))).Must(201);
        await Task.WhenAll([.. cluster.Nodes.Select(node => node.Kill()), cluster.Database.Stop()]);

        await cluster.LaunchAll();
        await Until.True(
            () => Task.FromResult(cluster.Nodes.All(node => node.Output.Contains("数据库还不可用", StringComparison.Ordinal))), Patience, "both say that they wait");
        Assert.All(cluster.Nodes, node => Assert.True(node.IsRunning));
        await cluster.Database.Start();

        await cluster.UntilReady();
        (await ops.Get("plans/small/rates")).Must(200);
    }
}
