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
        var (query, known) = (grains.GetGrain<IPlanQueryGrain>(plan), new Dictionary<int, MeasureView>());
        for (int? after = 0; after is { } from;)
        {
            var page = await query.Measures(filter with { After = from, Limit = PageSize });
            foreach (var measure in page.Items)
            {
                known[measure.No] = measure;
            }

            after = page.Next;
        }

        return known;
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
