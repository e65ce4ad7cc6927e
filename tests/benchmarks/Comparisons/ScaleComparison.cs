using Rectification.Benchmarks.Output;
using Rectification.Benchmarks.Product;

namespace Rectification.Benchmarks.Comparisons;

/// <summary>(c) The city's rate at 94 measures and at a million: the cost of a read must not know the size of the plan.</summary>
internal static class ScaleComparison
{
    private const int WenzhouMeasures = 94;

    public static async Task Run(BenchmarkRun run)
    {
        if (!run.WithProduct)
        {
            run.Scoreboard.Remark("scale: nothing to measure without the product; its bare peer is the same as rate's.");
            return;
        }

        var measures = run.Options.Quick ? 20_000 : 1_000_000;
        var plan = await PlanFile.Generate(run.Folder, measures, UnitsFor(measures), run.Cancel);
        await using var small = await ProductServer.Start(run.Folder.Folder("small"), seeded: true, run.Cancel);
        await small.UntilExact(ProductServer.WenzhouPlan, WenzhouMeasures, run.Cancel);
        await using var large = await ProductServer.Start(run.Folder.Folder("large"), seeded: false, run.Cancel);
        await large.Import(plan, run.Cancel);
        await large.UntilExact(plan.Id, measures, run.Cancel);
        await using var bareSmall = await RateComparison.StartBare(run, small, ProductServer.WenzhouPlan);
        await using var bareLarge = await RateComparison.StartBare(run, large, plan.Id);

        var rounds = await run.Alternate(
            RateComparison.Spec(run, small.Process.Port, ProductServer.WenzhouPlan),
            RateComparison.Spec(run, bareSmall.Port, ProductServer.WenzhouPlan),
            RateComparison.Spec(run, large.Process.Port, plan.Id),
            RateComparison.Spec(run, bareLarge.Port, plan.Id));
        Add(run, WenzhouMeasures, rounds[0], rounds[1]);
        Add(run, measures, rounds[2], rounds[3]);
        run.Scoreboard.Add(new(
            $"city rate at {measures:N0} measures against {WenzhouMeasures}", "reads/s",
            rounds[2].MedianPerSecond(), rounds[0].MedianPerSecond(), $"the product at {WenzhouMeasures} measures",
            [Goal.RatioAtLeast(0.9)]));
    }

    /// <summary>As many units as a plan of that size would have: about 500 measures each, 2,000 units at most.</summary>
    public static int UnitsFor(int measures) => Math.Clamp(measures / 500, 12, 2_000);

    private static void Add(BenchmarkRun run, int measures, IReadOnlyList<Load.LoadResult> product, IReadOnlyList<Load.LoadResult> bare) =>
        run.Scoreboard.Add(new(
            $"city rate, {measures:N0} measures", "reads/s", product.MedianPerSecond(), bare.MedianPerSecond(),
            "bare Kestrel endpoint, same bytes", [Goal.RatioAtLeast(0.9)],
            RoundsExtensions.Join(product.Describe("product"), bare.Describe("bare"))));
}
