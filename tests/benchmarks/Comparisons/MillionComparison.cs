using System.Diagnostics;
using Rectification.Benchmarks.Load;
using Rectification.Benchmarks.Peer;
using Rectification.Benchmarks.Processes;
using Rectification.Benchmarks.Product;

namespace Rectification.Benchmarks.Comparisons;

/// <summary>
/// One large plan from its import to the recovery after a kill: time, memory, disk, reports, rates. The peer is the
/// hand-written service with the same plan on a PostgreSQL of the same settings.
/// </summary>
internal static class MillionComparison
{
    private const int UsualMeasures = 1_000_000;
    private const int UsualUnits = 1_200;
    private const int UsualSilos = 3;
    private const int Connections = 64;
    /// <summary>Measures that are reported on, spread evenly over the plan.</summary>
    private const int ReportedMeasures = 50_000;
    private const double Mebibyte = 1024 * 1024;

    public static async Task Run(BenchmarkRun run)
    {
        if (!run.WithProduct)
        {
            run.Scoreboard.Remark("million: nothing to measure without the product.");
            return;
        }

        var measures = run.Options.Measures ?? (run.Options.Quick ? 20_000 : UsualMeasures);
        var units = run.Options.Units ?? (run.Options.Quick ? ScaleComparison.UnitsFor(measures) : UsualUnits);
        var plan = await PlanFile.Generate(run.Folder, measures, units, run.Cancel);
        await using var postgres = await PostgresCluster.Start(run.Folder, run.Cancel);
        await using var product = run.Options.OnPostgres
            ? await ScaledProduct.OnPostgres(postgres, run.Folder, run.Options.Silos ?? UsualSilos, run.Cancel)
            : await ScaledProduct.Embedded(run.Folder, run.Cancel);
        var stage = new Stage(run, plan, product, $"{measures:N0} measures, {units:N0} units, {product.Name}");

        await stage.Import();
        var keys = await product.Server.CreateReporters(plan.Measures.Select(measure => measure.LeadUnit).Distinct(), run.Cancel);
        var peerDatabase = await postgres.CreateDatabase("peer", run.Cancel);
        await stage.ImportIntoPeer(peerDatabase, keys);
        stage.Memory("after the import");
        await stage.Reports(peerDatabase, keys);
        stage.Memory("after the reports");
        await stage.Rates();
        await stage.Recovery(peerDatabase, withDatabase: false);
        if (run.Options.OnPostgres)
            await stage.Recovery(peerDatabase, withDatabase: true);
        stage.Memory("after the last recovery");
        await stage.Recount();
    }

    private sealed class Stage(BenchmarkRun run, PlanFile plan, ScaledProduct product, string where)
    {
        private double importSeconds;

        public async Task Import()
        {
            var begun = Stopwatch.GetTimestamp();
            await product.Server.Import(plan, run.Cancel);
            importSeconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
            await product.Server.UntilExact(plan.Id, plan.MeasureCount, run.Cancel);
            var exact = Stopwatch.GetElapsedTime(begun).TotalSeconds;
            run.Scoreboard.Remark(
                $"{where}: imported {new FileInfo(plan.Path).Length / Mebibyte:N0} MiB in {importSeconds:0.0} s, exact at every level {exact:0.0} s after "
                + $"the import began");
            await Disk("after the import");
        }

        public async Task ImportIntoPeer(string database, IReadOnlyList<UnitKey> keys)
        {
            var begun = Stopwatch.GetTimestamp();
            await PeerData.Fill(database, plan, keys, run.Cancel);
            run.Scoreboard.Add(new(
                $"import, {where}", "s", importSeconds, Stopwatch.GetElapsedTime(begun).TotalSeconds,
                "hand-written: COPY of the bare rows, counters by GROUP BY, VACUUM ANALYZE", []));
        }

        public void Memory(string when)
        {
            foreach (var (process, bytes) in product.Memory())
                run.Scoreboard.Add(new($"memory {when}, {process}, {where}", "MiB", bytes / Mebibyte, null, "–", []));
        }

