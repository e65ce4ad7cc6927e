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
            unit => unit.Id, unit => PlanPast.RegionsAbove(frame, unit).Select(region => sums[region]).ToArray(), StringComparer.Ordinal);
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
        foreach (var history in await trails.ReadMany(frame.Plan, line.Measures))
        {
            var definition = (await rosters.Measure(frame, history.No))!;
            AddMeasure(frame, history.No, new(frame, definition, history.Entries), moments, knownAt, above, marks);
        }

        var problem = (await rows.ReadMany<ProblemRow>(ProblemRow.StateName, [ProblemRow.Id(frame.Plan, line.Problem.No)]))[0];
        var signed = problem?.Entries().Where(entry => knownAt is null || entry.Recorded <= knownAt).ToList() ?? [];
        for (var m = 0; m < moments.Count; m++)
        {
            var last = signed.LastOrDefault(entry => entry.At <= moments[m]);
            AddTo(above[line.Problem.LeadUnit], m, ProblemProjection.ContributionOf(Stamp.None, last is null ? null : ProblemSignOff.Of(last), marks[m]).First);
        }
    }

    private static void AddMeasure(
        PlanFrame frame, int no, MeasureLife life, IReadOnlyList<DateTimeOffset> moments, DateTimeOffset? knownAt,
        Dictionary<string, Sums[]> above, Dictionary<int, ProblemMark>[] marks)
    {
        var contributions = Contributions();
        for (var m = 0; m < moments.Count; m++)
        {
            contributions = life.To(moments[m], knownAt) ? Contributions() : contributions;
            if (life.Context is not { } context)
            {
                continue;
            }

            marks[m][no] = MeasureProjection.MarkFor(life.State, frame.RosterVersion) with { Absent = context.Definition.Rescinded is not null };
            foreach (var (unit, contribution) in contributions)
            {
                AddTo(above[unit], m, contribution.At(moments[m]));
            }
        }

        (string Unit, Contribution Contribution)[] Contributions() => life.Context is not { } context ? []
            : [.. context.Definition.AllUnits().Select(unit => (unit, MeasureProjection.ContributionTo(context, life.State, frame.RosterVersion, unit)))];
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
