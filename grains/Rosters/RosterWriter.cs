using System.Collections.Immutable;
using Rectification.Plans;
using Rectification.Storage;

namespace Rectification.Rosters;

/// <summary>Writes a document's roster in pages under a version nobody reads yet.</summary>
internal sealed class RosterWriter(RowStore rows)
{
    public const int PageSize = 64;
    public const int UnitPageSize = 500;

    /// <summary>Characters in one page of a unit, if its measures promise much: a row must fit the smallest store's, which is 960 KiB.</summary>
    private const int UnitPageText = 150_000;

    public async Task Write(PlanDocument document, int version)
    {
        var measures = RosterPaging.Pages(document.Measures.OrderBy(measure => measure.No), PageSize, RosterPaging.Bytes).ToList();
        var byProblem = document.Measures.ToLookup(measure => measure.Problem, measure => measure.No);
        var problems = RosterPaging.Pages(
            document.Problems.OrderBy(problem => problem.No)
                .Select(problem => new ProblemRosterLine { Problem = problem, Measures = [.. byProblem[problem.No].Order()] }),
            PageSize, RosterPaging.Bytes).ToList();
        await Windowed(measures.Select((page, i) => Row(
            RosterKeys.MeasureType, RosterKeys.Page(document.Id, new(version, i)), new MeasureRosterPage { Measures = [.. page] })));
        await Windowed(problems.Select((page, i) => Row(
            RosterKeys.ProblemType, RosterKeys.Page(document.Id, new(version, i)), new ProblemRosterPage { Problems = [.. page] })));
        var units = UnitPages(document);
        await Windowed(units.SelectMany(unit => UnitRows(document.Id, version, unit.Key, unit.Value)));
        await rows.Write(RosterKeys.StateName, RosterKeys.IndexType, RosterKeys.Index(document.Id, version), new RosterIndex
        {
            MeasurePages = [.. measures.Select(page => page[0].No)],
            ProblemPages = [.. problems.Select(page => page[0].Problem.No)],
            Units = units.ToImmutableDictionary(unit => unit.Key, unit => new UnitPlaces
            {
                Firsts = [.. unit.Value.Select(page => page.Measures.IsEmpty ? 0 : page.Measures[0].No)],
                Places = [.. unit.Value.Select((_, i) => new RosterPlace(version, i))],
            }, StringComparer.Ordinal),
        });
    }

    private static Dictionary<string, IReadOnlyList<UnitRosterPage>> UnitPages(PlanDocument document)
    {
        var ofUnit = document.Units.ToDictionary(unit => unit.Id, _ => new List<MeasureDefinition>(), StringComparer.Ordinal);
        foreach (var measure in document.Measures.OrderBy(measure => measure.No))
        {
            var bare = Bare(measure);
            foreach (var unit in measure.AllUnits())
            {
                ofUnit[unit].Add(bare);
            }
        }

        var led = document.Problems.ToLookup(problem => problem.LeadUnit, problem => problem.No);
        return ofUnit.ToDictionary(unit => unit.Key, IReadOnlyList<UnitRosterPage> (unit) =>
        [
            .. Pages(unit.Value).Select((measures, page) => new UnitRosterPage
            {
                Measures = [.. measures],
                LedProblems = page == 0 ? [.. led[unit.Key].Order()] : [],
            }),
        ], StringComparer.Ordinal);
    }

    private IEnumerable<Func<Task>> UnitRows(string plan, int version, string unit, IReadOnlyList<UnitRosterPage> pages) =>
        pages.Select((page, i) => Row(RosterKeys.UnitType, RosterKeys.Unit(plan, unit, new(version, i)), page));

    /// <summary>A counter needs no texts; without them a roster of a million measures stays small.</summary>
    internal static MeasureDefinition Bare(MeasureDefinition measure) => measure with
    {
        Text = "",
        Outcome = null,
        Source = null,
        Extra = null,
        Quantities = null,
        Target = measure.Target is null ? null : measure.Target with { Shares = null },
        Change = measure.Change is not { } change ? null
            : change with { Former = change.Former is { } former ? Bare(former) : null, Reason = "", Document = null },
    };

    /// <summary>At least one, though it be empty.</summary>
    internal static List<List<MeasureDefinition>> Pages(IEnumerable<MeasureDefinition> measures)
    {
        var (pages, text) = (new List<List<MeasureDefinition>> { new() }, 0);
        foreach (var measure in measures)
        {
            var more = (measure.Target?.Unit.Length ?? 0) + (measure.Target?.What?.Length ?? 0) + (measure.Institution?.Title.Length ?? 0);
            if (pages[^1].Count == UnitPageSize || (pages[^1].Count > 0 && text + more > UnitPageText))
            {
                pages.Add([]);
                text = 0;
            }

            pages[^1].Add(measure);
            text += more;
        }

        return pages;
    }

    private Func<Task> Row<TPage>(string type, string key, TPage page) where TPage : class =>
        () => rows.Write(RosterKeys.StateName, type, key, page);

    internal static async Task Windowed(IEnumerable<Func<Task>> writes)
    {
        foreach (var window in writes.Chunk(RowStore.Window))
        {
            await Task.WhenAll(window.Select(write => write()));
        }
    }
}
