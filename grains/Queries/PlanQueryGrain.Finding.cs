using Rectification.Measures;
using Rectification.Plans;
using Rectification.Problems;
using Rectification.Rosters;

namespace Rectification.Queries;

internal sealed partial class PlanQueryGrain
{
    /// <summary>Problems whose rows, and whose measures' rows, are read together.</summary>
    private const int ReadTogether = 100;

    public async Task<MeasureCount> Count(MeasureFilter filter)
    {
        var frame = await Frame();
        var text = await SoughtText(frame, filter.Text);
        var (count, scanned) = (0, 0);
        await foreach (var page in Candidates(frame, filter with { After = 0 }))
        {
            if (scanned >= MaxScanned)
            {
                return new() { Count = count, Whole = false };
            }

            count += (await Views(frame, page, filter, text)).Count(view => Matches(frame, view, filter));
            scanned += page.Count;
        }

        return new() { Count = count, Whole = true };
    }

    public async Task<IReadOnlyList<int>> CountEach(IReadOnlyList<MeasureFilter> filters)
    {
        var counts = new int[filters.Count];
        if (filters.Count == 0)
        {
            return counts;
        }

        var frame = await Frame();
        var scope = new MeasureFilter { VisibleUnits = filters[0].VisibleUnits, VisibleLeaders = filters[0].VisibleLeaders, AsOf = filters[0].AsOf };
        var now = scope.AsOf ?? plans.Clock.GetUtcNow();
        var texts = await Task.WhenAll(filters.Select(filter => SoughtText(frame, filter.Text)));
        await foreach (var page in Candidates(frame, scope))
        {
            var all = (await Known(frame, [.. page.Where(measure => measure.Change is not null || Matches(measure, scope, text: null))], scope.AsOf))
                .Select(measure => (measure.Definition, Context: MeasureContext.Of(frame, measure.Definition), measure.State))
                .Select(measure => (measure.Definition, measure.Context, measure.State,
                    View: MeasureProjection.View(Plan, measure.Context, measure.State, now)))
                .ToList();
            foreach (var (i, filter) in filters.Index())
            {
                counts[i] += all.Count(measure => Matches(measure.Definition, filter, texts[i]) && Matches(measure.Context, measure.State, filter, now)
                    && Matches(frame, measure.View, filter));
            }
        }

        return counts;
    }

    public async Task<IReadOnlyList<MeasureDefinition>> Defined(IReadOnlyList<int> numbers)
    {
        var frame = await Frame();
        var found = new List<MeasureDefinition>();
        foreach (var no in numbers)
        {
            if (await plans.Rosters.Measure(frame, no) is { } measure)
            {
                found.Add(measure);
            }
        }

        return found;
    }

    public Task<ProblemPage> Problems(int after, int limit) => FindProblems(new() { After = after, Limit = limit });

    public async Task<ProblemPage> FindProblems(ProblemFilter filter)
    {
        var frame = await Frame();
        var items = new List<ProblemView>();
        await foreach (var page in plans.Rosters.ProblemPages(frame, filter.After))
        {
            foreach (var lines in page.Chunk(Math.Clamp(filter.Limit, 1, ReadTogether)))
            {
                foreach (var problem in await Views(frame, lines, filter))
                {
                    if (items.Count == filter.Limit)
                    {
                        return new() { Items = items, Next = items[^1].No };
                    }

                    items.Add(problem);
                }
            }
        }

        return new() { Items = items };
    }

    /// <summary>Those of the problems that match: their rows are read together, and the rows of all their measures.</summary>
    private async Task<IEnumerable<ProblemView>> Views(PlanFrame frame, ProblemRosterLine[] lines, ProblemFilter filter)
    {
        var involved = new List<ProblemRosterLine>(lines.Length);
        foreach (var line in lines)
        {
            if (await Involves(frame, line, filter))
            {
                involved.Add(line);
            }
        }

        var rows = await plans.Rows.ReadMany<ProblemRow>(ProblemRow.StateName, [.. involved.Select(line => ProblemRow.Id(Plan, line.Problem.No))]);
        var measures = await Task.WhenAll(involved.SelectMany(line => line.Measures).Select(async no => (await plans.Rosters.Measure(frame, no))!));
        var all = (await Known(frame, measures, filter.AsOf)).ToDictionary(measure => measure.Definition.No);
        return involved.Zip(rows, (line, row) => View(frame, line, filter.AsOf is { } moment ? Then(row, moment) : row, all))
            .OfType<ProblemView>().Where(problem => filter.SignedOff is null || problem.SignedOff == filter.SignedOff);
    }

