using Rectification.Benchmarks.Load;
using Rectification.Benchmarks.Output;
using Rectification.Benchmarks.Peer;
using Rectification.Benchmarks.Product;

namespace Rectification.Benchmarks.Comparisons;

/// <summary>
/// (a) on PostgreSQL: the product as silos and gateways, each a process, against the hand-written service; both on the
/// same server with the same settings, all on the same cores.
/// </summary>
internal static class ClusterReportComparison
{
    private const int Units = 50;
    private const int Connections = 64;
    private const double GoalRatio = 3;

    /// <summary>Reports to each contender before the first round: five processes on two cores compile for themselves for half a minute.</summary>
    private const int WarmUpReports = 40_000;

    /// <summary>One cluster after the other, each with peers and a server of its own: nobody keeps a second cluster on the cores of the first.</summary>
    public static async Task Run(BenchmarkRun run)
    {
        var measures = run.Options.Quick ? 1_000 : 5_000;
        var plan = await PlanFile.Generate(run.Folder, measures, Units, run.Cancel);
        foreach (var silos in (int?[])(!run.WithProduct ? [null] : run.Options.Silos is { } chosen ? [chosen] : [1, 3]))
            await Run(run, plan, silos);
    }

    private static async Task Run(BenchmarkRun run, PlanFile plan, int? silos)
    {
        await using var postgres = await PostgresCluster.Start(run.Folder, run.Cancel);
        var contenders = new List<Contender>();
        try
        {
            if (silos is { } count)
                await AddProduct(run, postgres, plan, count, contenders);
            var keys = contenders.Count > 0 ? contenders[0].Keys : await ReportComparison.Keys(null, plan, run.Cancel);
            foreach (var (style, name) in ReportComparison.Styles)
            {
                var peer = await ReportComparison.StartPeer(postgres, style, plan, keys, run.Cancel);
                contenders.Add(new(name, IsProduct: false, peer.Port, null, keys, postgres.ConnectionString(ReportComparison.DatabaseOf(style)), [peer]));
            }

            await Compare(run, plan, contenders);
        }
        finally
        {
            foreach (var owned in contenders.SelectMany(contender => contender.Owned))
                await owned.DisposeAsync();
        }
    }

    /// <summary>One cluster, measured through one of its gateways and through two.</summary>
    private static async Task AddProduct(BenchmarkRun run, PostgresCluster postgres, PlanFile plan, int silos, List<Contender> contenders)
    {
        var gateways = silos > 1 ? 2 : 1;
        var cluster = await ProductCluster.Start(postgres, run.Folder, $"product_{silos}", silos, gateways, run.Cancel);
        var name = $"{silos} silo{(silos > 1 ? "s" : "")}";
        // Listed at once, so that it is ended whatever happens next.
        contenders.Add(new($"{name}, 1 gateway", true, cluster.Gateway.Process.Port, null, [], cluster.Database, [cluster]));
        contenders[^1] = contenders[^1] with { Keys = await ReportComparison.Keys(cluster.Gateway, plan, run.Cancel) };
        if (gateways > 1)
            contenders.Add(contenders[^1] with { Name = $"{name}, 2 gateways", OtherPort = cluster.Gateways[1].Process.Port, Owned = [] });
        await cluster.Gateway.UntilExact(plan.Id, plan.MeasureCount, run.Cancel);
    }

    private static async Task Compare(BenchmarkRun run, PlanFile plan, List<Contender> contenders)
    {
        LoadSpec Spec(Contender contender)
        {
            var spec = ReportLoad.Spec(contender.Port, plan, plan.Measures, contender.Keys, Connections, plan.MeasureCount, int.MaxValue, run.RoundSeconds);
            return spec with { OtherPort = contender.OtherPort };
        }

        if (!run.Options.Quick)
        {
            foreach (var contender in contenders)
                await run.Load(Spec(contender) with { MaxRequests = WarmUpReports, MaxSeconds = double.MaxValue });
        }

        var results = contenders.Select(_ => new List<LoadResult>()).ToArray();
        for (var round = 0; round < run.Rounds; round++)
        {
            for (var i = 0; i < contenders.Count; i++)
                results[i].Add(await run.Load(Spec(contenders[i])));
        }

        Add(run, contenders, results);
        await Count(run, [.. contenders.Where(contender => contender.Owned.Count > 0)], contender => Spec(contender) with { WarmUpRequests = 0 });
    }

    /// <summary>What a report writes, by the server's own count: the same number of them to each, warm by now.</summary>
    private static async Task Count(BenchmarkRun run, Contender[] contenders, Func<Contender, LoadSpec> spec)
    {
        var reports = run.Options.Quick ? 2_000 : 20_000;
        await WriteCounts.Settled(run.Cancel);
        var before = await WriteCounts.OfEach(contenders.Select(contender => contender.Database), run.Cancel);
        var log = new long[contenders.Length];
        for (var i = 0; i < contenders.Length; i++)
        {
            var begin = await WriteCounts.LogPosition(contenders[i].Database, run.Cancel);
            await run.Load(spec(contenders[i]) with { MaxRequests = reports, MaxSeconds = double.MaxValue });
            log[i] = await WriteCounts.LogPosition(contenders[i].Database, run.Cancel) - begin;
        }

        await WriteCounts.Settled(run.Cancel);
        var after = await WriteCounts.OfEach(contenders.Select(contender => contender.Database), run.Cancel);
        for (var i = 0; i < contenders.Length; i++)
            run.Scoreboard.Remark($"{contenders[i].Name}: {after[i].PerReport(before[i], log[i], reports)}");
    }

    private static void Add(BenchmarkRun run, List<Contender> contenders, List<LoadResult>[] results)
    {
        var peers = Enumerable.Range(0, contenders.Count).Where(i => !contenders[i].IsProduct).ToArray();
        foreach (var product in Enumerable.Range(0, contenders.Count).Where(i => contenders[i].IsProduct))
        {
            foreach (var peer in peers)
            {
                run.Scoreboard.Add(new(
                    $"report on PostgreSQL, {contenders[product].Name}, {Connections} connections", "reports/s",
                    results[product].MedianPerSecond(), results[peer].MedianPerSecond(), contenders[peer].Name,
                    peer == peers[0] ? [Goal.RatioAtLeast(GoalRatio)] : [],
                    RoundsExtensions.Join(results[product].Describe("product"), results[peer].Describe("peer"))));
            }
        }

        if (!run.WithProduct)
        {
            foreach (var peer in peers)
                run.Scoreboard.Add(new("report on PostgreSQL", "reports/s", null, results[peer].MedianPerSecond(), contenders[peer].Name, [],
                    results[peer].Describe("peer")));
        }
    }

    private sealed record Contender(
        string Name, bool IsProduct, int Port, int? OtherPort, IReadOnlyList<UnitKey> Keys, string Database, IReadOnlyList<IAsyncDisposable> Owned);
}
