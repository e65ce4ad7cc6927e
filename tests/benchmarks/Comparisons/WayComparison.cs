using System.Diagnostics;
using Rectification.Benchmarks.Load;
using Rectification.Benchmarks.Output;
using Rectification.Benchmarks.Peer;
using Rectification.Benchmarks.Processes;
using Rectification.Benchmarks.Product;

namespace Rectification.Benchmarks.Comparisons;

/// <summary>
/// What a report costs on its way, by the server's own accounts: processor time, bytes allocated, bytes written, pauses of the collector; in turns with a
/// build of before where one is given, and with the hand-written service that counts units.
/// </summary>
internal static class WayComparison
{
    private const int Measures = 12_000;
    private const int QuickMeasures = 1_200;
    private const int Units = 12;
    private const int Connections = 64;

    /// <summary>After so many the compiler has settled; every measure has its first report by then.</summary>
    private const int FirstReports = 48_000;

    private const int PastMoments = 20;

    private static readonly (string Name, string Unit, Func<Round, double> Of)[] Costs =
    [
        ("processor time", "µs", round => round.Cost.ProcessorSeconds * 1e6 / round.Result.Answered),
        ("bytes written to files", "bytes", round => round.Cost.WrittenBytes / round.Result.Answered),
    ];

    /// <summary>What only the runtime tells, in a round of its own: its figures cost something, too.</summary>
    private static readonly (string Name, string Unit, Func<Round, double> Of)[] RuntimeCosts =
    [
        ("bytes allocated", "bytes", round => round.Cost.AllocatedBytes / round.Result.Answered),
        ("time the collector kept everything waiting", "% of the time", round => round.Cost.PausedSeconds * 100 / round.Result.Seconds),
    ];

    public static async Task Run(BenchmarkRun run)
    {
        var plan = await PlanFile.Generate(run.Folder, run.Options.Quick ? QuickMeasures : Measures, Units, run.Cancel);
        await using (var product = await Contender.Product(run, plan, "product", run.Options.Published))
        {
            await using var before = run.Options.Against is { } folder ? await Contender.Product(run, plan, "before", folder) : null;
            await using var postgres = await PostgresCluster.Start(run.Folder, run.Cancel);
            var service = await ReportComparison.StartPeer(postgres, CounterStyle.UnitOnly, plan, product.Keys, run.Cancel);
            await using var peer = new Contender(null, service, product.Keys);
            var rounds = await Alternate(run, plan, run.Rounds, product, before, peer);
            Compare(run, rounds[0], rounds[1], "the build before");
            Compare(run, rounds[0], rounds[2], "hand-written, unit counters");
            foreach (var (name, unit, of) in Costs)
                run.Scoreboard.Add(new($"of a report: {name}", unit, Median(rounds[0], of), Median(rounds[1], of), "the build before", []));
            await ComparePast(run, plan, product, before);
            run.Scoreboard.Add(new(
                "resident memory after the rounds", "MB", Megabytes(product), before is null ? null : Megabytes(before), "the build before", []));
        }

        await using var told = await Contender.Product(run, plan, "product-told", run.Options.Published, tells: true);
        await using var toldBefore = run.Options.Against is { } other ? await Contender.Product(run, plan, "before-told", other, tells: true) : null;
        var toldRounds = await Alternate(run, plan, 1, told, toldBefore);
        foreach (var (name, unit, of) in RuntimeCosts)
            run.Scoreboard.Add(new($"of a report: {name}", unit, Median(toldRounds[0], of), Median(toldRounds[1], of), "the build before", []));
    }

