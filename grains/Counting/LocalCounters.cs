using System.Collections.Concurrent;

namespace Rectification.Counting;

/// <summary>
/// The counters that live in this silo. When another silo leaves the cluster they sweep: a measure it held may have died between its write and its
/// push.
/// </summary>
public sealed class LocalCounters
{
    private const int AtOnce = 16;

    private readonly ConcurrentDictionary<GrainId, Func<Task>> _counters = [];

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
