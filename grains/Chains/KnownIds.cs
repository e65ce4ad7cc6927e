namespace Rectification.Chains;

/// <summary>The newest entries of a chain by account and id of their commands.</summary>
internal sealed class KnownIds(int most)
{
    private readonly Dictionary<(string By, string Id), KnownEntry> _known = [];
    private readonly Queue<(string By, string Id, DateTimeOffset Recorded, bool Live)> _order = [];

    /// <summary>Those of them that were accepted as they happened; history that was brought in is no load of a day.</summary>
    public int Live { get; private set; }

    public void Add(IChainEntry entry)
    {
        if (!_known.TryAdd((entry.By, entry.Id), new(entry.Version, entry.Body)))
        {
            return;
        }

        var live = entry.At >= entry.Recorded;
        _order.Enqueue((entry.By, entry.Id, entry.Recorded, live));
        Live += live ? 1 : 0;
        if (_order.Count > most)
        {
            Forget();
        }
    }

    public KnownEntry? Find(string by, string id) => _known.TryGetValue((by, id), out var known) ? known : null;

    /// <summary>Forgets what was recorded before an instant.</summary>
    public void ForgetBefore(DateTimeOffset oldest)
    {
        while (_order.TryPeek(out var first) && first.Recorded < oldest)
        {
            Forget();
        }
    }

    private void Forget()
    {
        var (by, id, _, live) = _order.Dequeue();
        _known.Remove((by, id));
        Live -= live ? 1 : 0;
    }
}
