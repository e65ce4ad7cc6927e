using System.Collections.Concurrent;
using System.Collections.Immutable;
using Rectification.Plans;
using Rectification.Storage;

namespace Rectification.Rosters;

/// <summary>Reads roster pages of any version; keeps a bounded number of them, and of indexes, for all grains of the silo.</summary>
internal sealed class RosterReader(RowStore rows)
{
    private const int CachedPages = 512;

    /// <summary>Indexes of older versions kept, beside each plan's newest one.</summary>
    private const int CachedIndexes = 64;

    private readonly ConcurrentDictionary<string, (int Version, RosterIndex Index)> _indexes = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Plan, int Version), RosterIndex> _olderIndexes = new();
    private readonly ConcurrentDictionary<string, object> _pages = new(StringComparer.Ordinal);

    /// <summary>The measure as the plan states it, or <see langword="null"/>.</summary>
    public async Task<MeasureDefinition?> Measure(PlanFrame frame, int no)
    {
        var index = await Index(frame);
        var page = PageOf(index.MeasurePages, no);
        if (page < 0)
        {
            return null;
        }

        foreach (var measure in (await MeasurePage(frame, index, page)).Measures)
        {
            if (measure.No == no)
            {
                return measure;
            }
        }

        return null;
    }

    /// <summary>The problem with its measures' numbers, or <see langword="null"/>.</summary>
    public async Task<ProblemRosterLine?> Problem(PlanFrame frame, int no)
    {
        var index = await Index(frame);
        var page = PageOf(index.ProblemPages, no);
        return page < 0 ? null : (await ProblemPage(frame, index, page)).Problems.FirstOrDefault(line => line.Problem.No == no);
    }

    /// <summary>All measures with numbers above <paramref name="after"/>, in order, page by page.</summary>
    public async IAsyncEnumerable<ImmutableArray<MeasureDefinition>> MeasurePages(PlanFrame frame, int after)
    {
        var index = await Index(frame);
        for (var page = Math.Max(0, PageOf(index.MeasurePages, after)); page < index.MeasurePages.Length; page++)
        {
            yield return [.. (await MeasurePage(frame, index, page)).Measures.Where(measure => measure.No > after)];
        }
    }

    public async IAsyncEnumerable<ImmutableArray<ProblemRosterLine>> ProblemPages(PlanFrame frame, int after)
    {
        var index = await Index(frame);
        for (var page = Math.Max(0, PageOf(index.ProblemPages, after)); page < index.ProblemPages.Length; page++)
        {
            yield return [.. (await ProblemPage(frame, index, page)).Problems.Where(line => line.Problem.No > after)];
        }
    }

    /// <summary>The unit's pages in order of number, the first with the problems it leads. Not cached: a unit reads them once a sweep.</summary>
    public async IAsyncEnumerable<UnitRosterPage> UnitPages(PlanFrame frame, string unit)
    {
        var index = await Index(frame);
        if (index.Units.GetValueOrDefault(unit) is { } amended)
        {
            foreach (var place in amended.Places)
            {
                yield return await UnitPage(frame.Plan, unit, place)
                    ?? throw new InvalidDataException($"A page of unit {unit} of plan {frame.Plan} is missing.");
            }

            yield break;
        }

        var (version, pages) = (index.UnitVersion == 0 ? frame.RosterVersion : index.UnitVersion, 1);
        for (var page = 0; page < pages; page++)
        {
            var read = await UnitPage(frame.Plan, unit, new(version, page)) ?? new();
            pages = page == 0 ? read.Pages : pages;
            yield return read;
        }
    }

    /// <summary>What the version changed against the one before; <see langword="null"/> for one that was written whole.</summary>
    public async Task<RosterDelta?> Delta(PlanFrame frame) => (await Index(frame)).Delta;

    /// <summary>The index of the frame's version.</summary>
    /// <exception cref="InvalidDataException">There is no such version.</exception>
    internal async Task<RosterIndex> Index(PlanFrame frame)
    {
        if (_indexes.TryGetValue(frame.Plan, out var known) && known.Version == frame.RosterVersion)
        {
            return known.Index;
        }

        if (_olderIndexes.TryGetValue((frame.Plan, frame.RosterVersion), out var older))
        {
            return older;
        }

        var index = await Required<RosterIndex>(RosterKeys.IndexType, RosterKeys.Index(frame.Plan, frame.RosterVersion));
        if (known.Version <= frame.RosterVersion)
        {
            _indexes[frame.Plan] = (frame.RosterVersion, index);
            return index;
        }

        if (_olderIndexes.Count >= CachedIndexes)
        {
            _olderIndexes.Clear();
        }

        return _olderIndexes[(frame.Plan, frame.RosterVersion)] = index;
    }

    private Task<MeasureRosterPage> MeasurePage(PlanFrame frame, RosterIndex index, int page) =>
        MeasurePage(frame.Plan, Place(index.MeasurePlaces, frame.RosterVersion, page));

    private Task<ProblemRosterPage> ProblemPage(PlanFrame frame, RosterIndex index, int page) =>
        ProblemPage(frame.Plan, Place(index.ProblemPlaces, frame.RosterVersion, page));

    internal static RosterPlace Place(ImmutableArray<RosterPlace> places, int version, int page) => places.IsEmpty ? new(version, page) : places[page];

    internal Task<MeasureRosterPage> MeasurePage(string plan, RosterPlace place) =>
        Cached<MeasureRosterPage>(RosterKeys.MeasureType, RosterKeys.Page(plan, place));

    internal Task<ProblemRosterPage> ProblemPage(string plan, RosterPlace place) =>
        Cached<ProblemRosterPage>(RosterKeys.ProblemType, RosterKeys.Page(plan, place));

    internal Task<UnitRosterPage?> UnitPage(string plan, string unit, RosterPlace place) =>
        rows.Read<UnitRosterPage>(RosterKeys.StateName, RosterKeys.UnitType, RosterKeys.Unit(plan, unit, place));

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

    /// <summary>The page in which the number lies or would lie; −1 before the first.</summary>
    internal static int PageOf(ImmutableArray<int> firsts, int no)
    {
        var found = firsts.BinarySearch(no);
        return found >= 0 ? found : ~found - 1;
    }
}
