namespace Rectification.Chains;

/// <summary>
/// The newest commands of a chain, each as four bytes of a hash over account and id: that says surely of a command that it is new. Whether one with the
/// same four bytes is the same, the entry itself says, which is read then. A million commands a day take some five megabytes.
/// </summary>
/// <param name="most">How many of them are known at least, where no time says more.</param>
internal sealed class KnownIds(int most)
{
    /// <summary>A stretch ends after as much time or as many entries, whichever comes first.</summary>
    private const int MostInStretch = 1_000;
    private static readonly long StretchTicks = TimeSpan.FromMinutes(5).Ticks;

    /// <summary>What is forgotten together, oldest first.</summary>
    private readonly List<Stretch> _stretches = [];

    /// <summary>Of entries whose versions follow one another; before <see cref="_from"/> they are forgotten.</summary>
    private int[] _marks = [];
    private int _from;
    private int _end;

    /// <summary>Version of the entry at <see cref="_from"/>.</summary>
    private long _oldest;

    /// <summary>Those of them that were accepted as they happened; history that was brought in is no load of a day.</summary>
    public int Live { get; private set; }

    /// <exception cref="InvalidOperationException">It is not the entry behind the newest one.</exception>
    public void Add(IChainEntry entry)
    {
        if (_from == _end)
        {
            (_from, _end, _oldest) = (0, 0, entry.Version);
        }
        else if (entry.Version != _oldest + _end - _from)
        {
            throw new InvalidOperationException($"Entry {entry.Version} does not follow on {_oldest + _end - _from - 1}.");
        }

        MakeRoom();
        _marks[_end++] = MarkOf(entry.By, entry.Id);
        var live = entry.At >= entry.Recorded ? 1 : 0;
        Live += live;
        var recorded = entry.Recorded.UtcTicks;
        if (_stretches is [.., var newest] && newest.Takes(recorded))
        {
            _stretches[^1] = newest.With(recorded, live);
        }
        else
        {
            _stretches.Add(new(1, live, recorded, recorded));
        }

        if (_end - _from - _stretches[0].Count >= most)
        {
            ForgetStretches(1);
        }
    }

    /// <summary>Version of the first entry after another that may be this command's; 0 where there is none.</summary>
    public long Next(string by, string id, long after)
    {
        var start = (int)Math.Max(0, after + 1 - _oldest);
        var at = start >= _end - _from ? -1 : _marks.AsSpan(_from + start, _end - _from - start).IndexOf(MarkOf(by, id));
        return at < 0 ? 0 : _oldest + start + at;
    }

    /// <summary>Forgets what was recorded before an instant; of a few minutes that lie across it nothing yet.</summary>
    public void ForgetBefore(DateTimeOffset oldest)
    {
        var old = 0;
        while (old < _stretches.Count && _stretches[old].Newest < oldest.UtcTicks)
        {
            old++;
        }

        ForgetStretches(old);
    }

    /// <summary>Nothing is known any more.</summary>
    public void Clear() => ForgetStretches(_stretches.Count);

    /// <summary>Of one process: what it is made of is never stored.</summary>
    private static int MarkOf(string by, string id) => HashCode.Combine(by, id);

    private void ForgetStretches(int count)
    {
        foreach (var stretch in _stretches.Take(count))
        {
            _from += stretch.Count;
            _oldest += stretch.Count;
            Live -= stretch.Live;
        }

        _stretches.RemoveRange(0, count);
    }

    /// <summary>Half as much room again where it is needed, and none for what is forgotten.</summary>
    private void MakeRoom()
    {
        if (_end < _marks.Length)
        {
            return;
        }

        var (known, count) = (_marks, _end - _from);
        if (count + 1 > _marks.Length / 2)
        {
            _marks = new int[Math.Max(4, count + (count / 2))];
        }

        known.AsSpan(_from, count).CopyTo(_marks);
        (_from, _end) = (0, count);
    }

    /// <summary>Entries that follow one another within minutes.</summary>
    private readonly record struct Stretch(int Count, int Live, long Oldest, long Newest)
    {
        public bool Takes(long recorded) => Count < MostInStretch && recorded - Oldest <= StretchTicks && recorded >= Oldest;

        public Stretch With(long recorded, int live) => new(Count + 1, Live + live, Oldest, Math.Max(Newest, recorded));
    }
}
