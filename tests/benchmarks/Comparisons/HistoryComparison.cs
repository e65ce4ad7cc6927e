using System.Text.Json.Nodes;
using Rectification.Benchmarks.Load;
using Rectification.Benchmarks.Output;
using Rectification.Benchmarks.Peer;
using Rectification.Benchmarks.Product;

namespace Rectification.Benchmarks.Comparisons;

/// <summary>(g) Reports on one measure with 10 and with 10,000 entries behind it: a report must not know its history.</summary>
internal static class HistoryComparison
{
    private const int ShortHistory = 10;
    private const int LongHistory = 10_000;
    // One caller: on one measure more would only wait for each other.
    private const int Connections = 1;
    // A measure takes 5,000 live commands a day, so all rounds together stay below.
    private const int WarmUpReports = 200;
    private const int ReportsEachRound = 1_000;

    public static async Task Run(BenchmarkRun run)
    {
        var plan = run.WithProduct
            ? await PlanFile.Generate(run.Folder, 100, 5, run.Cancel)
            : PlanFile.InMemory(100, 5);
        await using var product = run.WithProduct
            ? await ProductServer.Start(run.Folder.Folder("product"), seeded: false, run.Cancel)
            : null;
        var keys = await ReportComparison.Keys(product, plan, run.Cancel);
        var shortOne = plan.Measures[0];
        var longOne = plan.Measures.First(measure => measure.LeadUnit == shortOne.LeadUnit && measure != shortOne);
        if (product is not null)
        {
            await product.ImportHistory(plan.Id, Past(shortOne, keys, ShortHistory), run.Cancel);
            await product.ImportHistory(plan.Id, Past(longOne, keys, LongHistory), run.Cancel);
        }

        await using var postgres = await PostgresCluster.Start(run.Folder, run.Cancel);
        await using var peer = await ReportComparison.StartPeer(postgres, CounterStyle.UnitAndCity, plan, keys, run.Cancel,
            async database =>
            {
                await PeerData.AddHistory(database, plan.Id, shortOne, ShortHistory, run.Cancel);
                await PeerData.AddHistory(database, plan.Id, longOne, LongHistory, run.Cancel);
            });

        LoadSpec? Spec(int? port, MeasureLine measure) => port is { } number
            ? ReportLoad.Spec(number, plan, [measure], keys, Connections, WarmUpReports, ReportsEachRound, run.RoundSeconds)
            : null;
        var rounds = await run.Alternate(
            Spec(product?.Process.Port, shortOne), Spec(product?.Process.Port, longOne), Spec(peer.Port, shortOne), Spec(peer.Port, longOne));
        Add(run, ShortHistory, rounds[0], rounds[2]);
        Add(run, LongHistory, rounds[1], rounds[3]);
        run.Scoreboard.Add(new(
            $"report at {LongHistory:N0} entries against {ShortHistory}", "reports/s",
            rounds[1].MedianPerSecond(), rounds[0].MedianPerSecond(), $"the product at {ShortHistory} entries",
            [Goal.RatioAtLeast(0.9)]));
    }

    /// <summary>Past reports of the lead unit, two minutes apart (so some hundreds a day), the last one an hour or more ago.</summary>
    private static IEnumerable<JsonObject> Past(MeasureLine measure, IReadOnlyList<UnitKey> keys, int entries)
    {
        var last = TimeProvider.System.GetUtcNow().AddHours(-1);
        var account = keys.First(key => key.Unit == measure.LeadUnit).Account;
        for (var i = 0; i < entries; i++)
        {
            yield return new()
            {
                ["at"] = last.AddMinutes(-2 * (entries - i)).ToString("O"),
                ["measure"] = measure.No,
                ["command"] = "report",
                ["actor"] = new JsonObject
                {
                    ["account"] = account,
                    ["roles"] = new JsonArray("reporter"),
                    ["units"] = new JsonArray(measure.LeadUnit),
                },
                ["id"] = $"history-{measure.No}-{i}",
                ["body"] = new JsonObject { ["unit"] = measure.LeadUnit, ["percent"] = 1, ["note"] = $"第{i + 1}次进展" },
            };
        }
    }

    private static void Add(BenchmarkRun run, int entries, IReadOnlyList<LoadResult> product, IReadOnlyList<LoadResult> peer) =>
        run.Scoreboard.Add(new(
            $"report on one measure with {entries:N0} entries, {Connections} connection", "reports/s",
            product.MedianPerSecond(), peer.MedianPerSecond(), "hand-written, unit and city counters", [],
            RoundsExtensions.Join(product.Describe("product"), peer.Describe("peer"))));
}
