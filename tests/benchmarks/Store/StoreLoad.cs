using System.Diagnostics;
using Orleans.Storage;
using Rectification.Benchmarks.Load;

namespace Rectification.Benchmarks.Store;

/// <summary>
/// Writers in a closed loop: each rewrites the states of its own few grains, one write at a time, so that every write
/// has the right ETag and what is measured is durable writes, not conflicts.
/// </summary>
internal static class StoreLoad
{
    public const int Writers = 64;
    public const int StateBytes = 2048;

    private const int GrainsEachWriter = 32;
    private const string StateName = "page-v1";
    private static readonly GrainType Type = GrainType.Create("page");

    /// <param name="storage">The store under load.</param>
    /// <param name="round">Names the grains of this round, so that each round begins with first writes.</param>
    /// <param name="maxWrites">Bound in count.</param>
    /// <param name="maxSeconds">Bound in time.</param>
    public static async Task<LoadResult> Run(IGrainStorage storage, string round, int maxWrites, double maxSeconds)
    {
        var left = maxWrites;
        var startedAt = Stopwatch.GetTimestamp();
        var writers = Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            var latencies = new LatencyHistogram();
            var grains = Enumerable.Range(0, GrainsEachWriter)
                .Select(i => (Id: GrainId.Create(Type, $"{round}:w{writer:00}-g{i:00}"), State: new GrainState<StoredPage>(NewPage(writer, i))))
                .ToArray();
            for (var i = 0; Interlocked.Decrement(ref left) >= 0; i++)
            {
                var (id, state) = grains[i % grains.Length];
                // Something new each time: a store must not get away with finding the page unchanged.
                BitConverter.TryWriteBytes(state.State!.Bytes, i);
                var begun = Stopwatch.GetTimestamp();
                if (Stopwatch.GetElapsedTime(startedAt, begun).TotalSeconds >= maxSeconds)
                    break;
                await storage.WriteStateAsync(StateName, id, state);
                latencies.Add(Stopwatch.GetTimestamp() - begun);
            }

            return latencies;
        })).ToArray();

        var all = new LatencyHistogram();
        foreach (var latencies in await Task.WhenAll(writers))
            all.Add(latencies);
        return new()
        {
            Answered = all.Total,
            Seconds = Stopwatch.GetElapsedTime(startedAt).TotalSeconds,
            P50Milliseconds = all.PercentileMilliseconds(50),
            P95Milliseconds = all.PercentileMilliseconds(95),
            P99Milliseconds = all.PercentileMilliseconds(99),
            MaxMilliseconds = all.MaxMilliseconds,
            Failed = 0,
        };
    }

    /// <summary>Reads back what was written and that a stale write is refused: a store that forgets is not compared.</summary>
    public static async Task RequireCorrect(IGrainStorage storage)
    {
        var id = GrainId.Create(Type, "correct:温州");
        var first = new GrainState<StoredPage>(NewPage(1, 1));
        await storage.WriteStateAsync(StateName, id, first);
        var stale = new GrainState<StoredPage>(NewPage(2, 2)) { ETag = first.ETag, RecordExists = true };
        await storage.WriteStateAsync(StateName, id, first);
        var read = new GrainState<StoredPage>(new());
        await storage.ReadStateAsync(StateName, id, read);
        if (!read.State!.Bytes.AsSpan().SequenceEqual(first.State!.Bytes) || read.ETag != first.ETag)
            throw new InvalidOperationException("The store did not give back what was written.");
        try
        {
            await storage.WriteStateAsync(StateName, id, stale);
        }
        catch (InconsistentStateException)
        {
            return;
        }

        throw new InvalidOperationException("The store accepted a stale write.");
    }

    // Bytes that don't compress, as a serialized and hashed state does not compress much.
    private static StoredPage NewPage(int writer, int grain)
    {
        var page = new StoredPage { Bytes = new byte[StateBytes] };
        new Random(writer * 1000 + grain).NextBytes(page.Bytes);
        return page;
    }
}
