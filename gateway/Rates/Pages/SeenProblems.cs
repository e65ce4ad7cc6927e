using Rectification.Gateway.Auth;
using Rectification.Gateway.Problems;
using Rectification.Queries;

namespace Rectification.Gateway.Rates.Pages;

/// <summary>How many of the city's problems a reader of some units may see.</summary>
internal static class SeenProblems
{
    /// <summary>Most problems that are counted for somebody who sees only some.</summary>
    private const int Most = 500;

    /// <summary>The problems that a reader sees, and how many of them are signed off.</summary>
    public static async Task<(int SignedOff, int Total)> Count(IGrainFactory grains, Caller reader, string plan, DateTimeOffset? asOf)
    {
        var filter = ProblemReading.Within(reader, new() { Limit = Most }) with { AsOf = asOf };
        var page = await grains.GetGrain<IPlanQueryGrain>(plan).FindProblems(filter);
        return (page.Items.Count(problem => problem.SignedOff), page.Items.Count);
    }
}
