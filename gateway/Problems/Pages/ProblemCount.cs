using Rectification.Queries;

namespace Rectification.Gateway.Problems.Pages;

/// <summary>How many problems a list has in all.</summary>
internal static class ProblemCount
{
    private const int AtOnce = 500;

    /// <summary>Most problems that are counted for one page; a longer list says "at least".</summary>
    private const int Most = 5_000;

    public static async Task<(int Count, bool Whole)> Of(IPlanQueryGrain records, ProblemFilter filter)
    {
        var count = 0;
        for (int? after = 0; after is { } last;)
        {
            if (count >= Most)
            {
                return (count, false);
            }

            var page = await records.FindProblems(filter with { After = last, Limit = AtOnce });
            (count, after) = (count + page.Items.Count, page.Next);
        }

        return (count, true);
    }
}
