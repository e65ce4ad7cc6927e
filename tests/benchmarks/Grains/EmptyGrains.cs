using System.Globalization;
using Rectification.Benchmarks.Processes;

namespace Rectification.Benchmarks.Grains;

/// <summary>
/// The peer of a live measure's memory: a silo full of grains that hold nothing. Measured as the product is, from
/// outside: resident memory with them less that before them.
/// </summary>
internal static class EmptyGrains
{
    public const string Verb = "serve-empty-grains";

    private const int Window = 256;

    public static async Task<double> BytesEach(int grains, CancellationToken cancel)
    {
        var none = await ResidentBytes(0, cancel);
        var all = await ResidentBytes(grains, cancel);
        return (all - none) / (double)grains;
    }

    /// <summary>Starts the silo, activates the grains, then answers on its port.</summary>
    public static async Task Serve(int port, int grains)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:" + port.ToString(CultureInfo.InvariantCulture));
        builder.UseOrleans(silo => silo.UseLocalhostClustering(LoopbackPort.Free(), LoopbackPort.Free()));
        await using var app = builder.Build();
        var activated = false;
        app.MapGet("/ready", () => activated ? Results.Ok() : Results.StatusCode(StatusCodes.Status503ServiceUnavailable));
        await app.StartAsync();
        var factory = app.Services.GetRequiredService<IGrainFactory>();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, grains), new ParallelOptions { MaxDegreeOfParallelism = Window },
            async (i, _) => await factory.GetGrain<IEmptyGrain>("plan:" + i.ToString(CultureInfo.InvariantCulture)).Touch());
        // What the start left behind is not the grains'.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        activated = true;
        await app.WaitForShutdownAsync();
    }

    private static async Task<long> ResidentBytes(int grains, CancellationToken cancel)
    {
        await using var silo = ServerProcess.StartOwn(Verb, LoopbackPort.Free(), grains.ToString(CultureInfo.InvariantCulture));
        await silo.UntilReady("/ready", TimeSpan.FromMinutes(10), cancel);
        return silo.ResidentBytes();
    }
}

[Alias("benchmark.IEmptyGrain")]
internal interface IEmptyGrain : IGrainWithStringKey
{
    [Alias("Touch")]
    Task Touch();
}

[GrainType("benchmark-empty")]
internal sealed class EmptyGrain : Grain, IEmptyGrain
{
    public Task Touch() => Task.CompletedTask;
}
