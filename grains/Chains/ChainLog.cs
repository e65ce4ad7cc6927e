using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Rectification.Storage;
using Rectification.Trails;

namespace Rectification.Chains;

/// <summary>
/// The whole memory of a grain whose state is its trail: every accepted act is one durable write, and what it means is folded from the
/// lines at activation. For matters of a plan that are few beside its reports.
/// </summary>
/// <param name="stored">The grain's row, named <see cref="ChainRow.StateName"/>.</param>
/// <param name="rows">Where full pages go.</param>
/// <param name="chain">The chain's name, the first part of its pages' keys; for ever.</param>
/// <param name="key">The grain's key.</param>
/// <param name="json">The canonical JSON of an entry.</param>
internal sealed class ChainLog<TEvent>(
    IPersistentState<ChainRow> stored, RowStore rows, string chain, string key, JsonTypeInfo<ChainEntry<TEvent>> json)
{
    /// <summary>A page of this many bytes is sealed by the next append.</summary>
    public const int PageBytes = 16 * 1024;

    /// <summary>How many of the newest entries are known again when their command is repeated.</summary>
    private const int Remembered = 10_000;

    private readonly SealedPages _pages = new(rows, $"{chain}-page", key);
    private readonly Dictionary<(string By, string Id), (long Version, string Body)> _known = [];
    private readonly Queue<(string By, string Id)> _order = [];
    private ChainRow _row = new();

    public ChainHead Head => new(_row.OpenPage.LastVersion, _row.Hash);

    /// <summary>Reads everything from the beginning, once, at activation.</summary>
    public async Task Load(Action<ChainEntry<TEvent>> fold)
    {
        _row = stored.RecordExists ? stored.State : new();
        for (var page = 0; page <= _row.SealedPages; page++)
        {
            foreach (var line in (page < _row.SealedPages ? await _pages.Read(page) : _row.OpenPage).Split())
            {
                var entry = TrailPage.Read(line, json);
                Remember(entry);
                fold(entry);
            }
        }
    }

    /// <summary>
    /// Reads no more than it takes to know the newest entries' ids again: for a long chain whose meaning nobody folds.
    /// </summary>
    public async Task LoadRecent()
    {
        _row = stored.RecordExists ? stored.State : new();
        var recent = new Stack<TrailPage>([_row.OpenPage]);
        for (var page = _row.SealedPages - 1; page >= 0 && Head.Version - recent.Peek().FirstVersion < Remembered; page--)
        {
            recent.Push(await _pages.Read(page));
        }

        foreach (var line in recent.SelectMany(page => page.Split()))
        {
            Remember(TrailPage.Read(line, json));
        }
    }

    /// <summary>The version and body of the entry this command made when it was accepted before.</summary>
    public (long Version, string Body)? Find(string by, string id) => _known.TryGetValue((by, id), out var known) ? known : null;

    /// <summary>Appends one entry durably. If this throws, the grain must deactivate: the store may hold the entry or not.</summary>
    public Task<ChainEntry<TEvent>> Append(string by, string id, string body, DateTimeOffset at, params IReadOnlyList<TEvent> events) =>
        Append(by, null, id, body, at, events);

    /// <summary>The same, done by a substitute for somebody else, if <paramref name="person"/> is given.</summary>
    public async Task<ChainEntry<TEvent>> Append(string by, string? person, string id, string body, DateTimeOffset at, params IReadOnlyList<TEvent> events)
    {
        var entry = new ChainEntry<TEvent> { Version = Head.Version + 1, At = at, By = by, For = person, Id = id, Body = body, Events = events };
        await Append([entry]);
        return entry;
    }

    /// <summary>Appends entries, numbered on from the head, in one durable write. If this throws, the grain must deactivate.</summary>
    public async Task Append(IReadOnlyList<ChainEntry<TEvent>> entries)
    {
        var (open, sealedPages, hash) = (_row.OpenPage, _row.SealedPages, _row.Hash);
        while (open.Cut(PageBytes) is { } cut)
        {
            await _pages.Seal(sealedPages, cut.Sealed);
            (open, sealedPages) = (cut.Open, sealedPages + 1);
        }

        foreach (var entry in entries)
        {
            var line = JsonSerializer.SerializeToUtf8Bytes(entry, json);
            (open, hash) = (open.Append(line), TrailPage.NextHash(hash, line));
        }

        var next = new ChainRow { OpenPage = open, SealedPages = sealedPages, Hash = hash };
        stored.State = next;
        await stored.WriteStateAsync();
        _row = next;
        foreach (var entry in entries)
        {
            Remember(entry);
        }
    }

    public async Task<TrailSlice> Read(long after, int limit)
    {
        var row = _row;
        return new() { Entries = await _pages.Lines(row.SealedPages, row.OpenPage, after, limit), LastVersion = row.OpenPage.LastVersion };
    }

    /// <summary>Entries with versions after <paramref name="after"/>, oldest first, at most <paramref name="limit"/>.</summary>
    public async Task<IReadOnlyList<ChainEntry<TEvent>>> Entries(long after, int limit)
    {
        var row = _row;
        var entries = new List<ChainEntry<TEvent>>();
        for (var page = await _pages.First(row.SealedPages, there => there.LastVersion > after); page <= row.SealedPages && entries.Count < limit; page++)
        {
            var there = page < row.SealedPages ? await _pages.Read(page) : row.OpenPage;
            var before = (int)Math.Max(0, after + 1 - there.FirstVersion);
            entries.AddRange(there.Split().Skip(before).Take(limit - entries.Count).Select(line => TrailPage.Read(line, json)));
        }

        return entries;
    }

    /// <summary>Version of the last entry before <paramref name="instant"/>; 0 without one.</summary>
    public async Task<long> LastBefore(DateTimeOffset instant)
    {
        var row = _row;
        var page = await _pages.First(row.SealedPages, there => Read(there).Last().At >= instant);
        var within = page < row.SealedPages ? await _pages.Read(page) : row.OpenPage;
        return within.FirstVersion - 1 + Read(within).TakeWhile(entry => entry.At < instant).Count();

        IEnumerable<ChainEntry<TEvent>> Read(TrailPage lines) => lines.Split().Select(line => TrailPage.Read(line, json));
    }

    /// <summary>What tells a repeat of a command from another under the same id.</summary>
    public static string BodyHash<TCommand>(TCommand command, JsonTypeInfo<TCommand> type) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(command, type)).AsSpan(0, 16));

    private void Remember(ChainEntry<TEvent> entry)
    {
        if (_known.TryAdd((entry.By, entry.Id), (entry.Version, entry.Body)))
        {
            _order.Enqueue((entry.By, entry.Id));
        }

        if (_order.Count > Remembered)
        {
            _known.Remove(_order.Dequeue());
        }
    }
}
