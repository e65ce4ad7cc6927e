using System.Globalization;
using Rectification.Gateway.Auth;
using Rectification.Gateway.Http;
using Rectification.Plans;
using Rectification.Trails;

namespace Rectification.Gateway.Plans;

/// <summary>/plans/{plan}/amendments: changes of a plan in force（方案调整）, and the plan's own trail.</summary>
internal static class AmendmentsApi
{
    private const string All = "/plans/{plan}/amendments";
    private const string One = All + "/{no}";

    public static void MapAmendments(this IEndpointRouteBuilder api)
    {
        api.Post(All, Policy.Submit, Propose, "Propose an amendment（提出方案调整）")
            .Gives<AmendmentView>(StatusCodes.Status201Created).Gives<AmendmentView>(StatusCodes.Status202Accepted);
        api.Get(All, Policy.ReadPlan, List, "Amendments, the newest first（方案调整）");
        api.Get(One, Policy.ReadPlan, Get, "One amendment, with what you may do about it");
        Act<ApproveAmendment>(api, "/approve", "Approve an amendment as you saw it（审批通过）");
        Act<ReturnAmendment>(api, "/return", "Return an amendment（退回）");
        Act<WithdrawAmendment>(api, "/withdraw", "Withdraw an amendment of your own（撤回）");
        api.Get("/plans/{plan}/trail", Policy.Oversee, Trail, "The plan's own trail（方案沿革）");
    }

    private static void Act<TBody>(IEndpointRouteBuilder api, string path, string summary)
        where TBody : class, IAmendmentAct =>
        api.Post(One + path, Policy.Submit, async (KnownPlan plan, AmendmentNo no, [AsParameters] Call call, Body<TBody> body, IGrainFactory grains) =>
        {
            var outcome = await grains.GetGrain<IPlanGrain>(plan.Id).Review(body.Value.Of(no.Value), Source(call));
            return Answer(outcome);
        }, summary);

    private static async Task<Answer<AmendmentView>> Propose(KnownPlan plan, [AsParameters] Call call, Body<ProposeAmendment> body, IGrainFactory grains)
    {
        var source = Source(call) with { Reason = body.Value.Reason, Document = body.Value.Document };
        var outcome = await grains.GetGrain<IPlanGrain>(plan.Id).Amend(body.Value.Draft(), source);
        return outcome is { Refusal: null, Amendment: null } ? AmendmentRefusals.NothingChanges : Answer(outcome, $"/api/v1/plans/{plan.Id}/amendments/");
    }

    private static Answer<AmendmentView> Answer(ImportOutcome outcome, string? made = null) => outcome.Refusal is { } refusal
        ? Answer<AmendmentView>.Refused([refusal, .. outcome.Changes.Take(PlanLimits.MaxErrors - 1).Select(AmendmentRefusals.Changes)])
        : new(outcome.Amendment!)
        {
            Made = made is not null && outcome.Result == ImportResult.Changed,
            Waits = made is not null && outcome.Result == ImportResult.Proposed,
            Repeated = outcome.Repeated,
            Location = made is null ? null : made + outcome.Amendment!.No.ToString(CultureInfo.InvariantCulture),
        };

    private static async Task<Answer<ItemList<AmendmentView>>> List(Asked<AmendmentsAsked> asked, KnownPlan plan, Caller caller, IGrainFactory grains)
    {
        var page = await grains.GetGrain<IPlanGrain>(plan.Id).Amendments(asked.Value.Before, asked.Value.Limit);
        return ItemList<AmendmentView>.Of([.. page.Items.Where(caller.Sees)], page.Next);
    }

    private static async Task<Answer<AmendmentView>> Get(KnownPlan plan, AmendmentNo no, Caller caller, IGrainFactory grains) =>
        await grains.GetGrain<IPlanGrain>(plan.Id).Amendment(no.Value, caller.Actor) is not { } amendment ? AmendmentRefusals.Unknown
        : !caller.Sees(amendment) && !amendment.Allowed.Allows("approve") ? HttpRefusals.Forbidden
        : amendment;

    private static async Task<Answer<TrailSlice>> Trail(Asked<TrailAsked> asked, KnownPlan plan, Caller caller, IGrainFactory grains) =>
        !caller.SeesAll ? HttpRefusals.Forbidden : await grains.GetGrain<IPlanGrain>(plan.Id).GetTrail(asked.Value.After, asked.Value.Limit);

    private static PlanSource Source(Call call) => new() { Actor = call.Caller.Actor, Id = call.Key.Id };

    /// <summary>The amendment a route names, which may not be there.</summary>
    private sealed record AmendmentNo(int Value)
    {
        public static ValueTask<AmendmentNo?> BindAsync(HttpContext context) => RequestPath.Number(context, "no") is > 0 and var no
            ? new(new AmendmentNo(no)) : Binding.Refused<AmendmentNo>(context, AmendmentRefusals.Unknown);
    }

    /// <summary>One page of the amendments, before a number.</summary>
    private sealed record AmendmentsAsked(int? Before, int Limit) : IAsked<AmendmentsAsked>
    {
        public static AmendmentsAsked Read(Query query) => new(query.Number("cursor"), query.Limit(PageAsked.Usual));
    }
}
