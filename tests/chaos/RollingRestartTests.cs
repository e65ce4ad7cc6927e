using System.Diagnostics;
using Rectification.Tests.Chaos.Campaign;
using Rectification.Tests.Chaos.Siege;

namespace Rectification.Tests.Chaos;

/// <summary>An upgrade's way: every process is asked to stop and started again, one after the other, while everybody goes on working.</summary>
public sealed class RollingRestartTests
{
    private const int Lanes = 24;
    private static readonly TimeSpan StopsWithin = TimeSpan.FromSeconds(25);
    private static readonly TimeSpan SettleWithin = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    [Fact]
    public async Task Silos_and_then_gateways_restarted_one_by_one_under_load_fail_no_request_and_lose_nothing()
    {
        var seed = Rehearsal.AnySeed();
        Rehearsal.Say($"seed {seed}");
        await using var cluster = await RunningCluster.Start(silos: 3, gateways: 2, "--Stopping:Notice", "00:00:03");
        await using var balancer = new TcpProxy(cluster.Gateways[0].Port);
        using var ops = Api.Ops(balancer.Port);
        var (city, ledger) = (City.Of(measures: 120, units: 12, seed), new Ledger());
        await city.Import(ops);
        using var staff = await Staff.Hire(city, reporters: 8, ops, balancer.Port);
        var reporters = new Reporters(city, ledger, staff, ops, new Gate(), seed);
        using var stop = new CancellationTokenSource();
        var work = reporters.Run(Lanes, round: 1, stop.Token);
        var watch = Watch(city, cluster.Gateways[1].Port, stop.Token);

        foreach (var silo in cluster.Silos)
        {
            await Acknowledged(ledger, 200, work, cluster);
            await Restart(silo, cluster.Slowness, Nobody);
            await new Membership(cluster).UntilWhole();
            await Acknowledged(ledger, 100, work, cluster);
            Assert.Equal("none", reporters.Trouble);
            Assert.False(watch.IsCompleted, watch.Exception?.ToString());
        }

        await stop.CancelAsync();
        await Task.WhenAll(work, watch);
        await new Audit(city, ledger, ops).Figures(await new Audit(city, ledger, ops).Trails(), Rehearsal.Patience);
        await RestartGateways(cluster, balancer, reporters, ledger);
        var recovery = await Recovery.Watch(city, ops, Rehearsal.Patience);
        Assert.True(recovery.Settled <= SettleWithin * cluster.Slowness, $"Settled after {recovery.Settled}, on a machine slowed {cluster.Slowness:F1} times.");
        await new Audit(city, ledger, ops).Figures(await new Audit(city, ledger, ops).Trails(), Rehearsal.Patience);
        Assert.Equal("none", reporters.Trouble);
        Rehearsal.Say($"{ledger.Acknowledged} acknowledged");
    }

    /// <summary>Does what a load balancer does: sends who connects anew to the other gateway as soon as this one says that it is not ready.</summary>
    private static async Task RestartGateways(RunningCluster cluster, TcpProxy balancer, Reporters reporters, Ledger ledger)
    {
        using var stop = new CancellationTokenSource();
        var work = reporters.Run(Lanes, round: 2, stop.Token);
        foreach (var (place, gateway) in cluster.Gateways.Index())
        {
            balancer.Target = gateway.Port;
            balancer.Cut();
            await Acknowledged(ledger, 200, work, cluster);
            await Restart(gateway, cluster.Slowness, async () =>
            {
                await UntilNotReady(gateway.Port);
                balancer.Target = cluster.Gateways[1 - place].Port;
            });
            await Acknowledged(ledger, 100, work, cluster);
        }

        await stop.CancelAsync();
        await work;
    }

    private static async Task Restart(ClusterNode node, double slowness, Func<Task> meanwhile)
    {
        var began = Stopwatch.GetTimestamp();
        var stopped = node.Stop();
        await meanwhile();
        await stopped;
        var took = Stopwatch.GetElapsedTime(began);
        Rehearsal.Say($"{node.Name} ended after {took.TotalMilliseconds:F0} ms");
        Assert.Equal(0, await node.UntilExited());
        Assert.True(took < StopsWithin * slowness, $"{node.Name} took {took} to stop.\n{node.Output}");
        await node.Launch();
        await node.UntilReady();
    }

    private static Task Nobody() => Task.CompletedTask;

    /// <summary>Says no while it still answers: nobody is turned away before having been told.</summary>
    private static async Task UntilNotReady(int port)
    {
        using var stranger = new Api(port, key: null);
        await Until.True(async () => (await stranger.Get("/health/ready")).Status == 503, Patience, "not ready any more, and still answering");
        (await stranger.Get("/health/live")).Must(200);
    }

    /// <summary>Reads the city at a gateway that nobody restarts, and takes no excuse.</summary>
    private static async Task Watch(City city, int port, CancellationToken stop)
    {
        using var reader = Api.Ops(port);
        using var timer = new PeriodicTimer(Look);
        for (var unit = 0; !stop.IsCancellationRequested; unit++)
        {
            (await reader.Get($"plans/{city.Plan}/rates")).Must(200);
            (await reader.Get($"plans/{city.Plan}/units/{city.Units[unit % city.Units.Count]}")).Must(200);
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }

    private static async Task Acknowledged(Ledger ledger, int more, Task work, RunningCluster cluster)
    {
        var target = ledger.Acknowledged + more;
        try
        {
            await Until.True(
                async () =>
                {
                    if (work.IsCompleted)
                    {
                        await work;
                    }

                    return ledger.Acknowledged >= target;
                },
                Patience,
                $"{more} more acknowledged");
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"{e.Message}\n{cluster.Output}", e);
        }
    }
}
