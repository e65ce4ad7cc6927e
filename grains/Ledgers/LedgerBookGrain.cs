using System.Collections.Immutable;
using Rectification.Storage;

namespace Rectification.Ledgers;

[GrainType("ledger-book")]
internal sealed class LedgerBookGrain : Grain, ILedgerBookGrain
{
    /// <summary>Files that are known again: of two hundred units with a sheet a week, ten weeks. Their rows are known again by their commands, too.</summary>
    private const int MostFiles = 2_000;

    private readonly Committed<LedgerBookRow> _stored;

    public LedgerBookGrain([PersistentState("ledger-book-v1")] IPersistentState<LedgerBookRow> stored) => _stored = new(stored, DeactivateOnIdle);

    public Task<DateOnly?> LastTakenIn(string unit) => Task.FromResult<DateOnly?>(_stored.Row.Newest.TryGetValue(unit, out var day) ? day : null);

    public Task<bool> Knows(string sha256) => Task.FromResult(_stored.Row.Files.Contains(sha256));

    public Task Note(string sha256, string? unit, DateOnly? asOf)
    {
        var row = _stored.Row;
        var newest = unit is not null && asOf is { } day && !(row.Newest.TryGetValue(unit, out var known) && known >= day)
            ? row.Newest.SetItem(unit, day) : row.Newest;
        var files = row.Files.Contains(sha256) ? row.Files : row.Files.Count < MostFiles ? row.Files.Add(sha256) : row.Files.RemoveAt(0).Add(sha256);
        return newest == row.Newest && files == row.Files ? Task.CompletedTask : _stored.Write(new() { Newest = newest, Files = files });
    }
}

/// <summary>What a plan's book of ledgers keeps.</summary>
[GenerateSerializer, Alias("ledger-book-row")]
public sealed record LedgerBookRow
{
    /// <summary>Unit → day of its newest sheet.</summary>
    [Id(0)] public ImmutableDictionary<string, DateOnly> Newest { get; init; } = ImmutableDictionary<string, DateOnly>.Empty;

    /// <summary>SHA-256 of the files that were taken in, the oldest first.</summary>
    [Id(1)] public ImmutableList<string> Files { get; init; } = [];
}
