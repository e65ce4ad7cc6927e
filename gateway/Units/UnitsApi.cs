using Rectification.Gateway.Auth;
using Rectification.Gateway.Http;
using Rectification.Gateway.Plans;
using Rectification.Queries;

namespace Rectification.Gateway.Units;

/// <summary>/plans/{plan}/units: each unit with its figures.</summary>
internal static class UnitsApi
{
    public static void MapUnits(this IEndpointRouteBuilder api)
    {
        api.Get("/plans/{plan}/units", Policy.ReadPlan, List, "Units with their sheets");
        api.Get("/plans/{plan}/units/{unit}", Policy.ReadPlan, Get, "One unit with its sheet");
    }

    private static async Task<Answer<ItemList<UnitSheet>>> List(KnownPlan plan, Caller caller, IGrainFactory grains)
    {
        var units = await grains.GetGrain<IPlanQueryGrain>(plan.Id).Units();
        return ItemList<UnitSheet>.Of(caller.SeesAll ? units : [.. units.Where(unit => caller.SeesUnit(unit.Unit.Id))]);
    }

    private static async Task<Answer<UnitSheet>> Get(KnownPlan plan, string unit, Caller caller, IGrainFactory grains) =>
        plan.Frame.Units.All(known => known.Id != unit) ? HttpRefusals.UnitUnknown
        : !caller.SeesUnit(unit) ? HttpRefusals.Forbidden
        : Answer<UnitSheet>.Of(await grains.GetGrain<IPlanQueryGrain>(plan.Id).Unit(unit), HttpRefusals.UnitUnknown);
}
