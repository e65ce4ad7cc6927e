using System.Collections.Immutable;
using Rectification.Plans;
using Rectification.Storage;

namespace Rectification.Rosters;

/// <summary>
/// Writes the next version of a roster that differs in some lines: the pages of those lines, and an index that leaves all others where they are.
/// Nobody reads it before the plan's header names the version, so writing it again after a crash does no harm.
/// </summary>
internal sealed class RosterAmender(RosterReader rosters, RowStore rows)
{
    /// <param name="frame">The version that is amended.</param>
    /// <param name="version">The next one.</param>
    /// <param name="header">Whether the header is another.</param>
    /// <param name="problems">Problems that are new or other than before.</param>
    /// <param name="measures">Measures that are new or other than before, each with its <see cref="MeasureDefinition.Change"/>.</param>
    public async Task Write(
        PlanFrame frame, int version, bool header, IReadOnlyList<ProblemDefinition> problems, IReadOnlyList<MeasureDefinition> measures)
    {
        var (plan, before, lines) = (frame.Plan, await rosters.Index(frame), await Lines(frame, problems, measures));
        var measurePages = PageEdit.Of(before.MeasurePages, before.MeasurePlaces, frame.RosterVersion, (MeasureDefinition measure) => measure.No);
        await measurePages.Put(measures, 2 * RosterWriter.PageSize, RosterPaging.Bytes, async place => (await rosters.MeasurePage(plan, place)).Measures);
        var problemPages = PageEdit.Of(before.ProblemPages, before.ProblemPlaces, frame.RosterVersion, (ProblemRosterLine line) => line.Problem.No);
        await problemPages.Put(lines, 2 * RosterWriter.PageSize, RosterPaging.Bytes, async place => (await rosters.ProblemPage(plan, place)).Problems);
        var units = await Units(frame, before, version, lines, measures);
        await RosterWriter.Windowed(
        [
            .. measurePages.Written(version).Select(page =>
                Row(RosterKeys.MeasureType, RosterKeys.Page(plan, page.Place), new MeasureRosterPage { Measures = page.Items })),
            .. problemPages.Written(version).Select(page =>
                Row(RosterKeys.ProblemType, RosterKeys.Page(plan, page.Place), new ProblemRosterPage { Problems = page.Items })),
            .. units.Writes,
        ]);
        await rows.Write(RosterKeys.StateName, RosterKeys.IndexType, RosterKeys.Index(plan, version), new RosterIndex
        {
            MeasurePages = measurePages.Firsts,
            MeasurePlaces = measurePages.Places(version),
            ProblemPages = problemPages.Firsts,
            ProblemPlaces = problemPages.Places(version),
            Units = units.Index,
            UnitVersion = before.UnitVersion == 0 ? frame.RosterVersion : before.UnitVersion,
            Delta = new()
            {
                Header = header,
                Problems = [.. problems.Select(problem => problem.No).Order()],
                Measures = [.. measures.Select(measure => measure.No).Order()],
            },
        });
    }

    /// <summary>The problems that changed, or whose measures did, as they are now.</summary>
    private async Task<IReadOnlyList<ProblemRosterLine>> Lines(
        PlanFrame frame, IReadOnlyList<ProblemDefinition> problems, IReadOnlyList<MeasureDefinition> measures)
    {
        var changed = problems.ToDictionary(problem => problem.No);
        var touched = measures.ToLookup(measure => measure.Problem);
        var lines = new List<ProblemRosterLine>();
        foreach (var no in changed.Keys.Union(touched.Select(group => group.Key)).Order())
        {
            var known = await rosters.Problem(frame, no);
            lines.Add(new()
            {
                Problem = changed.GetValueOrDefault(no) ?? known!.Problem,
                Measures = [.. (known?.Measures ?? []).Union(touched[no].Select(measure => measure.No)).Order()],
                Amended = known is null or { Amended: true } || touched[no].Any(measure => measure.Rescinded is not null || measure.Change!.Former is null),
            });
        }

        return lines;
    }

    private async Task<(ImmutableDictionary<string, UnitPlaces> Index, List<Func<Task>> Writes)> Units(
        PlanFrame frame, RosterIndex before, int version, IReadOnlyList<ProblemRosterLine> lines, IReadOnlyList<MeasureDefinition> measures)
    {
        var (index, writes) = (before.Units.ToBuilder(), new List<Func<Task>>());
        var led = lines.ToLookup(line => line.Problem.LeadUnit);
        var ofUnit = measures.SelectMany(measure => measure.AllUnits().Union(measure.Change!.FormerUnits).Select(unit => (unit, measure)))
            .ToLookup(pair => pair.unit, pair => RosterWriter.Bare(pair.measure));
        foreach (var unit in ofUnit.Select(group => group.Key).Union(led.Select(group => group.Key)))
        {
            var (known, first) = await Known(frame, before, unit);
            var pages = PageEdit.Of(known.Firsts, known.Places, frame.RosterVersion, (MeasureDefinition measure) => measure.No);
            await pages.Put([.. ofUnit[unit]], 2 * RosterWriter.UnitPageSize, static _ => 0, Read, withFirst: true);
            foreach (var (page, i) in pages.Written(version).Select((page, i) => (page, i)))
            {
                // The first page is among those that are written: it also says which problems the unit leads.
                var problems = i > 0 ? new UnitRosterPage() : new()
                {
                    LedProblems = [.. first.LedProblems.Union(led[unit].Select(line => line.Problem.No)).Order()],
                    AmendedProblems = [.. first.AmendedProblems.Union(led[unit].Where(line => line.Amended).Select(line => line.Problem.No)).Order()],
                };
                writes.Add(Row(RosterKeys.UnitType, RosterKeys.Unit(frame.Plan, unit, page.Place), problems with { Measures = page.Items }));
            }

            index[unit] = new() { Firsts = pages.Firsts, Places = pages.Places(version) };

            async Task<ImmutableArray<MeasureDefinition>> Read(RosterPlace place) => (await rosters.UnitPage(frame.Plan, unit, place) ?? new()).Measures;
        }

        return (index.ToImmutable(), writes);
    }

    /// <summary>Where a unit's pages are, and the first of them; a unit that is new has one that is empty.</summary>
    private async Task<(UnitPlaces Places, UnitRosterPage First)> Known(PlanFrame frame, RosterIndex before, string unit)
    {
        if (before.Units.GetValueOrDefault(unit) is { } amended)
        {
            return (amended, await rosters.UnitPage(frame.Plan, unit, amended.Places[0]) ?? new());
        }

        var (version, firsts, places, first) = (before.UnitVersion == 0 ? frame.RosterVersion : before.UnitVersion, new List<int>(), new List<RosterPlace>(),
            new UnitRosterPage());
        await foreach (var page in rosters.UnitPages(frame, unit))
        {
            first = places.Count == 0 ? page : first;
            places.Add(new(version, places.Count));
            firsts.Add(page.Measures.IsEmpty ? 0 : page.Measures[0].No);
        }

        return (new() { Firsts = [.. firsts], Places = [.. places] }, first);
    }

    private Func<Task> Row<TPage>(string type, string key, TPage page) where TPage : class => () => rows.Write(RosterKeys.StateName, type, key, page);
}
