using Rectification.Benchmarks.Load;
using Rectification.Benchmarks.Output;
using Rectification.Benchmarks.Peer;
using Rectification.Benchmarks.Store;

namespace Rectification.Benchmarks.Comparisons;

/// <summary>(d) The embedded store against the official AdoNet one: 64 writers, 2 KB, every acknowledged write on disk.</summary>
internal static class StoreComparison
{
    public static async Task Run(BenchmarkRun run)
    {
        await using var product = run.WithProduct ? await ProductStore.Open(run.Folder, run.Cancel) : null;
        if (run.WithProduct && product is null)
            run.Scoreboard.Remark("store: the product's own store is not measured by this build.");
        await using var sqlite = await StoreContenders.OfficialSqlite(run.Folder, run.Cancel);
        await using var postgres = await PostgresCluster.Start(run.Folder, run.Cancel);
        await using var adoNetPostgres = await StoreContenders.OfficialPostgres(postgres, run.Cancel);

        IStoreContender?[] contenders = [product, sqlite, adoNetPostgres];
        var results = contenders.Select(_ => new List<LoadResult>()).ToArray();
        foreach (var contender in contenders)
        {
            if (contender is null)
                continue;
            await StoreLoad.RequireCorrect(contender.Storage);
            await StoreLoad.Run(contender.Storage, "warm-up", maxWrites: 5_000, maxSeconds: 3);
        }

        for (var round = 0; round < run.Rounds; round++)
        {
            for (var i = 0; i < contenders.Length; i++)
            {
                if (contenders[i] is { } contender)
                    results[i].Add(await StoreLoad.Run(contender.Storage, $"round-{round}", 1_000_000, run.RoundSeconds));
                run.Cancel.ThrowIfCancellationRequested();
            }
        }

        Add(run, results[0], results[1], sqlite.Name, [Goal.ValueAtLeast(30_000)]);
        Add(run, results[0], results[2], adoNetPostgres.Name, []);
    }

    private static void Add(
        BenchmarkRun run, List<LoadResult> product, List<LoadResult> peer, string peerName, IReadOnlyList<Goal> goals) =>
        run.Scoreboard.Add(new(
            $"embedded store, {StoreLoad.Writers} writers × {StoreLoad.StateBytes} bytes", "durable writes/s",
            RoundsExtensions.MedianPerSecond(product), RoundsExtensions.MedianPerSecond(peer), peerName, goals,
            RoundsExtensions.Join(RoundsExtensions.Describe(product, "product"), RoundsExtensions.Describe(peer, "peer"))));
}
