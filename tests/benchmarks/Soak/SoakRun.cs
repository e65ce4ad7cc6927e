using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Rectification.Benchmarks.Comparisons;
using Rectification.Benchmarks.Output;
using Rectification.Benchmarks.Processes;
using Rectification.Benchmarks.Product;

namespace Rectification.Benchmarks.Soak;

/// <summary>
/// The embedded product for a long time at a fixed rate, ended and started again at intervals, in turns by SIGTERM and by SIGKILL. Looked at every ten
/// seconds; at the end a recount, the offline verifier, and each acknowledged report is looked for in the trail.
/// </summary>
internal sealed partial class SoakRun(BenchmarkRun run, PlanFile plan, string folder)
{
    private const int Measures = 12_000;
    private const int Units = 120;
    private const double UsualPerSecond = 400;
    private const double UsualMinutes = 120;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    private readonly Dictionary<string, string> settings = new() { ["RateLimits__PerAccount"] = "0", ["Telemetry__Prometheus"] = "true" };
    private readonly int port = LoopbackPort.Free();
    private readonly List<SoakSample> samples = [];
    private ProductServer? product;
    private string happened = "";
    private long begunAt;

    private ProductServer Product => product ?? throw new InvalidOperationException("The product is not running.");

    public static async Task Run(BenchmarkRun run)
    {
        var plan = await PlanFile.Generate(run.Folder, Measures, Units, run.Cancel);
        var soak = new SoakRun(run, plan, run.Folder.Folder("soak"));
        try
        {
            await soak.Play();
        }
        finally
        {
            if (soak.product is { } left)
            {
                await left.DisposeAsync();
            }
        }
    }

    private async Task Play()
    {
        var perSecond = run.Options.PerSecond ?? UsualPerSecond;
        var minutes = run.Options.Minutes ?? (run.Options.Quick ? 0.5 : UsualMinutes);
        var restartEvery = TimeSpan.FromMinutes(run.Options.RestartEvery ?? Math.Max(minutes / 12, 0.2));
        await Launch();
        await Product.Import(plan, run.Cancel);
        await Product.UntilExact(plan.Id, plan.MeasureCount, run.Cancel);
        var keys = await Product.CreateReporters(plan.Measures.Select(measure => measure.LeadUnit).Distinct(), run.Cancel);

        begunAt = Stopwatch.GetTimestamp();
        var reporters = SoakReporters.Start(ReportLoad.Spec(port, plan, plan.Measures, keys, 1, 0, int.MaxValue, 0), perSecond);
        var (nextRestart, restarts) = (restartEvery, new List<double>());
        var length = TimeSpan.FromMinutes(minutes);
        while (Stopwatch.GetElapsedTime(begunAt) is var passed && passed < length)
        {
            if (passed >= nextRestart && length - passed > Every)
            {
                restarts.Add(await Restart(orderly: restarts.Count % 2 == 0));
                nextRestart = Stopwatch.GetElapsedTime(begunAt) + restartEvery;
            }

            await Task.Delay(Every, run.Cancel);
            reporters.ThrowIfBroken();
            await Sample(reporters);
        }

        await reporters.Stop();
        var seconds = Stopwatch.GetElapsedTime(begunAt).TotalSeconds;
        await Judge(reporters, seconds, restarts);
    }

