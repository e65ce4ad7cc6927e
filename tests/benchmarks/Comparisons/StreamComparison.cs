using System.Diagnostics;
using System.Globalization;
using Rectification.Benchmarks.Bare;
using Rectification.Benchmarks.Load;
using Rectification.Benchmarks.Output;
using Rectification.Benchmarks.Processes;
using Rectification.Benchmarks.Product;

namespace Rectification.Benchmarks.Comparisons;

/// <summary>Open pages: from the acknowledged report to the event at every open stream, against bare server-sent events.</summary>
internal static class StreamComparison
{
    private const int Streams = 1_000;
    private const int QuickStreams = 50;
    private const int Measures = 1_000;
    private const int Units = 20;
    private const int WarmUp = 10;

    /// <summary>Reports a second: every one is an event at every stream, for a stream tells at most ten a second.</summary>
    private const int PerSecond = 5;
    private const double GoalMilliseconds = 200;

    public static async Task Run(BenchmarkRun run)
    {
        var streams = run.Options.Streams ?? (run.Options.Quick ? QuickStreams : Streams);
        await using var product = run.WithProduct
            ? await ProductServer.Start(run.Folder.Folder("streams"), seeded: false, run.Cancel)
            : null;
        await using var bare = ServerProcess.StartOwn(BareStream.Verb, LoopbackPort.Free());
        await bare.UntilReady("/health/ready", TimeSpan.FromMinutes(1), run.Cancel);

        using var client = new HttpClient();
        var contenders = new List<Contender> { new("bare", bare.Address, "bare", _ => new(HttpMethod.Post, new Uri(bare.Address, BareStream.CountPath))) };
        if (product is not null)
            contenders.Insert(0, await OfProduct(run, product));
        for (var round = 0; round < run.Rounds; round++)
        {
            foreach (var contender in contenders)
                await Round(run, contender, streams, client);
        }

        var (measured, peer) = (contenders.Find(contender => contender.Name == "product"), contenders[^1]);
        run.Scoreboard.Add(new(
            $"report to open page, p99, {streams} streams", "ms", measured?.Median, peer.Median, "bare Kestrel, server-sent events, nothing stored",
            [Goal.ValueAtMost(GoalMilliseconds)], RoundsExtensions.Join([.. contenders.Select(contender => contender.Describe())])));
    }

    private static async Task<Contender> OfProduct(BenchmarkRun run, ProductServer product)
    {
        var plan = await PlanFile.Generate(run.Folder, Measures, Units, run.Cancel);
        await product.Import(plan, run.Cancel);
        var keys = (await product.CreateReporters(plan.Measures.Select(measure => measure.LeadUnit).Distinct(), run.Cancel))
            .ToDictionary(key => key.Unit, key => key.Key);
        await product.UntilExact(plan.Id, Measures, run.Cancel);
        return new("product", product.Process.Address, plan.Id, count =>
        {
            // The first report on a measure claims it: one more is in progress, which the sheet tells.
            var measure = plan.Measures[count - 1];
            var request = new HttpRequestMessage(HttpMethod.Post, new Uri(product.Process.Address, $"/api/v1/plans/{plan.Id}/measures/{measure.No}/reports"))
            {
                Content = JsonContent.Create(new { unit = measure.LeadUnit, percent = 10, note = "" }),
            };
            request.Headers.Authorization = new("Bearer", keys[measure.LeadUnit]);
            request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString("N"));
            return request;
        });
    }

    private static async Task Round(BenchmarkRun run, Contender contender, int streams, HttpClient client)
    {
        var reports = WarmUp + (int)(run.RoundSeconds * PerSecond);
        var last = contender.Sent + reports;
        if (last > Measures)
            throw new InvalidOperationException($"Only {Measures} first reports can be filed; the rounds want {last}.");
        await using var watch = await StreamWatch.Open(new(contender.Address, $"/api/v1/plans/{contender.Plan}/rates/stream"), streams, Measures, run.Cancel);
        var acknowledged = new Dictionary<int, long>();
        using var pace = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / PerSecond));
        for (var i = 0; i < reports && await pace.WaitForNextTickAsync(run.Cancel); i++)
        {
            using var request = contender.Report(++contender.Sent);
            using var answer = await client.SendAsync(request, run.Cancel);
            var at = Stopwatch.GetTimestamp();
            answer.EnsureSuccessStatusCode();
            if (i >= WarmUp)
                acknowledged.Add(contender.Sent, at);
        }

        await watch.Until(contender.Sent, run.Cancel);
        var latencies = new LatencyHistogram();
        foreach (var (count, at) in acknowledged)
            watch.AddTo(latencies, count, at);
        contender.Rounds.Add(latencies);
        Console.WriteLine($"  {contender.Name}: {Contender.Text(latencies)}");
    }

    /// <summary>Somebody measured, and the rounds it had.</summary>
    private sealed class Contender(string name, Uri address, string plan, Func<int, HttpRequestMessage> report)
    {
        public string Name => name;

        public Uri Address => address;

        public string Plan => plan;

        /// <summary>How many reports it has had; the sheet tells the same number.</summary>
        public int Sent { get; set; }

        public List<LatencyHistogram> Rounds { get; } = [];

        public double Median => Numbers.Median(Rounds.Select(round => round.PercentileMilliseconds(99)));

        public HttpRequestMessage Report(int count) => report(count);

        public string Describe() => $"{name} {string.Join(" / ", Rounds.Select(Text))}";

        public static string Text(LatencyHistogram latencies) => string.Create(CultureInfo.InvariantCulture,
            $"p50 {Numbers.Short(latencies.PercentileMilliseconds(50))}, p99 {Numbers.Short(latencies.PercentileMilliseconds(99))}, max "
            + $"{Numbers.Short(latencies.MaxMilliseconds)} ms of {latencies.Total:N0} events");
    }
}
