using Rectification.Measures;
using Rectification.Problems;
using Rectification.Queries;

namespace Rectification.Gateway.Ledgers;

/// <summary>All lines of a plan, page after page: a ledger is weighed beside every one of them.</summary>
internal static class PlanLines
{
    private const int PageSize = 500;

    public static async Task<Dictionary<int, MeasureView>> Measures(IGrainFactory grains, string plan, MeasureFilter filter)
    {
        var known = new Dictionary<int, MeasureView>();
        await Each(grains, plan, filter, measure => known[measure.No] = measure);
        return known;
    }

    /// <summary>The same one after the other, none of which is held.</summary>
    public static async Task Each(IGrainFactory grains, string plan, MeasureFilter filter, Action<MeasureView> seen)
    {
        var query = grains.GetGrain<IPlanQueryGrain>(plan);
        for (int? after = 0; after is { } from;)
        {
            var page = await query.Measures(filter with { After = from, Limit = PageSize });
            foreach (var measure in page.Items)
            {
                seen(measure);
            }

            after = page.Next;
        }
    }

    public static async Task<Dictionary<int, ProblemView>> Problems(IGrainFactory grains, string plan)
    {
        var (query, known) = (grains.GetGrain<IPlanQueryGrain>(plan), new Dictionary<int, ProblemView>());
        for (int? after = 0; after is { } from;)
        {
            var page = await query.Problems(from, PageSize);
            foreach (var problem in page.Items)
            {
                known[problem.No] = problem;
            }

            after = page.Next;
        }

        return known;
    }
}
