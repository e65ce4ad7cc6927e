using System.Collections.Concurrent;
using System.Collections.Immutable;
using Rectification.Plans;
using Rectification.Storage;

namespace Rectification.Rosters;

/// <summary>Reads roster pages; keeps a bounded number of them, and each plan's newest index, for all grains of the silo.</summary>
internal sealed class RosterReader(RowStore rows)
{
    private const int CachedPages = 512;

    private readonly ConcurrentDictionary<string, (int Version, RosterIndex Index)> _indexes = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, object> _pages = new(StringComparer.Ordinal);

    /// <summary>The measure as the plan states it, or <see langword="null"/>.</summary>
    public async Task<MeasureDefinition?> Measure(PlanFrame frame, int no)
    {
        var index = await Index(frame);
        var page = PageOf(index.MeasurePages, no);
        return page < 0 ? null : (await MeasurePage(frame, page)).Measures.FirstOrDefault(measure => measure.No == no);
    }

    /// <summary>The problem with its measures' numbers, or <see langword="null"/>.</summary>
    public async Task<ProblemRosterLine?> Problem(PlanFrame frame, int no)
    {
        var index = await Index(frame);
        var page = PageOf(index.ProblemPages, no);
        return page < 0 ? null : (await ProblemPage(frame, page)).Problems.FirstOrDefault(line => line.Problem.No == no);
    }

    /// <summary>All measures with numbers above <paramref name="after"/>, in order, page by page.</summary>
    public async IAsyncEnumerable<ImmutableArray<MeasureDefinition>> MeasurePages(PlanFrame frame, int after)
    {
        var index = await Index(frame);
        for (var page = Math.Max(0, PageOf(index.MeasurePages, after)); page < index.MeasurePages.Length; page++)
        {
            yield return [.. (await MeasurePage(frame, page)).Measures.Where(measure => measure.No > after)];
        }
    }

    public async IAsyncEnumerable<ImmutableArray<ProblemRosterLine>> ProblemPages(PlanFrame frame, int after)
    {
        var index = await Index(frame);
        for (var page = Math.Max(0, PageOf(index.ProblemPages, after)); page < index.ProblemPages.Length; page++)
        {
            yield return [.. (await ProblemPage(frame, page)).Problems.Where(line => line.Problem.No > after)];
        }
    }

    /// <summary>The unit's pages, the first with the problems it leads. Not cached: a unit reads them once a sweep.</summary>
    public async IAsyncEnumerable<UnitRosterPage> UnitPages(PlanFrame frame, string unit)
    {
        var pages = 1;
        for (var page = 0; page < pages; page++)
        {
            var key = RosterKeys.Unit(frame.Plan, frame.RosterVersion, unit, page);
            var read = await rows.Read<UnitRosterPage>(RosterKeys.StateName, RosterKeys.UnitType, key) ?? new();
            pages = page == 0 ? read.Pages : pages;
            yield return read;
        }
    }

    private async Task<RosterIndex> Index(PlanFrame frame)
    {
        if (_indexes.TryGetValue(frame.Plan, out var known) && known.Version == frame.RosterVersion)
        {
            return known.Index;
        }

        var index = await Required<RosterIndex>(RosterKeys.IndexType, RosterKeys.Index(frame.Plan, frame.RosterVersion));
        _indexes[frame.Plan] = (frame.RosterVersion, index);
        return index;
    }

    private Task<MeasureRosterPage> MeasurePage(PlanFrame frame, int page) =>
        Cached<MeasureRosterPage>(RosterKeys.MeasureType, RosterKeys.Page(frame.Plan, frame.RosterVersion, page));

    private Task<ProblemRosterPage> ProblemPage(PlanFrame frame, int page) =>
        Cached<ProblemRosterPage>(RosterKeys.ProblemType, RosterKeys.Page(frame.Plan, frame.RosterVersion, page));

    private async Task<TPage> Cached<TPage>(string type, string key) where TPage : class
    {
        var name = $"{type}/{key}";
        if (_pages.TryGetValue(name, out var known))
        {
            return (TPage)known;
        }

        var read = await Required<TPage>(type, key);
        if (_pages.Count >= CachedPages)
        {
            // Pages are asked for in runs; starting anew costs less than keeping an order of use.
            _pages.Clear();
        }

        _pages[name] = read;
        return read;
    }

    private async Task<TPage> Required<TPage>(string type, string key) where TPage : class =>
        await rows.Read<TPage>(RosterKeys.StateName, type, key) ?? throw new InvalidDataException($"Roster row {type}/{key} is missing.");

    private static int PageOf(ImmutableArray<int> firsts, int no)
    {
        var found = firsts.BinarySearch(no);
        return found >= 0 ? found : ~found - 1;
    }
}
