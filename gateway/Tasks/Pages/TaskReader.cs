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
/// <param name="Rows">Open ones: overdue first, then what was returned to him or waits for his confirmation, then by deadline.</param>
/// <param name="Done">How many more are done.</param>
public sealed record TaskList(IReadOnlyList<TaskRow> Rows, int Done);

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
            return new([], 0);
        }

        var rows = new List<TaskRow>();
        foreach (var some in (await PlanList.All(grains)).Chunk(PlansAtOnce))
        {
            foreach (var found in await Task.WhenAll(some.Select(plan => Read(actor, plan.Id))))
            {
                rows.AddRange(found);
            }
        }

        var open = rows.Where(IsOpen).OrderByDescending(row => row.Measure.Overdue).ThenByDescending(CameBack)
            .ThenBy(row => row.Measure.Deadline).ThenBy(row => row.Frame.Plan, StringComparer.Ordinal).ThenBy(row => row.Measure.No).ToList();
        return new(open, rows.Count - open.Count);
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

    private async Task<IEnumerable<TaskRow>> Read(Actor actor, string plan)
    {
        if (await frames.Get(plan) is not { } frame || !(frame.Units.Any(unit => actor.ActsForUnit(unit.Id))
            || frame.Leaders.Any(leader => actor.ActsForLeader(leader.Id))))
        {
            return [];
        }

        var today = frame.Day(clock.GetUtcNow());
        var measures = await Measures(grains, plan, new() { VisibleUnits = actor.Units, VisibleLeaders = actor.Leaders, Reader = actor });
        return measures.Select(measure => new TaskRow
        {
            Frame = frame,
            Measure = measure,
            Own = [.. measure.Assignments.Where(assignment => actor.ActsForUnit(assignment.Unit))],
            Today = today,
        });
    }

    /// <summary>Somebody waits for him alone: a request was returned, or a supporting unit is done and is to be confirmed.</summary>
    private static bool CameBack(TaskRow row) => row.Own.Any(own => own.Lead)
        && (row.Measure.Returned is not null || row.Measure.Assignments.Any(assignment => assignment.Allowed.Allows(MeasureActs.Confirm)));

    /// <summary>A unit that only supports has nothing left to do once it is confirmed.</summary>
    private static bool IsOpen(TaskRow row) =>
        row.Measure.Status is not (MeasureStatus.SignedOff or MeasureStatus.Rescinded)
        && (row.Own.Count == 0 || row.Own.Any(assignment => assignment.Lead || !assignment.Done));
}
