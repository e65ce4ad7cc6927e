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
        api.Get("/plans/{plan}/rates", Policy.PublicPlan, Get, "The city's rate sheet").Asks("asOf", "knownAt", "atLeast", "exact").Gives<RateSheet>();
        api.Get("/plans/{plan}/rates/stream", Policy.PublicPlan, RateStream.Handle, "Every change of the sheet, as server-sent events")
            .Gives<RateSheet>(contentType: "text/event-stream").RequireRateLimiting(RateLimits.Streams);
        api.Get("/plans/{plan}/rates/history", Policy.PublicPlan, History, "The sheet at each day's end").Asks("from", "to", "step").Gives<ItemList<RateSheet>>();
    }

    /// <summary>The frame of the route's plan if its city may be seen by who asks; otherwise refuses and gives null.</summary>
    public static async ValueTask<PlanFrame?> CityFrame(HttpContext context)
    {
        var frame = await context.KnownFrame();
        if (frame is not null && (frame.Public || !context.IsOfThePublic()))
        {
            return frame;
        }

        await context.RefusePlan();
        return null;
    }

    private static async Task Get(HttpContext context)
    {
        if (await CityFrame(context) is not { } frame)
        {
            return;
        }

        var query = new Query(context.Request.Query);
        var (asOf, knownAt, exact, token) = (query.Instant("asOf"), query.Instant("knownAt"), query.Flag("exact"), Token(context, query));
        if (query.Wrong is { } wrong)
        {
            await Errors.Refuse(context, wrong);
        }
        else if (asOf is not null || knownAt is not null)
        {
            var now = context.RequestServices.GetRequiredKeyedService<TimeProvider>(Clocks.Key).GetUtcNow();
            await Past(context, grain => grain.RatesAsOf(asOf ?? now, knownAt, exact), frame.Plan, static (context, sheet) =>
                JsonAnswer.Write(context, sheet, RatesJson.Api.RateSheet));
        }
        else if (token is not null)
        {
            var sheet = await context.Grains().GetGrain<IPlanQueryGrain>(frame.Plan).RatesAtLeast(token);
            await (sheet is null
                ? Errors.Refuse(context, HttpRefusals.RatesNotCountedYet)
                : RatesFastPath.Serve(context, HeldSheet.Of(sheet)));
        }
        else
        {
            await Current(context, frame);
        }
    }

    /// <summary>From the live bytes while they are fresh, otherwise from the roll-up itself.</summary>
    private static async Task Current(HttpContext context, PlanFrame frame)
    {
        var live = context.RequestServices.GetRequiredService<LiveSheets>().Watch(frame.Plan);
        var held = live.Fresh
            ?? HeldSheet.Of(await context.Grains().GetGrain<IRollupGrain>(new NameKey(frame.Plan, frame.RootRegion).ToString()).GetSheet());
        await RatesFastPath.Serve(context, held);
    }

    private static async Task History(HttpContext context)
    {
        if (await CityFrame(context) is not { } frame)
        {
            return;
        }

        var query = new Query(context.Request.Query);
        var today = Today(context, frame);
        var (to, step) = (query.Day("to") ?? today, query.Text("step") ?? "day");
        var from = query.Day("from") ?? (frame.FeedbackDate < to ? frame.FeedbackDate : to);
        if (query.Wrong is { } wrong)
        {
            await Errors.Refuse(context, wrong);
        }
        else if (step != "day")
        {
            await Errors.Refuse(context, HttpRefusals.Query("step"));
        }
        else if (from > to || to.DayNumber - from.DayNumber > MaxHistoryDays)
        {
            await Errors.Refuse(context, HttpRefusals.Query("from"));
        }
        else
        {
            await Past(context, grain => grain.RatesHistory(from, to), frame.Plan, static (context, sheets) =>
                JsonAnswer.Write(context, new() { Items = sheets }, RatesJson.Api.ItemListRateSheet));
        }
    }

    /// <summary>Past figures cost a replay; only some are computed at once.</summary>
    private static async Task Past<T>(HttpContext context, Func<IPlanQueryGrain, Task<T>> ask, string plan, Func<HttpContext, T, Task> answer)
    {
        using var turn = await context.RequestServices.GetRequiredService<ReplayTurns>().Take(context.RequestAborted);
        if (turn is null)
        {
            await Errors.Refuse(context, HttpRefusals.RatesBusy);
            return;
        }

        await answer(context, await ask(context.Grains().GetGrain<IPlanQueryGrain>(plan)));
    }

    private static string? Token(HttpContext context, Query query)
    {
        if (!query.Has("atLeast"))
        {
            return null;
        }

        var token = context.Request.Query["atLeast"].ToString();
        return Rectification.Token.TryParse(token, out _) ? token : query.Refuse("atLeast");
    }

    private static DateOnly Today(HttpContext context, PlanFrame frame)
    {
        var now = context.RequestServices.GetRequiredKeyedService<TimeProvider>(Clocks.Key).GetUtcNow();
        return DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, TimeZoneInfo.FindSystemTimeZoneById(frame.TimeZone)).DateTime);
    }
}
