using Rectification.Forecasts;
using Rectification.Gateway.Auth;
using Rectification.Gateway.Http;
using Rectification.Gateway.Plans;

namespace Rectification.Gateway.Forecasts;

/// <summary>Reads a forecast within what the caller may see: the city's count, and of units and measures only his own.</summary>
internal sealed class ForecastReading(IGrainFactory grains, ReplayTurns turns)
{
    /// <summary>It costs a reading of all trails; only some are computed at once.</summary>
    public async Task<Answer<PlanForecast>> Read(
        string plan, Caller caller, DateTimeOffset? asOf, DateTimeOffset? knownAt, DateOnly? by, CancellationToken cancellation)
    {
        using var turn = await turns.Take(cancellation);
        if (turn is null)
        {
            return HttpRefusals.RatesBusy;
        }

        return await grains.GetGrain<IForecastGrain>(plan).Get(asOf, knownAt, by) is { } forecast ? Seen(forecast, caller) : ForecastRefusals.PlanTooLarge;
    }

    public static PlanForecast Seen(PlanForecast forecast, Caller caller) => caller.SeesAll ? forecast : forecast with
    {
        Units = [.. forecast.Units.Where(unit => caller.SeesUnit(unit.Unit))],
        Measures = [.. forecast.Measures.Where(measure => caller.SeesUnit(measure.LeadUnit))],
    };
}
