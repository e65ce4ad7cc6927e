using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Rectification.Telemetry;

namespace Rectification.Notifications;

/// <summary>What each receiver served in this silo still has before it, and since when, for the meter.</summary>
public sealed class OutboxBoard
{
    private readonly ConcurrentDictionary<(string Kind, string Receiver), Waiting> _waiting = new();
    private readonly TimeProvider _clock;

    /// <param name="clock">The real clock: a receiver is waited for in real time, whatever clock the field goes by.</param>
    public OutboxBoard(TimeProvider clock)
    {
        _clock = clock;
        RectificationMeter.ObserveGauge(
            "rectification.outbox.pending", "{notification}", "Notifications that wait for their receivers, by kind of receiver.",
            () => ByKind(static waiting => waiting.Sum(one => (double)one.Pending)));
        RectificationMeter.ObserveGauge(
            "rectification.outbox.oldest", "s", "For how long the first notification in front of a receiver has been waiting, by kind: the longest.",
            () => ByKind(waiting => waiting.Max(one => one.Since is { } since ? Math.Max(0, (_clock.GetUtcNow() - since).TotalSeconds) : 0)));
    }

    /// <param name="kind">Sort of receiver.</param>
    /// <param name="receiver">Which one.</param>
    /// <param name="pending">Notifications before it.</param>
    /// <param name="isWanted">Whether it wants them now: what one that was switched off leaves lying is not late.</param>
    internal void Put(string kind, string receiver, long pending, bool isWanted) => _waiting[(kind, receiver)] = pending == 0 || !isWanted
        ? new(pending, null)
        : new(pending, _waiting.GetValueOrDefault((kind, receiver))?.Since ?? _clock.GetUtcNow());

    /// <summary>The receiver has taken something: what is first now begins to wait.</summary>
    internal void Taken(string kind, string receiver, long pending) => _waiting[(kind, receiver)] = new(pending, pending == 0 ? null : _clock.GetUtcNow());

    /// <summary>The receiver has been refusing since before this silo served it.</summary>
    internal void Failing(string kind, string receiver, long pending, DateTimeOffset since) => _waiting[(kind, receiver)] = new(pending, since);

    internal void Remove(string kind, string receiver) => _waiting.TryRemove((kind, receiver), out _);

    private IEnumerable<Measurement<double>> ByKind(Func<IEnumerable<Waiting>, double> figure) => _waiting.GroupBy(entry => entry.Key.Kind)
        .Select(kind => new Measurement<double>(figure(kind.Select(entry => entry.Value)), new KeyValuePair<string, object?>("kind", kind.Key)));

    private sealed record Waiting(long Pending, DateTimeOffset? Since);
}
