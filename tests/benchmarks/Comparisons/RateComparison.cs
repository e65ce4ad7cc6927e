using Rectification.Benchmarks.Bare;
using Rectification.Benchmarks.Load;
using Rectification.Benchmarks.Output;
using Rectification.Benchmarks.Processes;
using Rectification.Benchmarks.Product;

namespace Rectification.Benchmarks.Comparisons;

/// <summary>(b) The city's rate against a bare endpoint that returns the same bytes.</summary>
internal static class RateComparison
{
    private const int WarmUpReads = 20_000;

    public static async Task Run(BenchmarkRun run)
    {
        await using var product = run.WithProduct
            ? await ProductServer.Start(run.Folder.Folder("product"), seeded: true, run.Cancel)
            : null;
        if (product is not null)
            await product.UntilExact(ProductServer.WenzhouPlan, 94, run.Cancel);
        await using var bare = await StartBare(run, product, ProductServer.WenzhouPlan);
        var rounds = await run.Alternate(
            product is null ? null : Spec(run, product.Process.Port, ProductServer.WenzhouPlan), Spec(run, bare.Port, ProductServer.WenzhouPlan));
        run.Scoreboard.Add(new(
            "city rate, 64 connections", "reads/s", rounds[0].MedianPerSecond(), rounds[1].MedianPerSecond(),
            "bare Kestrel endpoint, same bytes", [Goal.RatioAtLeast(0.9)],
            RoundsExtensions.Join(rounds[0].Describe("product"), rounds[1].Describe("bare"))));
    }

    /// <summary>A bare endpoint that gives the bytes the product gives now, or a sample's without it.</summary>
    public static async Task<ServerProcess> StartBare(BenchmarkRun run, ProductServer? product, string plan)
    {
        var path = run.Folder.File($"sheet-{Guid.NewGuid():N}.json");
        if (product is not null)
            await File.WriteAllBytesAsync(path, await product.Sheet(plan, run.Cancel), run.Cancel);
        else
            await File.WriteAllTextAsync(path, BareEndpoint.SampleSheet.Trim(), run.Cancel);
        var bare = ServerProcess.StartOwn(BareEndpoint.Verb, LoopbackPort.Free(), path);
        await bare.UntilReady(ProductServer.RatesPath(plan), TimeSpan.FromMinutes(1), run.Cancel);
        return bare;
    }

    public static LoadSpec Spec(BenchmarkRun run, int port, string plan) => new()
    {
        Port = port,
        Connections = 64,
        WarmUpRequests = WarmUpReads,
        MaxRequests = int.MaxValue,
        MaxSeconds = run.RoundSeconds,
        Targets = [new() { Method = "GET", Path = ProductServer.RatesPath(plan) }],
    };
}
