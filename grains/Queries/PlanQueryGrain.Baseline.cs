using Rectification.Plans;

namespace Rectification.Queries;

internal sealed partial class PlanQueryGrain
{
    public async Task<BaselinePage> Baseline(int after, int limit)
    {
        var frame = await Frame();
        var roster = (await GrainFactory.GetGrain<IPlanGrain>(Plan).Get())?.Baseline ?? frame.RosterVersion;
        var then = frame with { RosterVersion = roster };
        var (problems, measures) = (new List<ProblemDefinition>(), new List<MeasureDefinition>());
        if (after == 0)
        {
            await foreach (var page in plans.Rosters.ProblemPages(then, after: 0))
            {
                problems.AddRange(page.Select(line => line.Problem));
            }
        }

        await foreach (var page in plans.Rosters.MeasurePages(then, after))
        {
            measures.AddRange(page);
            if (measures.Count > limit)
            {
                break;
            }
        }

        return new()
        {
            Plan = Plan,
            Roster = roster,
            Problems = problems,
            Measures = [.. measures.Take(limit)],
            Next = measures.Count > limit ? measures[limit - 1].No : null,
        };
    }
}
