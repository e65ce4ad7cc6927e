using System.Security.Cryptography;
using Rectification.Gateway.Auth;
using Rectification.Gateway.Http;
using Rectification.Gateway.Plans;
using Rectification.Plans;
using Rectification.Queries;
using Rectification.Rollups;

namespace Rectification.Gateway.Web;

/// <summary>The first page: how far each plan is, for everybody who may see it.</summary>
internal static class OverviewApi
{
    private const int MaxPlans = 20;
    private const int NonceBytes = 16;

    public static void MapOverview(this IEndpointRouteBuilder app) =>
        app.Get("/", Policy.Open, Get, "The overview page").ExcludeFromDescription();

    private static async Task Get(HttpContext context)
    {
        var grains = context.Grains();
        var caller = context.CallerOrStranger();
        var plans = (await PlanList.All(grains)).Where(plan => plan.Public || caller is { Reads: true }).Take(MaxPlans);
        var shown = new List<ShownPlan>();
        foreach (var plan in plans)
        {
            shown.Add(await Show(grains, plan, caller));
        }

        var nonce = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(NonceBytes));
        var response = context.Response;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentSecurityPolicy =
            $"default-src 'none'; connect-src 'self'; style-src 'nonce-{nonce}'; script-src 'nonce-{nonce}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        await response.WriteAsync(OverviewPage.Render(shown, nonce), context.RequestAborted);
    }

    private static async Task<ShownPlan> Show(IGrainFactory grains, PlanView plan, Caller? caller)
    {
        var root = plan.Regions.First(region => region.Parent is null).Id;
        var sheet = await grains.GetGrain<IRollupGrain>(new NameKey(plan.Id, root).ToString()).GetSheet();
        var units = caller is { Reads: true } ? await grains.GetGrain<IPlanQueryGrain>(plan.Id).Units() : [];
        return new(plan, sheet, [.. units.Where(unit => caller!.SeesUnit(unit.Unit.Id))]);
    }
}

/// <summary>A plan as the page shows it.</summary>
internal sealed record ShownPlan(PlanView Plan, RateSheet Sheet, IReadOnlyList<UnitSheet> Units);
