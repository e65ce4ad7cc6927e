using Rectification.Measures;
using Rectification.Plans;

namespace Rectification.Queries;

internal sealed partial class PlanQueryGrain
{
    /// <summary>Most measures of one plan in one person's list, done ones with them, and most that are looked at to find them.</summary>
    private const int MostTasks = 5_000;
    private const int MostLookedAt = 100_000;

    public async Task<OpenTasks> OpenTasks(Actor actor)
    {
        var (frame, now) = (await Frame(), plans.Clock.GetUtcNow());
        var (around, open, done) = ((MeasureContext?)null, new List<FoundTask>(), 0);
        await foreach (var (definition, state) in Seen(frame, new() { VisibleUnits = actor.Units, VisibleLeaders = actor.Leaders }))
        {
            if (open.Count + done == MostTasks)
            {
                break;
            }

            // What stands around them is the same for all of them, and looking it up costs more than the rest.
            var context = (around ??= MeasureContext.Of(frame, definition)) with { Definition = definition };
            var own = TaskProjection.Own(context, state, actor);
            if (!TaskProjection.IsOpen(context, state, own))
            {
                done++;
                continue;
            }

            open.Add(new(TaskProjection.View(context, state, actor, now), context, state, own));
        }

        var found = open.ToArray();
        Array.Sort([.. open.Select(one => one.Task.Urgency | (uint)one.Task.No)], found);
        return new() { Open = [.. found.Select(one => one.Task)], Done = done, Units = [.. Units(found, actor, now)] };
    }

    public async Task<IReadOnlyList<AwaitedDecision>> AwaitedDecisions(MeasureFilter scope)
    {
        var (frame, now) = (await Frame(), plans.Clock.GetUtcNow());
        var awaited = new List<AwaitedDecision>();
        await foreach (var (definition, state) in Seen(frame, scope, asked: true))
        {
            awaited.AddRange(TaskProjection.Awaited(MeasureContext.Of(frame, definition), state, scope.Reader!, now));
            if (awaited.Count >= MostTasks)
            {
                break;
            }
        }

        return awaited;
    }

    public async Task<IReadOnlyList<MeasureView>> ViewsFor(Actor reader, IReadOnlyList<int> numbers)
    {
        var (frame, now) = (await Frame(), plans.Clock.GetUtcNow());
        var known = await Known(frame, await Defined(numbers), asOf: null);
        return [.. known.Select(measure => MeasureProjection.ViewFor(reader, Plan, MeasureContext.Of(frame, measure.Definition), measure.State, now))];
    }

    /// <summary>For each unit the first of its tasks in their order; whether it may report is asked no more often than is needed to know of two.</summary>
    private static Dictionary<string, UnitTasks>.ValueCollection Units(IReadOnlyList<FoundTask> open, Actor actor, DateTimeOffset now)
    {
        var units = new Dictionary<string, UnitTasks>(StringComparer.Ordinal);
        foreach (var (task, context, state, own) in open)
        {
            foreach (var (unit, done) in own)
            {
                var known = units.GetValueOrDefault(unit) ?? new UnitTasks { Unit = unit };
                if (known is { FirstUndone: not null, ReportsOnMany: true })
                {
                    continue;
                }

                known = known with { FirstUndone = known.FirstUndone ?? (done ? null : task.No) };
                if (!known.ReportsOnMany && TaskProjection.MayReport(context, state, unit, actor, now))
                {
                    known = known with { FirstToReport = known.FirstToReport ?? task.No, ReportsOnMany = known.FirstToReport is not null };
                }

                units[unit] = known;
            }
        }

        return units.Values;
    }

    /// <summary>
    /// The measures as they are that somebody sees, in order of number: from memory where the plan is kept, else looked for in the store.
    /// </summary>
    /// <param name="frame">The plan.</param>
    /// <param name="scope">Whose they are; nothing else of it counts.</param>
    /// <param name="asked">Only those of which something was asked.</param>
    private async IAsyncEnumerable<(MeasureDefinition Definition, MeasureState State)> Seen(PlanFrame frame, MeasureFilter scope, bool asked = false)
    {
        if (await known.Of(frame, frame.MeasureCount) is { } kept)
        {
            var some = asked ? kept.Asked() : kept.Of(scope.VisibleUnits ?? [], scope.VisibleLeaders);
            foreach (var (definition, state) in some)
            {
                var sure = !asked && definition.Change is null;
                if (Planned.InForce(definition, state) is { } inForce && (sure || IsSeen(inForce, scope.VisibleUnits, scope.VisibleLeaders)))
                {
                    yield return (inForce, state);
                }
            }

            yield break;
        }

        var looked = 0;
        await foreach (var page in plans.Rosters.MeasurePages(frame, after: 0))
        {
            var candidates = page.Where(measure => measure.Change is not null || IsSeen(measure, scope.VisibleUnits, scope.VisibleLeaders)).ToList();
            foreach (var measure in await Known(frame, candidates, asOf: null))
            {
                if ((!asked || MeasureDecider.WasAsked(measure.State)) && IsSeen(measure.Definition, scope.VisibleUnits, scope.VisibleLeaders))
                {
                    yield return measure;
                }
            }

            looked += page.Length;
            if (looked >= MostLookedAt)
            {
                yield break;
            }
        }
    }

    /// <summary>An open task with what it was found in, and the units acted for that have a part in it.</summary>
    private readonly record struct FoundTask(OpenTask Task, MeasureContext Context, MeasureState State, IReadOnlyList<(string Unit, bool Done)> Own);
}
