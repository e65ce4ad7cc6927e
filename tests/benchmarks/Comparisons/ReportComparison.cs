using Rectification.Benchmarks.Load;
using Rectification.Benchmarks.Output;
using Rectification.Benchmarks.Peer;
using Rectification.Benchmarks.Processes;
using Rectification.Benchmarks.Product;

namespace Rectification.Benchmarks.Comparisons;

/// <summary>(a) A durable report over HTTP against a fair hand-written service, in each of its counter styles.</summary>
internal static class ReportComparison
{
    private const int Units = 50;
    private const int ManyConnections = 12 * 64;

    public static readonly (CounterStyle Style, string Name)[] Styles =
    [
        (CounterStyle.UnitAndCity, "hand-written, unit and city counters"),
        (CounterStyle.UnitOnly, "hand-written, unit counters, city summed when read"),
        (CounterStyle.None, "hand-written, no counters"),
    ];

    public static async Task Run(BenchmarkRun run)
    {
        if (run.Options.OnPostgres)
        {
            await ClusterReportComparison.Run(run);
            return;
        }

        var measures = run.Options.Quick ? 1_000 : 5_000;
        var plan = run.WithProduct
            ? await PlanFile.Generate(run.Folder, measures, Units, run.Cancel)
            : PlanFile.InMemory(measures, Units);
        await using var product = run.WithProduct
            ? await ProductServer.Start(run.Folder.Folder("product"), seeded: false, run.Cancel)
            : null;
        var keys = await Keys(product, plan, run.Cancel);

        await using var postgres = await PostgresCluster.Start(run.Folder, run.Cancel);
        var peers = new List<ServerProcess>();
        try
        {
            foreach (var (style, _) in Styles)
                peers.Add(await StartPeer(postgres, style, plan, keys, run.Cancel));
            await Compare(run, product, peers, plan, keys, connections: 64);
            await Compare(run, product, peers, plan, keys, ManyConnections);
        }
        finally
        {
            foreach (var peer in peers)
                await peer.DisposeAsync();
        }
    }

    /// <summary>Imports the plan into the product and makes its accounts; without it, keys for the peer alone.</summary>
    public static async Task<IReadOnlyList<UnitKey>> Keys(ProductServer? product, PlanFile plan, CancellationToken cancel)
    {
        var units = plan.Measures.Select(measure => measure.LeadUnit).Distinct();
        if (product is null)
            return [.. units.Select(unit => new UnitKey(unit, "bench-" + unit, $"peer-{unit}-{Guid.NewGuid():N}"))];
        await product.Import(plan, cancel);
        return await product.CreateReporters(units, cancel);
    }

    /// <summary>Name of the database of the hand-written service that counts so.</summary>
    public static string DatabaseOf(CounterStyle style) => "peer_" + style;

    /// <summary>A hand-written service over a database of its own, filled with the plan.</summary>
    public static async Task<ServerProcess> StartPeer(
        PostgresCluster postgres, CounterStyle style, PlanFile plan, IReadOnlyList<UnitKey> keys, CancellationToken cancel, Func<string, Task>? fillMore = null)
    {
        var database = await postgres.CreateDatabase(DatabaseOf(style), cancel);
        await PeerData.Fill(database, plan, keys, cancel);
        await (fillMore?.Invoke(database) ?? Task.CompletedTask);
        var peer = ServerProcess.StartOwn(PeerService.Verb, LoopbackPort.Free(), database, style.ToString());
        await peer.UntilReady("/health/ready", TimeSpan.FromMinutes(1), cancel);
        return peer;
    }

    private static async Task Compare(
        BenchmarkRun run, ProductServer? product, List<ServerProcess> peers, PlanFile plan, IReadOnlyList<UnitKey> keys, int connections)
    {
        LoadSpec Spec(int port) =>
            // The warm-up touches every measure once: claims and first activations are not what is compared.
            ReportLoad.Spec(port, plan, plan.Measures, keys, connections, plan.MeasureCount, int.MaxValue, run.RoundSeconds);

        var rounds = await run.Alternate([product is null ? null : Spec(product.Process.Port), .. peers.Select(peer => Spec(peer.Port))]);
        for (var i = 0; i < Styles.Length; i++)
        {
            IReadOnlyList<Goal> goals = Styles[i].Style == CounterStyle.UnitAndCity && connections == 64
                ? [Goal.ValueAtLeast(12_000), Goal.RatioAtLeast(5)]
                : [];
            run.Scoreboard.Add(new(
                $"report, {connections} connections", "reports/s",
                rounds[0].MedianPerSecond(), rounds[i + 1].MedianPerSecond(), Styles[i].Name, goals,
                RoundsExtensions.Join(rounds[0].Describe("product"), rounds[i + 1].Describe("peer"))));
        }
    }
}
