using Rectification.Documents;
using Rectification.Gateway.Auth;
using Rectification.Gateway.Http;
using Rectification.Gateway.Plans;
using Rectification.Plans;
using Rectification.Queries;

namespace Rectification.Gateway.Drafts;

/// <summary>/plans/{plan}/draft: a plan before it is in force（方案草案）, and what it was then（基线）.</summary>
internal static class DraftsApi
{
    private const string One = "/plans/{plan}/draft";
    private const string Part = One + "/problems/{no}";

    public static void MapDrafts(this IEndpointRouteBuilder api)
    {
        api.Get("/drafts", Policy.ReadPlan, List, "Drafts of plans（方案草案）");
        api.Post(One, Policy.Submit, Bring, "Bring a plan in as a draft, or anew").Takes<PlanDocument>();
        api.Get(One, Policy.ReadPlan, Get, "One draft, with what you may do about each problem's part");
        api.Post(One + "/put-in-force", Policy.Submit, PutInForce, "Put the approved draft in force（生效）");
        api.Get(Part + "/versions", Policy.ReadPlan, Versions, "The versions of one problem's part, each with what it changed");
        Act<ChangeDraft>(api, "/measures", "Add, change and remove measures of one problem（起草措施）");
        Act<CommentDraft>(api, "/comments", "Write a comment beside one problem（意见）");
        Act<ApproveDraft>(api, "/approve", "Approve one problem's part as you saw it");
        Act<ReturnDraft>(api, "/return", "Return one problem's part（退回）");
        api.Get("/plans/{plan}/baseline", Policy.ReadPlan, Baseline, "The plan as it first was in force（基线）");
    }

    /// <summary>Of a draft, the parts that somebody may see.</summary>
    public static DraftView Seen(Caller caller, DraftView draft) =>
        caller.SeesAll ? draft : draft with { Parts = [.. draft.Parts.Where(caller.Sees)] };

    /// <summary>The drafts of which somebody may see a part, by id.</summary>
    public static async Task<IReadOnlyList<DraftView>> All(IGrainFactory grains, Caller caller)
    {
        var drafts = new List<DraftView>();
        foreach (var id in (await grains.GetGrain<IDraftIndexGrain>(IDraftIndexGrain.Key).List()).Order(StringComparer.Ordinal))
        {
            if (await grains.GetGrain<IPlanDraftGrain>(id).Get(caller.Actor) is { InForceAt: null } draft && Seen(caller, draft) is { Parts.Count: > 0 } seen)
            {
                drafts.Add(seen);
            }
        }

        return drafts;
    }

    private static void Act<TBody>(IEndpointRouteBuilder api, string path, string summary)
        where TBody : class, IDraftAct =>
        api.Post(Part + path, Policy.Submit, async (DraftId plan, PartNo no, [AsParameters] Call call, Body<TBody> body, IGrainFactory grains) =>
            Answer(call.Caller, await body.Value.Put(grains.GetGrain<IPlanDraftGrain>(plan.Value), no.Value, Source(call))), summary);

    private static async Task<Answer<ItemList<DraftLine>>> List(Caller caller, IGrainFactory grains) => ItemList<DraftLine>.Of(
    [
        .. (await All(grains, caller)).Select(draft => new DraftLine
        {
            Plan = draft.Plan,
            Title = draft.Title,
            Problems = draft.Parts.Count,
            Approved = draft.Parts.Count(part => part.Status == DraftStatus.Approved),
        }),
    ]);

    private static async Task<Answer<DraftView>> Bring(DraftId plan, [AsParameters] Call call, HttpContext context, IGrainFactory grains)
    {
        if (await grains.GetGrain<IPlanDraftGrain>(plan.Value).DenyBring(Source(call)) is { } denied)
        {
            return denied;
        }

        if (!BodyReading.IsMedia(context.Request.ContentType, BodyReading.Json))
        {
            return HttpRefusals.Plain.MediaType;
        }

        var reading = PlanReader.Read(await LargeBody.Read(context));
        return reading.Document is { } document ? Answer(call.Caller, await grains.GetGrain<IPlanDraftGrain>(plan.Value).Bring(document, Source(call)))
            : Answer<DraftView>.Refused(reading.Errors);
    }

    private static async Task<Answer<DraftView>> Get(DraftId plan, Caller caller, IGrainFactory grains) =>
        await grains.GetGrain<IPlanDraftGrain>(plan.Value).Get(caller.Actor) is { } draft ? Seen(caller, draft) : DraftRefusals.Unknown;

    private static async Task<Answer<DraftView>> PutInForce(DraftId plan, [AsParameters] Call call, Body<PutDraftInForce> body, IGrainFactory grains) =>
        Answer(call.Caller, await grains.GetGrain<IPlanDraftGrain>(plan.Value).PutInForce(Source(call) with { Document = body.Value.Document }));

    private static async Task<Answer<ItemList<DraftVersionView>>> Versions(DraftId plan, PartNo no, Caller caller, IGrainFactory grains)
    {
        var grain = grains.GetGrain<IPlanDraftGrain>(plan.Value);
        return (await grain.Get(caller.Actor))?.Parts.FirstOrDefault(part => part.Problem.No == no.Value) is not { } there ? DraftRefusals.ProblemUnknown
            : !caller.Sees(there) ? HttpRefusals.Forbidden
            : ItemList<DraftVersionView>.Of(await grain.Versions(no.Value) ?? []);
    }

    private static async Task<Answer<BaselinePage>> Baseline(Asked<BaselineAsked> asked, KnownPlan plan, Caller caller, IGrainFactory grains)
    {
        var page = await grains.GetGrain<IPlanQueryGrain>(plan.Id).Baseline(asked.Value.After, asked.Value.Limit);
        return caller.SeesAll ? page : page with
        {
            Problems = [.. page.Problems.Where(problem => caller.Actor.ActsForLeader(problem.Leader) || caller.Actor.ActsForUnit(problem.LeadUnit))],
            Measures = [.. page.Measures.Where(measure => caller.Actor.ActsForLeader(measure.Leader) || measure.AllUnits().Any(caller.Actor.ActsForUnit))],
        };
    }

    private static Answer<DraftView> Answer(Caller caller, DraftOutcome outcome) => outcome.Refusals is { Count: > 0 } refusals
        ? Answer<DraftView>.Refused([.. refusals.Take(PlanLimits.MaxErrors)])
        : Answer<DraftView>.Of(Seen(caller, outcome.Draft!), repeated: outcome.Repeated);

    private static PlanSource Source(Call call) => new() { Actor = call.Caller.Actor, Id = call.Key.Id };

    /// <summary>The plan whose draft a route names; it may not be there.</summary>
    private sealed record DraftId(string Value)
    {
        public static ValueTask<DraftId?> BindAsync(HttpContext context) =>
            RequestPath.Id(context, "plan") is { } id ? new(new DraftId(id)) : Binding.Refused<DraftId>(context, DraftRefusals.Unknown);
    }

    /// <summary>The problem a route names; it may not be there.</summary>
    private sealed record PartNo(int Value)
    {
        public static ValueTask<PartNo?> BindAsync(HttpContext context) =>
            RequestPath.Number(context, "no") is > 0 and var no ? new(new PartNo(no)) : Binding.Refused<PartNo>(context, DraftRefusals.ProblemUnknown);
    }

    /// <summary>One page of the baseline, behind a measure.</summary>
    private sealed record BaselineAsked(int After, int Limit) : IAsked<BaselineAsked>
    {
        public static BaselineAsked Read(Query query) => new(query.Number("cursor") ?? 0, query.Limit(PageAsked.Usual));
    }
}
