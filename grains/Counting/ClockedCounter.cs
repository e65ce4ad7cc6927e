namespace Rectification.Counting;

/// <summary>A counter of children that also change by the clock alone: it knows each one's next change and sleeps until the earliest.</summary>
public sealed class ClockedCounter
{
    private const int MostDuePerChild = 4;

    private readonly Counter<Child, FigureSet> _counter = new();
    private readonly Dictionary<Child, Contribution> _contributions = [];

    /// <summary>Due changes; entries of replaced contributions are left in place and passed over when they come up.</summary>
    private readonly PriorityQueue<(Child Child, Stamp Stamp), DateTimeOffset> _due = new();

    public Tally Total => _counter.Total;

    public IEnumerable<Child> Children => _contributions.Keys;

    /// <summary>The earliest instant at which <see cref="Advance"/> may have something to do.</summary>
    public DateTimeOffset? NextChange => _due.TryPeek(out _, out var at) ? at : null;

    /// <summary>Takes a contribution unless a newer one is known. Says whether the tally changed.</summary>
    public bool Apply(Child child, Contribution contribution, DateTimeOffset now)
    {
        if (_contributions.TryGetValue(child, out var known) && contribution.Stamp < known.Stamp)
        {
            return false;
        }

        _contributions[child] = contribution;
        return Count(child, contribution, now);
    }

    /// <summary>Follows the clock. Says whether the tally changed.</summary>
    public bool Advance(DateTimeOffset now)
    {
        var changed = false;
        while (_due.TryPeek(out var next, out var at) && at <= now)
        {
            _due.Dequeue();
            if (_contributions.TryGetValue(next.Child, out var contribution) && contribution.Stamp == next.Stamp)
            {
                changed |= Count(next.Child, contribution, now);
            }
        }

        return changed;
    }

    /// <summary>Forgets every child that is not on the roster. Says whether the tally changed.</summary>
    public bool Retain(IReadOnlySet<Child> roster)
    {
        var gone = _contributions.Keys.Where(child => !roster.Contains(child)).ToList();
        foreach (var child in gone)
        {
            _contributions.Remove(child);
            _counter.Remove(child);
        }

        return gone.Count > 0;
    }

    /// <summary>What each child counts for now, under which stamp.</summary>
    public IEnumerable<(Child Child, Stamp Stamp, FigureSet Figures)> Counted()
    {
        foreach (var (child, contribution) in _contributions)
        {
            _counter.TryGet(child, out _, out var figures);
            yield return (child, contribution.Stamp, figures);
        }
    }

    private bool Count(Child child, Contribution contribution, DateTimeOffset now)
    {
        var figures = contribution.At(now);
        var changed = !_counter.TryGet(child, out _, out var before) || before != figures;
        _counter.Apply(child, contribution.Stamp, figures);
        if (contribution.NextAfter(now) is { } next)
        {
            _due.Enqueue((child, contribution.Stamp), next);
            DropReplaced(now);
        }

        return changed;
    }

    /// <summary>A child that reports often leaves an entry each time: once they outnumber the children, only the newest are kept.</summary>
    private void DropReplaced(DateTimeOffset now)
    {
        if (_due.Count <= MostDuePerChild * (_contributions.Count + 1))
        {
            return;
        }

        _due.Clear();
        foreach (var (child, contribution) in _contributions)
        {
            if (contribution.NextAfter(now) is { } next)
            {
                _due.Enqueue((child, contribution.Stamp), next);
            }
        }
    }
}
