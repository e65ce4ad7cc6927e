using Rectification.Documents;
using Rectification.Gateway.Auth;
using Rectification.Gateway.Http;
using Rectification.Names;
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
        api.Post("/plans", Policy.Ops, Import, "Import a plan as approved, or amend the one in force（reason、document：调整理由、依据文件）")
            .Takes<PlanDocument>(BodyReading.Json, LargeBody.Lines).Gives<PlanView>(StatusCodes.Status201Created)
            .Gives<PlanView>(StatusCodes.Status202Accepted);
        api.Get("/plans", Policy.PublicPlan, List, "Plans, with q those of that title or its pinyin; without a key the public ones");
        api.Get("/plans/{plan}", Policy.PublicPlan, Get, "One plan");
        api.Post("/plans/{plan}/recount", Policy.Ops, Recount, "Recompute every tally and compare");
    }

    private static async Task<Answer<PlanView>> Import(Asked<ImportAsked> asked, HttpContext context, Caller caller, IGrainFactory grains)
    {
        var type = context.Request.ContentType;
        PlanJudgement judged;
        if (BodyReading.IsMedia(type, BodyReading.Json))
        {
            judged = PlanJudgement.Of(PlanReader.Read(await LargeBody.Read(context)));
        }
        else if (BodyReading.IsMedia(type, LargeBody.Lines))
        {
            LargeBody.Allow(context, MaxLinesBytes);
            judged = PlanJudgement.Of(await PlanReader.ReadLinesAsync(context.Request.Body, context.RequestAborted));
        }
        else
        {
            return HttpRefusals.Plain.MediaType;
        }

        return judged.Plan is { } plan ? await Take(grains, plan, asked.Value.Source(context, caller.Actor), Language.IsEnglish(context.Request))
            : Answer<PlanView>.Refused(judged.Errors);
    }

    private static async Task<Answer<PlanView>> Take(IGrainFactory grains, PlanDocument plan, PlanSource source, bool english)
    {
        var outcome = await grains.GetGrain<IPlanGrain>(plan.Id).ImportWhole(plan, source);
        if (outcome.Refusal is { } refusal)
        {
            return Answer<PlanView>.Refused([refusal, .. outcome.Changes.Take(PlanLimits.MaxErrors - 1).Select(AmendmentRefusals.Changes)]);
        }

        var view = outcome.Plan! with { Warnings = await PlanWarnings.Of(grains, plan, english), Amendment = outcome.Amendment };
        return new Answer<PlanView>(view)
        {
            Version = view.Version,
            Made = outcome.Result == ImportResult.Created,
            Waits = outcome.Result == ImportResult.Proposed,
            Location = $"/api/v1/plans/{plan.Id}",
        };
    }

    private static async Task<Answer<ItemList<PlanView>>> List(Asked<PlansAsked> asked, HttpContext context, IGrainFactory grains)
    {
        var (after, limit) = (asked.Value.After, asked.Value.Limit);
        var ids = await PlanList.Ids(grains);
        var start = after is null ? 0 : ids.ToList().IndexOf(after) + 1;
        var stranger = context.IsOfThePublic();
        if (after is not null && (start == 0 || (stranger && await grains.GetGrain<IPlanGrain>(after).Get() is not { Public: true })))
        {
            // Whether a plan that is not public exists is not told either.
            return HttpRefusals.Query("cursor");
        }

        var query = asked.Value.Text is { } text ? NameQuery.Of(text) : null;
        var page = new List<PlanView>();
        await foreach (var plan in PlanList.Read(grains, ids.Skip(start)))
        {
            if ((plan.Public || !stranger) && query?.Rank(plan.Title, plan.Id) is not NameRank.None)
            {
                page.Add(ClosingApi.Seen(stranger ? null : context.CallerOrStranger(), plan));
            }

            if (page.Count > limit)
            {
                break;
            }
        }

        return ItemList<PlanView>.Of([.. page.Take(limit)], page.Count > limit ? page[limit - 1].Id : null);
    }

    private static async Task<Answer<PlanView>> Get(string plan, HttpContext context, IGrainFactory grains)
    {
        var view = Ids.IsValid(plan) ? await grains.GetGrain<IPlanGrain>(plan).Get() : null;
        return view is null || (!view.Public && context.IsOfThePublic()) ? context.PlanRefusal()
            : Answer<PlanView>.Of(ClosingApi.Seen(context.IsOfThePublic() ? null : context.CallerOrStranger(), view), view.Version);
    }

    private static async Task<Answer<RecountView>> Recount(KnownPlan plan, IGrainFactory grains) => await grains.GetGrain<IPlanQueryGrain>(plan.Id).Recount();

    /// <summary>Why a plan in force is amended, and by which paper; the paper that a new plan was approved by.</summary>
    private sealed record ImportAsked(string? Reason, string? Document) : IAsked<ImportAsked>
    {
        public static ImportAsked Read(Query query) => new(query.Text("reason", IsText), query.Text("document", IsText));

        private static bool IsText(string text) => text.Length <= AmendmentLimits.MaxText;

        /// <summary>A document is known again by what it says; the id only has to be there.</summary>
        public PlanSource Source(HttpContext context, Actor actor) => new()
        {
            Actor = actor,
            Id = context.Request.Headers["Idempotency-Key"] is [{ Length: > 0 and <= 128 } key] ? key : Guid.NewGuid().ToString("N"),
            Reason = Reason,
            Document = Document,
        };
    }

    /// <summary>One page of the plans, behind an id.</summary>
    private sealed record PlansAsked(string? After, int Limit, string? Text) : IAsked<PlansAsked>
    {
        public static PlansAsked Read(Query query) => new(query.Id("cursor"), query.Limit(UsualLimit), query.Text("q"));
    }
}
