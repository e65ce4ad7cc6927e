using System.Text.Json;
using Rectification.Calendars;
using Rectification.Gateway.Auth;
using Rectification.Gateway.Http;

namespace Rectification.Gateway.Calendars;

/// <summary>/calendars: which days are worked, year by year; a year that is put goes before the file of the same year, in every silo.</summary>
internal static class CalendarsApi
{
    private const string One = "/calendars/{year}";

    public static void MapCalendars(this IEndpointRouteBuilder api)
    {
        api.Get("/calendars", Policy.ReadPlan, List, "Calendars of working days（工作日历）").Gives<ItemList<CalendarView>>();
        api.Get(One, Policy.ReadPlan, Get, "One year's calendar and who brought it in").Gives<CalendarView>();
        api.Put(One, Policy.Ops, Put, "Bring a year's arrangement in（放假调休）").Takes<CalendarYear>().Gives<CalendarView>();
    }

    private static async Task List(HttpContext context) =>
        await JsonAnswer.Write(context, new() { Items = await Grain(context).List() }, CalendarsJson.Api.ItemListCalendarView);

    private static async Task Get(HttpContext context)
    {
        if (await Grain(context).Get(RequestPath.Number(context, "year")) is not { } calendar)
        {
            await Errors.Refuse(context, CalendarRefusals.Unknown);
            return;
        }

        context.Response.Headers.ETag = RequestHeaders.ETag(calendar.Version);
        await JsonAnswer.Write(context, calendar, CalendarsJson.Api.CalendarView);
    }

    private static async Task Put(HttpContext context)
    {
        var body = await Body.Read(context, CalendarsJson.Api.JsonDocument);
        if (body.Value is not { } json)
        {
            await Errors.Refuse(context, body.Status, body.Refusal!);
            return;
        }

        var (calendar, wrong) = Read(json, RequestPath.Number(context, "year"));
        if (calendar is null)
        {
            await Errors.Refuse(context, wrong!);
            return;
        }

        if (!RequestHeaders.TryReadKey(context.Request, out var key) || !RequestHeaders.TryReadIfMatch(context.Request, out var version))
        {
            await Errors.Refuse(context, RequestHeaders.TryReadKey(context.Request, out _) ? HttpRefusals.IfMatchMalformed : HttpRefusals.IdempotencyKeyMalformed);
            return;
        }

        var outcome = await Grain(context).Put(new() { Id = key, By = context.Caller().Actor.Account, Calendar = calendar, IfVersion = version });
        if (outcome.Refusal is { } refusal)
        {
            await Errors.Refuse(context, refusal);
            return;
        }

        if (outcome.Repeated)
        {
            context.Response.Headers["Idempotency-Repeated"] = "true";
        }

        context.Response.Headers.ETag = RequestHeaders.ETag(outcome.Calendar!.Version);
        await JsonAnswer.Write(context, outcome.Calendar, CalendarsJson.Api.CalendarView);
    }

    private static CalendarReading Read(JsonDocument json, int year)
    {
        using (json)
        {
            return CalendarReader.Read(json.RootElement, year);
        }
    }

    private static ICalendarGrain Grain(HttpContext context) => context.Grains().GetGrain<ICalendarGrain>(ICalendarGrain.Key);
}
