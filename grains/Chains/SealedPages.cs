using Orleans.Storage;
using Rectification.Storage;
using Rectification.Trails;

namespace Rectification.Chains;

/// <summary>The sealed pages of one chain, each a row of its own that is written once and never changes.</summary>
internal sealed class SealedPages(RowStore rows, string rowType, string key)
{
    private const string StateName = "trail-page-v1";

    public static GrainId IdOf(string rowType, string key, int page) => GrainId.Create(rowType, RowKey(key, page));

    public static Task<IReadOnlyList<TrailPage?>> ReadMany(RowStore rows, IReadOnlyList<GrainId> pages) => rows.ReadOnce<TrailPage>(StateName, pages);

    /// <summary>Writes a full page. Its content follows from persisted entries, so writing it twice does no harm.</summary>
    /// <exception cref="InvalidDataException">The page is there with other content.</exception>
    public async Task Seal(int page, TrailPage content)
    {
        try
        {
            await rows.Insert(StateName, rowType, RowKey(key, page), content);
        }
        catch (InconsistentStateException)
        {
            var there = await Read(page);
            if (!there.Lines.Span.SequenceEqual(content.Lines.Span))
            {
                throw new InvalidDataException($"Trail page {RowKey(key, page)} exists with other content.");
            }
        }
    }

    /// <exception cref="InvalidDataException">There is no such page.</exception>
    public async Task<TrailPage> Read(int page) =>
        await rows.Read<TrailPage>(StateName, rowType, RowKey(key, page)) ?? throw new InvalidDataException($"Trail page {RowKey(key, page)} is missing.");

    /// <summary>Lines with versions after <paramref name="after"/>, oldest first, at most <paramref name="limit"/>.</summary>
    public async Task<IReadOnlyList<TrailLine>> Lines(int count, TrailPage open, long after, int limit)
    {
        var lines = new List<TrailLine>();
        for (var page = await First(count, sealedPage => sealedPage.LastVersion > after); page <= count && lines.Count < limit; page++)
        {
            var chain = (page < count ? await Read(page) : open).Chain();
            lines.AddRange(chain.Where(line => line.Version > after).Take(limit - lines.Count));
        }

        return lines;
    }

    /// <summary>Binary search among <paramref name="count"/> pages for the first that matches; every later one does too.</summary>
    public async Task<int> First(int count, Func<TrailPage, bool> matches)
    {
        var (low, high) = (0, count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (matches(await Read(middle)))
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low;
    }

    private static string RowKey(string key, int page) => $"{key}:{page}";
}
