using System.Collections.Immutable;
using Rectification.Storage;

namespace Rectification.Ledgers;

[GrainType("ledger-book")]
internal sealed class LedgerBookGrain : Grain, ILedgerBookGrain
{
    /// <summary>Files that are known again: of two hundred units with a sheet a week, ten weeks. Their rows are known again by their commands, too.</summary>
    private const int MostFiles = 2_000;

    private const int MostLayouts = 100;
    private const int MostNames = 2_000;

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
        return newest == row.Newest && files == row.Files ? Task.CompletedTask : _stored.Write(row with { Newest = newest, Files = files });
    }

    public Task<LedgerMemory> Memory() => Task.FromResult(new LedgerMemory { Columns = _stored.Row.Columns, Names = _stored.Row.Names });

    public Task Remember(LedgerMemory added)
    {
        var row = _stored.Row;
        var columns = added.Columns.Aggregate(
            row.Columns, (known, one) => Newest(known, known.FindIndex(other => other.Layout == one.Layout), one, MostLayouts));
        var names = added.Names.Aggregate(row.Names, (known, one) => Newest(known, known.FindIndex(other => other.Name == one.Name), one, MostNames));
        return columns == row.Columns && names == row.Names ? Task.CompletedTask : _stored.Write(row with { Columns = columns, Names = names });
    }

    public async Task<bool> Forget(string key)
    {
        var row = _stored.Row;
        var left = row with { Columns = row.Columns.RemoveAll(one => one.Layout == key), Names = row.Names.RemoveAll(one => one.Name == key) };
        if (left.Columns.Count + left.Names.Count == row.Columns.Count + row.Names.Count)
        {
            return false;
        }

        await _stored.Write(left);
        return true;
    }

    private static ImmutableList<T> Newest<T>(ImmutableList<T> known, int there, T one, int most)
    {
        var others = there >= 0 ? known.RemoveAt(there) : known;
        return (others.Count < most ? others : others.RemoveAt(0)).Add(one);
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

    /// <summary>Columns that a person put right, the oldest first.</summary>
    [Id(2)] public ImmutableList<RememberedColumns> Columns { get; init; } = [];

    /// <summary>Other names of units, the oldest first.</summary>
    [Id(3)] public ImmutableList<RememberedName> Names { get; init; } = [];
}
