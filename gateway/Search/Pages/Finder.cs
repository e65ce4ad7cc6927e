using Rectification.Gateway.Auth;
using Rectification.Gateway.Plans;
using Rectification.Names;
using Rectification.Plans;
using Rectification.Queries;

namespace Rectification.Gateway.Search.Pages;

/// <summary>Searches the plans the caller may see: measures and problems by text and number, plans, units and leaders by name.</summary>
internal sealed class Finder(IGrainFactory grains, PlanCache frames)
{
    /// <summary>Most hits shown of a kind, all plans together.</summary>
    public const int MostHits = 20;

    /// <summary>Most plans searched, the newest.</summary>
    private const int MostPlans = 200;

    public async Task<Findings> Find(Caller caller, string text)
    {
        var plans = (await PlanList.All(grains)).OrderByDescending(plan => plan.FeedbackDate).ThenBy(plan => plan.Id, StringComparer.Ordinal).ToList();
        var query = NameQuery.Of(text);
        var found = await Task.WhenAll(plans.Take(MostPlans).Select(plan => In(caller, plan.Id, text)));
        var known = found.OfType<(PlanFrame Frame, PlanHits Hits)>().ToList();
        IEnumerable<UnitProfile> Seen(PlanFrame frame) => frame.Units.Where(unit => caller.SeesUnit(unit.Id));
        return new()
        {
            Measures = Cut(known.Select(plan => (plan.Frame, plan.Hits.Measures.AsEnumerable())), known.Any(plan => plan.Hits.MoreMeasures)),
            Problems = Cut(known.Select(plan => (plan.Frame, plan.Hits.Problems.AsEnumerable())), known.Any(plan => plan.Hits.MoreProblems)),
            Units = Cut(known.Select(plan => (plan.Frame, query.Of(Seen(plan.Frame), unit => unit.Name, unit => unit.Id)))),
            Leaders = Cut(known.Select(plan => (plan.Frame, query.Of(plan.Frame.Leaders, leader => leader.Title, leader => leader.Id)))),
            Plans = [.. query.Of(plans, plan => plan.Title, plan => plan.Id).Take(MostHits)],
            PlansLeftOut = Math.Max(0, plans.Count - MostPlans),
            TooLarge = [.. known.Where(plan => plan.Hits.NumbersOnly).Select(plan => plan.Frame.Title)],
        };
    }

    private async Task<(PlanFrame, PlanHits)?> In(Caller caller, string plan, string text)
    {
        if (await frames.Get(plan) is not { } frame)
        {
            return null;
        }

        var search = new PlanSearch { Text = text, Limit = MostHits, VisibleUnits = caller.VisibleUnits, VisibleLeaders = caller.Actor.Leaders };
        return (frame, await grains.GetGrain<IPlanQueryGrain>(plan).Search(search));
    }

    /// <summary>The first hit of every plan, then the second of every plan and so on: a plan in which much is found does not hide the others.</summary>
    private static Found<T> Cut<T>(IEnumerable<(PlanFrame Frame, IEnumerable<T> Hits)> plans, bool more = false)
    {
        var first = plans.SelectMany(plan => plan.Hits.Take(MostHits + 1).Index().Select(hit => (hit.Index, plan.Frame, hit.Item)))
            .OrderBy(hit => hit.Index).Take(MostHits + 1).Select(hit => (hit.Frame, hit.Item)).ToList();
        return new() { Hits = [.. first.Take(MostHits)], More = more || first.Count > MostHits };
    }
}

/// <summary>What a search found.</summary>
public sealed record Findings
{
    public required Found<MeasureHit> Measures { get; init; }
    public required Found<ProblemHit> Problems { get; init; }
    public required Found<UnitProfile> Units { get; init; }
    public required Found<Leader> Leaders { get; init; }

    /// <summary>Plans by title, those not searched among them.</summary>
    public required IReadOnlyList<PlanView> Plans { get; init; }

    /// <summary>Older plans that were not searched.</summary>
    public required int PlansLeftOut { get; init; }

    /// <summary>Titles of plans too large for their texts to be searched.</summary>
    public required IReadOnlyList<string> TooLarge { get; init; }

    public bool Nothing => Measures.Hits.Count + Problems.Hits.Count + Units.Hits.Count + Leaders.Hits.Count + Plans.Count == 0;
}

/// <summary>Hits of one kind.</summary>
public sealed record Found<T>
{
    public required IReadOnlyList<(PlanFrame Frame, T Hit)> Hits { get; init; }

    /// <summary>There are more than are shown.</summary>
    public required bool More { get; init; }
}
