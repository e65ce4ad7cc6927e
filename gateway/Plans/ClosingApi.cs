using Rectification.Gateway.Auth;
using Rectification.Gateway.Http;
using Rectification.Plans;

namespace Rectification.Gateway.Plans;

/// <summary>/plans/{plan}/close and /reopen: the end of a plan（结束）.</summary>
internal static class ClosingApi
{
    public static void MapClosing(this IEndpointRouteBuilder api)
    {
        api.Post("/plans/{plan}/close", Policy.Submit, Close, "Propose that the plan be closed, or open its time of objection（结束方案、公示）")
            .Gives<PlanView>(StatusCodes.Status202Accepted);
        api.Post("/plans/{plan}/reopen", Policy.Submit, Reopen, "Open a closed plan again（重新打开）");
    }

    /// <summary>A plan as somebody may see it: why single measures are not done is for those who see all, who decided it for whoever has an account.</summary>
    public static PlanView Seen(Caller? caller, PlanView plan) => caller is { SeesAll: true } ? plan : plan with
    {
        Closed = plan.Closed is not { } closed ? null
            : caller is null ? closed with { By = "", OnBehalfOf = null, Explanations = [] }
            : closed with { Explanations = [] },
        Objection = plan.Objection is { } objection && caller is null ? objection with { By = "" } : plan.Objection,
    };

    private static async Task<Answer<PlanView>> Close(KnownPlan plan, [AsParameters] Call call, Body<ClosePlan> body, IGrainFactory grains) =>
        Answer(await grains.GetGrain<IPlanGrain>(plan.Id).Close(body.Value.Explanations ?? [], Source(call, body.Value.Reason, body.Value.Document)));

    private static async Task<Answer<PlanView>> Reopen(KnownPlan plan, [AsParameters] Call call, Body<ReopenPlan> body, IGrainFactory grains) =>
        Answer(await grains.GetGrain<IPlanGrain>(plan.Id).Reopen(Source(call, body.Value.Reason, body.Value.Document)));

    private static Answer<PlanView> Answer(ImportOutcome outcome) => outcome.Refusal is { } refusal ? refusal
        : new Answer<PlanView>(outcome.Plan! with { Amendment = outcome.Amendment })
        {
            Version = outcome.Plan!.Version,
            Waits = outcome.Result == ImportResult.Proposed,
            Repeated = outcome.Repeated,
        };

    private static PlanSource Source(Call call, string? reason, string? document) =>
        new() { Actor = call.Caller.Actor, Id = call.Key.Id, Reason = reason, Document = document };
}

/// <summary>What POST /plans/{plan}/close takes.</summary>
[Needs(Roles.Reviewer | Roles.Ops)]
internal sealed record ClosePlan
{
    public string? Reason { get; init; }

    /// <summary>依据文件.</summary>
    public string? Document { get; init; }

    /// <summary>Measures that are neither signed off nor left out.</summary>
    public IReadOnlyList<MeasureExplanation>? Explanations { get; init; }
}

/// <summary>What POST /plans/{plan}/reopen takes.</summary>
[Needs(Roles.Reviewer | Roles.Ops)]
internal sealed record ReopenPlan
{
    public string? Reason { get; init; }

    /// <summary>依据文件.</summary>
    public string? Document { get; init; }
}
