using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using Rectification.Gateway.Auth;
using Rectification.Gateway.Http;
using Rectification.Gateway.Plans;
using Rectification.Measures;
using Rectification.Plans;
using Rectification.Queries;
using Rectification.Trails;

namespace Rectification.Gateway.Measures;

/// <summary>/plans/{plan}/measures: what is to be done, how far it is, and every command on it.</summary>
internal static partial class MeasuresApi
{
    private const int UsualTrailLimit = 100;
    private const int ScanLimit = 500;

    public static void MapMeasures(this IEndpointRouteBuilder api)
    {
        api.Get("/plans/{plan}/measures", Policy.ReadPlan, List, "Measures, by filter")
            .Asks("unit", "led", "done", "leader", "problem", "status", "light", "dueBefore", "extended", "overdue", "standing", "institution", "registered", "changed", "q", "cursor", "limit").Gives<ItemList<MeasureView>>();
        api.Get(One, Policy.ReadPlan, Get, "One measure").Gives<MeasureView>();
        api.Get(One + "/trail", Policy.ReadPlan, Trail, "The measure's trail（留痕）").Asks("after", "limit").Gives<MeasureTrailAnswer>();
        api.Get("/plans/{plan}/warnings", Policy.ReadPlan, Warnings, "Measures with a light（预警）").Asks("cursor", "limit").Gives<ItemList<WarningView>>();
        api.Get("/plans/{plan}/institutions", Policy.ReadPlan, Institutions, "Institutions promised and registered（建章立制）")
            .Asks("cursor", "limit").Gives<ItemList<InstitutionRow>>();
        MapCommands(api);
    }

    private static async Task List(HttpContext context)
    {
        var query = new Query(context.Request.Query);
        var filter = MeasureReading.Filter(query);
        if (await context.AskedPlan(query) is not { } plan)
        {
            return;
        }

        var page = await Grain(context, plan).Measures(MeasureReading.Within(context.Caller(), filter));
        await JsonAnswer.Write(context, new() { Items = page.Items, NextCursor = Cursor(page.Next) }, MeasuresJson.Api.ItemListMeasureView);
    }

    private static async Task Get(HttpContext context)
    {
        if (await Visible(context) is not { } measure)
        {
            return;
        }

        var tag = RequestHeaders.ETag(measure.Version);
        context.Response.Headers.ETag = tag;
        await JsonAnswer.Write(context, measure, MeasuresJson.Api.MeasureView);
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

        if (await Visible(context) is not { } measure)
        {
            return;
        }

        var trail = await context.Grains().GetGrain<IMeasureGrain>(new NumberKey(measure.Plan, measure.No).ToString()).GetTrail(after, limit);
        await (trail is null
            ? Errors.Refuse(context, MeasureRefusals.Unknown)
            : JsonAnswer.Write(context, new()
            {
                Entries = trail.Entries,
                LastVersion = trail.LastVersion,
                Denied = context.Caller().Oversees ? await Denied(context, measure) : null,
            }, MeasuresJson.Api.MeasureTrailAnswer));
    }

    private static Task<IReadOnlyList<TrailLine>> Denied(HttpContext context, MeasureView measure) =>
        context.Grains().GetGrain<IDenialGrain>(measure.Plan).Of(string.Create(CultureInfo.InvariantCulture, $"measure:{measure.No}"));

    private static Task Warnings(HttpContext context) =>
        Scan(context, static measure => measure.Light == Light.None ? null : WarningView.Of(measure), MeasuresJson.Api.ItemListWarningView);

    private static Task Institutions(HttpContext context) => Scan(context, InstitutionRow.Of, MeasuresJson.Api.ItemListInstitutionRow);

    /// <summary>One page of the measures that give a row; reads on until the page is full or the plan ends.</summary>
    private static async Task Scan<TRow>(HttpContext context, Func<MeasureView, TRow?> row, JsonTypeInfo<ItemList<TRow>> type)
        where TRow : class
    {
        var query = new Query(context.Request.Query);
        var (after, limit) = (query.Number("cursor"), query.Limit(ScanLimit));
        if (await context.AskedPlan(query) is not { } plan)
        {
            return;
        }

        var rows = new List<TRow>();
        int? next = after ?? 0;
        while (next is { } from && rows.Count < limit)
        {
            context.RequestAborted.ThrowIfCancellationRequested();
            var page = await Grain(context, plan).Measures(MeasureReading.Within(context.Caller(), new() { After = from, Limit = ScanLimit }));
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

        await JsonAnswer.Write(context, new() { Items = rows, NextCursor = Cursor(next) }, type);
    }

    /// <summary>The measure of the route, or null after it was refused.</summary>
    public static async Task<MeasureView?> Visible(HttpContext context)
    {
        var (measure, refusal) = await MeasureReading.One(context.Grains(), context.Caller(), RequestPath.Id(context, "plan"), RequestPath.Number(context, "no"));
        if (refusal is not null)
        {
            await Errors.Refuse(context, refusal);
        }

        return measure;
    }

    private static string? Cursor(int? next) => next?.ToString(CultureInfo.InvariantCulture);

    private static IPlanQueryGrain Grain(HttpContext context, string plan) => context.Grains().GetGrain<IPlanQueryGrain>(plan);
}
