using Rectification.Gateway.Auth;
using Rectification.Gateway.Http;
using Rectification.Gateway.Plans;
using Rectification.Names;
using Rectification.Queries;

namespace Rectification.Gateway.Units;

/// <summary>/plans/{plan}/units: each unit with its figures.</summary>
internal static class UnitsApi
{
    public static void MapUnits(this IEndpointRouteBuilder api)
    {
        api.Get("/plans/{plan}/units", Policy.ReadPlan, List, "Units with their sheets; with q those of that name, initials or pinyin, the best first");
        api.Get("/plans/{plan}/units/{unit}", Policy.ReadPlan, Get, "One unit with its sheet");
    }

    private static async Task<Answer<ItemList<UnitSheet>>> List(KnownPlan plan, Asked<UnitsAsked> asked, Caller caller, IGrainFactory grains)
    {
        var units = (await grains.GetGrain<IPlanQueryGrain>(plan.Id).Units()).Where(unit => caller.SeesUnit(unit.Unit.Id));
        return ItemList<UnitSheet>.Of([.. asked.Value.Text is { } text ? NameQuery.Of(text).Of(units, unit => unit.Unit.Name, unit => unit.Unit.Id) : units]);
    }

    private static async Task<Answer<UnitSheet>> Get(KnownPlan plan, string unit, Caller caller, IGrainFactory grains) =>
        plan.Frame.Units.All(known => known.Id != unit) ? HttpRefusals.UnitUnknown
        : !caller.SeesUnit(unit) ? HttpRefusals.Forbidden
        : Answer<UnitSheet>.Of(await grains.GetGrain<IPlanQueryGrain>(plan.Id).Unit(unit), HttpRefusals.UnitUnknown);

    /// <summary>Units by name, or all.</summary>
    private sealed record UnitsAsked(string? Text) : IAsked<UnitsAsked>
    {
        public static UnitsAsked Read(Query query) => new(query.Text("q"));
    }
}
