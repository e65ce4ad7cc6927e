using System.Collections.Concurrent;

namespace Rectification.Storage;

/// <summary>
/// Rows that were read many at once, as objects: lists read the same ones again and again, and to make objects of them costs ten times what it costs to
/// read them. Every write gives a row a tag of its own, and a row is read from the store each time, so what is kept is never older than the store.
/// What reads many at once does not change what it is given.
/// </summary>
internal sealed class ReadRows
{
    /// <summary>More are not kept; with rows of 3 KB at most some tens of megabytes.</summary>
    private const int Most = 8_192;

    private readonly ConcurrentDictionary<StoreKey, Kept> _kept = new();

    /// <summary>Not asked of the dictionary, which takes all of its locks to say it.</summary>
    private int _count;

    /// <summary>The row's object, made anew where another one, or none, is kept.</summary>
    public TState? Of<TState>(StoreKey key, StoredState row, Func<StoredState, TState?> read)
        where TState : class
    {
        if (_kept.TryGetValue(key, out var kept) && kept.ETag == row.ETag && kept.State is TState known)
        {
            return known;
        }

        var state = read(row);
        if (state is not null)
        {
            var next = new Kept(row.ETag, state);
            if (_kept.TryAdd(key, next))
            {
                if (Interlocked.Increment(ref _count) > Most)
                {
                    Interlocked.Exchange(ref _count, 0);
                    _kept.Clear();
                }
            }
            else
            {
                _kept[key] = next;
            }
        }

        return state;
    }

    private readonly record struct Kept(string ETag, object State);
}
