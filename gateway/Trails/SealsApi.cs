using System.Globalization;
using Rectification.Gateway.Auth;
using Rectification.Gateway.Http;
using Rectification.Gateway.Plans;
using Rectification.Trails;

namespace Rectification.Gateway.Trails;

/// <summary>/plans/{plan}/seals and /trail.ndjson: what fixes a plan's figures for good, and everything needed to check them elsewhere.</summary>
internal static class SealsApi
{
    private const string Seals = "/plans/{plan}/seals";
    private const string UnitScope = "unit:";

    public static void MapSeals(this IEndpointRouteBuilder api)
    {
        api.Post(Seals, Policy.Oversee, Make, "Seal the plan as it is now（封存）").Gives<SealView>(StatusCodes.Status201Created);
        api.Get(Seals, Policy.ReadPlan, List, "Seals");
        api.Get(Seals + "/{no}", Policy.ReadPlan, Get, "One seal with its tallies");
        api.Get("/plans/{plan}/trail.ndjson", Policy.Oversee, TrailExport.Handle, "The whole trail, sealed, for the offline verifier")
            .Gives<string>(contentType: LargeBody.Lines);
    }

    private static async Task<Answer<SealView>> Make(IdempotencyKey key, KnownPlan plan, Caller caller, IGrainFactory grains)
    {
        if (!caller.SeesAll)
        {
            return HttpRefusals.Forbidden;
        }

        var outcome = await grains.GetGrain<ISealGrain>(plan.Id).Seal(caller.Actor.Account, key.Id);
        return outcome.Refusal is { } refusal ? refusal
            : Answer<SealView>.Of(
                outcome.Seal!,
                repeated: outcome.Repeated,
                made: !outcome.Repeated,
                location: string.Create(CultureInfo.InvariantCulture, $"/api/v1/plans/{plan.Id}/seals/{outcome.Seal!.No}"));
    }

    private static async Task<Answer<ItemList<SealLine>>> List(Asked<SealsAsked> asked, KnownPlan plan, IGrainFactory grains)
    {
        var list = await grains.GetGrain<ISealGrain>(plan.Id).List(asked.Value.After, asked.Value.Limit);
        return ItemList<SealLine>.Of(list.Items, list.Next);
    }

    private static async Task<Answer<SealView>> Get(HttpContext context, string no, Caller caller, IGrainFactory grains)
    {
        var seal = await context.KnownFrame() is { } frame && RequestPath.Number(no) is > 0 and var number
            ? await grains.GetGrain<ISealGrain>(frame.Plan).Get(number)
            : null;

        // Callers bound to units see those and the regions; what other units did is not theirs to compare.
        return seal is null ? SealRefusals.Unknown : seal with { Tallies = [.. seal.Tallies.Where(tally => Sees(caller, tally.Scope))] };
    }

    private static bool Sees(Caller caller, string scope) => !scope.StartsWith(UnitScope, StringComparison.Ordinal)
        || caller.SeesUnit(scope[UnitScope.Length..]);

    /// <summary>One page of the seals, behind a number.</summary>
    private sealed record SealsAsked(long After, int Limit) : IAsked<SealsAsked>
    {
        public static SealsAsked Read(Query query) => new(query.Long("cursor") ?? 0, query.Limit(PageAsked.Usual));
    }
}
