using Rectification.Gateway.Auth;
using Rectification.Gateway.Http;
using Rectification.Gateway.Plans;
using Rectification.Gateway.Signals;
using Rectification.LookBacks;
using Rectification.Plans;

namespace Rectification.Gateway.LookBacks;

/// <summary>/plans/{plan}/look-backs: draws of signed-off measures (回头看), and their check sheets.</summary>
internal static class LookBacksApi
{
    private const string All = "/plans/{plan}/look-backs";
    private const string One = All + "/{no}";

    private static readonly DrawLookBack Usual = new();

    public static void MapLookBacks(this IEndpointRouteBuilder api)
    {
        api.Post(All, Policy.Submit, Draw, "Draw measures to look back at（回头看）").Takes<DrawLookBack>().Gives<LookBackView>(StatusCodes.Status201Created);
        api.Get(All, Policy.ReadPlan, List, "Look-backs").Gives<ItemList<LookBackView>>();
        api.Get(One, Policy.ReadPlan, Get, "One look-back").Gives<LookBackView>();
        api.Post(One + "/sheets/{measure}", Policy.Submit, File, "File a check sheet（检查表）： passed, or back to work").Takes<FileCheckSheet>().Gives<SheetAnswer>();
    }

    private static async Task Draw(HttpContext context)
    {
        if (await context.KnownPlan() is not { } plan)
        {
            await Errors.Refuse(context, PlanRefusals.Unknown);
            return;
        }

        if (!RequestHeaders.TryReadKey(context.Request, out var id))
        {
            await Errors.Refuse(context, HttpRefusals.IdempotencyKeyMalformed);
            return;
        }

        var body = await Body.Read(context, GatewayJson.Api.DrawLookBack, Usual);
        if (body.Value is not { } command)
        {
            await Errors.Refuse(context, body.Status, body.Refusal!);
            return;
        }

        var outcome = await Grain(context, plan).Draw(command, context.Caller().Actor, id);
        if (await Seen(context, plan, outcome) is { } view)
        {
            context.Response.Headers.Location = $"/api/v1/plans/{plan}/look-backs/{view.No}";
            await JsonAnswer.Write(context, view, GatewayJson.Api.LookBackView, outcome.Repeated ? StatusCodes.Status200OK : StatusCodes.Status201Created);
        }
    }

    private static async Task List(HttpContext context)
    {
        if (await context.KnownPlan() is not { } plan)
        {
            await Errors.Refuse(context, PlanRefusals.Unknown);
            return;
        }

        await JsonAnswer.Write(context, new() { Items = await Grain(context, plan).List() }, GatewayJson.Api.ItemListLookBackView);
    }

    private static async Task Get(HttpContext context)
    {
        if (await context.KnownPlan() is not { } plan)
        {
            await Errors.Refuse(context, PlanRefusals.Unknown);
            return;
        }

        var view = await Grain(context, plan).GetFor(RequestPath.Number(context, "no"), context.Caller().Scope(), context.Caller().Actor);
        await (view is null ? Errors.Refuse(context, LookBackRefusals.Unknown) : JsonAnswer.Write(context, view, GatewayJson.Api.LookBackView));
    }

    private static async Task File(HttpContext context)
    {
        if (await context.KnownPlan() is not { } plan)
        {
            await Errors.Refuse(context, PlanRefusals.Unknown);
            return;
        }

        if (!RequestHeaders.TryReadKey(context.Request, out var id))
        {
            await Errors.Refuse(context, HttpRefusals.IdempotencyKeyMalformed);
            return;
        }

        var body = await Body.Read(context, GatewayJson.Api.FileCheckSheet);
        if (body.Value is not { } sheet)
        {
            await Errors.Refuse(context, body.Status, body.Refusal!);
            return;
        }

        var (no, measure) = (RequestPath.Number(context, "no"), RequestPath.Number(context, "measure"));
        var outcome = await Grain(context, plan).File(no, measure, sheet, context.Caller().Actor, id);
        if (await Seen(context, plan, outcome) is { } view)
        {
            await JsonAnswer.Write(context, new() { LookBack = view, Measure = outcome.Measure, Token = outcome.Token }, GatewayJson.Api.SheetAnswer);
        }
    }

    /// <summary>The look-back of an outcome as the caller may see it, or null after it was refused.</summary>
    private static async Task<LookBackView?> Seen(HttpContext context, string plan, LookBackOutcome outcome)
    {
        if (outcome.Refusal is { } refusal)
        {
            await Errors.Refuse(context, refusal);
            return null;
        }

        if (outcome.Repeated)
        {
            context.Response.Headers["Idempotency-Repeated"] = "true";
        }

        return await Grain(context, plan).Get(outcome.LookBack, context.Caller().Scope());
    }

    private static ILookBackGrain Grain(HttpContext context, string plan) => context.Grains().GetGrain<ILookBackGrain>(plan);
}
