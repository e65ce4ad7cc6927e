using Rectification.Chains;
using Rectification.Storage;

namespace Rectification.Measures;

/// <summary>Whole trails of measures as they are persisted; many at once where the store can.</summary>
internal sealed class WholeTrails(RowStore rows)
{
    /// <summary>Sealed pages read in one round trip.</summary>
    private const int PageWindow = 512;

    public async Task<IReadOnlyList<TrailEntry>> Read(string plan, int no) =>
        (await ReadMany(plan, [no]))[0].Entries;

    /// <summary>Each measure's state and trail, in the order asked. A measure without a row has neither.</summary>
    public async Task<IReadOnlyList<MeasureHistory>> ReadMany(string plan, IReadOnlyList<int> numbers) =>
        [.. (await ReadPages(plan, numbers)).Select(trail => new MeasureHistory(trail.No, trail.State, [.. trail.Pages.SelectMany(MeasureTrail.Entries)]))];

    /// <summary>The same with the trails as they are written down.</summary>
    public async Task<IReadOnlyList<MeasurePages>> ReadPages(string plan, IReadOnlyList<int> numbers)
    {
        var read = await rows.Measures(plan, numbers);
        var ids = numbers.Zip(read).SelectMany(pair => pair.Second is { } row ? PageIds(plan, pair.First, row) : []);
        var pages = new Queue<TrailPage>(await Pages([.. ids]));
        return [.. numbers.Zip(read, (no, row) => row is null
            ? new MeasurePages(no, MeasureState.Initial, [])
            : new MeasurePages(no, row.State, [.. Enumerable.Range(0, row.SealedPages).Select(_ => pages.Dequeue()), row.OpenPage]))];
    }

    private async Task<List<TrailPage>> Pages(IReadOnlyList<GrainId> ids)
    {
        var pages = new List<TrailPage>(ids.Count);
        foreach (var window in ids.Chunk(PageWindow))
        {
            var read = await SealedPages.ReadMany(rows, window);
            pages.AddRange(read.Zip(window, (page, id) => page ?? throw new InvalidDataException($"The trail page {id} is missing.")));
        }

        return pages;
    }

    private static IEnumerable<GrainId> PageIds(string plan, int no, MeasureRow row) =>
        Enumerable.Range(0, row.SealedPages).Select(page => MeasureTrail.PageId(new(plan, no), page));
}

/// <summary>A measure's state with everything that led to it, oldest first.</summary>
internal sealed record MeasureHistory(int No, MeasureState State, IReadOnlyList<TrailEntry> Entries);

/// <summary>A measure's state with the pages of its trail, oldest first.</summary>
internal sealed record MeasurePages(int No, MeasureState State, IReadOnlyList<TrailPage> Pages);
