using Rectification.Benchmarks.Load;
using Rectification.Benchmarks.Output;
using Rectification.Benchmarks.Product;

namespace Rectification.Benchmarks.Comparisons;

/// <summary>
/// The pages people open most, 50 requests at once to one of them at a time, against a build of before where one is given. A page is asked for the way a
/// browser does after its first visit: the document alone, as its styles and scripts are kept.
/// </summary>
internal static class PageComparison
{
    private const int Measures = 10_000;
    private const int QuickMeasures = 500;

    /// <summary>As many as the real case has.</summary>
    private const int Units = 42;

    private const int AtOnce = 50;
    private const int WarmUp = 4_000;
    private const double GoalMilliseconds = 50;

    /// <summary>Answers without their compression: as large as they are built, larger than they are sent.</summary>
    private const int GoalBytes = 100 * 1024;

    public static async Task Run(BenchmarkRun run)
    {
        if (!run.WithProduct)
            return;
        var plan = await PlanFile.Generate(run.Folder, run.Options.Quick ? QuickMeasures : Measures, Units, run.Cancel);
        await using var product = await PageDesk.Open(run, plan, "product", null);
        await using var before = run.Options.Against is { } folder ? await PageDesk.Open(run, plan, "before", folder) : null;
        foreach (var page in product.Pages)
        {
            var peer = before?.Pages.Single(one => one.Name == page.Name);
            var (own, others) = (new List<Round>(), new List<Round>());
            for (var round = 0; round < run.Rounds; round++)
            {
                own.Add(await Load(run, product, page));
                if (peer is not null)
                    others.Add(await Load(run, before!, peer));
            }

            run.Scoreboard.Add(new(
                $"{page.Name}, {AtOnce} at once, p95", "ms", Median(own, Latency), Median(others, Latency), "the build before",
                [Goal.ValueAtMost(GoalMilliseconds)], RoundsExtensions.Join(Describe(own, "product"), Describe(others, "before"))));
            run.Scoreboard.Add(new(
                $"{page.Name}, processor time of a request", "ms", Median(own, Processor), Median(others, Processor), "the build before", [],
                "of the server's process over warm-up and measured part; other processes do not change it much"));
            run.Scoreboard.Add(new(
                $"{page.Name}, the document", "bytes", page.Bytes, peer?.Bytes, "the build before", [Goal.ValueAtMost(GoalBytes)],
                "as a browser is sent it"));
        }
    }

    private static async Task<Round> Load(BenchmarkRun run, PageDesk desk, PageDesk.Page page)
    {
        var before = desk.ProcessorSeconds();
        var result = await run.Load(new()
        {
            Port = desk.Port,
            Connections = AtOnce,
            WarmUpRequests = WarmUp,
            MaxRequests = int.MaxValue,
            MaxSeconds = run.RoundSeconds,
            Targets = [new() { Method = "GET", Path = page.Path, Key = page.Key }],
        });
        return new(result, (desk.ProcessorSeconds() - before) * 1000 / (WarmUp + result.Answered));
    }

    private static double Latency(Round round) => round.Result.P95Milliseconds;

    private static double Processor(Round round) => round.ProcessorMilliseconds;

    private static string Describe(IReadOnlyList<Round> rounds, string who) => rounds.Select(round => round.Result).ToList().Describe(who);

    private static double? Median(IReadOnlyList<Round> rounds, Func<Round, double> figure) => rounds.Count == 0 ? null : Numbers.Median(rounds.Select(figure));

    /// <param name="Result">What the requests took.</param>
    /// <param name="ProcessorMilliseconds">Processor time of the server, for one of them.</param>
    private sealed record Round(LoadResult Result, double ProcessorMilliseconds);
}