        public async Task Reports(string peerDatabase, IReadOnlyList<UnitKey> keys)
        {
            await using var peer = await StartPeer(peerDatabase, CounterStyle.UnitAndCity);
            var step = Math.Max(1, plan.Measures.Count / ReportedMeasures);
            var reported = plan.Measures.Where((_, i) => i % step == 0).ToArray();
            var seconds = run.Options.Minutes * 60 ?? (run.Options.Quick ? 5 : 60);
            LoadSpec Spec(int port) => ReportLoad.Spec(port, plan, reported, keys, Connections, reported.Length, int.MaxValue, seconds);

            var disk = await product.DiskBytes(run.Cancel);
            var mine = await run.Load(Spec(product.Server.Process.Port));
            var grown = await product.DiskBytes(run.Cancel) - disk;
            var theirs = await run.Load(Spec(peer.Port));
            run.Scoreboard.Add(new(
                $"report, {Connections} connections, {where}", "reports/s", mine.PerSecond, theirs.PerSecond,
                "hand-written, unit and city counters", [],
                $"{seconds:0} s each, {reported.Length:N0} measures warmed up before; product {mine.Latency}; peer {theirs.Latency}"));
            var all = mine.Answered + reported.Length;
            run.Scoreboard.Remark(
                $"{where}: {all:N0} reports on {reported.Length:N0} measures let the disk grow by {grown / Mebibyte:N0} MiB, {grown / (double)all:N0} "
                + $"bytes a report");
        }

        public async Task Rates()
        {
            await using var bare = await RateComparison.StartBare(run, product.Server, plan.Id);
            var rounds = await run.Alternate(RateComparison.Spec(run, product.Server.Process.Port, plan.Id), RateComparison.Spec(run, bare.Port, plan.Id));
            run.Scoreboard.Add(new(
                $"city rate, {where}", "reads/s", rounds[0].MedianPerSecond(), rounds[1].MedianPerSecond(),
                "bare Kestrel endpoint, same bytes", [], RoundsExtensions.Join(rounds[0].Describe("product"), rounds[1].Describe("bare"))));
        }

        /// <summary>Against a service without counters, which counts its rows when it is asked for the first time.</summary>
        public async Task Recovery(string peerDatabase, bool withDatabase)
        {
            var before = await product.Counts(plan.Id, run.Cancel);
            await product.Kill(withDatabase);
            var seconds = await product.Recover(plan.Id, plan.MeasureCount, withDatabase, run.Cancel);
            var after = await product.Counts(plan.Id, run.Cancel);
            if (after != before)
                throw new InvalidOperationException($"After the kill the rate is another one: {before} became {after}");

            var begun = Stopwatch.GetTimestamp();
            await using var peer = await StartPeer(peerDatabase, CounterStyle.None, ProductServer.RatesPath(plan.Id));
            run.Scoreboard.Add(new(
                $"start command to the exact rate after kill -9{(withDatabase ? " and a crash of the database" : "")}, {where}", "s",
                seconds, Stopwatch.GetElapsedTime(begun).TotalSeconds,
                "hand-written without counters: process start and count(*), database up", []));
        }

        public async Task Recount()
        {
            var begun = Stopwatch.GetTimestamp();
            var mismatches = await product.Server.Recount(plan.Id, run.Cancel);
            run.Scoreboard.Remark($"{where}: recount after all this found {mismatches} mismatches in {Stopwatch.GetElapsedTime(begun).TotalSeconds:0.0} s");
            await Disk("at the end");
        }

        private async Task Disk(string when) =>
            run.Scoreboard.Add(new($"disk {when}, {where}", "MiB", await product.DiskBytes(run.Cancel) / Mebibyte, null, "–", []));

        private async Task<ServerProcess> StartPeer(string database, CounterStyle style, string ready = "/health/ready")
        {
            var peer = ServerProcess.StartOwn(PeerService.Verb, LoopbackPort.Free(), database, style.ToString());
            await peer.UntilReady(ready, TimeSpan.FromMinutes(2), run.Cancel);
            return peer;
        }
    }
}
