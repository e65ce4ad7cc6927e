using System.Collections.Concurrent;
using Rectification.Forecasts;
using Rectification.Gateway.Plans;
using Rectification.Plans;

namespace Rectification.Gateway.Rates.Pages;

/// <summary>What was foretold at the ends of days. A past day does not change, but by history that is brought in; so each is computed once and kept.</summary>
internal sealed class DailyForecasts(IGrainFactory grains, ReplayTurns turns)
{
    private const int MaxKept = 64;

    private readonly ConcurrentDictionary<(string Plan, DateOnly Day, int Roster, int History), PlanForecast> _kept = new();

    /// <returns><see langword="null"/> before the plan began, when nothing is open, for a plan too large, and while too many ask at once.</returns>
    public async Task<PlanForecast?> After(PlanFrame frame, DateOnly day, CancellationToken cancellation)
    {
        var key = (frame.Plan, day, frame.RosterVersion, frame.HistoryGeneration);
        if (day < frame.FeedbackDate || frame.Closed)
        {
            return null;
        }

        if (!_kept.TryGetValue(key, out var forecast))
        {
            using var turn = await turns.Take(cancellation);
            var end = PlanCalendar.Of(frame.TimeZone).EndOf(day).AddTicks(-1);
            if (turn is null || await grains.GetGrain<IForecastGrain>(frame.Plan).Get(end, knownAt: null, by: null) is not { } computed)
            {
                return null;
            }

            if (_kept.Count >= MaxKept)
            {
                _kept.Clear();
            }

            _kept[key] = forecast = computed;
        }

        return forecast.Measures.Count == 0 ? null : forecast;
    }
}
