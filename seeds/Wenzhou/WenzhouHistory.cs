using Rectification.Plans;

namespace Rectification.Seeds.Wenzhou;

/// <summary>The whole invented history: every measure's, the sign-offs of the problems, in order of time, each accepted by the product's rules.</summary>
internal static class WenzhouHistory
{
    /// <exception cref="InvalidOperationException">The rules refuse a command, or something is left undone.</exception>
    public static IReadOnlyList<PastCommand> Make(WenzhouSource source)
    {
        var progress = source.Progress.ToLookup(entry => entry.Measure);
        var measures = source.Plan.Measures.SelectMany(measure => new MeasureStory(source.Plan, measure, [.. progress[measure.No]]).Tell()).ToList();
        var problems = source.Plan.Problems.Select(problem => SignOff(source.Plan, problem, measures));
        IReadOnlyList<PastCommand> history = Numbered(measures.Concat<PastCommand>(problems).OrderBy(past => past.At));
        HistoryRehearsal.Run(source.Plan, history);
        return history;
    }

    /// <summary>The working day after the last of the problem's measures was signed off, in the afternoon.</summary>
    private static PastProblemSignOff SignOff(PlanDocument plan, ProblemDefinition problem, List<PastMeasureCommand> measures)
    {
        var own = plan.Measures.Where(measure => measure.Problem == problem.No).Select(measure => measure.No).ToHashSet();
        var last = measures.Where(past => own.Contains(past.Measure)).Max(past => past.At);
        return new()
        {
            At = WorkCalendar.At(WorkCalendar.Later(WorkCalendar.DayOf(last), 1), 15, problem.No * 4),
            Problem = problem.No,
            Actor = Actors.Leader(problem.Leader),
            Statement = $"“{problem.Title}”涉及的{own.Count}条整改措施已全部销号，同意该问题销号。",
        };
    }

    /// <summary>Ids and the invented document numbers follow the order of time.</summary>
    private static List<PastCommand> Numbered(IEnumerable<PastCommand> inOrder)
    {
        var institutions = 0;
        return [.. inOrder.Select((past, index) =>
        {
            var id = $"wz24-{index + 1:D4}";
            return past is PastMeasureCommand { Command: Measures.RegisterInstitution institution } registered
                ? registered with { Id = id, Command = institution with { Number = $"示例〔2024〕{++institutions}号" } }
                : past with { Id = id };
        })];
    }
}
