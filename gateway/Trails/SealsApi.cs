using System.Globalization;
using Rectification.Gateway.Auth;
using Rectification.Gateway.Http;
using Rectification.Gateway.Plans;
using Rectification.Plans;
using Rectification.Trails;

namespace Rectification.Gateway.Trails;

/// <summary>/plans/{plan}/seals and /trail.ndjson: what fixes a plan's figures for good, and everything needed to check them elsewhere.</summary>
internal static class SealsApi
{
    private const string Seals = "/plans/{plan}/seals";
    private const string UnitScope = "unit:";
    private const int UsualLimit = 100;

    public static void MapSeals(this IEndpointRouteBuilder api)
    {
        api.Post(Seals, Policy.Oversee, Make, "Seal the plan as it is now（封存）").Gives<SealView>(StatusCodes.Status201Created);
        api.Get(Seals, Policy.ReadPlan, List, "Seals").Asks("cursor", "limit").Gives<ItemList<SealLine>>();
        api.Get(Seals + "/{no}", Policy.ReadPlan, Get, "One seal with its tallies").Gives<SealView>();
        api.Get("/plans/{plan}/trail.ndjson", Policy.Oversee, TrailExport.Handle, "The whole trail, sealed, for the offline verifier")
            .Gives<string>(contentType: LargeBody.Lines);
    }

    private static async Task Make(HttpContext context)
    {
        if (!RequestHeaders.TryReadKey(context.Request, out var id))
        {
            await Errors.Refuse(context, HttpRefusals.IdempotencyKeyMalformed);
            return;
        }

        if (await context.KnownPlan() is not { } plan)
        {
            await Errors.Refuse(context, PlanRefusals.Unknown);
            return;
        }

        if (!context.Caller().SeesAll)
        {
            await Errors.Refuse(context, HttpRefusals.Forbidden);
            return;
        }

        var outcome = await context.Grains().GetGrain<ISealGrain>(plan).Seal(context.Caller().Actor.Account, id);
        if (outcome.Refusal is { } refusal)
        {
            await Errors.Refuse(context, refusal);
            return;
        }

        if (outcome.Repeated)
        {
            context.Response.Headers["Idempotency-Repeated"] = "true";
        }

        context.Response.Headers.Location = string.Create(CultureInfo.InvariantCulture, $"/api/v1/plans/{plan}/seals/{outcome.Seal!.No}");
        await JsonAnswer.Write(context, outcome.Seal, TrailsJson.Api.SealView, outcome.Repeated ? StatusCodes.Status200OK : StatusCodes.Status201Created);
    }

    private static async Task List(HttpContext context)
    {
        var query = new Query(context.Request.Query);
        var (after, limit) = (query.Long("cursor") ?? 0, query.Limit(UsualLimit));
        if (await context.AskedPlan(query) is not { } plan)
        {
            return;
        }

        var list = await context.Grains().GetGrain<ISealGrain>(plan).List(after, limit);
        await JsonAnswer.Write(context, new() { Items = list.Items, NextCursor = list.Next?.ToString(CultureInfo.InvariantCulture) }, TrailsJson.Api.ItemListSealLine);
    }

    private static async Task Get(HttpContext context)
    {
        var seal = await context.KnownPlan() is { } plan && RequestPath.Number(context, "no") is > 0 and var no
            ? await context.Grains().GetGrain<ISealGrain>(plan).Get(no)
            : null;
        if (seal is null)
        {
            await Errors.Refuse(context, SealRefusals.Unknown);
            return;
        }

        // Callers bound to units see those and the regions; what other units did is not theirs to compare.
        var caller = context.Caller();
        var seen = seal.Tallies.Where(tally => !tally.Scope.StartsWith(UnitScope, StringComparison.Ordinal) || caller.SeesUnit(tally.Scope[UnitScope.Length..]));
        await JsonAnswer.Write(context, seal with { Tallies = [.. seen] }, TrailsJson.Api.SealView);
    }
}
