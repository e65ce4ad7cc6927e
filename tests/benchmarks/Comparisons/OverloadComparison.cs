using System.Globalization;
using Rectification.Benchmarks.Load;
using Rectification.Benchmarks.Output;
using Rectification.Benchmarks.Product;

namespace Rectification.Benchmarks.Comparisons;

/// <summary>
/// What becomes of reports when four times as many are offered as can be taken, and what a quiet unit feels of a noisy one. Both against the
/// product itself: at its peak, and without the bounds.
/// </summary>
internal static class OverloadComparison
{
    private const int Units = 50;
    private const int Measures = 5_000;
    private const int OfferingConnections = 3_072;
    private const int NoisyConnections = 768;
    private static readonly int[] PeakConnections = [64, 256, 768];

    public static async Task Run(BenchmarkRun run)
    {
        var plan = await PlanFile.Generate(run.Folder, Measures, Units, run.Cancel);
        foreach (var bounded in new[] { true, false })
        {
            var settings = bounded ? new Dictionary<string, string>() : new() { ["RateLimits__AtOnce"] = "0", ["RateLimits__AtOncePerCaller"] = "0" };

            // What an account may send a second is another bound, and not what is looked at.
            settings["RateLimits__PerAccount"] = "0";
            var name = bounded ? "as it comes" : "without the bounds";
            await using var product = await ProductServer.Start(run.Folder.Folder("overload-" + bounded), seeded: false, run.Cancel, settings);
            await product.Import(plan, run.Cancel);
            var keys = await product.CreateReporters(plan.Measures.Select(measure => measure.LeadUnit).Distinct(), run.Cancel);
            await Neighbours(run, product, plan, keys, name);
            await Overload(run, product, plan, keys, name);
            if (await product.Recount(plan.Id, run.Cancel) is > 0 and var wrong)
                throw new InvalidOperationException($"{wrong} tallies did not agree with a recount.");
        }
    }

    /// <summary>Peak and overload in turns; goodput is what was answered 200.</summary>
    private static async Task Overload(BenchmarkRun run, ProductServer product, PlanFile plan, IReadOnlyList<UnitKey> keys, string name)
    {
        LoadSpec Spec(int connections) => ReportLoad.Spec(product.Process.Port, plan, plan.Measures, keys, connections, 0, int.MaxValue, run.RoundSeconds);

        // Every measure is claimed and the code compiled before anything counts.
        await run.Load(Spec(64) with { MaxSeconds = 3 * run.RoundSeconds });
        var (peaks, under) = (new List<LoadResult>(), new List<LoadResult>());
        for (var round = 0; round < run.Rounds; round++)
        {
            var tries = new List<LoadResult>();
            foreach (var connections in PeakConnections)
                tries.Add(await run.Load(Spec(connections)));
            var peak = tries.MaxBy(result => result.PerSecond)!;
            peaks.Add(peak);
            var before = product.Process.ProcessorSeconds();
            var over = await run.Load(Spec(OfferingConnections) with { PerSecond = 4 * peak.PerSecond, CountsRefused = true, ObeysRetryAfter = true });
            under.Add(over);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"  {name}: peak {peak.PerSecond:N0}/s ({peak.Latency}); four times as much offered: {over.PerSecond:N0}/s ({over.Latency}), refused "
                + $"{over.Refused / over.Seconds:N0}/s, processor {product.Process.ProcessorSeconds() - before:0.0} s"));
        }

        run.Scoreboard.Add(new(
            $"goodput at four times the peak, {name}", "reports/s", under.MedianPerSecond(), peaks.MedianPerSecond(), "the product at its peak",
            name == "as it comes" ? [Goal.RatioAtLeast(0.8)] : [], RoundsExtensions.Join(peaks.Describe("peak"), under.Describe("overload"))));
    }

    /// <summary>One unit files a report at a time, alone and beside another one that sends from as many connections as it can.</summary>
    private static async Task Neighbours(BenchmarkRun run, ProductServer product, PlanFile plan, IReadOnlyList<UnitKey> keys, string name)
    {
        LoadSpec Of(UnitKey unit, int connections) => ReportLoad.Spec(
            product.Process.Port, plan, [.. plan.Measures.Where(measure => measure.LeadUnit == unit.Unit)], keys, connections, 0, int.MaxValue,
            run.RoundSeconds);

        var (quiet, noisy) = (Of(keys[0], 1), Of(keys[1], NoisyConnections) with { CountsRefused = true });
        await run.Load(noisy);
        await run.Load(quiet);
        var (alone, beside, noise) = (new List<LoadResult>(), new List<LoadResult>(), new List<LoadResult>());
        for (var round = 0; round < run.Rounds; round++)
        {
            alone.Add(await run.Load(quiet));
            var making = run.Load(noisy with { MaxSeconds = run.RoundSeconds + 2 });
            await Task.Delay(TimeSpan.FromSeconds(1), run.Cancel);
            beside.Add(await run.Load(quiet));
            noise.Add(await making);
        }

        run.Scoreboard.Add(new(
            $"a quiet unit's report beside a noisy one, p99, {name}", "ms", Numbers.Median(beside.Select(result => result.P99Milliseconds)),
            Numbers.Median(alone.Select(result => result.P99Milliseconds)), "the same alone", [],
            RoundsExtensions.Join(alone.Describe("alone"), beside.Describe("beside"), noise.Describe("the noisy one"))));
    }
}
