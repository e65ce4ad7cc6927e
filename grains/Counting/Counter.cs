namespace Rectification.Counting;

/// <summary>
/// The one counting machine of every level: the latest contribution of each child, and their running sum kept by taking the old one out
/// and the new one in. Blind to order and repetition, O(1) a change.
/// </summary>
public sealed class Counter<TChild, TCounts>
    where TChild : notnull
    where TCounts : ICounts
{
    private readonly Dictionary<TChild, (Stamp Stamp, TCounts Counts)> _children = [];
    private readonly long[] _sums = new long[Tally.Size];

    public IEnumerable<TChild> Children => _children.Keys;

    public int Count => _children.Count;

    public Tally Total => new(_sums);

    public bool TryGet(TChild child, out Stamp stamp, out TCounts counts)
    {
        var known = _children.TryGetValue(child, out var entry);
        (stamp, counts) = entry;
        return known;
    }

    /// <summary>Takes the child's contribution unless a newer one is known. Says whether the sum may have changed.</summary>
    public bool Apply(TChild child, Stamp stamp, TCounts counts)
    {
        if (_children.TryGetValue(child, out var known))
        {
            if (stamp < known.Stamp)
            {
                return false;
            }

            TakeOut(known.Counts);
        }

        counts.AddTo(_sums, +1);
        _children[child] = (stamp, counts);
        return true;
    }

    public bool Remove(TChild child)
    {
        if (!_children.Remove(child, out var known))
        {
            return false;
        }

        TakeOut(known.Counts);
        return true;
    }

    /// <summary>What is taken out was put in before: no sum ever falls below zero.</summary>
    private void TakeOut(TCounts counts)
    {
        counts.AddTo(_sums, -1);
        if (_sums.AsSpan().ContainsAnyInRange(long.MinValue, -1))
        {
            throw new InvalidOperationException("A counter holds less than nothing.");
        }
    }
}
