using System.Globalization;
using Rectification.Names;
using Rectification.Plans;
using Rectification.Rosters;

namespace Rectification.Queries;

internal sealed partial class PlanQueryGrain
{
    public async Task<PlanHits> Search(PlanSearch search)
    {
        var frame = await Frame();
        var (measures, problems) = await Numbered(frame, search.Text);
        var known = await texts.Of(frame);
        var query = NameQuery.Of(search.Text);
        var seen = measures.Concat(known?.Measures.Where(measure => query.StandsIn(measure.Text)) ?? []).Concat(known?.ReadAs(query) ?? [])
            .DistinctBy(measure => measure.No).Where(measure => IsSeen(measure, search.VisibleUnits, search.VisibleLeaders)).Take(search.Limit + 1).ToList();
        var lines = problems.Concat(known?.Problems.Where(line => query.StandsIn(line.Problem.Title)) ?? [])
            .Concat(known?.Problems.Where(line => query.ReadsIn(line.Problem.Title)) ?? []);
        var found = await Seen(frame, lines.DistinctBy(line => line.Problem.No), search);
        return new()
        {
            Measures =
            [
                .. from measure in seen.Take(search.Limit)
                   select new MeasureHit { No = measure.No, Problem = measure.Problem, Text = measure.Text, LeadUnit = measure.LeadUnit },
            ],
            MoreMeasures = seen.Count > search.Limit,
            Problems =
            [
                .. from problem in found.Take(search.Limit)
                   select new ProblemHit { No = problem.No, Title = problem.Title, Leader = problem.Leader, LeadUnit = problem.LeadUnit },
            ],
            MoreProblems = found.Count > search.Limit,
            NumbersOnly = known is null,
        };
    }

    /// <summary>
    /// What is asked of a measure's text: that it has what was typed; or, for letters that stand in no text of the plan, that it has them as pinyin.
    /// <see langword="null"/>: nothing.
    /// </summary>
    private async Task<Predicate<string>?> SoughtText(PlanFrame frame, string? typed)
    {
        if (typed is null)
        {
            return null;
        }

        var query = NameQuery.Of(typed);
        return query.IsSpelt && await texts.Of(frame) is { } known && !known.Measures.Any(measure => query.StandsIn(measure.Text))
            ? query.ReadsIn : query.StandsIn;
    }

    private async Task<List<ProblemDefinition>> Seen(PlanFrame frame, IEnumerable<ProblemRosterLine> lines, PlanSearch search)
    {
        var filter = new ProblemFilter { VisibleUnits = search.VisibleUnits, VisibleLeaders = search.VisibleLeaders };
        var seen = new List<ProblemDefinition>();
        foreach (var line in lines)
        {
            if (await Involves(frame, line, filter))
            {
                seen.Add(line.Problem);
                if (seen.Count > search.Limit)
                {
                    break;
                }
            }
        }

        return seen;
    }

    /// <summary>What a number names: <c>12</c> the measure and the problem, <c>12-3</c> the third measure of the problem.</summary>
    private async Task<(List<MeasureDefinition> Measures, List<ProblemRosterLine> Problems)> Numbered(PlanFrame frame, string text)
    {
        var parts = HalfWidth.Of(text).Split('-', 2);
        if (!Read(parts[0], out var no) || (parts.Length == 2 && !Read(parts[1], out _)))
        {
            return ([], []);
        }

        var problem = await plans.Rosters.Problem(frame, no);
        if (parts.Length == 1)
        {
            return (await plans.Rosters.Measure(frame, no) is { } measure ? [measure] : [], problem is null ? [] : [problem]);
        }

        Read(parts[1], out var ordinal);
        return problem is not null && ordinal >= 1 && ordinal <= problem.Measures.Length
            && await plans.Rosters.Measure(frame, problem.Measures[ordinal - 1]) is { } named
            ? ([named], []) : ([], []);

        static bool Read(string part, out int number) => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}
