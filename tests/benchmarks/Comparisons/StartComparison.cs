using System.Diagnostics;
using Rectification.Benchmarks.Output;
using Rectification.Benchmarks.Product;

namespace Rectification.Benchmarks.Comparisons;

/// <summary>
/// (e) From the start of the process to the first exact city rate, after an orderly stop and after a kill; the peer is
/// the time a bare ASP.NET Core process takes to its first answer.
/// </summary>
internal static class StartComparison
{
    private const int WenzhouMeasures = 94;

    public static async Task Run(BenchmarkRun run)
    {
        var bareSeconds = new List<double>();
        for (var round = 0; round < run.Rounds; round++)
        {
            await using var bare = await RateComparison.StartBare(run, product: null, ProductServer.WenzhouPlan);
            bareSeconds.Add(Stopwatch.GetElapsedTime(bare.StartedAt).TotalSeconds);
        }

        if (!run.WithProduct)
        {
            Add(run, "cold start", [], bareSeconds, 3);
            return;
        }

        var wenzhou = run.Folder.Folder("wenzhou");
        await using (var first = await ProductServer.Start(wenzhou, seeded: true, run.Cancel))
            await first.UntilExact(ProductServer.WenzhouPlan, WenzhouMeasures, run.Cancel);
        await Measure(run, wenzhou, seeded: true, ProductServer.WenzhouPlan, WenzhouMeasures, bareSeconds, goalSeconds: 3);

        var measures = run.Options.Quick ? 10_000 : 100_000;
        var plan = await PlanFile.Generate(run.Folder, measures, ScaleComparison.UnitsFor(measures), run.Cancel);
        var large = run.Folder.Folder("large");
        await using (var first = await ProductServer.Start(large, seeded: false, run.Cancel))
        {
            await first.Import(plan, run.Cancel);
            await first.UntilExact(plan.Id, measures, run.Cancel);
        }

        await Measure(run, large, seeded: false, plan.Id, measures, bareSeconds, goalSeconds: 10);
    }

    private static async Task Measure(BenchmarkRun run, string dataFolder, bool seeded, string plan, int measures, List<double> bareSeconds, double goalSeconds)
    {
        var afterStop = new List<double>();
        var afterKill = new List<double>();
        for (var round = 0; round < run.Rounds; round++)
        {
            await using (var product = await ProductServer.Launch(dataFolder, seeded, run.Cancel))
            {
                afterStop.Add(await product.UntilExact(plan, measures, run.Cancel));
                await product.Process.Kill();
            }

            await using var killed = await ProductServer.Launch(dataFolder, seeded, run.Cancel);
            afterKill.Add(await killed.UntilExact(plan, measures, run.Cancel));
        }

        Add(run, $"cold start to an exact rate, {measures:N0} measures, orderly stop before", afterStop, bareSeconds, goalSeconds);
        Add(run, $"cold start to an exact rate, {measures:N0} measures, killed before", afterKill, bareSeconds, goalSeconds);
    }

    private static void Add(BenchmarkRun run, string name, List<double> product, List<double> bare, double goalSeconds) =>
        run.Scoreboard.Add(new(
            name, "s", product.Count == 0 ? null : Numbers.Median(product), Numbers.Median(bare),
            "bare ASP.NET Core process to its first answer", [Goal.ValueAtMost(goalSeconds)],
            RoundsExtensions.Join(product.Count == 0 ? "" : Numbers.Rounds("product", product), Numbers.Rounds("bare", bare))));
}
