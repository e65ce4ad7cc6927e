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
        var read = await rows.ReadOnce<MeasureRow>(MeasureRow.StateName, [.. numbers.Select(no => MeasureRow.Id(plan, no))]);
        var ids = new List<GrainId>();
        for (var i = 0; i < numbers.Count; i++)
        {
            for (var page = 0; page < read[i]?.SealedPages; page++)
            {
                ids.Add(MeasureTrail.PageId(new(plan, numbers[i]), page));
            }
        }

        var (pages, next, trails) = (await Pages(ids), 0, new MeasurePages[numbers.Count]);
        for (var i = 0; i < trails.Length; i++)
        {
            if (read[i] is { } row)
            {
                trails[i] = new(numbers[i], row.State, [.. pages.GetRange(next, row.SealedPages), row.OpenPage]);
                next += row.SealedPages;
            }
            else
            {
                trails[i] = new(numbers[i], MeasureState.Initial, []);
            }
        }

        return trails;
    }

    private async Task<List<TrailPage>> Pages(List<GrainId> ids)
    {
        var pages = new List<TrailPage>(ids.Count);
        for (var from = 0; from < ids.Count; from += PageWindow)
        {
            foreach (var page in await SealedPages.ReadMany(rows, ids.GetRange(from, Math.Min(PageWindow, ids.Count - from))))
            {
                pages.Add(page ?? throw new InvalidDataException($"The trail page {ids[pages.Count]} is missing."));
            }
        }

        return pages;
    }
}

/// <summary>A measure's state with everything that led to it, oldest first.</summary>
internal sealed record MeasureHistory(int No, MeasureState State, IReadOnlyList<TrailEntry> Entries);

/// <summary>A measure's state with the pages of its trail, oldest first.</summary>
internal sealed record MeasurePages(int No, MeasureState State, IReadOnlyList<TrailPage> Pages);
