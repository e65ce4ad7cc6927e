using Rectification.Gateway.Auth;
using Rectification.Gateway.Http;
using Rectification.Gateway.Plans;
using Rectification.Plans;
using Rectification.Queries;

namespace Rectification.Gateway.Units;

/// <summary>/plans/{plan}/units: each unit with its figures.</summary>
internal static class UnitsApi
{
    public static void MapUnits(this IEndpointRouteBuilder api)
    {
        api.Get("/plans/{plan}/units", Policy.ReadPlan, List, "Units with their sheets").Gives<ItemList<UnitSheet>>();
        api.Get("/plans/{plan}/units/{unit}", Policy.ReadPlan, Get, "One unit with its sheet").Gives<UnitSheet>();
    }

    private static async Task List(HttpContext context)
    {
        if (await context.KnownPlan() is not { } plan)
        {
            await Errors.Refuse(context, PlanRefusals.Unknown);
            return;
        }

        var units = await context.Grains().GetGrain<IPlanQueryGrain>(plan).Units();
        var caller = context.Caller();
        var seen = caller.SeesAll ? units : [.. units.Where(unit => caller.SeesUnit(unit.Unit.Id))];
        await JsonAnswer.Write(context, new() { Items = seen }, UnitsJson.Api.ItemListUnitSheet);
    }

    private static async Task Get(HttpContext context)
    {
        if (await context.KnownFrame() is not { } frame)
        {
            await Errors.Refuse(context, PlanRefusals.Unknown);
            return;
        }

        if (RequestPath.Id(context, "unit") is not { } unit || frame.Units.All(known => known.Id != unit))
        {
            await Errors.Refuse(context, HttpRefusals.UnitUnknown);
            return;
        }

        if (!context.Caller().SeesUnit(unit))
        {
            await Errors.Refuse(context, HttpRefusals.Forbidden);
            return;
        }

        var sheet = await context.Grains().GetGrain<IPlanQueryGrain>(frame.Plan).Unit(unit);
        await (sheet is null ? Errors.Refuse(context, HttpRefusals.UnitUnknown) : JsonAnswer.Write(context, sheet, UnitsJson.Api.UnitSheet));
    }
}
