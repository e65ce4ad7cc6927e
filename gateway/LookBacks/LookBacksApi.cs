using Rectification.Gateway.Auth;
using Rectification.Gateway.Http;
using Rectification.Gateway.Plans;
using Rectification.LookBacks;

namespace Rectification.Gateway.LookBacks;

/// <summary>/plans/{plan}/look-backs: draws of signed-off measures (回头看), and their check sheets.</summary>
internal static class LookBacksApi
{
    private const string All = "/plans/{plan}/look-backs";
    private const string One = All + "/{no}";

    public static void MapLookBacks(this IEndpointRouteBuilder api)
    {
        api.Post(All, Policy.Submit, Draw, "Draw measures to look back at（回头看）").Gives<LookBackView>(StatusCodes.Status201Created);
        api.Get(All, Policy.ReadPlan, List, "Look-backs");
        api.Get(One, Policy.ReadPlan, Get, "One look-back");
        api.Post(One + "/sheets/{measure}", Policy.Submit, File, "File a check sheet（检查表）： passed, or back to work");
    }

    private static async Task<Answer<LookBackView>> Draw(
        KnownPlan plan, Caller caller, IdempotencyKey key, OptionalBody<DrawLookBack> body, IGrainFactory grains)
    {
        var outcome = await Grain(grains, plan).Draw(body.Value, caller.Actor, key.Id);
        if (outcome.Refusal is { } refusal)
        {
            return refusal;
        }

        var view = (await Grain(grains, plan).Get(outcome.LookBack, caller.Scope()))!;
        return Answer<LookBackView>.Of(view, repeated: outcome.Repeated, made: !outcome.Repeated, location: $"/api/v1/plans/{plan.Id}/look-backs/{view.No}");
    }

    private static async Task<Answer<ItemList<LookBackView>>> List(KnownPlan plan, IGrainFactory grains) =>
        ItemList<LookBackView>.Of(await Grain(grains, plan).List());

    private static async Task<Answer<LookBackView>> Get(KnownPlan plan, string no, Caller caller, IGrainFactory grains) =>
        Answer<LookBackView>.Of(await Grain(grains, plan).GetFor(RequestPath.Number(no), caller.Scope(), caller.Actor), LookBackRefusals.Unknown);

    private static async Task<Answer<SheetAnswer>> File(
        KnownPlan plan, string no, string measure, Caller caller, IdempotencyKey key, Body<FileCheckSheet> body, IGrainFactory grains)
    {
        var outcome = await Grain(grains, plan).File(RequestPath.Number(no), RequestPath.Number(measure), body.Value, caller.Actor, key.Id);
        if (outcome.Refusal is { } refusal)
        {
            return refusal;
        }

        var view = (await Grain(grains, plan).Get(outcome.LookBack, caller.Scope()))!;
        return Answer<SheetAnswer>.Of(new() { LookBack = view, Measure = outcome.Measure, Token = outcome.Token }, repeated: outcome.Repeated);
    }

    private static ILookBackGrain Grain(IGrainFactory grains, KnownPlan plan) => grains.GetGrain<ILookBackGrain>(plan.Id);
}
