using Rectification.Figures;
using Rectification.Gateway.Auth;
using Rectification.Gateway.Http;
using Rectification.Gateway.Measures;
using Rectification.Gateway.Plans;
using Rectification.Measures;
using Rectification.Queries;

namespace Rectification.Gateway.Figures;

/// <summary>/plans/{plan}/figures: what the plan states as its figures beside what is reported, as of any moment; and cadences kept and missed.</summary>
internal static class FiguresApi
{
    public static void MapFigures(this IEndpointRouteBuilder api)
    {
        api.Get("/plans/{plan}/figures", Policy.ReadPlan, Figures, "The plan's figures, computed from what is reported");
        api.Get("/plans/{plan}/periods", Policy.ReadPlan, All, "Periods reported and missed, of all measures with a cadence");
        api.Get("/plans/{plan}/measures/{no}/periods", Policy.ReadPlan, One, "Periods of a measure's cadence, reported and missed");
    }

    private static async Task<Answer<PlanFigures>> Figures(
        Asked<InstantAsked> asked, KnownPlan plan, Caller caller, IGrainFactory grains, ReplayTurns turns, CancellationToken cancellation)
    {
        if (!caller.SeesAll)
        {
            return HttpRefusals.Forbidden;
        }

        using var turn = await turns.Take(cancellation);
        return turn is null ? HttpRefusals.RatesBusy : await grains.GetGrain<IPlanQueryGrain>(plan.Id).Figures(asked.Value.AsOf);
    }

    private static async Task<Answer<ItemList<CadenceView>>> All(
        Asked<MomentAsked> asked, KnownPlan plan, Caller caller, IGrainFactory grains, ReplayTurns turns, CancellationToken cancellation)
    {
        if (!caller.SeesAll)
        {
            return HttpRefusals.Forbidden;
        }

        using var turn = await turns.Take(cancellation);
        if (turn is null)
        {
            return HttpRefusals.RatesBusy;
        }

        var page = await grains.GetGrain<IPlanQueryGrain>(plan.Id).Cadences(asked.Value.After, asked.Value.Limit, asked.Value.AsOf);
        return ItemList<CadenceView>.Of(page.Items, page.Next);
    }

    private static async Task<Answer<CadenceView>> One(Asked<InstantAsked> asked, SeenMeasure measure, IGrainFactory grains) => Answer<CadenceView>.Of(
        await grains.GetGrain<IPlanQueryGrain>(measure.View.Plan).Cadence(measure.View.No, asked.Value.AsOf), FigureRefusals.NoCadence);

    /// <summary>Which moment, and from where on.</summary>
    private sealed record MomentAsked(DateTimeOffset? AsOf, int After, int Limit) : IAsked<MomentAsked>
    {
        public static MomentAsked Read(Query query) => new(query.Instant("asOf"), query.Number("cursor") ?? 0, query.Limit(PageAsked.Usual));
    }

    private sealed record InstantAsked(DateTimeOffset? AsOf) : IAsked<InstantAsked>
    {
        public static InstantAsked Read(Query query) => new(query.Instant("asOf"));
    }
}
