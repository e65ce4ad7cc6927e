using System.Collections.Concurrent;
using Rectification.Telemetry;

namespace Rectification.Notifications;

/// <summary>What each receiver served in this silo still has before it, for the meter.</summary>
public sealed class OutboxBoard
{
    private readonly ConcurrentDictionary<(string Kind, string Receiver), long> _pending = new();

    public OutboxBoard() => RectificationMeter.ObserveGauge(
        "rectification.outbox.pending", "{notification}", "Notifications that wait for their receivers, by kind of receiver.",
        () => _pending.GroupBy(entry => entry.Key.Kind).Select(kind =>
            new System.Diagnostics.Metrics.Measurement<double>(kind.Sum(entry => entry.Value), new KeyValuePair<string, object?>("kind", kind.Key))));

    internal void Put(string kind, string receiver, long pending) => _pending[(kind, receiver)] = pending;

    internal void Remove(string kind, string receiver) => _pending.TryRemove((kind, receiver), out _);
}