    private async Task<bool> Involves(PlanFrame frame, ProblemRosterLine line, ProblemFilter filter)
    {
        var problem = line.Problem;
        if ((filter.LeadUnit is not null && problem.LeadUnit != filter.LeadUnit) || (filter.Leader is not null && problem.Leader != filter.Leader))
        {
            return false;
        }

        if (filter.VisibleUnits is not { } units || units.Contains(problem.LeadUnit) || filter.VisibleLeaders.Contains(problem.Leader))
        {
            return true;
        }

        foreach (var no in line.Measures)
        {
            if (await plans.Rosters.Measure(frame, no) is { } measure && IsSeen(measure, units, filter.VisibleLeaders))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The problem as it is or was; <see langword="null"/> while none of its measures was part of the plan.</summary>
    private static ProblemView? View(
        PlanFrame frame, ProblemRosterLine line, ProblemRow? row, Dictionary<int, (MeasureDefinition Definition, MeasureState State)> known)
    {
        var own = line.Measures.Where(known.ContainsKey).Select(no => known[no]).ToList();
        return own.Count > 0 ? ProblemProjection.View(frame, line, row, own) : null;
    }

    /// <summary>The problem's row as it was.</summary>
    private static ProblemRow? Then(ProblemRow? row, DateTimeOffset moment)
    {
        var last = row?.Entries().LastOrDefault(entry => entry.At <= moment);
        return row is null ? null : row with { Version = last?.Version ?? 0, SignOff = last is null ? null : ProblemSignOff.Of(last) };
    }

    /// <summary>
    /// The measures that are part of the plan, each with the definition and the state it has, or had at a past moment: their trails folded as far as that.
    /// </summary>
    private async Task<IReadOnlyList<(MeasureDefinition Definition, MeasureState State)>> Known(
        PlanFrame frame, IReadOnlyList<MeasureDefinition> measures, DateTimeOffset? asOf)
    {
        var found = new List<(MeasureDefinition, MeasureState)>(measures.Count);
        if (asOf is not { } moment)
        {
            foreach (var (measure, state) in await Stored(frame, measures))
            {
                Add(Planned.InForce(measure, state), state);
            }

            return found;
        }

        foreach (var (measure, history) in measures.Zip(await trails.ReadMany(Plan, [.. measures.Select(measure => measure.No)])))
        {
            var life = new MeasureLife(frame, measure, history.Entries);
            life.To(moment);
            Add(life.Context?.Definition, life.State);
        }

        return found;

        void Add(MeasureDefinition? definition, MeasureState state)
        {
            if (definition is not null)
            {
                found.Add((definition, state));
            }
        }
    }

    /// <summary>These measures with the states they have: from memory where the plan is kept.</summary>
    private async Task<IEnumerable<(MeasureDefinition Definition, MeasureState State)>> Stored(PlanFrame frame, IReadOnlyList<MeasureDefinition> measures) =>
        await known.Of(frame, measures.Count) is { } kept ? measures.Select(measure => (measure, kept.State(measure.No)))
            : (await plans.Rows.Measures(Plan, measures)).Select(measure => (measure.Definition, measure.State));

    private static bool IsSeen(MeasureDefinition measure, IReadOnlyList<string>? units, IReadOnlyList<string> leaders) =>
        units is null || units.Any(measure.Involves) || leaders.Contains(measure.Leader);

    private static bool Matches(MeasureDefinition measure, MeasureFilter filter, Predicate<string>? text) =>
        (filter.Problem is null || measure.Problem == filter.Problem)
        && (filter.Unit is null || (measure.Involves(filter.Unit) && (filter.Led is null || measure.LeadUnit == filter.Unit == filter.Led)))
        && (text is null || text(measure.Text))
        && (filter.Leader is null || measure.Leader == filter.Leader)
        && (filter.Institution is null || measure.Institution is not null == filter.Institution)
        && IsSeen(measure, filter.VisibleUnits, filter.VisibleLeaders);

    private static bool Matches(MeasureContext context, MeasureState state, MeasureFilter filter, DateTimeOffset now)
    {
        if (filter.Extended is null && (filter.Counted.Bits | filter.NotCounted.Bits) == 0)
        {
            return true;
        }

        var figures = MeasureProjection.ContributionTo(context, state, rosterVersion: 0, context.Definition.LeadUnit).At(now);
        return (filter.Extended is null || figures.Has(Figure.Extended) == filter.Extended)
            && (figures.Bits & filter.Counted.Bits) == filter.Counted.Bits
            && (figures.Bits & filter.NotCounted.Bits) == 0;
    }

    private static bool Matches(PlanFrame frame, MeasureView view, MeasureFilter filter) =>
        (filter.Status is null || view.Status == filter.Status)
        && (filter.Light is null || view.Light == filter.Light)
        && (filter.DueBefore is null || view.Deadline < filter.DueBefore)
        && (filter.Overdue is null || view.Overdue == filter.Overdue)
        && (filter.Unit is null || filter.Done is null || view.Assignments.First(assignment => assignment.Unit == filter.Unit).Done == filter.Done)
        && (filter.Standing is null || (view.Status == MeasureStatus.SignedOff && view.Standing is not null) == filter.Standing)
        && (filter.Registered is null || view.Institution is { Registered: true } == filter.Registered)
        && (filter.Changed is null || (view.ChangedAt is { } changed && PlanCalendar.Of(frame.TimeZone).DayOf(changed) == filter.Changed));
}
