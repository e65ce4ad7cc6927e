using System.Globalization;
using Rectification.Gateway.Auth;
using Rectification.Gateway.Http;
using Rectification.Gateway.Plans;
using Rectification.Problems;
using Rectification.Queries;

namespace Rectification.Gateway.Problems;

/// <summary>/plans/{plan}/problems: the findings, and their sign-off by their leaders.</summary>
internal static class ProblemsApi
{
    private const string One = "/plans/{plan}/problems/{no}";
    private const int UsualTrailLimit = 100;

    public static void MapProblems(this IEndpointRouteBuilder api)
    {
        api.Get("/plans/{plan}/problems", Policy.ReadPlan, List, "Problems（反馈问题）").Asks("unit", "leader", "signedOff", "cursor", "limit").Gives<ItemList<ProblemView>>();
        api.Get(One, Policy.ReadPlan, Get, "One problem").Gives<ProblemView>();
        api.Get(One + "/trail", Policy.ReadPlan, Trail, "The problem's trail（留痕）").Asks("after", "limit").Gives<Rectification.Trails.TrailSlice>();
        api.Post(One + "/sign-off", Policy.Submit, SignOff, "Sign the problem off（销号）").Takes<SignOffProblem>().Gives<ProblemAnswer>();
    }

    private static async Task List(HttpContext context)
    {
        var query = new Query(context.Request.Query);
        var filter = ProblemReading.Within(context.Caller(), ProblemReading.Filter(query));
        if (await context.AskedPlan(query) is not { } plan)
        {
            return;
        }

        var page = await context.Grains().GetGrain<IPlanQueryGrain>(plan).FindProblems(filter);
        var next = page.Next?.ToString(CultureInfo.InvariantCulture);
        await JsonAnswer.Write(context, new() { Items = page.Items, NextCursor = next }, ProblemsJson.Api.ItemListProblemView);
    }

    private static async Task Get(HttpContext context)
    {
        if (await Visible(context) is not { } problem)
        {
            return;
        }

        context.Response.Headers.ETag = RequestHeaders.ETag(problem.Version);
        await JsonAnswer.Write(context, problem, ProblemsJson.Api.ProblemView);
    }

    private static async Task Trail(HttpContext context)
    {
        var query = new Query(context.Request.Query);
        var (after, limit) = (query.Long("after") ?? 0, query.Limit(UsualTrailLimit));
        if (query.Wrong is { } wrong)
        {
            await Errors.Refuse(context, wrong);
            return;
        }

        if (await Visible(context) is not { } problem)
        {
            return;
        }

        var trail = await Grain(context, problem.Plan, problem.No).GetTrail(after, limit);
        await (trail is null ? Errors.Refuse(context, ProblemRefusals.Unknown) : JsonAnswer.Write(context, trail, ProblemsJson.Api.TrailSlice));
    }

    private static async Task SignOff(HttpContext context)
    {
        if (RequestPath.Id(context, "plan") is not { } plan || RequestPath.Number(context, "no") is not (> 0 and var no))
        {
            await Errors.Refuse(context, ProblemRefusals.Unknown);
            return;
        }

        if (!RequestHeaders.TryReadKey(context.Request, out var id))
        {
            await Errors.Refuse(context, HttpRefusals.IdempotencyKeyMalformed);
            return;
        }

        if (!RequestHeaders.TryReadIfMatch(context.Request, out var version))
        {
            await Errors.Refuse(context, HttpRefusals.IfMatchMalformed);
            return;
        }

        var body = await Body.Read(context, ProblemsJson.Api.SignOffProblem);
        if (body.Value is not { } command)
        {
            await Errors.Refuse(context, body.Status, body.Refusal!);
            return;
        }

        var envelope = new ProblemEnvelope { Id = id, Actor = context.Caller().Actor, Command = command, IfVersion = version };
        await Answer(context, await Grain(context, plan, no).SignOff(envelope));
    }

    private static Task Answer(HttpContext context, ProblemOutcome outcome)
    {
        if (outcome.Refusal is { } refusal)
        {
            return Errors.Refuse(context, refusal);
        }

        context.Response.Headers.ETag = RequestHeaders.ETag(outcome.Version);
        if (outcome.Repeated)
        {
            context.Response.Headers["Idempotency-Repeated"] = "true";
        }

        return JsonAnswer.Write(context, new() { Problem = outcome.Problem!, Token = outcome.Token! }, ProblemsJson.Api.ProblemAnswer);
    }

    /// <summary>The problem of the route, or null after it was refused.</summary>
    private static async Task<ProblemView?> Visible(HttpContext context)
    {
        var (problem, refusal) = await ProblemReading.One(context.Grains(), context.Caller(), RequestPath.Id(context, "plan"), RequestPath.Number(context, "no"));
        if (refusal is not null)
        {
            await Errors.Refuse(context, refusal);
        }

        return problem;
    }

    private static IProblemGrain Grain(HttpContext context, string plan, int no) =>
        context.Grains().GetGrain<IProblemGrain>(new NumberKey(plan, no).ToString());
}
