using Rectification.Forecasts;
using Rectification.Gateway.Auth;
using Rectification.Gateway.Http;
using Rectification.Gateway.Plans;

namespace Rectification.Gateway.Forecasts;

/// <summary>/plans/{plan}/forecast: the chances of being done in time, for those who read the plan.</summary>
internal static class ForecastsApi
{
    public static void MapForecasts(this IEndpointRouteBuilder api) => api.Get(
        "/plans/{plan}/forecast", Policy.ReadPlan, Get, "Chances, not promises: what will be signed off by a date, of measures, units and the city（进度预测）");

    private static async Task<Answer<PlanForecast>> Get(
        KnownPlan plan, Asked<ForecastAsked> asked, Caller caller, ForecastReading reading, CancellationToken cancellation)
    {
        var (asOf, knownAt, by) = asked.Value;
        return await reading.Read(plan.Id, caller, asOf, knownAt, by, cancellation);
    }

    /// <summary>From whose knowledge, and about which day.</summary>
    private sealed record ForecastAsked(DateTimeOffset? AsOf, DateTimeOffset? KnownAt, DateOnly? By) : IAsked<ForecastAsked>
    {
        public static ForecastAsked Read(Query query) => new(query.Instant("asOf"), query.Instant("knownAt"), query.Day("by"));
    }
}
