using System.Globalization;
using Rectification.Escalations;
using Rectification.Gateway.Auth;
using Rectification.Gateway.Http;
using Rectification.Gateway.Plans;

namespace Rectification.Gateway.Escalations;

/// <summary>/plans/{plan}/escalations: who was told of which light, and when.</summary>
internal static class EscalationsApi
{
    private const int UsualLimit = 100;

    public static void MapEscalations(this IEndpointRouteBuilder api) =>
        api.Get("/plans/{plan}/escalations", Policy.ReadPlan, List, "Escalations of lights（预警升级）")
            .Asks("measure", "cursor", "limit").Gives<ItemList<EscalationView>>();

    private static async Task List(HttpContext context)
    {
        var query = new Query(context.Request.Query);
        var caller = context.Caller();
        var filter = new EscalationFilter
        {
            Measure = query.Number("measure"),
            After = query.Number("cursor") ?? 0,
            Limit = query.Limit(UsualLimit),
            VisibleUnits = caller.VisibleUnits,
            VisibleLeaders = caller.Actor.Leaders,
        };
        if (await context.AskedPlan(query) is not { } plan)
        {
            return;
        }

        var page = await context.Grains().GetGrain<IEscalationGrain>(plan).List(filter);
        var next = page.Next?.ToString(CultureInfo.InvariantCulture);
        await JsonAnswer.Write(context, new() { Items = page.Items, NextCursor = next }, EscalationsJson.Api.ItemListEscalationView);
    }
}
