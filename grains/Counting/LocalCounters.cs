using System.Collections.Concurrent;

namespace Rectification.Counting;

/// <summary>
/// The counters that live in this silo. When another silo leaves the cluster they sweep: a measure it held may have died between its write and its
/// push. What lived there, or was found by way of it, may be gone without a word: for a while afterwards the cluster counts as unsettled.
/// </summary>
public sealed class LocalCounters(TimeProvider time)
{
    private const int AtOnce = 16;

    /// <summary>Longer than a directory of grains and the calls under way take to follow a change of the cluster.</summary>
    private static readonly TimeSpan Unrest = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<GrainId, Func<Task>> _counters = [];
    private long _changed;

    /// <summary>Whether a silo came or went a short time ago.</summary>
    internal bool IsUnsettled => Volatile.Read(ref _changed) is not 0 and var changed && time.GetElapsedTime(changed) < Unrest;

    /// <summary>A silo came or went.</summary>
    public void ClusterChanged() => Volatile.Write(ref _changed, time.GetTimestamp());

    /// <summary>Registers a counter until the returned value is disposed of.</summary>
    internal IDisposable Add(GrainId counter, Func<Task> sweep)
    {
        _counters[counter] = sweep;
        return new Registration(this, counter, sweep);
    }

    /// <summary>Asks every counter here to sweep, a bounded number at a time.</summary>
    public async Task SweepAll(CancellationToken cancellation)
    {
        var wanted = new ConcurrentQueue<Func<Task>>(_counters.OrderBy(static counter => counter.Key).Select(static counter => counter.Value));
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(async _ =>
        {
            while (!cancellation.IsCancellationRequested && wanted.TryDequeue(out var sweep))
            {
                await sweep();
            }
        }));
        cancellation.ThrowIfCancellationRequested();
    }

    private sealed class Registration(LocalCounters counters, GrainId counter, Func<Task> sweep) : IDisposable
    {
        public void Dispose() => counters._counters.TryRemove(KeyValuePair.Create(counter, sweep));
    }
}
