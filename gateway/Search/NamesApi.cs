using Rectification.Gateway.Accounts.Pages;
using Rectification.Gateway.Auth;
using Rectification.Gateway.Http;
using Rectification.Gateway.Plans;
using Rectification.Names;

namespace Rectification.Gateway.Search;

/// <summary>/names and /plans/{plan}/names: units and leaders as people type them, for whatever lets somebody pick one.</summary>
internal static class NamesApi
{
    private const int Usual = 20;

    public static void MapNames(this IEndpointRouteBuilder api)
    {
        api.Get("/names", Policy.ReadPlan, Everywhere,
            "Units and leaders of all plans and drafts, by a part of their names, by initials or pinyin, the best first");
        api.Get("/plans/{plan}/names", Policy.ReadPlan, List, "Units and leaders by a part of their names, by initials or pinyin, the best first");
    }

    private static Answer<ItemList<NamedThing>> List(KnownPlan plan, Asked<NamesAsked> asked, Caller caller) => Found(
        plan.Frame.Units.Select(unit => KeyValuePair.Create(unit.Id, unit.Name)),
        plan.Frame.Leaders.Select(leader => KeyValuePair.Create(leader.Id, leader.Title)), asked.Value, caller);

    private static async Task<Answer<ItemList<NamedThing>>> Everywhere(Asked<NamesAsked> asked, Caller caller, IPlaces places)
    {
        var names = await places.Read(caller);
        return Found(names.AllUnits, names.AllLeaders, asked.Value, caller);
    }

    private static ItemList<NamedThing> Found(
        IEnumerable<KeyValuePair<string, string>> units, IEnumerable<KeyValuePair<string, string>> leaders, NamesAsked asked, Caller caller)
    {
        var named = units.Where(unit => caller.SeesUnit(unit.Key)).Select(unit => new NamedThing { Kind = NamedKind.Unit, Id = unit.Key, Name = unit.Value })
            .Concat(leaders.Select(leader => new NamedThing { Kind = NamedKind.Leader, Id = leader.Key, Name = leader.Value }));
        return ItemList<NamedThing>.Of([.. NameQuery.Of(asked.Text ?? "").Of(named, one => one.Name, one => one.Id).Take(asked.Limit)]);
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
