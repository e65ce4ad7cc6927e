using Rectification.Benchmarks.Soak;

namespace Rectification.Benchmarks.Comparisons;

/// <summary>The comparisons by name. One that fails is reported and does not keep the others from running.</summary>
internal static class ComparisonList
{
    private static readonly Dictionary<string, Func<BenchmarkRun, Task>> ByName = new()
    {
        ["report"] = ReportComparison.Run,
        ["way"] = WayComparison.Run,
        ["rate"] = RateComparison.Run,
        ["scale"] = ScaleComparison.Run,
        ["store"] = StoreComparison.Run,
        ["start"] = StartComparison.Run,
        ["memory"] = MemoryComparison.Run,
        ["history"] = HistoryComparison.Run,
        ["streams"] = StreamComparison.Run,
        ["ledger"] = LedgerComparison.Run,
        ["pages"] = PageComparison.Run,
        ["overload"] = OverloadComparison.Run,
        ["million"] = MillionComparison.Run,
        ["soak"] = SoakRun.Run,
    };

    /// <returns>How many failed.</returns>
    public static async Task<int> Run(BenchmarkRun run)
    {
        var failures = 0;
        foreach (var name in run.Options.Comparisons)
        {
            run.Cancel.ThrowIfCancellationRequested();
            Console.WriteLine(name);
            try
            {
                await ByName[name](run);
            }
            catch (Exception problem) when (problem is not OperationCanceledException)
            {
                failures++;
                run.Scoreboard.Remark($"{name} failed: {problem.Message}");
                Console.Error.WriteLine(problem);
            }
        }

        return failures;
    }
}
