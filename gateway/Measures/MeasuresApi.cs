using System.Globalization;
using Rectification.Gateway.Auth;
using Rectification.Gateway.Http;
using Rectification.Gateway.Plans;
using Rectification.Measures;
using Rectification.Queries;
using Rectification.Trails;

namespace Rectification.Gateway.Measures;

/// <summary>/plans/{plan}/measures: what is to be done, how far it is, and every command on it.</summary>
internal static partial class MeasuresApi
{
    private const string One = "/plans/{plan}/measures/{no}";
    private const int ScanLimit = 500;

    public static void MapMeasures(this IEndpointRouteBuilder api)
    {
        api.Get("/plans/{plan}/measures", Policy.ReadPlan, List, "Measures, by filter");
        api.Get(One, Policy.ReadPlan, (SeenMeasure measure) => Answer<MeasureView>.Of(measure.View, measure.View.Version), "One measure");
        api.Get(One + "/trail", Policy.ReadPlan, Trail, "The measure's trail（留痕）");
        api.Get("/plans/{plan}/warnings", Policy.ReadPlan, Warnings, "Measures with a light（预警）");
        api.Get("/plans/{plan}/institutions", Policy.ReadPlan, Institutions, "Institutions promised and registered（建章立制）");
        MapCommands(api);
    }

    private static async Task<Answer<ItemList<MeasureView>>> List(Asked<MeasuresAsked> asked, KnownPlan plan, Caller caller, IGrainFactory grains)
    {
        var page = await grains.GetGrain<IPlanQueryGrain>(plan.Id).Measures(MeasureReading.Within(caller, asked.Value.Filter));
        return ItemList<MeasureView>.Of(page.Items, page.Next);
    }

    private static async Task<Answer<MeasureTrailAnswer>> Trail(Asked<TrailAsked> asked, SeenMeasure measure, Caller caller, IGrainFactory grains)
    {
        var (plan, no) = (measure.View.Plan, measure.View.No);
        var trail = await grains.GetGrain<IMeasureGrain>(new NumberKey(plan, no).ToString()).GetTrail(asked.Value.After, asked.Value.Limit);
        return trail is null ? MeasureRefusals.Unknown : new MeasureTrailAnswer
        {
            Entries = trail.Entries,
            LastVersion = trail.LastVersion,
            Denied = caller.Oversees ? await grains.GetGrain<IDenialGrain>(plan).Of(string.Create(CultureInfo.InvariantCulture, $"measure:{no}")) : null,
        };
    }

    private static Task<Answer<ItemList<WarningView>>> Warnings(
        Asked<PageAsked> asked, KnownPlan plan, Caller caller, IGrainFactory grains, CancellationToken cancellation) =>
        Scan(asked.Value, caller, grains.GetGrain<IPlanQueryGrain>(plan.Id), WarningView.Of, cancellation);

    private static Task<Answer<ItemList<InstitutionRow>>> Institutions(
        Asked<PageAsked> asked, KnownPlan plan, Caller caller, IGrainFactory grains, CancellationToken cancellation) =>
        Scan(asked.Value, caller, grains.GetGrain<IPlanQueryGrain>(plan.Id), InstitutionRow.Of, cancellation);

    /// <summary>One page of the measures that give a row; reads on until the page is full or the plan ends.</summary>
    private static async Task<Answer<ItemList<TRow>>> Scan<TRow>(
        PageAsked asked, Caller caller, IPlanQueryGrain plan, Func<MeasureView, TRow?> row, CancellationToken cancellation)
        where TRow : class
    {
        var limit = asked.Limit ?? ScanLimit;
        var rows = new List<TRow>();
        int? next = asked.After;
        while (next is { } from && rows.Count < limit)
        {
            cancellation.ThrowIfCancellationRequested();
            var page = await plan.Measures(MeasureReading.Within(caller, new() { After = from, Limit = ScanLimit }));
            next = page.Next;
            foreach (var measure in page.Items)
            {
                if (row(measure) is { } found)
                {
                    rows.Add(found);
                    if (rows.Count == limit)
                    {
                        next = measure == page.Items[^1] ? page.Next : measure.No;
                        break;
                    }
                }
            }
        }

        return ItemList<TRow>.Of(rows, next);
    }
}
