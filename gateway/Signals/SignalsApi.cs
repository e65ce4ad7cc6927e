using Rectification.Evidence;
using Rectification.Gateway.Auth;
using Rectification.Gateway.Http;
using Rectification.Gateway.Measures;
using Rectification.Gateway.Plans;
using Rectification.Measures;
using Rectification.Signals;

namespace Rectification.Gateway.Signals;

/// <summary>What a measure's trail shows of its evidence, and signs of rectification on paper only（纸面整改）.</summary>
internal static class SignalsApi
{
    private const string Measure = "/plans/{plan}/measures/{no}";

    public static void MapSignals(this IEndpointRouteBuilder api)
    {
        api.Get(Measure + "/evidence", Policy.ReadPlan, Evidence, "The measure's evidence（佐证材料）");
        api.Get(Measure + "/signals", Policy.ReadPlan, OfMeasure, "Signs of rectification on paper only（纸面整改）");
        api.Get("/plans/{plan}/signals", Policy.ReadPlan, OfPlan, "Measures with such signs");
    }

    private static async Task<Answer<ItemList<MeasureEvidence>>> Evidence(Asked<PageAsked> asked, SeenMeasure measure, IGrainFactory grains)
    {
        var key = new NumberKey(measure.View.Plan, measure.View.No).ToString();
        var page = await grains.GetGrain<IMeasureEvidenceGrain>(key).List(asked.Value.After, asked.Value.Most);
        return ItemList<MeasureEvidence>.Of(page.Items, page.Next);
    }

    private static async Task<Answer<MeasureSignals>> OfMeasure(SeenMeasure measure, Caller caller, IGrainFactory grains) =>
        Answer<MeasureSignals>.Of(await grains.GetGrain<ISignalGrain>(measure.View.Plan).OfMeasure(measure.View.No, caller.Scope()), MeasureRefusals.Unknown);

    private static async Task<Answer<ItemList<MeasureSignals>>> OfPlan(Asked<PageAsked> asked, KnownPlan plan, Caller caller, IGrainFactory grains)
    {
        var page = await grains.GetGrain<ISignalGrain>(plan.Id).OfPlan(asked.Value.After, asked.Value.Most, caller.Scope());
        return ItemList<MeasureSignals>.Of(page.Items, page.Next);
    }
}
