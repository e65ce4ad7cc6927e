using Rectification.Gateway.Auth;
using Rectification.Gateway.Http;
using Rectification.Plans;
using Rectification.Queries;

namespace Rectification.Gateway.Plans;

/// <summary>/plans: bringing plans in, and what they are.</summary>
internal static class PlansApi
{
    private const long MaxLinesBytes = 2L * 1024 * 1024 * 1024;

    public static void MapPlans(this IEndpointRouteBuilder api)
    {
        api.Post("/plans", Policy.Ops, Import, "Import a plan, whole or not at all").Takes<PlanDocument>("application/json", LargeBody.Lines).Gives<PlanView>(StatusCodes.Status201Created);
        api.Get("/plans", Policy.PublicPlan, List, "Plans; without a key the public ones").Gives<ItemList<PlanView>>();
        api.Get("/plans/{plan}", Policy.PublicPlan, Get, "One plan").Gives<PlanView>();
        api.Post("/plans/{plan}/recount", Policy.Ops, Recount, "Recompute every tally and compare").Gives<RecountView>();
    }

    private static async Task Import(HttpContext context)
    {
        var type = context.Request.ContentType;
        PlanJudgement judged;
        if (Body.IsJson(type))
        {
            judged = PlanJudgement.Of(PlanReader.Read(await LargeBody.Read(context)));
        }
        else if (Body.IsMedia(type, LargeBody.Lines))
        {
            LargeBody.Allow(context, MaxLinesBytes);
            judged = PlanJudgement.Of(await PlanReader.ReadLinesAsync(context.Request.Body, context.RequestAborted));
        }
        else
        {
            await Errors.Refuse(context, StatusCodes.Status415UnsupportedMediaType, HttpRefusals.Plain.MediaType);
            return;
        }

        await (judged.Plan is { } plan ? Import(context, plan) : Errors.Refuse(context, judged.Errors));
    }

    private static async Task Import(HttpContext context, PlanDocument plan)
    {
        var outcome = await context.Grains().GetGrain<IPlanGrain>(plan.Id).ImportWhole(plan);
        if (outcome.Refusal is { } refusal)
        {
            await Errors.Refuse(context, refusal);
            return;
        }

        context.Response.Headers.Location = $"/api/v1/plans/{plan.Id}";
        context.Response.Headers.ETag = RequestHeaders.ETag(outcome.Plan!.Version);
        var created = outcome.Result == ImportResult.Created;
        await JsonAnswer.Write(context, outcome.Plan with { Warnings = await PlanWarnings.Of(context.Grains(), plan, Language.IsEnglish(context.Request)) }, GatewayJson.Api.PlanView, created ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }

    private static async Task List(HttpContext context)
    {
        var plans = await PlanList.All(context.Grains());
        var stranger = context.IsOfThePublic();
        await JsonAnswer.Write(context, new() { Items = [.. plans.Where(plan => plan.Public || !stranger)] }, GatewayJson.Api.ItemListPlanView);
    }

    private static async Task Get(HttpContext context)
    {
        var plan = RequestPath.Id(context, "plan") is { } id ? await context.Grains().GetGrain<IPlanGrain>(id).Get() : null;
        if (plan is null || (!plan.Public && context.IsOfThePublic()))
        {
            await context.RefusePlan();
            return;
        }

        context.Response.Headers.ETag = RequestHeaders.ETag(plan.Version);
        await JsonAnswer.Write(context, plan, GatewayJson.Api.PlanView);
    }

    private static async Task Recount(HttpContext context)
    {
        if (await context.KnownPlan() is not { } plan)
        {
            await Errors.Refuse(context, PlanRefusals.Unknown);
            return;
        }

        var view = await context.Grains().GetGrain<IPlanQueryGrain>(plan).Recount();
        await JsonAnswer.Write(context, view, GatewayJson.Api.RecountView);
    }
}
