using System.Collections.Concurrent;

namespace Rectification.Telemetry;

/// <summary>How much comes to the units that live in this silo, so that the busiest can be named.</summary>
public sealed class UnitTraffic
{
    private readonly ConcurrentDictionary<string, Count> _units = new(StringComparer.Ordinal);

    /// <summary>What each unit that was told anything has been told since it began to live here, by its key.</summary>
    public IReadOnlyList<(string Unit, long Changes)> Totals => [.. _units.Select(unit => (unit.Key, unit.Value.Changes)).Where(unit => unit.Changes > 0)];

    internal Count Of(string unit) => _units[unit] = new();

    internal void Remove(string unit, Count count) => _units.TryRemove(KeyValuePair.Create(unit, count));

    /// <summary>Counted by one unit alone, read by whoever reports.</summary>
    internal sealed class Count
    {
        private long _changes;

        public long Changes => Volatile.Read(ref _changes);

        public void Add() => Volatile.Write(ref _changes, _changes + 1);
    }
}
