using Rectification.Benchmarks.Grains;
using Rectification.Benchmarks.Output;
using Rectification.Benchmarks.Processes;
using Rectification.Benchmarks.Product;

namespace Rectification.Benchmarks.Comparisons;

/// <summary>
/// (f) Memory a measure: resident memory with N measures less that with 94, divided by N. Once for measures that wait
/// on the roster after a restart, once for measures that have just been reported on and are active.
/// </summary>
internal static class MemoryComparison
{
    private const int WenzhouMeasures = 94;
    private const double GoalBytesOnRoster = 4096;
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(5);

    public static async Task Run(BenchmarkRun run)
    {
        var grains = run.Options.Quick ? 20_000 : 200_000;
        var peerBytes = await EmptyGrains.BytesEach(grains, run.Cancel);
        if (!run.WithProduct)
        {
            Add(run, "memory a live measure", null, peerBytes, [Goal.ValueAtMost(GoalBytesOnRoster)]);
            return;
        }

        var measures = run.Options.Quick ? 20_000 : 1_000_000;
        var plan = await PlanFile.Generate(run.Folder, measures, ScaleComparison.UnitsFor(measures), run.Cancel);
        var small = await RestingBytes(run, run.Folder.Folder("small"), ProductServer.WenzhouPlan, WenzhouMeasures);
        var large = run.Folder.Folder("large");
        var active = plan.Measures.Take(run.Options.Quick ? 5_000 : 50_000).ToArray();
        IReadOnlyList<UnitKey> keys;
        await using (var first = await ProductServer.Start(large, seeded: false, run.Cancel))
        {
            keys = await ReportComparison.Keys(first, plan with { Measures = active }, run.Cancel);
            await first.UntilExact(plan.Id, measures, run.Cancel);
        }

        await using var product = await ProductServer.Start(large, seeded: false, run.Cancel);
        await product.UntilExact(plan.Id, measures, run.Cancel);
        var resting = await SettledBytes(product.Process, run.Cancel);
        Add(run, $"memory a measure on the roster, {measures:N0} measures", (resting - small) / (double)measures, peerBytes,
            [Goal.ValueAtMost(GoalBytesOnRoster)]);

        await run.Load(ReportLoad.Spec(product.Process.Port, plan, active, keys, 64, warmUp: 0, active.Length, maxSeconds: 600));
        var awake = await SettledBytes(product.Process, run.Cancel);
        Add(run, $"memory a measure just reported on, {active.Length:N0} of them", (awake - resting) / (double)active.Length, peerBytes, []);
    }

    private static async Task<long> RestingBytes(BenchmarkRun run, string dataFolder, string plan, int measures)
    {
        // A first run seeds; the second only reads, as the large one will.
        await using (var first = await ProductServer.Start(dataFolder, seeded: true, run.Cancel))
            await first.UntilExact(plan, measures, run.Cancel);
        await using var product = await ProductServer.Start(dataFolder, seeded: true, run.Cancel);
        await product.UntilExact(plan, measures, run.Cancel);
        return await SettledBytes(product.Process, run.Cancel);
    }

    /// <summary>The least seen over a few quiet seconds.</summary>
    private static async Task<long> SettledBytes(ServerProcess process, CancellationToken cancel)
    {
        var least = long.MaxValue;
        const int looks = 10;
        for (var look = 0; look < looks; look++)
        {
            await Task.Delay(Calm / looks, cancel);
            least = Math.Min(least, process.ResidentBytes());
        }

        return least;
    }

    private static void Add(BenchmarkRun run, string name, double? product, double peer, IReadOnlyList<Goal> goals) =>
        run.Scoreboard.Add(new(name, "bytes", product, peer, "an empty grain activation", goals));
}
