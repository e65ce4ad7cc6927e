namespace Rectification.Chains;

/// <summary>The newest entries of a chain by account and id of their commands.</summary>
internal sealed class KnownIds(int most)
{
    private readonly Dictionary<TextMark, KnownEntry> _known = [];
    private readonly Queue<(TextMark Command, long RecordedTicks, bool Live)> _order = [];

    /// <summary>Those of them that were accepted as they happened; history that was brought in is no load of a day.</summary>
    public int Live { get; private set; }

    public void Add(IChainEntry entry)
    {
        var command = TextMark.Of(entry.By, entry.Id);
        if (!_known.TryAdd(command, KnownEntry.Of(entry)))
        {
            return;
        }

        var live = entry.At >= entry.Recorded;
        _order.Enqueue((command, entry.Recorded.UtcTicks, live));
        Live += live ? 1 : 0;
        if (_order.Count > most)
        {
            Forget();
        }
    }

    public KnownEntry? Find(string by, string id) => _known.TryGetValue(TextMark.Of(by, id), out var known) ? known : null;

    /// <summary>Forgets what was recorded before an instant.</summary>
    public void ForgetBefore(DateTimeOffset oldest)
    {
        while (_order.TryPeek(out var first) && first.RecordedTicks < oldest.UtcTicks)
        {
            Forget();
        }
    }

    private void Forget()
    {
        var (command, _, live) = _order.Dequeue();
        _known.Remove(command);
        Live -= live ? 1 : 0;
    }
}