    private static async Task<List<Round>[]> Alternate(BenchmarkRun run, PlanFile plan, int rounds, params Contender?[] contenders)
    {
        var results = contenders.Select(_ => new List<Round>()).ToArray();
        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < contenders.Length; i++)
            {
                if (contenders[i] is { } contender)
                    results[i].Add(await Load(run, contender, plan, warm: round == 0));
            }
        }

        return results;
    }

    private static async Task<Round> Load(BenchmarkRun run, Contender contender, PlanFile plan, bool warm)
    {
        var first = run.Options.Quick ? QuickMeasures : FirstReports;
        if (warm)
            await run.Load(Spec(contender, plan, 0, first, run.RoundSeconds * 100));
        var before = await contender.Costs(run.Cancel);
        var result = await run.Load(Spec(contender, plan, 0, int.MaxValue, run.RoundSeconds));
        return new(result, (await contender.Costs(run.Cancel)).Since(before));
    }

    private static LoadSpec Spec(Contender contender, PlanFile plan, int warmUp, int most, double seconds) =>
        ReportLoad.Spec(contender.Process.Port, plan, plan.Measures, contender.Keys, Connections, warmUp, most, seconds);

    private static void Compare(BenchmarkRun run, List<Round> own, List<Round> others, string who)
    {
        run.Scoreboard.Add(new(
            $"report, {Connections} connections", "reports/s",
            Median(own, round => round.Result.PerSecond), Median(others, round => round.Result.PerSecond), who,
            [], RoundsExtensions.Join(Describe(own, "product"), Describe(others, who))));
        run.Scoreboard.Add(new(
            "the same, p99", "ms", Median(own, round => round.Result.P99Milliseconds), Median(others, round => round.Result.P99Milliseconds), who, []));
    }

    /// <summary>The city's figures as of moments between the first report and the last one, each asked for once.</summary>
    private static async Task ComparePast(BenchmarkRun run, PlanFile plan, Contender product, Contender? before)
    {
        var own = await product.Past(plan, run.Cancel);
        (double First, double Later)? others = before is null ? null : await before.Past(plan, run.Cancel);
        run.Scoreboard.Add(new("city as of a moment, the first asked for", "ms", own.First, others?.First, "the build before", []));
        run.Scoreboard.Add(new("city as of another moment, afterwards", "ms", own.Later, others?.Later, "the build before", []));
    }

    private static double Megabytes(Contender contender) => contender.Process.ResidentBytes() / 1e6;

    private static string Describe(List<Round> rounds, string who) => rounds.Select(round => round.Result).ToList().Describe(who);

    private static double? Median(List<Round> rounds, Func<Round, double> figure) => rounds.Count == 0 ? null : Numbers.Median(rounds.Select(figure));

    /// <param name="Result">What the reports took.</param>
    /// <param name="Cost">What they cost the server's process, all of them.</param>
    private sealed record Round(LoadResult Result, ServerCosts Cost);

    /// <param name="Server">The product; null for the hand-written service.</param>
    /// <param name="Process">Its process.</param>
    /// <param name="Keys">Its units' keys.</param>
    private sealed record Contender(ProductServer? Server, ServerProcess Process, IReadOnlyList<UnitKey> Keys) : IAsyncDisposable
    {
        public static async Task<Contender> Product(BenchmarkRun run, PlanFile plan, string name, string? published, bool tells = false)
        {
            // A unit of a twelfth of all measures is one account here, which may not ask as often in a second.
            var settings = new Dictionary<string, string> { ["RateLimits__PerAccount"] = "0", ["Telemetry__Prometheus"] = tells ? "true" : "false" };
            var server = await ProductServer.Start(run.Folder.Folder(name), seeded: false, run.Cancel, settings, published);
            try
            {
                return new(server, server.Process, await ReportComparison.Keys(server, plan, run.Cancel));
            }
            catch
            {
                await server.DisposeAsync();
                throw;
            }
        }

        /// <summary>Milliseconds of the first question, and the median of later ones once what is made ready after the first is there.</summary>
        public async Task<(double First, double Later)> Past(PlanFile plan, CancellationToken cancel)
        {
            var times = new List<double>();
            for (var asked = 0; asked < PastMoments; asked++)
            {
                var (moment, started) = (DateTimeOffset.UtcNow.AddSeconds(-asked - 1), Stopwatch.GetTimestamp());
                await Server!.PastSheet(plan.Id, moment, cancel);
                times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }

            return (times[0], Numbers.Median(times.TakeLast(PastMoments / 2)));
        }

        public async Task<ServerCosts> Costs(CancellationToken cancel) => ServerCosts.Read(Process, Server is null ? null : await Server.Metrics(cancel));

        public ValueTask DisposeAsync() => Server?.DisposeAsync() ?? Process.DisposeAsync();
    }
}
