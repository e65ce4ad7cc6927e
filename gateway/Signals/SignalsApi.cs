using System.Globalization;
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
    private const int UsualLimit = 100;

    public static void MapSignals(this IEndpointRouteBuilder api)
    {
        api.Get(Measure + "/evidence", Policy.ReadPlan, Evidence, "The measure's evidence（佐证材料）").Asks("cursor", "limit").Gives<ItemList<MeasureEvidence>>();
        api.Get(Measure + "/signals", Policy.ReadPlan, OfMeasure, "Signs of rectification on paper only（纸面整改）").Gives<MeasureSignals>();
        api.Get("/plans/{plan}/signals", Policy.ReadPlan, OfPlan, "Measures with such signs").Asks("cursor", "limit").Gives<ItemList<MeasureSignals>>();
    }

    public static ReaderScope Scope(this Caller caller) => new() { Units = caller.VisibleUnits, Leaders = caller.Actor.Leaders };

    private static async Task Evidence(HttpContext context)
    {
        var query = new Query(context.Request.Query);
        var (after, limit) = (query.Number("cursor") ?? 0, query.Limit(UsualLimit));
        if (query.Wrong is { } wrong)
        {
            await Errors.Refuse(context, wrong);
            return;
        }

        if (await MeasuresApi.Visible(context) is not { } measure)
        {
            return;
        }

        var page = await context.Grains().GetGrain<IMeasureEvidenceGrain>(new NumberKey(measure.Plan, measure.No).ToString()).List(after, limit);
        await JsonAnswer.Write(context, new() { Items = page.Items, NextCursor = Cursor(page.Next) }, SignalsJson.Api.ItemListMeasureEvidence);
    }

    private static async Task OfMeasure(HttpContext context)
    {
        if (await MeasuresApi.Visible(context) is not { } measure)
        {
            return;
        }

        var signals = await context.Grains().GetGrain<ISignalGrain>(measure.Plan).OfMeasure(measure.No, context.Caller().Scope());
        await (signals is null ? Errors.Refuse(context, MeasureRefusals.Unknown) : JsonAnswer.Write(context, signals, SignalsJson.Api.MeasureSignals));
    }

    private static async Task OfPlan(HttpContext context)
    {
        var query = new Query(context.Request.Query);
        var (after, limit) = (query.Number("cursor") ?? 0, query.Limit(UsualLimit));
        if (await context.AskedPlan(query) is not { } plan)
        {
            return;
        }

        var page = await context.Grains().GetGrain<ISignalGrain>(plan).OfPlan(after, limit, context.Caller().Scope());
        await JsonAnswer.Write(context, new() { Items = page.Items, NextCursor = Cursor(page.Next) }, SignalsJson.Api.ItemListMeasureSignals);
    }

    private static string? Cursor(int? next) => next?.ToString(CultureInfo.InvariantCulture);
}
