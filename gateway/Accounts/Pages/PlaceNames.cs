using Rectification.Gateway.Auth;
using Rectification.Plans;

namespace Rectification.Gateway.Accounts.Pages;

/// <summary>Knows whom an account can belong to.</summary>
internal interface IPlaces
{
    /// <summary>The units and leaders of all plans, and of the drafts that the reader may see.</summary>
    Task<PlaceNames> Read(Caller reader);
}

/// <summary>The units and leaders of all plans and drafts, by name: whom an account can belong to.</summary>
public sealed record PlaceNames
{
    private readonly Dictionary<string, string> _units = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _leaders = new(StringComparer.Ordinal);
    private readonly OrderedDictionary<KeyValuePair<string, string>, bool> _allUnits = [];
    private readonly OrderedDictionary<KeyValuePair<string, string>, bool> _allLeaders = [];

    /// <summary>Ids and names of units, in the order of the newest plans.</summary>
    public IReadOnlyCollection<KeyValuePair<string, string>> Units => _units;

    /// <summary>Ids and titles of leaders.</summary>
    public IReadOnlyCollection<KeyValuePair<string, string>> Leaders => _leaders;

    /// <summary>Ids and names of units with every name that some plan gives one.</summary>
    public IEnumerable<KeyValuePair<string, string>> AllUnits => _allUnits.Keys;

    /// <summary>Ids and titles of leaders with every title that some plan gives one.</summary>
    public IEnumerable<KeyValuePair<string, string>> AllLeaders => _allLeaders.Keys;

    /// <summary>The unit's name, or its id where no plan knows it.</summary>
    public string Unit(string id) => _units.GetValueOrDefault(id, id);

    public string Leader(string id) => _leaders.GetValueOrDefault(id, id);

    /// <summary>The id that a text names, be it the id or the whole name of one unit alone; <see langword="null"/>: none.</summary>
    public string? UnitOf(string text) => Of(_units, text);

    public string? LeaderOf(string text) => Of(_leaders, text);

    /// <summary>Why an account may not be given these: the first that no plan has, unless the account holds it already.</summary>
    /// <param name="units">Ids of units.</param>
    /// <param name="leaders">Ids of leaders.</param>
    /// <param name="held">What the account has now.</param>
    public Refusal? Wrong(IReadOnlyList<string> units, IReadOnlyList<string> leaders, IReadOnlyCollection<string> held) =>
        units.FirstOrDefault(unit => !_units.ContainsKey(unit) && !held.Contains(unit)) is { } unit ? UnitUnknown(unit)
        : leaders.FirstOrDefault(leader => !_leaders.ContainsKey(leader) && !held.Contains(leader)) is { } leader ? LeaderUnknown(leader)
        : null;

    public static Refusal UnitUnknown(string unit) => Refusal.Invalid(
        "account.unit-unknown", $"没有名为{Quotation.Of(unit)}的单位，请从列表中选择。",
        $"No plan has a unit {Quotation.Of(unit)}; choose one of the list.", "/units");

    public static Refusal LeaderUnknown(string leader) => Refusal.Invalid(
        "account.leader-unknown", $"没有名为{Quotation.Of(leader)}的领导，请从列表中选择。",
        $"No plan has a leader {Quotation.Of(leader)}; choose one of the list.", "/leaders");

    private static string? Of(Dictionary<string, string> names, string text)
    {
        var asked = text.Trim();
        return names.ContainsKey(HalfWidth.Of(asked)) ? HalfWidth.Of(asked)
            : names.Where(pair => pair.Value == asked).Take(2).ToList() is [var only] ? only.Key
            : null;
    }

    internal void Add(IEnumerable<UnitProfile> units, IEnumerable<Leader> leaders)
    {
        foreach (var unit in units)
        {
            _units.TryAdd(unit.Id, unit.Name);
            _allUnits.TryAdd(new(unit.Id, unit.Name), true);
        }

        foreach (var leader in leaders)
        {
            _leaders.TryAdd(leader.Id, leader.Title);
            _allLeaders.TryAdd(new(leader.Id, leader.Title), true);
        }
    }
}
