using Rectification.Gateway.Auth;
using Rectification.Gateway.Plans;
using Rectification.Gateway.Plans.Pages;
using Rectification.Measures;
using Rectification.Plans;
using Rectification.Queries;

namespace Rectification.Gateway.Tasks.Pages;

/// <summary>One thing a person has to do: an assignment of his units, or a measure of a leader he acts for.</summary>
public sealed record TaskRow
{
    public required PlanFrame Frame { get; init; }
    public required MeasureView Measure { get; init; }

    /// <summary>The assignments of his units; none for a leader.</summary>
    public required IReadOnlyList<AssignmentView> Own { get; init; }
    public required DateOnly Today { get; init; }
}

/// <summary>A person's tasks over all plans.</summary>
/// <param name="Open">Overdue first, then what was returned to him or waits for his confirmation, then by deadline.</param>
/// <param name="Done">How many more are done.</param>
/// <param name="Units">The units he acts for that have open tasks, in the order of the first one.</param>
public sealed record TaskList(IReadOnlyList<(PlanFrame Frame, OpenTask Task)> Open, int Done, IReadOnlyList<(PlanFrame Frame, UnitTasks Tasks)> Units)
{
    /// <summary>Whether they are of several plans.</summary>
    public bool ManyPlans => Open is not TasksOfOnePlan && Open.DistinctBy(one => one.Frame.Plan).Take(2).Count() > 1;

    /// <summary>How many are overdue; they stand first.</summary>
    public int Overdue => Open.TakeWhile(one => one.Task.Overdue).Count();
}

/// <summary>Reads the caller's tasks in every plan.</summary>
internal sealed class TaskReader(IGrainFactory grains, PlanCache frames, [FromKeyedServices(Clocks.Key)] TimeProvider clock)
{
    private const int PlansAtOnce = 8;
    private const int PageSize = 500;

    /// <summary>Most measures of one plan that are shown to one person, and most pages that are read to find them.</summary>
    private const int MostOfAPlan = 5_000;
    private const int MostPages = 200;

    public async Task<TaskList> Read(Caller caller)
    {
        var actor = caller.Actor;
        if (actor.Units.Count + actor.Leaders.Count == 0)
        {
            return new([], 0, []);
        }

        var plans = new List<(PlanFrame Frame, OpenTasks Tasks)>();
        foreach (var some in (await PlanList.Ids(grains)).Chunk(PlansAtOnce))
        {
            foreach (var found in await Task.WhenAll(some.Select(plan => Read(actor, plan))))
            {
                if (found is { } tasks)
                {
                    plans.Add(tasks);
                }
            }
        }

        // Those of one plan are in their order already, and as many as its measures: they are not copied for each page.
        return new(
            plans.Count == 1 ? new TasksOfOnePlan(plans[0].Frame, plans[0].Tasks.Open)
                :
                [
                    .. plans.SelectMany(plan => plan.Tasks.Open.Select(task => (plan.Frame, Task: task)))
                        .OrderBy(one => one.Task.Urgency).ThenBy(one => one.Frame.Plan, StringComparer.Ordinal).ThenBy(one => one.Task.No),
                ],
            plans.Sum(plan => plan.Tasks.Done),
            [.. plans.SelectMany(plan => plan.Tasks.Units.Select(unit => (plan.Frame, unit)))]);
    }

    /// <summary>Some of the tasks with all that is shown of them. One that has gone meanwhile is left out.</summary>
    public async Task<IReadOnlyList<TaskRow>> Rows(Caller caller, IEnumerable<(PlanFrame Frame, OpenTask Task)> tasks)
    {
        var wanted = tasks.ToList();
        var read = await Task.WhenAll(wanted.GroupBy(one => one.Frame.Plan, StringComparer.Ordinal).Select(plan =>
            grains.GetGrain<IPlanQueryGrain>(plan.Key).ViewsFor(caller.Actor, [.. plan.Select(one => one.Task.No)])));
        var views = read.SelectMany(plan => plan).ToDictionary(view => (view.Plan, view.No));
        var now = clock.GetUtcNow();
        return
        [
            .. from one in wanted
               let view = views.GetValueOrDefault((one.Frame.Plan, one.Task.No))
               where view is not null
               select new TaskRow
               {
                   Frame = one.Frame,
                   Measure = view,
                   Own = [.. view.Assignments.Where(assignment => caller.Actor.ActsForUnit(assignment.Unit))],
                   Today = one.Frame.Day(now),
               },
        ];
    }

    /// <summary>The measures of a plan that pass a filter, up to a bound.</summary>
    public static async Task<IReadOnlyList<MeasureView>> Measures(IGrainFactory grains, string plan, MeasureFilter filter)
    {
        var (query, found) = (grains.GetGrain<IPlanQueryGrain>(plan), new List<MeasureView>());
        int? after = 0;
        for (var pages = 0; after is { } from && pages < MostPages && found.Count < MostOfAPlan; pages++)
        {
            var page = await query.Measures(filter with { After = from, Limit = PageSize });
            found.AddRange(page.Items);
            after = page.Next;
        }

        return found;
    }

    private async Task<(PlanFrame Frame, OpenTasks Tasks)?> Read(Actor actor, string plan)
    {
        if (await frames.Get(plan) is not { } frame || !(frame.Units.Any(unit => actor.ActsForUnit(unit.Id))
            || frame.Leaders.Any(leader => actor.ActsForLeader(leader.Id))))
        {
            return null;
        }

        return (frame, await grains.GetGrain<IPlanQueryGrain>(plan).OpenTasks(actor));
    }
}
