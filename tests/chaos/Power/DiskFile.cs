namespace Rectification.Tests.Chaos.Power;

/// <summary>A file as the disk has it, and what was done to it since without a sync.</summary>
internal sealed class DiskFile
{
    /// <summary>What a disk writes whole or not at all.</summary>
    private const int Sector = 512;

    private readonly List<PowerRecord> _unsynced = [];
    private byte[] _content = [];
    private int _length;

    public DiskFile()
    {
    }

    public DiskFile(byte[] content) => (_content, _length) = (content, content.Length);

    public void Add(PowerRecord change) => _unsynced.Add(change);

    /// <summary>All that was done before a sequence is on the disk.</summary>
    public void Sync(ulong before)
    {
        var done = 0;
        for (; done < _unsynced.Count && _unsynced[done].Sequence <= before; done++)
        {
            Apply(_unsynced[done], static _ => true);
        }

        _unsynced.RemoveRange(0, done);
    }

    /// <summary>How many changes are not synced.</summary>
    public int Unsynced => _unsynced.Count;

    /// <summary>What the disk holds when the power is gone: of what was not synced each sector by chance, in no order.</summary>
    /// <param name="chance">How much of it stands, 0 to 1.</param>
    /// <param name="random">The chance.</param>
    public ReadOnlySpan<byte> AfterCut(double chance, Random random)
    {
        foreach (var change in _unsynced)
        {
            Apply(change, _ => random.NextDouble() < chance);
        }

        _unsynced.Clear();
        return _content.AsSpan(0, _length);
    }

    private void Apply(PowerRecord change, Predicate<int> stands)
    {
        if (change.Act == PowerAct.Write)
        {
            for (var at = 0; at < change.Data.Length;)
            {
                var position = (int)change.Offset + at;
                var some = Math.Min(Sector - (position % Sector), change.Data.Length - at);
                if (stands(position))
                {
                    Grow(position + some);
                    change.Data.AsSpan(at, some).CopyTo(_content.AsSpan(position));
                }

                at += some;
            }
        }
        else if (stands(0))
        {
            var length = change.Act == PowerAct.Truncate ? (int)change.Offset : 0;
            Grow(length);
            _content.AsSpan(length, _length - length).Clear();
            _length = length;
        }
    }

    private void Grow(int length)
    {
        if (length > _content.Length)
        {
            Array.Resize(ref _content, Math.Max(length, _content.Length * 2));
        }

        _length = Math.Max(_length, length);
    }
}
