using Rectification.Plans;
using Rectification.Queries;
using Rectification.Rollups;

namespace Rectification.Gateway.Plans.Pages;

/// <summary>What rules would have lit in a plan's past, beside what its own rules lit. Bounded: at
/// most so many days, and no plan too large to be replayed.</summary>
/// <param name="Days">The days' ends, oldest first: under the plan's rules, and under those that were tried. Empty where nothing can be said.</param>
public sealed record RuleTrialResult(IReadOnlyList<(RateSheet Now, RateSheet Tried)> Days)
{
    /// <summary>The newest days of the plan that are replayed.</summary>
    private const int MostDays = 366;

    /// <summary>Up to a plan's end and some weeks beyond it: what is over stays as it is.</summary>
    private const int DaysAfterTheEnd = 30;

    internal static async Task<RuleTrialResult> Of(
        IGrainFactory grains, ReplayTurns turns, PlanFrame frame, PlanRules rules, DateOnly today, CancellationToken cancellation)
    {
        using var turn = await turns.Take(cancellation);
        if (turn is null)
        {
            return new([]);
        }

        var end = frame.ConcentratedPeriodEnd?.AddDays(DaysAfterTheEnd) is { } last && last < today ? last : today;
        var from = frame.FeedbackDate.AddDays(MostDays - 1) < end ? end.AddDays(1 - MostDays) : frame.FeedbackDate;
        var query = grains.GetGrain<IPlanQueryGrain>(frame.Plan);
        var tried = await query.RatesUnder(rules, from, end);
        return tried.Count == 0 ? new([]) : new([.. (await query.RatesHistory(from, end)).Zip(tried)]);
    }
}
