using Rectification.Gateway.Auth;
using Rectification.Gateway.Http;
using Rectification.Gateway.Plans;
using Rectification.Names;

namespace Rectification.Gateway.Search;

/// <summary>/plans/{plan}/names: units and leaders as people type them, for whatever lets somebody pick one.</summary>
internal static class NamesApi
{
    private const int Usual = 20;

    public static void MapNames(this IEndpointRouteBuilder api) =>
        api.Get("/plans/{plan}/names", Policy.ReadPlan, List, "Units and leaders by a part of their names, by initials or pinyin, the best first");

    private static Answer<ItemList<NamedThing>> List(KnownPlan plan, Asked<NamesAsked> asked, Caller caller)
    {
        var query = NameQuery.Of(asked.Value.Text ?? "");
        var units = plan.Frame.Units.Where(unit => caller.SeesUnit(unit.Id))
            .Select(unit => new NamedThing { Kind = NamedKind.Unit, Id = unit.Id, Name = unit.Name });
        var leaders = plan.Frame.Leaders.Select(leader => new NamedThing { Kind = NamedKind.Leader, Id = leader.Id, Name = leader.Title });
        return ItemList<NamedThing>.Of([.. query.Of(units.Concat(leaders), named => named.Name, named => named.Id).Take(asked.Value.Limit)]);
    }

    private sealed record NamesAsked(string? Text, int Limit) : IAsked<NamesAsked>
    {
        public static NamesAsked Read(Query query) => new(query.Text("q"), query.Limit(Usual));
    }
}

/// <summary>What has a name in a plan.</summary>
internal enum NamedKind
{
    Unit = 0,
    Leader = 1,
}

/// <summary>A unit or a leader of a plan, by name.</summary>
internal sealed record NamedThing
{
    public required NamedKind Kind { get; init; }
    public required string Id { get; init; }
    public required string Name { get; init; }
}
