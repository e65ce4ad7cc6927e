using Rectification.Measures;
using Rectification.Plans;

namespace Rectification.Queries;

/// <summary>What one measure is in a person's list of tasks. The clock alone changes nothing of it but whether it is overdue.</summary>
/// <param name="Task">The task before it is overdue; <see langword="null"/> where the person is done with the measure.</param>
/// <param name="Definition">As it is in force.</param>
/// <param name="State">The measure as it is.</param>
/// <param name="Own">The units acted for that have a part in it, each with whether its assignment is done.</param>
/// <param name="OverdueFrom">From when it is overdue; <see langword="null"/> for never.</param>
internal sealed record TaskLine(
    OpenTask? Task, MeasureDefinition Definition, MeasureState State, IReadOnlyList<(string Unit, bool Done)> Own, DateTimeOffset? OverdueFrom)
{
    /// <summary>Most measures of one plan in one person's list, done ones with them.</summary>
    public const int Most = 5_000;

    /// <summary>The line of a measure that the person sees.</summary>
    public static TaskLine Of(MeasureContext context, MeasureState state, Actor actor, DateTimeOffset now)
    {
        var own = TaskProjection.Own(context, state, actor);
        return !TaskProjection.IsOpen(context, state, own) ? new(null, context.Definition, state, [], null)
            : new(
                TaskProjection.View(context, state, actor, now) with { Overdue = false }, context.Definition, state, own,
                LightPolicy.OverdueFrom(context, state));
    }

    /// <summary>The lines as a list.</summary>
    /// <param name="lines">In any order.</param>
    /// <param name="frame">The plan.</param>
    /// <param name="actor">Whose they are.</param>
    /// <param name="now">When.</param>
    public static OpenTasks Ordered(IReadOnlyList<TaskLine> lines, PlanFrame frame, Actor actor, DateTimeOffset now)
    {
        var (open, tasks) = (new List<TaskLine>(lines.Count), new List<OpenTask>(lines.Count));
        foreach (var line in lines)
        {
            if (line.Task is { } task)
            {
                open.Add(line);
                tasks.Add(line.OverdueFrom <= now ? task with { Overdue = true } : task);
            }
        }

        var (keys, places, ordered) = (tasks.Select(task => task.Urgency | (uint)task.No).ToArray(), open.ToArray(), tasks.ToArray());
        Array.Sort([.. keys], places);
        Array.Sort(keys, ordered);
        return new() { Open = ordered, Done = lines.Count - open.Count, Units = [.. Units(places, frame, actor, now)] };
    }

    /// <summary>For each unit the first of its tasks in their order; whether it may report is asked no more often than is needed to know of two.</summary>
    private static Dictionary<string, UnitTasks>.ValueCollection Units(TaskLine[] open, PlanFrame frame, Actor actor, DateTimeOffset now)
    {
        var (units, around) = (new Dictionary<string, UnitTasks>(StringComparer.Ordinal), (MeasureContext?)null);
        foreach (var line in open)
        {
            foreach (var (unit, done) in line.Own)
            {
                var known = units.GetValueOrDefault(unit) ?? new UnitTasks { Unit = unit };
                if (known is { FirstUndone: not null, ReportsOnMany: true })
                {
                    continue;
                }

                known = known with { FirstUndone = known.FirstUndone ?? (done ? null : line.Task!.No) };
                around = (around ?? MeasureContext.Of(frame, line.Definition)) with { Definition = line.Definition };
                if (!known.ReportsOnMany && TaskProjection.MayReport(around, line.State, unit, actor, now))
                {
                    known = known with { FirstToReport = known.FirstToReport ?? line.Task!.No, ReportsOnMany = known.FirstToReport is not null };
                }

                units[unit] = known;
            }
        }

        return units.Values;
    }
}
