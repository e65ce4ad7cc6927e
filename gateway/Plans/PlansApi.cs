using Rectification.Gateway.Auth;
using Rectification.Gateway.Http;
using Rectification.Plans;
using Rectification.Queries;

namespace Rectification.Gateway.Plans;

/// <summary>/plans: bringing plans in, and what they are.</summary>
internal static class PlansApi
{
    private const long MaxLinesBytes = 2L * 1024 * 1024 * 1024;

    /// <summary>Plans in an answer that was not asked for fewer: what a city has is one page.</summary>
    private const int UsualLimit = 500;

    public static void MapPlans(this IEndpointRouteBuilder api)
    {
        api.Post("/plans", Policy.Ops, Import, "Import a plan, whole or not at all").Takes<PlanDocument>("application/json", LargeBody.Lines).Gives<PlanView>(StatusCodes.Status201Created);
        api.Get("/plans", Policy.PublicPlan, List, "Plans; without a key the public ones").Asks("cursor", "limit").Gives<ItemList<PlanView>>();
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
        await JsonAnswer.Write(context, outcome.Plan with { Warnings = await PlanWarnings.Of(context.Grains(), plan, Language.IsEnglish(context.Request)) }, PlansJson.Api.PlanView, created ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }

    private static async Task List(HttpContext context)
    {
        var query = new Query(context.Request.Query);
        var (after, limit) = (query.Id("cursor"), query.Limit(UsualLimit));
        var ids = await PlanList.Ids(context.Grains());
        var start = after is null ? 0 : ids.ToList().IndexOf(after) + 1;
        var stranger = context.IsOfThePublic();
        if (after is not null && (start == 0 || (stranger && await context.Grains().GetGrain<IPlanGrain>(after).Get() is not { Public: true })))
        {
            // Whether a plan that is not public exists is not told either.
            query.Refuse("cursor");
        }

        if (query.Wrong is { } wrong)
        {
            await Errors.Refuse(context, wrong);
            return;
        }

        var page = new List<PlanView>();
        await foreach (var plan in PlanList.Read(context.Grains(), ids.Skip(start)))
        {
            if (plan.Public || !stranger)
            {
                page.Add(plan);
            }

            if (page.Count > limit)
            {
                break;
            }
        }

        var next = page.Count > limit ? page[limit - 1].Id : null;
        await JsonAnswer.Write(context, new() { Items = [.. page.Take(limit)], NextCursor = next }, PlansJson.Api.ItemListPlanView);
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
        await JsonAnswer.Write(context, plan, PlansJson.Api.PlanView);
    }

    private static async Task Recount(HttpContext context)
    {
        if (await context.KnownPlan() is not { } plan)
        {
            await Errors.Refuse(context, PlanRefusals.Unknown);
            return;
        }

        var view = await context.Grains().GetGrain<IPlanQueryGrain>(plan).Recount();
        await JsonAnswer.Write(context, view, PlansJson.Api.RecountView);
    }
}
