using Rectification.Escalations;
using Rectification.Gateway.Auth;
using Rectification.Gateway.Http;
using Rectification.Gateway.Plans;

namespace Rectification.Gateway.Escalations;

/// <summary>/plans/{plan}/escalations: who was told of which light, and when.</summary>
internal static class EscalationsApi
{
    public static void MapEscalations(this IEndpointRouteBuilder api) =>
        api.Get("/plans/{plan}/escalations", Policy.ReadPlan, List, "Escalations of lights（预警升级）");

    private static async Task<Answer<ItemList<EscalationView>>> List(Asked<EscalationsAsked> asked, KnownPlan plan, Caller caller, IGrainFactory grains)
    {
        var filter = asked.Value.Filter with { VisibleUnits = caller.VisibleUnits, VisibleLeaders = caller.Actor.Leaders };
        var page = await grains.GetGrain<IEscalationGrain>(plan.Id).List(filter);
        return ItemList<EscalationView>.Of(page.Items, page.Next);
    }

    private sealed record EscalationsAsked(EscalationFilter Filter) : IAsked<EscalationsAsked>
    {
        public static EscalationsAsked Read(Query query) => new(new EscalationFilter
        {
            Measure = query.Number("measure"),
            After = query.Number("cursor") ?? 0,
            Limit = query.Limit(PageAsked.Usual),
        });
    }
}
