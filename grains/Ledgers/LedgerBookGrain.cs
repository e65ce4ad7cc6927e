using System.Collections.Immutable;
using Rectification.Storage;

namespace Rectification.Ledgers;

[GrainType("ledger-book")]
internal sealed class LedgerBookGrain : Grain, ILedgerBookGrain
{
    private readonly Committed<LedgerBookRow> _stored;

    public LedgerBookGrain([PersistentState("ledger-book-v1")] IPersistentState<LedgerBookRow> stored) => _stored = new(stored, DeactivateOnIdle);

    public Task<DateOnly?> LastTakenIn(string unit) => Task.FromResult<DateOnly?>(_stored.Row.Newest.TryGetValue(unit, out var day) ? day : null);

    public async Task Note(string unit, DateOnly asOf)
    {
        if (!(await LastTakenIn(unit) >= asOf))
        {
            await _stored.Write(new() { Newest = _stored.Row.Newest.SetItem(unit, asOf) });
        }
    }
}

/// <summary>What a plan's book of ledgers keeps.</summary>
[GenerateSerializer, Alias("ledger-book-row")]
internal sealed record LedgerBookRow
{
    /// <summary>Unit → day of its newest sheet.</summary>
    [Id(0)] public ImmutableDictionary<string, DateOnly> Newest { get; init; } = ImmutableDictionary<string, DateOnly>.Empty;
}
