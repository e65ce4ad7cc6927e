using Rectification.Storage;
using Rectification.Trails;

namespace Rectification.Chains;

/// <summary>
/// An append-only chain of hashes, whatever row it is part of: its owner writes the row that <see cref="Next"/> gives, in one write with all else that
/// the entry changes, and says so by <see cref="Took"/>. Full pages go into rows of their own, before an entry or beside the work.
/// </summary>
/// <param name="kind">How it is kept.</param>
/// <param name="rows">Where full pages go.</param>
/// <param name="key">The key of its pages, behind which their number stands.</param>
internal sealed class Chain<TEntry>(ChainKind<TEntry> kind, RowStore rows, string key)
    where TEntry : class, IChainEntry
{
    private readonly SealedPages _pages = new(rows, kind.PageType, key);
    private readonly KnownIds _known = new(kind.Remembered);

    /// <summary>What is durable.</summary>
    private ChainRow _row = new();

    /// <summary>What of the open page is sealed already, as long as the row has this many pages before it. The next entry leaves it out.</summary>
    private (int Before, int Pages, int Bytes, long FirstVersion, string Hash) _sealed;

    public ChainHead Head => new(_row.OpenPage.LastVersion, _row.Hash);

    /// <summary>Own time of the newest entry.</summary>
    public DateTimeOffset LastAt { get; private set; }

    /// <summary>Bytes of the open page, with what is sealed already.</summary>
    public int OpenBytes => _row.OpenPage.Lines.Length;

    /// <summary>Whether <see cref="Seal"/> has something to do.</summary>
    public bool IsFull => OpenBytes - (IsTrimmable ? _sealed.Bytes : 0) >= kind.PageBytes;

    private bool IsTrimmable => _sealed.Bytes > 0 && _sealed.Before == _row.SealedPages;

    /// <summary>Takes over a row to read it.</summary>
    public Chain<TEntry> At(ChainRow row)
    {
        (_row, _sealed) = (row, default);
        return this;
    }

    /// <summary>Takes over a row and reads everything from the beginning.</summary>
    public async Task Load(ChainRow row, Action<TEntry>? fold = null)
    {
        At(row);
        for (var page = 0; page <= row.SealedPages; page++)
        {
            foreach (var entry in Entries(await Page(row, page)))
            {
                Remember(entry);
                fold?.Invoke(entry);
            }
        }
    }

    /// <summary>Takes over a row and reads no more than it takes to know the newest commands again.</summary>
    public async Task LoadRecent(ChainRow row, DateTimeOffset now)
    {
        At(row);
        _known.Clear();
        var recent = new Stack<TrailPage>([row.OpenPage]);
        for (var page = row.SealedPages - 1; page >= 0 && !IsForgotten(recent.Peek(), now); page--)
        {
            recent.Push(await _pages.Read(page));
        }

        foreach (var line in recent.SelectMany(page => page.Split()))
        {
            Remember(TrailPage.Read(line, HeadJson.Canonical.EntryHead));
        }

        RecentLive(now);
    }

    /// <summary>The entry this command made when it was accepted before, as far back as the kind remembers. Waits for nothing where there is none.</summary>
    public async ValueTask<KnownEntry?> Find(string by, string id)
    {
        for (var version = _known.Next(by, id, after: 0); version > 0; version = _known.Next(by, id, after: version))
        {
            if (await Entries(version - 1, 1) is [var entry] && entry.By == by && entry.Id == id)
            {
                return KnownEntry.Of(entry);
            }
        }

        return null;
    }

    /// <summary>The entry a command of the past made, found by its own time, however long ago.</summary>
    public async Task<KnownEntry?> FindPast(string by, string id, DateTimeOffset at)
    {
        var row = _row;
        for (var page = await _pages.First(row.SealedPages, there => Entries(there).Last().At >= at); page <= row.SealedPages; page++)
        {
            var entries = Entries(await Page(row, page)).ToList();
            if (entries.Find(entry => entry.By == by && entry.Id == id) is { } entry)
            {
                return KnownEntry.Of(entry);
            }

            if (entries is [.., var last] && last.At > at)
            {
                break;
            }
        }

        return null;
    }

    /// <summary>How many of the entries that are known were accepted as they happened; what is too old is forgotten first.</summary>
    public int RecentLive(DateTimeOffset now)
    {
        if (kind.Memory is { } memory)
        {
            _known.ForgetBefore(now - memory);
        }

        return _known.Live;
    }

    /// <summary>The row with entries behind all others. Nothing is remembered of them before <see cref="Took"/>.</summary>
    /// <exception cref="InvalidOperationException">An entry is not the next one, or lies before the one before it.</exception>
    public ChainRow Next(params ReadOnlySpan<TEntry> entries)
    {
        var (open, pages) = Open();
        var (version, at, hash) = (open.LastVersion, LastAt, _row.Hash);
        foreach (var entry in entries)
        {
            if (entry.Version != ++version || entry.At < at)
            {
                throw new InvalidOperationException($"Entry {entry.Version} of {entry.At:O} of chain {key} cannot stand at {version} after {at:O}.");
            }

            var line = ChainJson.Bytes(entry, kind.Json);
            (open, hash, at) = (open.Append(line), TrailPage.NextHash(hash, line), entry.At);
        }

        return new() { OpenPage = open, SealedPages = pages, Hash = hash };
    }

    /// <summary>The row of <see cref="Next"/> is durable.</summary>
    public void Took(ChainRow next, params ReadOnlySpan<TEntry> entries)
    {
        _row = next;
        foreach (var entry in entries)
        {
            Remember(entry);
        }
    }

    /// <summary>
    /// Writes what is full into rows of their own. Entries may be appended meanwhile; what was not left out of the row when this activation ends is
    /// sealed again, with the same bytes.
    /// </summary>
    public async Task Seal()
    {
        while (IsFull)
        {
            var (open, pages) = Open();
            var cut = open.Cut(kind.PageBytes)!.Value;
            await _pages.Seal(pages, cut.Sealed);
            var (there, now) = Open();
            if (now != pages)
            {
                // Another row was taken over meanwhile.
                return;
            }

            var bytes = OpenBytes - there.Lines.Length + cut.Sealed.Lines.Length;
            _sealed = (_row.SealedPages, pages + 1, bytes, cut.Open.FirstVersion, cut.Open.PreviousHash);
        }
    }

    public async Task<TrailSlice> Read(long after, int limit)
    {
        var row = _row;
        return new() { Entries = await _pages.Lines(row.SealedPages, row.OpenPage, after, limit), LastVersion = row.OpenPage.LastVersion };
    }

    /// <summary>Entries with versions after <paramref name="after"/>, oldest first, at most <paramref name="limit"/>.</summary>
    public async Task<IReadOnlyList<TEntry>> Entries(long after, int limit)
    {
        var row = _row;
        var entries = new List<TEntry>();
        var first = after >= row.OpenPage.FirstVersion - 1 ? row.SealedPages : await _pages.First(row.SealedPages, there => there.LastVersion > after);
        for (var page = first; page <= row.SealedPages && entries.Count < limit; page++)
        {
            var there = await Page(row, page);
            var before = (int)Math.Max(0, after + 1 - there.FirstVersion);
            entries.AddRange(there.Split().Skip(before).Take(limit - entries.Count).Select(line => TrailPage.Read(line, kind.Json)));
        }

        return entries;
    }

    /// <summary>Version of the last entry before <paramref name="instant"/>; 0 without one.</summary>
    public async Task<long> LastBefore(DateTimeOffset instant)
    {
        var row = _row;
        var page = await Page(row, await _pages.First(row.SealedPages, there => Entries(there).Last().At >= instant));
        return page.FirstVersion - 1 + Entries(page).TakeWhile(entry => entry.At < instant).Count();
    }

    private IEnumerable<TEntry> Entries(TrailPage page) => page.Split().Select(line => TrailPage.Read(line, kind.Json));

    private async ValueTask<TrailPage> Page(ChainRow row, int page) => page < row.SealedPages ? await _pages.Read(page) : row.OpenPage;

    /// <summary>The open page without what is sealed already, and how many pages lie before it.</summary>
    private (TrailPage Open, int Pages) Open() => !IsTrimmable ? (_row.OpenPage, _row.SealedPages) : (
        new() { FirstVersion = _sealed.FirstVersion, PreviousHash = _sealed.Hash, Lines = _row.OpenPage.Lines[_sealed.Bytes..] }, _sealed.Pages);

    private bool IsForgotten(TrailPage oldest, DateTimeOffset now) =>
        Head.Version - oldest.FirstVersion >= kind.Remembered
        || (kind.Memory is { } memory && oldest.Split().Select(line => TrailPage.Read(line, HeadJson.Canonical.EntryHead)).FirstOrDefault() is { } first
            && ((IChainEntry)first).Recorded < now - memory);

    private void Remember(IChainEntry entry)
    {
        _known.Add(entry);
        LastAt = entry.At;
    }
}
