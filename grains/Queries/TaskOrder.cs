using Rectification.Measures;
using Rectification.Plans;

namespace Rectification.Queries;

/// <summary>
/// A person's tasks in a plan as they were listed last, with what they were made from: the next list is this one, as long as none of its measures was
/// written, the plan is the same and no deadline went by; otherwise only what was written is looked at again. Nothing in it ever changes.
/// </summary>
internal sealed class TaskOrder
{
    private readonly PlanFrame _frame;
    private readonly int[] _places;
    private readonly (MeasureState State, TaskLine? Line)[] _lines;
    private readonly DateTimeOffset _from;
    private readonly DateTimeOffset _until;

    private TaskOrder(PlanFrame frame, int[] places, (MeasureState State, TaskLine? Line)[] lines, OpenTasks tasks, DateTimeOffset now)
    {
        (_frame, _places, _lines, Tasks) = (frame, places, lines, tasks);
        (_from, _until) = (DateTimeOffset.MinValue, DateTimeOffset.MaxValue);
        foreach (var (_, line) in lines)
        {
            if (line?.OverdueFrom is { } overdue)
            {
                (_from, _until) = overdue <= now ? (overdue > _from ? overdue : _from, _until) : (_from, overdue < _until ? overdue : _until);
            }
        }
    }

    /// <summary>The list.</summary>
    public OpenTasks Tasks { get; }

    /// <summary>How many measures are kept for it.</summary>
    public int Count => _lines.Length;

    /// <summary>The order at <paramref name="now"/>: <paramref name="last"/> itself where it still holds.</summary>
    /// <param name="last">The one before, of the same person and version of the plan's roster.</param>
    /// <param name="measures">The plan's measures.</param>
    /// <param name="frame">The plan.</param>
    /// <param name="actor">Whose order it is.</param>
    /// <param name="now">When.</param>
    public static TaskOrder Of(TaskOrder? last, PlanMeasures measures, PlanFrame frame, Actor actor, DateTimeOffset now)
    {
        var kept = last is not null && ReferenceEquals(last._frame, frame) ? last : null;
        var places = kept?._places ?? measures.PlacesOf(actor.Units, actor.Leaders);
        var changed = kept is null ? new (MeasureState State, TaskLine? Line)[places.Length] : null;
        var around = (MeasureContext?)null;
        for (var i = 0; i < places.Length; i++)
        {
            // A state that was read again is another object; measures without commands share the one they all have.
            var (definition, state) = measures.At(places[i]);
            if (kept is not null && ReferenceEquals(state, kept._lines[i].State))
            {
                continue;
            }

            changed ??= [.. kept!._lines];
            changed[i] = (state, null);
            if (Planned.InForce(definition, state) is { } inForce && (definition.Change is null || IsSeen(inForce, actor)))
            {
                // What stands around them is the same for all of them, and looking it up costs more than the rest.
                around = (around ?? MeasureContext.Of(frame, inForce)) with { Definition = inForce };
                changed[i] = (state, TaskLine.Of(around, state, actor, now));
            }
        }

        if (kept is not null && changed is null && kept._from <= now && now < kept._until)
        {
            return kept;
        }

        var lines = changed ?? kept!._lines;
        var tasks = TaskLine.Ordered([.. lines.Select(one => one.Line).OfType<TaskLine>().Take(TaskLine.Most)], frame, actor, now);
        return new(frame, places, lines, tasks, now);
    }

    private static bool IsSeen(MeasureDefinition measure, Actor actor) => actor.Units.Any(measure.Involves) || actor.ActsForLeader(measure.Leader);
}
