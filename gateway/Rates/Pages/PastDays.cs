using System.Collections.Concurrent;
using Rectification.Gateway.Plans;
using Rectification.Plans;
using Rectification.Queries;
using Rectification.Rollups;

namespace Rectification.Gateway.Rates.Pages;

/// <summary>
/// The city's sheets at the ends of past days, for curves and for the slider. A past day does not change, but by history that is brought in;
/// so each plan's days are replayed once a day and kept.
/// </summary>
internal sealed class PastDays(IGrainFactory grains, ReplayTurns turns)
{
    private const int MaxPlans = 64;
    private const int MaxDays = 1_830;

    private readonly ConcurrentDictionary<string, Kept> _kept = new(StringComparer.Ordinal);

    /// <summary>The sheets from the feedback day to the day before <paramref name="today"/>, at
    /// most five years of them; empty while too many ask at once.</summary>
    public async Task<IReadOnlyList<RateSheet>> Before(PlanFrame frame, DateOnly today, CancellationToken cancellation)
    {
        if (_kept.TryGetValue(frame.Plan, out var kept) && kept.Fits(frame, today))
        {
            return kept.Sheets;
        }

        var to = today.AddDays(-1);
        var from = frame.FeedbackDate.AddDays(MaxDays) < to ? to.AddDays(-MaxDays) : frame.FeedbackDate;
        if (from > to)
        {
            return [];
        }

        using var turn = await turns.Take(cancellation);
        if (turn is null)
        {
            return [];
        }

        var sheets = await grains.GetGrain<IPlanQueryGrain>(frame.Plan).RatesHistory(from, to);
        if (_kept.Count >= MaxPlans)
        {
            _kept.Clear();
        }

        _kept[frame.Plan] = new(frame.RosterVersion, frame.HistoryGeneration, today, sheets);
        return sheets;
    }

    private sealed record Kept(int RosterVersion, int HistoryGeneration, DateOnly Today, IReadOnlyList<RateSheet> Sheets)
    {
        public bool Fits(PlanFrame frame, DateOnly today) =>
            (RosterVersion, HistoryGeneration, Today) == (frame.RosterVersion, frame.HistoryGeneration, today);
    }
}