    /// <returns>Seconds from the signal until it takes work again.</returns>
    private async Task<double> Restart(bool orderly)
    {
        var begun = Stopwatch.GetTimestamp();
        await (orderly ? Product.Process.StopOrderly() : Product.Process.Kill());
        await Product.DisposeAsync();
        product = null;
        await Launch();
        happened = orderly ? "stop" : "kill";
        var seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"  {happened} after {Stopwatch.GetElapsedTime(begunAt).TotalSeconds:0} s: away {seconds:0.0} s"));
        return seconds;
    }

    private async Task Launch() => product = await ProductServer.Start(folder, seeded: false, run.Cancel, settings, port: port);

    private async Task Sample(SoakReporters reporters)
    {
        var window = reporters.TakeWindow();
        var database = Path.Combine(folder, "rectification.db");
        samples.Add(new(
            Stopwatch.GetElapsedTime(begunAt).TotalSeconds, happened, reporters.Acknowledged, reporters.SentAgain, window.PercentileMilliseconds(50),
            window.PercentileMilliseconds(99), Product.Process.ResidentBytes(), await Heap(), Product.Process.ProcessorSeconds(), Bytes(database),
            Bytes(database + "-wal")));
        happened = "";
        if (run.Options.Out is { } folderOfResults)
        {
            Directory.CreateDirectory(folderOfResults);
            string[] lines = [SoakSample.Heading, .. samples.Select(sample => sample.ToLine())];
            await File.WriteAllLinesAsync(Path.Combine(folderOfResults, "soak.csv"), lines, run.Cancel);
            await File.WriteAllTextAsync(Path.Combine(folderOfResults, "soak.svg"), SoakPlot.Of(samples, Title()), run.Cancel);
        }
    }

    private string Title() => string.Create(CultureInfo.InvariantCulture,
        $"{samples[^1].Reports / samples[^1].Second:N0} reports/s on {plan.MeasureCount:N0} measures; grey: orderly restart, red: kill -9");

    private async Task<long?> Heap() =>
        HeapSize().Matches(await Product.Metrics(run.Cancel)) is { Count: > 0 } parts
            ? (long)parts.Sum(part => double.Parse(part.Groups[1].ValueSpan, CultureInfo.InvariantCulture))
            : null;

    private async Task Judge(SoakReporters reporters, double seconds, List<double> restarts)
    {
        var reports = reporters.Acknowledged;
        if (await Product.Recount(plan.Id, run.Cancel) is > 0 and var wrong)
        {
            throw new InvalidOperationException($"{wrong} tallies did not agree with a recount.");
        }

        var trail = run.Folder.File("soak.ndjson");
        await Product.SaveTrail(plan.Id, trail, run.Cancel);
        var verified = await AcknowledgedCheck.Run(trail, reporters.RunId, reports, run.Cancel);
        run.Scoreboard.Remark(string.Create(CultureInfo.InvariantCulture,
            $"{reports:N0} reports in {seconds / 60:0.0} min, {reports / seconds:N0}/s; {restarts.Count} restarts, in turns orderly and kill -9, "
            + $"{Numbers.Rounds("away in", restarts)} s; sent again {reporters.SentAgain:N0} times; "
            + $"each acknowledged report is in the trail once; recount 0. {verified}"));
        if (samples.Count < 8)
        {
            return;
        }

        // The first quarter fills caches and touches each measure for the first time.
        var (second, last) = (samples[(samples.Count / 4)..(samples.Count / 2)], samples[(samples.Count * 3 / 4)..]);
        Compare("resident memory, MiB", sample => sample.Resident / 1048576.0);
        Compare("managed heap, MiB", sample => (sample.Heap ?? 0) / 1048576.0);
        Compare("p50, ms", sample => sample.P50);
        Compare("p99, ms", sample => sample.P99);
        Compare("write-ahead log, MiB", sample => sample.Log / 1048576.0);
        run.Scoreboard.Add(new("bytes of the store a report, last quarter", "bytes", PerReport(last), PerReport(second), "second quarter", []));

        void Compare(string what, Func<SoakSample, double> value) =>
            run.Scoreboard.Add(new(
                $"{what}, median of the last quarter", "", Numbers.Median(last.Select(value)), Numbers.Median(second.Select(value)), "second quarter", []));
    }

    private static double PerReport(List<SoakSample> part) =>
        (double)(part[^1].Database - part[0].Database) / Math.Max(1, part[^1].Reports - part[0].Reports);

    private static long Bytes(string file) => File.Exists(file) ? new FileInfo(file).Length : 0;

    [GeneratedRegex(@"^dotnet_gc_last_collection_heap_size_bytes\{[^}]*\} ([0-9.eE+]+)", RegexOptions.Multiline)]
    private static partial Regex HeapSize();
}
