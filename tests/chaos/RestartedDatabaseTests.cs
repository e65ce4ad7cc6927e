using System.Diagnostics;
using Rectification.Tests.Chaos.Campaign;

namespace Rectification.Tests.Chaos;

/// <summary>
/// PostgreSQL alone is restarted under load, as for a change of its settings and as by a crash: everybody waits for it, and nobody is told so.
/// </summary>
public sealed class RestartedDatabaseTests
{
    private const int Lanes = 12;
    private const int Enough = 150;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(60);

    /// <summary>After the database takes work again.</summary>
    private static readonly TimeSpan AnsweredWithin = TimeSpan.FromSeconds(5);

    /// <summary>Whoever has no database for longer is told so.</summary>
    private static readonly TimeSpan RiddenOut = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task A_database_that_is_restarted_costs_a_wait_and_nothing_is_refused_or_lost()
    {
        var seed = Rehearsal.AnySeed();
        Rehearsal.Say($"seed {seed}");
        await using var cluster = await RunningCluster.Start(silos: 3, gateways: 2);
        using var ops = Api.Ops(cluster.Gateways[0].Port);
        var (city, ledger) = (City.Of(measures: 120, units: 24, seed), new Ledger());
        await city.Import(ops);
        using var staff = await Staff.Hire(city, reporters: 6, ops, [.. cluster.Gateways.Select(gateway => gateway.Port)]);
        var reporters = new Reporters(city, ledger, staff, ops, new Gate(), seed, Pace);
        using var office = await OfficeWork.Begin(cluster);
        var restarts = new List<(TimeSpan Away, TimeSpan Took, TimeSpan Usual, long Unavailable)>();
        foreach (var (round, mode) in ((string[])["fast", "immediate", "immediate"]).Index())
        {
            using var stop = new CancellationTokenSource();
            var work = Task.WhenAll(reporters.Run(Lanes, round, stop.Token), office.Run(round, stop.Token));
            await Answered(ledger, office, work);
            Cost(reporters, office);
            await Answered(ledger, office, work);
            var (usual, _) = Cost(reporters, office);
            var begun = Stopwatch.GetTimestamp();
            await cluster.Database.Restart(mode);
            var away = Stopwatch.GetElapsedTime(begun);
            await Answered(ledger, office, work);

            // Ends when every request is answered, those too that met no database.
            await stop.CancelAsync();
            await work;
            var (took, unavailable) = Cost(reporters, office);
            restarts.Add((away, took, usual, unavailable));
            Rehearsal.Say($"{mode}, the database away for (s), slowest answer, the same without a restart, answers 503: {restarts[^1]}");
        }

        await new Audit(city, ledger, ops).Figures(await new Audit(city, ledger, ops).Trails(), Rehearsal.Patience);
        await office.Audit();
        var told = $"{string.Join(", ", restarts)}, on a machine slowed {cluster.Slowness:F1} times. {reporters.Trouble}";

        // A machine that others load at one of three is no finding.
        Assert.True(restarts.Count(one => one.Took <= one.Away + one.Usual + (AnsweredWithin * cluster.Slowness)) >= 2, told);
        Assert.True(restarts.Count(one => one.Unavailable == 0 || one.Away > RiddenOut) >= 2, told);
    }

    /// <summary>The longest that anybody waited since this was last asked, and how often somebody was told "not now".</summary>
    private static (TimeSpan Took, long Unavailable) Cost(Reporters reporters, OfficeWork office)
    {
        var ((_, unavailable, reports), others) = (reporters.Wear.Take(), office.Cost());
        return (reports > others.Took ? reports : others.Took, unavailable + others.Unavailable);
    }

    private static Task Answered(Ledger ledger, OfficeWork office, Task work) => Task.WhenAll(
        Rehearsal.Reached(() => ledger.Acknowledged, Enough, work), Rehearsal.Reached(() => office.Answered, Enough, work));
}
