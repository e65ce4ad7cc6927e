using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Rectification.Documents.Ledgers;

/// <summary>Heading → value of one row. The headings are one array for the whole sheet, so that a hundred thousand rows stay small.</summary>
public sealed class LedgerValueDictionary : IReadOnlyDictionary<string, object?>
{
    private readonly string[] keys;
    private readonly object?[] values;
    private readonly bool withNulls;

    /// <param name="keys">Shared by all rows.</param>
    /// <param name="values">One a key; <see langword="null"/> where the row has none.</param>
    /// <param name="withNulls">Whether a key without a value is there, with <see langword="null"/>.</param>
    internal LedgerValueDictionary(string[] keys, object?[] values, bool withNulls)
    {
        this.keys = keys;
        this.values = values;
        this.withNulls = withNulls;
    }

    public static LedgerValueDictionary None { get; } = new([], [], withNulls: false);

    public int Count => withNulls ? keys.Length : values.Count(value => value is not null);

    /// <summary>Headings under which the row has nothing.</summary>
    internal IEnumerable<string> Blank => keys.Where((_, index) => values[index] is null);

    public IEnumerable<string> Keys => this.Select(pair => pair.Key);

    public IEnumerable<object?> Values => this.Select(pair => pair.Value);

    public object? this[string key] => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException(key);

    public bool ContainsKey(string key) => TryGetValue(key, out _);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out object? value)
    {
        var index = Array.IndexOf(keys, key);
        value = index >= 0 ? values[index] : null;
        return index >= 0 && (withNulls || value is not null);
    }

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
    {
        for (var i = 0; i < keys.Length; i++)
        {
            if (withNulls || values[i] is not null)
            {
                yield return new KeyValuePair<string, object?>(keys[i], values[i]);
            }
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>These and the others; where both have a key, these.</summary>
    internal LedgerValueDictionary With(LedgerValueDictionary others)
    {
        if (others.Count == 0)
        {
            return this;
        }

        var own = keys.Zip(values, (key, value) => KeyValuePair.Create(key, value ?? others.GetValueOrDefault(key)));
        var all = own.Concat(others.Where(pair => Array.IndexOf(keys, pair.Key) < 0)).ToList();
        return new LedgerValueDictionary([.. all.Select(pair => pair.Key)], [.. all.Select(pair => pair.Value)], withNulls);
    }
}
