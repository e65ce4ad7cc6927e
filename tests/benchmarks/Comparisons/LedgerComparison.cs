using Rectification.Benchmarks.Ledgers;
using Rectification.Benchmarks.Output;

namespace Rectification.Benchmarks.Comparisons;

/// <summary>(i) A ledger of 100,000 rows in 15 columns: written, and read beside MiniExcel, which only reads; each in a fresh process.</summary>
internal static class LedgerComparison
{
    private const double WriteSeconds = 10;
    private const double ReadRatio = 1.5;
    private const double PeakMegabytes = 300;

    public static async Task Run(BenchmarkRun run)
    {
        var rows = run.Options.Quick ? 10_000 : 100_000;
        var path = run.Folder.File("ledger.xlsx");
        var written = new List<(double Seconds, double Peak)>();
        var read = new List<(double Seconds, double Peak)>();
        var peer = new List<(double Seconds, double Peak)>();
        for (var round = 0; round < run.Rounds; round++)
        {
            written.Add(await LedgerProcess.Run(LedgerProcess.Write, path, rows, run.Cancel));
            if (run.WithProduct)
            {
                read.Add(await LedgerProcess.Run(LedgerProcess.Product, path, rows, run.Cancel));
            }

            peer.Add(await LedgerProcess.Run(LedgerProcess.Peer, path, rows, run.Cancel));
        }

        if (run.WithProduct)
        {
            run.Scoreboard.Add(new(
                $"ledger of {rows:N0} rows written", "s", Median(written, each => each.Seconds), null, "–", [Goal.ValueAtMost(WriteSeconds)],
                $"{Numbers.Rounds("product", written.Select(each => each.Seconds))}; peak {Numbers.Short(Median(written, each => each.Peak))} MB"));
        }

        Add(run, $"ledger of {rows:N0} rows read", "s", read, peer, each => each.Seconds, Goal.RatioAtMost(ReadRatio));
        Add(run, "its peak of memory, the whole process", "MB", read, peer, each => each.Peak, Goal.ValueAtMost(PeakMegabytes));
    }

    private static void Add(
        BenchmarkRun run, string name, string unit, List<(double Seconds, double Peak)> read, List<(double Seconds, double Peak)> peer,
        Func<(double Seconds, double Peak), double> value, Goal goal) =>
        run.Scoreboard.Add(new(
            name, unit, read.Count == 0 ? null : Median(read, value), Median(peer, value), "MiniExcel, rows without any rule", [goal],
            RoundsExtensions.Join(read.Count == 0 ? "" : Numbers.Rounds("product", read.Select(value)), Numbers.Rounds("MiniExcel", peer.Select(value)))));

    private static double Median(List<(double Seconds, double Peak)> rounds, Func<(double Seconds, double Peak), double> value) =>
        Numbers.Median(rounds.Select(value));
}
