using System.Diagnostics;
using Rectification.Benchmarks.Ledgers;
using Rectification.Benchmarks.Output;
using Rectification.Benchmarks.Product;

namespace Rectification.Benchmarks.Comparisons;

/// <summary>
/// (i) A ledger of 100,000 rows in 15 columns, written and read beside libraries that only write or read, each in a fresh process; and a plan of as many
/// measures exported by the product.
/// </summary>
internal static class LedgerComparison
{
    private const double WriteSeconds = 10;
    private const double ReadRatio = 1.5;
    private const double PeakMegabytes = 300;
    private const int Units = 400;
    private const double Megabyte = 1e6;

    private static readonly string[] Peers = [LedgerProcess.WriteSpreadCheetah, LedgerProcess.WriteMiniExcel, LedgerProcess.ReadMiniExcel];
    private static readonly string[] Own = [LedgerProcess.Write, LedgerProcess.Read, LedgerProcess.Understand];

    public static async Task Run(BenchmarkRun run)
    {
        var rows = run.Options.Quick ? 10_000 : 100_000;
        var path = run.Folder.File("ledger.xlsx");
        var measured = Own.Concat(Peers).ToDictionary(what => what, _ => new List<(double Seconds, double Peak)>());

        // Everybody reads the workbook that the product wrote: it has borders, widths and all.
        await LedgerRows.WriteByProduct(path, rows);
        for (var round = 0; round < run.Rounds; round++)
        {
            foreach (var what in run.WithProduct ? Own.Concat(Peers) : Peers)
            {
                var own = what.StartsWith("write", StringComparison.Ordinal) ? run.Folder.File(what + ".xlsx") : path;
                measured[what].Add(await LedgerProcess.Run(what, own, rows, run.Cancel));
            }
        }

        foreach (var (peer, name) in new[] { (LedgerProcess.WriteSpreadCheetah, "SpreadCheetah"), (LedgerProcess.WriteMiniExcel, "MiniExcel") })
        {
            Add(run, $"ledger of {rows:N0} rows written", measured[LedgerProcess.Write], measured[peer], $"{name}, values without any form",
                Goal.ValueAtMost(WriteSeconds));
        }

        Add(run, $"ledger of {rows:N0} rows read", measured[LedgerProcess.Read], measured[LedgerProcess.ReadMiniExcel], "MiniExcel, rows without any rule",
            Goal.RatioAtMost(ReadRatio));
        Add(run, $"ledger of {rows:N0} rows read, mapped and checked", measured[LedgerProcess.Understand], measured[LedgerProcess.ReadMiniExcel],
            "MiniExcel, rows without any rule", Goal.RatioAtMost(ReadRatio));
        if (run.WithProduct)
        {
            await Export(run, rows);
        }
    }

    /// <summary>A plan of so many measures as a workbook of all its lists; the second time, as for whoever asks in the middle of a day.</summary>
    private static async Task Export(BenchmarkRun run, int measures)
    {
        var plan = await PlanFile.Generate(run.Folder, measures, Units, run.Cancel);
        await using var product = await ProductServer.Start(run.Folder.Folder("product"), seeded: false, run.Cancel);
        await product.Import(plan, run.Cancel);
        await product.UntilExact(plan.Id, measures, run.Cancel);
        var (seconds, bytes, grown) = (new List<double>(), 0L, new List<double>());
        for (var round = 0; round <= run.Rounds; round++)
        {
            var before = product.Process.ResidentBytes();
            var begun = Stopwatch.GetTimestamp();
            (bytes, var most) = await product.Export(plan.Id, run.Cancel);
            seconds.Add(Stopwatch.GetElapsedTime(begun).TotalSeconds);
            grown.Add(Math.Max(0, most - before) / Megabyte);
        }

        var after = seconds.Skip(1).ToList();
        run.Scoreboard.Add(new(
            $"plan of {measures:N0} measures exported by HTTP", "s", Numbers.Median(after), null, "–", [Goal.ValueAtMost(WriteSeconds)],
            $"four lists, {bytes / Megabyte:0} MB; the first after a start {Numbers.Short(seconds[0])}, then {Numbers.Rounds("product", after)}; "
                + $"memory grew by {Numbers.Rounds("MB", grown)}"));
    }

    private static void Add(
        BenchmarkRun run, string name, List<(double Seconds, double Peak)> product, List<(double Seconds, double Peak)> peer, string peerName, Goal goal)
    {
        Add(run, name, "s", product, peer, peerName, each => each.Seconds, goal);
        Add(run, "its peak of memory, the whole process", "MB", product, peer, peerName, each => each.Peak, Goal.ValueAtMost(PeakMegabytes));
    }

    private static void Add(
        BenchmarkRun run, string name, string unit, List<(double Seconds, double Peak)> product, List<(double Seconds, double Peak)> peer, string peerName,
        Func<(double Seconds, double Peak), double> value, Goal goal) =>
        run.Scoreboard.Add(new(
            name, unit, product.Count == 0 ? null : Median(product, value), Median(peer, value), peerName, [goal],
            RoundsExtensions.Join(
                product.Count == 0 ? "" : Numbers.Rounds("product", product.Select(value)), Numbers.Rounds("peer", peer.Select(value)))));

    private static double Median(List<(double Seconds, double Peak)> rounds, Func<(double Seconds, double Peak), double> value) =>
        Numbers.Median(rounds.Select(value));
}
