using Rectification.Gateway.Auth;
using Rectification.Gateway.Http;
using Rectification.Gateway.Plans;
using Rectification.Plans;
using Rectification.Queries;
using Rectification.Rollups;

namespace Rectification.Gateway.Rates;

/// <summary>/plans/{plan}/rates: the completion rate now, as of any moment, day by day, and as it changes.</summary>
internal static class RatesApi
{
    private const int MaxHistoryDays = 3_660;

    public static void MapRates(this IEndpointRouteBuilder api)
    {
        api.Get("/plans/{plan}/rates", Policy.PublicPlan, Get, "The city's rate sheet").Gives<RateSheet>();
        api.Get("/plans/{plan}/rates/stream", Policy.PublicPlan, RateStream.Handle, "Every change of the sheet, as server-sent events")
            .Gives<RateSheet>(contentType: "text/event-stream").RequireRateLimiting(RateLimits.Streams);
        api.Get("/plans/{plan}/rates/history", Policy.PublicPlan, History, "The sheet at each day's end");
    }

    private static async Task<IResult> Get(
        CityPlan plan,
        Asked<RateAsked> asked,
        IGrainFactory grains,
        LiveSheets sheets,
        ReplayTurns turns,
        [FromKeyedServices(Clocks.Key)] TimeProvider clock,
        CancellationToken cancellation)
    {
        var (asOf, knownAt, atLeast, exact) = asked.Value;
        if (asOf is not null || knownAt is not null)
        {
            return await Past(turns, () => grains.GetGrain<IPlanQueryGrain>(plan.Id).RatesAsOf(asOf ?? clock.GetUtcNow(), knownAt, exact), cancellation);
        }

        if (atLeast is not null)
        {
            var sheet = await grains.GetGrain<IPlanQueryGrain>(plan.Id).RatesAtLeast(atLeast);
            return sheet is null ? (Answer<RateSheet>)HttpRefusals.RatesNotCountedYet : HeldSheet.Of(sheet);
        }

        // From the live bytes while they are fresh, otherwise from the roll-up itself.
        return sheets.Watch(plan.Id).Fresh
            ?? HeldSheet.Of(await grains.GetGrain<IRollupGrain>(new NameKey(plan.Id, plan.Frame.RootRegion).ToString()).GetSheet());
    }

    private static async Task<Answer<ItemList<RateSheet>>> History(
        CityPlan plan,
        Asked<DaysAsked> asked,
        IGrainFactory grains,
        ReplayTurns turns,
        [FromKeyedServices(Clocks.Key)] TimeProvider clock,
        CancellationToken cancellation)
    {
        var frame = plan.Frame;
        var to = asked.Value.To ?? PlanCalendar.Of(frame.TimeZone).DayOf(clock.GetUtcNow());
        var from = asked.Value.From ?? (frame.FeedbackDate < to ? frame.FeedbackDate : to);
        return from > to || to.DayNumber - from.DayNumber > MaxHistoryDays
            ? HttpRefusals.Query("from")
            : await Past(turns, async () => ItemList<RateSheet>.Of(await grains.GetGrain<IPlanQueryGrain>(plan.Id).RatesHistory(from, to)), cancellation);
    }

    /// <summary>Past figures cost a replay; only some are computed at once.</summary>
    private static async Task<Answer<T>> Past<T>(ReplayTurns turns, Func<Task<T>> compute, CancellationToken cancellation)
    {
        using var turn = await turns.Take(cancellation);
        return turn is null ? HttpRefusals.RatesBusy : await compute();
    }

    /// <summary>Which sheet: the newest, that of a moment, or one that includes what was acknowledged.</summary>
    private sealed record RateAsked(DateTimeOffset? AsOf, DateTimeOffset? KnownAt, string? AtLeast, bool Exact) : IAsked<RateAsked>
    {
        public static RateAsked Read(Query query) => new(
            query.Instant("asOf"), query.Instant("knownAt"), query.Text("atLeast", static text => Token.TryParse(text, out _)), query.Flag("exact"));
    }

    /// <summary>Which days, and that they are days.</summary>
    private sealed record DaysAsked(DateOnly? From, DateOnly? To) : IAsked<DaysAsked>
    {
        public static DaysAsked Read(Query query)
        {
            var asked = new DaysAsked(query.Day("from"), query.Day("to"));
            query.Text("step", static step => step == "day");
            return asked;
        }
    }
}
