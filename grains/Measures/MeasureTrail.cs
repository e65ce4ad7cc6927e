using System.Security.Cryptography;
using System.Text.Json;
using Rectification.Chains;
using Rectification.Storage;
using Rectification.Trails;

namespace Rectification.Measures;

/// <summary>
/// A measure's trail around its open page: finds commands that were applied before, seals full pages into rows of their own, reads
/// any part. Ids of the last 24 hours are kept in memory; older history is found by its own time.
/// </summary>
internal sealed class MeasureTrail(RowStore rows, string key)
{
    /// <summary>A page of this many bytes is sealed.</summary>
    public const int PageBytes = 3 * 1024;

    /// <summary>The open page never grows past this many bytes: if sealing keeps failing, commands wait.</summary>
    public const int HardCapBytes = 64 * 1024;

    /// <summary>How long a live command's id is remembered.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromHours(24);

    private const string RowType = "trail-page";

    private readonly SealedPages _pages = new(rows, RowType, key);
    private readonly Dictionary<(string By, string Id), (long Version, string Body)> _known = [];
    private readonly Queue<TrailEntry> _order = [];
    private int _recentLive;

    /// <summary>Live commands accepted within the last <see cref="Memory"/>; history that was brought in is no load of a day.</summary>
    public int CountRecentLive(DateTimeOffset now)
    {
        while (_order.TryPeek(out var oldest) && oldest.Recorded < now - Memory)
        {
            _order.Dequeue();
            _known.Remove((oldest.By, oldest.Id));
            _recentLive -= IsLive(oldest) ? 1 : 0;
        }

        return _recentLive;
    }

    /// <summary>Loads the ids of the open page, and of the sealed ones as far back as <see cref="Memory"/> reaches.</summary>
    public async Task Load(MeasureRow row, DateTimeOffset now)
    {
        _known.Clear();
        _order.Clear();
        _recentLive = 0;
        var recent = new Stack<TrailPage>([row.OpenPage]);
        for (var page = row.SealedPages - 1; page >= 0; page--)
        {
            var read = await _pages.Read(page);
            recent.Push(read);
            if (Entries(read).Last().Recorded < now - Memory)
            {
                break;
            }
        }

        foreach (var entry in recent.SelectMany(Entries).Where(entry => entry.Recorded >= now - Memory))
        {
            Remember(entry);
        }
    }

    public void Remember(TrailEntry entry)
    {
        _known[(entry.By, entry.Id)] = (entry.Version, entry.Body);
        _order.Enqueue(entry with { Events = [] });
        _recentLive += IsLive(entry) ? 1 : 0;
    }

    /// <summary>The entry this command made when it was applied before, if it was.</summary>
    public async Task<(long Version, string Body)?> Find(MeasureRow row, MeasureEnvelope envelope)
    {
        if (_known.TryGetValue((envelope.Actor.Account, envelope.Id), out var known))
        {
            return known;
        }

        if (envelope.HistoricalAt is not { } at || at > row.State.LastAt)
        {
            return null;
        }

        for (var page = await FirstPageEndingAt(row, at); page <= row.SealedPages; page++)
        {
            var entries = Entries(page < row.SealedPages ? await _pages.Read(page) : row.OpenPage).ToList();
            if (entries.Find(entry => entry.By == envelope.Actor.Account && entry.Id == envelope.Id) is { } entry)
            {
                return (entry.Version, entry.Body);
            }

            if (entries.Count > 0 && entries[^1].At > at)
            {
                break;
            }
        }

        return null;
    }

    /// <summary>Writes a full page's row. The row's content follows from what is persisted, so writing it twice is no harm.</summary>
    public async Task<TrailPage?> Seal(MeasureRow row)
    {
        if (row.OpenPage.Cut(PageBytes) is not { } cut)
        {
            return null;
        }

        await _pages.Seal(row.SealedPages, cut.Sealed);
        return cut.Open;
    }

    public async Task<TrailSlice> Read(MeasureRow row, long after, int limit) =>
        new() { Entries = await _pages.Lines(row.SealedPages, row.OpenPage, after, limit), LastVersion = row.State.Version };

    /// <summary>Entries with versions after <paramref name="after"/>, oldest first, at most <paramref name="limit"/>.</summary>
    public async Task<IReadOnlyList<TrailEntry>> ReadEntries(MeasureRow row, long after, int limit) =>
        [.. (await Read(row, after, limit)).Entries.Select(line => JsonSerializer.Deserialize(line.Entry, TrailJson.Canonical.TrailEntry)!)];

    public static string BodyHash(MeasureCommand command)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(command, TrailJson.Canonical.MeasureCommand);
        return Convert.ToHexStringLower(SHA256.HashData(json).AsSpan(0, 16));
    }

    public static IEnumerable<TrailEntry> Entries(TrailPage page) =>
        page.Split().Select(line => TrailPage.Read(line, TrailJson.Canonical.TrailEntry));

    public static GrainId PageId(string measure, int page) => SealedPages.IdOf(RowType, measure, page);

    public static Task<IReadOnlyList<TrailPage?>> ReadPages(RowStore rows, IReadOnlyList<GrainId> pages) => SealedPages.ReadMany(rows, pages);

    /// <summary>Whether the entry was accepted as it happened, and not brought in as history.</summary>
    public static bool IsLive(TrailEntry entry) => entry.At >= entry.Recorded;

    private Task<int> FirstPageEndingAt(MeasureRow row, DateTimeOffset at) =>
        _pages.First(row.SealedPages, page => Entries(page).Last().At >= at);
}
