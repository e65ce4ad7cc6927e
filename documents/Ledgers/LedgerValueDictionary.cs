using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Rectification.Documents.Ledgers;

/// <summary>Heading → value of one row: a view of what the row keeps, made when it is asked for. The headings are one array for the whole sheet.</summary>
public sealed class LedgerValueDictionary : IReadOnlyDictionary<string, object?>
{
    private readonly string[] keys;
    private readonly ReadOnlyMemory<object?> values;
    private readonly bool withNulls;

    /// <param name="keys">Shared by all rows.</param>
    /// <param name="row">What the row keeps.</param>
    /// <param name="from">Where in it the values of these keys begin, one a key; <see langword="null"/> where the row has none.</param>
    /// <param name="withNulls">Whether a key without a value is there, with <see langword="null"/>.</param>
    internal LedgerValueDictionary(string[] keys, object?[] row, int from, bool withNulls)
    {
        this.keys = keys;
        values = row.AsMemory(from, keys.Length);
        this.withNulls = withNulls;
    }

    public static LedgerValueDictionary None { get; } = new([], [], 0, withNulls: false);

    public int Count => withNulls ? keys.Length : values.Span.Length - values.Span.Count((object?)null);

    /// <summary>Headings under which the row has nothing.</summary>
    internal IEnumerable<string> Blank => keys.Where((_, index) => values.Span[index] is null);

    public IEnumerable<string> Keys => this.Select(pair => pair.Key);

    public IEnumerable<object?> Values => this.Select(pair => pair.Value);

    public object? this[string key] => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException(key);

    public bool ContainsKey(string key) => TryGetValue(key, out _);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out object? value)
    {
        var index = Array.IndexOf(keys, key);
        value = index >= 0 ? values.Span[index] : null;
        return index >= 0 && (withNulls || value is not null);
    }

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
    {
        for (var i = 0; i < keys.Length; i++)
        {
            if (withNulls || values.Span[i] is not null)
            {
                yield return new KeyValuePair<string, object?>(keys[i], values.Span[i]);
            }
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>These and the others; where both have a key, these.</summary>
    internal (string[] Keys, object?[] Values) With(LedgerValueDictionary others)
    {
        var own = keys.Select(key => KeyValuePair.Create(key, this.GetValueOrDefault(key) ?? others.GetValueOrDefault(key)));
        var all = own.Concat(others.Where(pair => Array.IndexOf(keys, pair.Key) < 0)).ToList();
        return ([.. all.Select(pair => pair.Key)], [.. all.Select(pair => pair.Value)]);
    }
}
