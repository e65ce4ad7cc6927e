using Rectification.Gateway.Auth;
using Rectification.Gateway.Http;
using Rectification.Gateway.Plans;
using Rectification.Problems;
using Rectification.Queries;
using Rectification.Trails;

namespace Rectification.Gateway.Problems;

/// <summary>/plans/{plan}/problems: the findings, and their sign-off by their leaders.</summary>
internal static class ProblemsApi
{
    private const string One = "/plans/{plan}/problems/{no}";

    public static void MapProblems(this IEndpointRouteBuilder api)
    {
        api.Get("/plans/{plan}/problems", Policy.ReadPlan, List, "Problems（反馈问题）");
        api.Get(One, Policy.ReadPlan, (SeenProblem problem) => Answer<ProblemView>.Of(problem.View, problem.View.Version), "One problem");
        api.Get(One + "/trail", Policy.ReadPlan, Trail, "The problem's trail（留痕）");
        api.Post(One + "/sign-off", Policy.Submit, SignOff, "Sign the problem off（销号）");
    }

    private static async Task<Answer<ItemList<ProblemView>>> List(Asked<ProblemsAsked> asked, KnownPlan plan, Caller caller, IGrainFactory grains)
    {
        var page = await grains.GetGrain<IPlanQueryGrain>(plan.Id).FindProblems(ProblemReading.Within(caller, asked.Value.Filter));
        return ItemList<ProblemView>.Of(page.Items, page.Next);
    }

    private static async Task<Answer<TrailSlice>> Trail(Asked<TrailAsked> asked, SeenProblem problem, IGrainFactory grains) =>
        Answer<TrailSlice>.Of(await Grain(grains, problem.View.Plan, problem.View.No).GetTrail(asked.Value.After, asked.Value.Limit), ProblemRefusals.Unknown);

    private static async Task<Answer<ProblemAnswer>> SignOff(ProblemKey problem, [AsParameters] Call call, Body<SignOffProblem> body, IGrainFactory grains)
    {
        var envelope = new ProblemEnvelope { Id = call.Key.Id, Actor = call.Caller.Actor, Command = body.Value, IfVersion = call.IfMatch.Version };
        var outcome = await Grain(grains, problem.Plan, problem.No).SignOff(envelope);
        return outcome.Refusal is { } refusal ? refusal
            : Answer<ProblemAnswer>.Of(new() { Problem = outcome.Problem!, Token = outcome.Token! }, outcome.Version, outcome.Repeated);
    }

    private static IProblemGrain Grain(IGrainFactory grains, string plan, int no) => grains.GetGrain<IProblemGrain>(new NumberKey(plan, no).ToString());
}

/// <summary>The problem a route names, which may not be there.</summary>
internal sealed record ProblemKey(string Plan, int No)
{
    public static ValueTask<ProblemKey?> BindAsync(HttpContext context) =>
        Binding.Numbered(context, static (plan, no) => new ProblemKey(plan, no), ProblemRefusals.Unknown);
}

/// <summary>The problem a route names, as whoever asks may see it.</summary>
internal sealed record SeenProblem(ProblemView View)
{
    public static ValueTask<SeenProblem?> BindAsync(HttpContext context) => Binding.Seen(
        context, (plan, no) => ProblemReading.One(context.Grains(), context.Caller(), plan, no), static (ProblemView view) => new SeenProblem(view));
}

/// <summary>What a list of problems is asked for.</summary>
internal sealed record ProblemsAsked(ProblemFilter Filter) : IAsked<ProblemsAsked>
{
    public static ProblemsAsked Read(Query query) => new(ProblemReading.Filter(query));
}
