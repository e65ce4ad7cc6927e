using System.Text.Json;
using Rectification.Calendars;
using Rectification.Documents;
using Rectification.Gateway.Auth;
using Rectification.Gateway.Http;

namespace Rectification.Gateway.Calendars;

/// <summary>/calendars: which days are worked, year by year; a year that is put goes before the file of the same year, in every silo.</summary>
internal static class CalendarsApi
{
    private const string One = "/calendars/{year}";

    public static void MapCalendars(this IEndpointRouteBuilder api)
    {
        api.Get("/calendars", Policy.ReadPlan, List, "Calendars of working days（工作日历）");
        api.Get(One, Policy.ReadPlan, Get, "One year's calendar and who brought it in");
        api.Put(One, Policy.Ops, Put, "Bring a year's arrangement in（放假调休）").Takes<CalendarYear>();
    }

    private static async Task<Answer<ItemList<CalendarView>>> List(IGrainFactory grains) => ItemList<CalendarView>.Of(await Grain(grains).List());

    private static async Task<Answer<CalendarView>> Get(string year, IGrainFactory grains) =>
        await Grain(grains).Get(RequestPath.Number(year)) is { } calendar ? Answer<CalendarView>.Of(calendar, calendar.Version) : CalendarRefusals.Unknown;

    private static async Task<Answer<CalendarView>> Put(string year, Body<JsonDocument> body, [AsParameters] Call call, IGrainFactory grains)
    {
        using var json = body.Value;
        var (calendar, wrong) = CalendarReader.Read(json.RootElement, RequestPath.Number(year));
        if (calendar is null)
        {
            return wrong!;
        }

        var (by, version) = (call.Caller.Actor.Account, call.IfMatch.Version);
        var outcome = await Grain(grains).Put(new() { Id = call.Key.Id, By = by, Calendar = calendar, IfVersion = version });
        return outcome.Refusal is { } refusal ? refusal : Answer<CalendarView>.Of(outcome.Calendar!, outcome.Calendar!.Version, outcome.Repeated);
    }

    private static ICalendarGrain Grain(IGrainFactory grains) => grains.GetGrain<ICalendarGrain>(ICalendarGrain.Key);
}
