using System.Collections.Immutable;

namespace Rectification.Rosters;

/// <summary>Pages of lines in order of number, of which some are written anew.</summary>
internal static class PageEdit
{
    /// <param name="firsts">The first number of each page.</param>
    /// <param name="places">Where each page is; empty where all are of <paramref name="version"/>, in order.</param>
    /// <param name="version">The version that is edited.</param>
    /// <param name="noOf">A line's number.</param>
    public static PageEdit<TLine> Of<TLine>(ImmutableArray<int> firsts, ImmutableArray<RosterPlace> places, int version, Func<TLine, int> noOf) =>
        new([.. firsts.Select((first, i) => new EditedPage<TLine>(first, RosterReader.Place(places, version, i), []))], noOf);
}

/// <summary>A page that stays where it is, or one to be written.</summary>
internal sealed record EditedPage<TLine>(int First, RosterPlace? Place, ImmutableArray<TLine> Items);

/// <inheritdoc cref="PageEdit"/>
internal sealed class PageEdit<TLine>(List<EditedPage<TLine>> pages, Func<TLine, int> noOf)
{
    public ImmutableArray<int> Firsts => [.. pages.Select(page => page.First)];

    /// <summary>Puts lines in the place of those with their numbers, or between them.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="most">A page that grew past so many lines is cut in two.</param>
    /// <param name="bytes">What a line takes; a page that grew too large is cut as well.</param>
    /// <param name="read">Reads a page that has to change.</param>
    /// <param name="withFirst">The first page is written in any case.</param>
    public async Task Put(
        IReadOnlyList<TLine> lines, int most, Func<TLine, int> bytes, Func<RosterPlace, Task<ImmutableArray<TLine>>> read, bool withFirst = false)
    {
        var firsts = Firsts;
        var byPage = lines.ToLookup(line => Math.Max(0, RosterReader.PageOf(firsts, noOf(line))));
        var next = new List<EditedPage<TLine>>(pages.Count);
        for (var i = 0; i < Math.Max(pages.Count, 1); i++)
        {
            if (!byPage[i].Any() && !(withFirst && i == 0))
            {
                next.AddRange(i < pages.Count ? [pages[i]] : []);
                continue;
            }

            var merged = (i < pages.Count ? await read(pages[i].Place!.Value) : []).ToDictionary(noOf);
            foreach (var line in byPage[i])
            {
                merged[noOf(line)] = line;
            }

            var items = merged.Values.OrderBy(noOf).ToArray();
            foreach (var cut in RosterPaging.Fit(items, most, bytes) ? [items] : RosterPaging.Pages(items, most / 2, bytes))
            {
                next.Add(new(cut.Length > 0 ? noOf(cut[0]) : 0, null, [.. cut]));
            }
        }

        pages.Clear();
        pages.AddRange(next);
    }

    public ImmutableArray<RosterPlace> Places(int version)
    {
        var written = 0;
        return [.. pages.Select(page => page.Place ?? new(version, written++))];
    }

    /// <summary>The pages to be written, in order.</summary>
    public IEnumerable<(RosterPlace Place, ImmutableArray<TLine> Items)> Written(int version) =>
        pages.Where(page => page.Place is null).Select((page, i) => (new RosterPlace(version, i), page.Items));
}
