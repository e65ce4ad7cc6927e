using System.Diagnostics;
using System.Globalization;
using Rectification.Tests.Chaos.Campaign;

namespace Rectification.Tests.Chaos;

/// <summary>PostgreSQL alone is restarted under load, as for a change of its settings and as by a crash: everybody waits for it, and nobody is told so.</summary>
public sealed class RestartedDatabaseTests
{
    private const int Lanes = 12;
    private const int Enough = 150;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(60);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    /// <summary>After the database takes work again.</summary>
    private static readonly TimeSpan AnsweredWithin = TimeSpan.FromSeconds(3);

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
        foreach (var (round, mode) in ((string[])["fast", "immediate", "fast", "immediate"]).Index())
        {
            using var stop = new CancellationTokenSource();
            var work = Task.WhenAll(reporters.Run(Lanes, round, stop.Token), office.Run(round, stop.Token));
            await Answered(ledger, office, work);
            (_, _) = (office.Cost(), reporters.Wear.Take());
            var begun = Stopwatch.GetTimestamp();
            await cluster.Database.Restart(mode);
            var away = Stopwatch.GetElapsedTime(begun);
            await Answered(ledger, office, work);
            await stop.CancelAsync();
            await work;
            var (retries, unavailable, slowest) = reporters.Wear.Take();
            Rehearsal.Say(string.Create(
                CultureInfo.InvariantCulture,
                $"{mode}, away {away.TotalSeconds:F1} s: reports {slowest.TotalSeconds:F1} s, {retries} retries, {unavailable} 503; office {office.Cost()}; {reporters.Trouble}"));
        }

        await new Audit(city, ledger, ops).Figures(await new Audit(city, ledger, ops).Trails(), Rehearsal.Patience);
        await office.Audit();
    }

    private static async Task Answered(Ledger ledger, OfficeWork office, Task work)
    {
        var (reports, others) = (ledger.Acknowledged + Enough, office.Answered + Enough);
        await Until.True(
            async () =>
            {
                if (work.IsCompleted)
                {
                    await work;
                }

                return ledger.Acknowledged >= reports && office.Answered >= others;
            },
            Patience,
            $"{Enough} more are answered");
    }
}
