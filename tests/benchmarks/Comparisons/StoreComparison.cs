using Rectification.Benchmarks.Load;
using Rectification.Benchmarks.Output;
using Rectification.Benchmarks.Peer;
using Rectification.Benchmarks.Store;

namespace Rectification.Benchmarks.Comparisons;

/// <summary>(d) The product's stores against the official AdoNet one: 64 writers, 2 KB, every acknowledged write on disk.</summary>
internal static class StoreComparison
{
    public static Task Run(BenchmarkRun run) => run.Options.OnPostgres ? OnPostgres(run) : Embedded(run);

    private static async Task Embedded(BenchmarkRun run)
    {
        await using var product = run.WithProduct ? await ProductStore.Open(run.Folder, run.Cancel) : null;
        await using var sqlite = await StoreContenders.OfficialSqlite(run.Folder, run.Cancel);
        await using var postgres = await PostgresCluster.Start(run.Folder, run.Cancel);
        await using var adoNetPostgres = await StoreContenders.OfficialPostgres(postgres, run.Cancel);

        var results = await Alternate(run, product, sqlite, adoNetPostgres);
        Add(run, "embedded store", results[0], results[1], sqlite.Name, [Goal.ValueAtLeast(30_000)]);
        Add(run, "embedded store", results[0], results[2], adoNetPostgres.Name, []);
    }

    /// <summary>The product and the official store on one server, each in a database of its own.</summary>
    private static async Task OnPostgres(BenchmarkRun run)
    {
        await using var postgres = await PostgresCluster.Start(run.Folder, run.Cancel);
        await using var product = run.WithProduct ? await ProductPostgresStore.Open(postgres, run.Cancel) : null;
        await using var usual = await StoreContenders.OfficialPostgres(postgres, run.Cancel);

        var results = await Alternate(run, product, usual);
        Add(run, "group commit on PostgreSQL", results[0], results[1], usual.Name, [Goal.RatioAtLeast(6)]);
    }

    private static async Task<IReadOnlyList<List<LoadResult>>> Alternate(BenchmarkRun run, params IStoreContender?[] contenders)
    {
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

        return results;
    }

    private static void Add(BenchmarkRun run, string name, List<LoadResult> product, List<LoadResult> peer, string peerName, IReadOnlyList<Goal> goals) =>
        run.Scoreboard.Add(new(
            $"{name}, {StoreLoad.Writers} writers × {StoreLoad.StateBytes} bytes", "durable writes/s",
            RoundsExtensions.MedianPerSecond(product), RoundsExtensions.MedianPerSecond(peer), peerName, goals,
            RoundsExtensions.Join(RoundsExtensions.Describe(product, "product"), RoundsExtensions.Describe(peer, "peer"))));
}
