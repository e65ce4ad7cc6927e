using Rectification.Measures;
using Rectification.Plans;
using Rectification.Problems;
using Rectification.Rosters;
using Rectification.Storage;

namespace Rectification.Queries;

/// <summary>
/// Figures of past moments, recomputed from the trails by the entries' own time. One pass gives any number of moments: every measure's
/// trail is read once and folded through the same rules as when it happened.
/// </summary>
internal sealed class Replay(RosterReader rosters, RowStore rows, WholeTrails trails)
{
    /// <summary>Per region its tally at each of the moments, which must be in order.</summary>
    public Task<IReadOnlyDictionary<string, IReadOnlyList<Tally>>> Tallies(PlanFrame frame, IReadOnlyList<DateTimeOffset> moments, DateTimeOffset? knownAt)
    {
        var sums = frame.Regions.ToDictionary(region => region.Id, _ => new Sums(moments.Count), StringComparer.Ordinal);
        var above = frame.Units.ToDictionary(
            unit => unit.Id, unit => RegionsAbove(frame, unit).Select(region => sums[region]).ToArray(), StringComparer.Ordinal);
        return Fold(frame, moments, knownAt, sums, above);
    }

    /// <summary>Per unit its own tally at one moment.</summary>
    public async Task<IReadOnlyDictionary<string, Tally>> UnitTallies(PlanFrame frame, DateTimeOffset moment)
    {
        var sums = frame.Units.ToDictionary(unit => unit.Id, _ => new Sums(moments: 1), StringComparer.Ordinal);
        var above = sums.ToDictionary(sum => sum.Key, sum => new[] { sum.Value }, StringComparer.Ordinal);
        var folded = await Fold(frame, [moment], knownAt: null, sums, above);
        return folded.ToDictionary(sum => sum.Key, sum => sum.Value[0], StringComparer.Ordinal);
    }

    private async Task<IReadOnlyDictionary<string, IReadOnlyList<Tally>>> Fold(
        PlanFrame frame, IReadOnlyList<DateTimeOffset> moments, DateTimeOffset? knownAt, Dictionary<string, Sums> sums, Dictionary<string, Sums[]> above)
    {
        await foreach (var page in rosters.ProblemPages(frame, after: 0))
        {
            foreach (var line in page)
            {
                await Add(frame, line, moments, knownAt, above);
            }
        }

        return sums.ToDictionary(sum => sum.Key, IReadOnlyList<Tally> (sum) => sum.Value.Tallies(), StringComparer.Ordinal);
    }

    private async Task Add(
        PlanFrame frame, ProblemRosterLine line, IReadOnlyList<DateTimeOffset> moments, DateTimeOffset? knownAt, Dictionary<string, Sums[]> above)
    {
        var marks = moments.Select(_ => new Dictionary<int, ProblemMark>()).ToArray();
        var measures = await rows.ReadMany<MeasureRow>(MeasureRow.StateName, [.. line.Measures.Select(no => MeasureRow.Id(frame.Plan, no))]);
        for (var i = 0; i < line.Measures.Length; i++)
        {
            var definition = (await rosters.Measure(frame, line.Measures[i]))!;
            var entries = measures[i] is { } row ? await Entries(frame.Plan, definition.No, row, knownAt) : [];
            AddMeasure(frame, MeasureContext.Of(frame, definition), entries, moments, above, marks);
        }

        var problem = (await rows.ReadMany<ProblemRow>(ProblemRow.StateName, [ProblemRow.Id(frame.Plan, line.Problem.No)]))[0];
        var signed = problem?.Entries().Where(entry => knownAt is null || entry.Recorded <= knownAt).ToList() ?? [];
        for (var m = 0; m < moments.Count; m++)
        {
            var last = signed.LastOrDefault(entry => entry.At <= moments[m]);
            var holds = last is not null && ProblemSignOff.Of(last).Holds(marks[m]);
            AddTo(above[line.Problem.LeadUnit], m, ProblemProjection.ContributionOf(Stamp.None, holds).First);
        }
    }

    private static void AddMeasure(
        PlanFrame frame, MeasureContext context, IReadOnlyList<TrailEntry> entries, IReadOnlyList<DateTimeOffset> moments,
        Dictionary<string, Sums[]> above, Dictionary<int, ProblemMark>[] marks)
    {
        var units = context.Definition.AllUnits().ToArray();
        var (state, next) = (MeasureState.Initial, 0);
        var contributions = Contributions();
        for (var m = 0; m < moments.Count; m++)
        {
            var before = next;
            for (; next < entries.Count && entries[next].At <= moments[m]; next++)
            {
                state = MeasureEvolution.Apply(context, state, entries[next].Events, entries[next].By, entries[next].At, entries[next].For);
            }

            contributions = next == before ? contributions : Contributions();
            marks[m][context.Definition.No] = MeasureProjection.MarkFor(state, frame.RosterVersion);
            for (var u = 0; u < units.Length; u++)
            {
                AddTo(above[units[u]], m, contributions[u].At(moments[m]));
            }
        }

        Contribution[] Contributions() => [.. units.Select(unit => MeasureProjection.ContributionTo(context, state, frame.RosterVersion, unit))];
    }

    private async Task<IReadOnlyList<TrailEntry>> Entries(string plan, int no, MeasureRow row, DateTimeOffset? knownAt) =>
        [.. (await trails.Read(plan, no, row)).TakeWhile(entry => knownAt is null || entry.Recorded <= knownAt)];

    private static IEnumerable<string> RegionsAbove(PlanFrame frame, UnitProfile unit)
    {
        for (var region = unit.Parent; region is not null; region = frame.Regions.First(r => r.Id == region).Parent)
        {
            yield return region;
        }
    }

    private static void AddTo(Sums[] regions, int moment, FigureSet figures)
    {
        foreach (var region in regions)
        {
            figures.AddTo(region.At(moment), +1);
        }
    }

    private sealed class Sums(int moments)
    {
        private readonly long[] _counts = new long[moments * Tally.Size];

        public Span<long> At(int moment) => _counts.AsSpan(moment * Tally.Size, Tally.Size);

        public IReadOnlyList<Tally> Tallies() => [.. Enumerable.Range(0, moments).Select(moment => new Tally(At(moment)))];
    }
}
