using Rectification.Measures;
using Rectification.Plans;

namespace Rectification.Queries;

internal sealed partial class PlanQueryGrain
{
    /// <summary>Most measures that are looked at to find a person's.</summary>
    private const int MostLookedAt = 100_000;

    public async Task<OpenTasks> OpenTasks(Actor actor)
    {
        var (frame, now) = (await Frame(), plans.Clock.GetUtcNow());
        if (await known.Of(frame, frame.MeasureCount) is { } kept)
        {
            return kept.Tasks(frame, actor, now);
        }

        var (around, lines) = ((MeasureContext?)null, new List<TaskLine>());
        await foreach (var (definition, state) in InStore(frame, new() { VisibleUnits = actor.Units, VisibleLeaders = actor.Leaders }))
        {
            if (lines.Count == TaskLine.Most)
            {
                break;
            }

            around = (around ?? MeasureContext.Of(frame, definition)) with { Definition = definition };
            lines.Add(TaskLine.Of(around, state, actor, now));
        }

        return TaskLine.Ordered(lines, frame, actor, now);
    }

    public async Task<IReadOnlyList<AwaitedDecision>> AwaitedDecisions(MeasureFilter scope)
    {
        var (frame, now) = (await Frame(), plans.Clock.GetUtcNow());
        var awaited = new List<AwaitedDecision>();
        await foreach (var (definition, state) in Asked(frame, scope))
        {
            awaited.AddRange(TaskProjection.Awaited(MeasureContext.Of(frame, definition), state, scope.Reader!, now));
            if (awaited.Count >= TaskLine.Most)
            {
                break;
            }
        }

        return awaited;
    }

    public async Task<IReadOnlyList<MeasureView>> ViewsFor(Actor reader, IReadOnlyList<int> numbers)
    {
        var (frame, now) = (await Frame(), plans.Clock.GetUtcNow());
        IEnumerable<(MeasureDefinition Definition, MeasureState State)> measures =
            await known.Of(frame, numbers.Count) is { } kept ? kept.InForce(numbers) : await Known(frame, await Defined(numbers), asOf: null);
        var (around, views) = ((MeasureContext?)null, new List<MeasureView>(numbers.Count));
        foreach (var (definition, state) in measures)
        {
            around = (around ?? MeasureContext.Of(frame, definition)) with { Definition = definition };
            views.Add(MeasureProjection.ViewFor(reader, Plan, around, state, now));
        }

        return views;
    }

    /// <summary>The measures of which something was asked and that somebody sees: from memory where the plan is kept, else from the store.</summary>
    private async IAsyncEnumerable<(MeasureDefinition Definition, MeasureState State)> Asked(PlanFrame frame, MeasureFilter scope)
    {
        if (await known.Of(frame, frame.MeasureCount) is not { } kept)
        {
            await foreach (var measure in InStore(frame, scope, asked: true))
            {
                yield return measure;
            }

            yield break;
        }

        foreach (var (definition, state) in kept.Asked())
        {
            if (Planned.InForce(definition, state) is { } inForce && IsSeen(inForce, scope.VisibleUnits, scope.VisibleLeaders))
            {
                yield return (inForce, state);
            }
        }
    }

    /// <summary>The measures that somebody sees, read from the store, in order of number.</summary>
    /// <param name="frame">The plan.</param>
    /// <param name="scope">Whose they are; nothing else of it counts.</param>
    /// <param name="asked">Only those of which something was asked.</param>
    private async IAsyncEnumerable<(MeasureDefinition Definition, MeasureState State)> InStore(PlanFrame frame, MeasureFilter scope, bool asked = false)
    {
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
}
