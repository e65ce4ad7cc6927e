using Rectification.Measures;
using Rectification.Plans;
using Rectification.Storage;

namespace Rectification.Queries;

/// <summary>The measures of one version of a plan in order of number, with their states.</summary>
internal sealed class PlanMeasures : KeptCurrent
{
    /// <summary>
    /// Rows in kept orders of tasks, for each measure: it stands in the lists of its units' people
    /// and its leader's. Some 150 bytes each, by estimate.
    /// </summary>
    private const int MostOrdered = 8;

    private readonly RowStore _rows;
    private readonly string _plan;
    private readonly MeasureDefinition[] _definitions;
    private readonly MeasureState[] _states;
    private readonly int[] _numbers;
    private readonly ILookup<string, int> _placesOfUnit;
    private readonly ILookup<string, int> _placesOfLeader;
    private readonly SortedSet<int> _asked;
    private readonly Dictionary<Actor, TaskOrder> _orders = new(SameActor.Comparer);
    private int _ordered;

    /// <param name="rows">Where the states are.</param>
    /// <param name="plan">The plan's id.</param>
    /// <param name="definitions">In order of number.</param>
    /// <param name="states">Theirs.</param>
    /// <param name="writes">How many writes there had been before the states were read.</param>
    public PlanMeasures(RowStore rows, string plan, MeasureDefinition[] definitions, MeasureState[] states, long writes)
        : base(writes, TimeProvider.System)
    {
        (_rows, _plan, _definitions, _states) = (rows, plan, definitions, states);
        _numbers = [.. definitions.Select(definition => definition.No)];

        // An amendment that a measure has not taken over yet may name others than those it still stands under: it is found by either.
        _placesOfUnit = Places(definitions, version => version.AllUnits());
        _placesOfLeader = Places(definitions, version => [version.Leader]);
        _asked = [.. states.Index().Where(one => MeasureDecider.WasAsked(one.Item)).Select(one => one.Index)];
    }

    /// <summary>The state of a measure the plan has.</summary>
    public MeasureState State(int no) => Volatile.Read(ref _states[Place(no)]);

    /// <summary>The measure at a place, from nought on.</summary>
    public (MeasureDefinition Definition, MeasureState State) At(int place) => (_definitions[place], Volatile.Read(ref _states[place]));

    /// <summary>Those of these measures that the plan has, as they are in force.</summary>
    public IEnumerable<(MeasureDefinition Definition, MeasureState State)> InForce(IEnumerable<int> numbers)
    {
        foreach (var no in numbers)
        {
            if (Array.BinarySearch(_numbers, no) is >= 0 and var place
                && At(place) is var (definition, state) && Planned.InForce(definition, state) is { } inForce)
            {
                yield return (inForce, state);
            }
        }
    }

    /// <summary>Places of the measures in which one of these units has a part or which one of these leaders answers for, before and after amendments.</summary>
    public int[] PlacesOf(IReadOnlyList<string> units, IReadOnlyList<string> leaders) =>
        [.. units.SelectMany(unit => _placesOfUnit[unit]).Concat(leaders.SelectMany(leader => _placesOfLeader[leader])).Distinct().Order()];

    /// <summary>A person's tasks. Their order is kept, so that asking again costs next to nothing until one of them is written.</summary>
    public OpenTasks Tasks(PlanFrame frame, Actor actor, DateTimeOffset now)
    {
        TaskOrder? last;
        lock (_orders)
        {
            last = _orders.GetValueOrDefault(actor);
        }

        var order = TaskOrder.Of(last, this, frame, actor, now);
        if (!ReferenceEquals(order, last))
        {
            Keep(actor, order);
        }

        return order.Tasks;
    }

    /// <summary>The measures of which anything was asked that may wait for a decision.</summary>
    public IReadOnlyList<(MeasureDefinition Definition, MeasureState State)> Asked()
    {
        lock (_asked)
        {
            return [.. _asked.Select(At)];
        }
    }

    protected override IReadOnlyCollection<int> Written(RowWrites writes, long since) =>
        writes.Since(since, MeasureRow.StateName) is { } written ? Places(written) : [.. Enumerable.Range(0, _numbers.Length)];

    protected override async Task Read(IReadOnlyCollection<int> parts)
    {
        foreach (var (place, row) in parts.Zip(await _rows.Measures(_plan, parts.Select(place => _numbers[place]))))
        {
            Keep(place, row?.State ?? MeasureState.Initial);
        }
    }

    private void Keep(Actor actor, TaskOrder order)
    {
        lock (_orders)
        {
            _ordered -= _orders.Remove(actor, out var former) ? former.Count : 0;
            if (_ordered + order.Count > _definitions.Length * MostOrdered)
            {
                _orders.Clear();
                _ordered = 0;
            }

            _orders[actor] = order;
            _ordered += order.Count;
        }
    }

    private void Keep(int place, MeasureState state)
    {
        Volatile.Write(ref _states[place], state);
        lock (_asked)
        {
            _ = MeasureDecider.WasAsked(state) ? _asked.Add(place) : _asked.Remove(place);
        }
    }

    private List<int> Places(IEnumerable<GrainId> rows) =>
    [
        .. from row in rows
           let key = NumberKey.Parse(row.Key.ToString()!)
           where key.Plan == _plan
           let place = Array.BinarySearch(_numbers, key.No)
           where place >= 0
           select place,
    ];

    /// <summary>By a name the places of the measures that have it, in either version.</summary>
    private static ILookup<string, int> Places(MeasureDefinition[] definitions, Func<MeasureDefinition, IEnumerable<string>> names) => definitions.Index()
        .SelectMany(one => Versions(one.Item).SelectMany(names).Distinct(), (one, name) => (Name: name, one.Index))
        .ToLookup(pair => pair.Name, pair => pair.Index, StringComparer.Ordinal);

    private int Place(int no) => Array.BinarySearch(_numbers, no) is >= 0 and var place ? place
        : throw new InvalidOperationException($"The plan {_plan} has no measure {no}.");

    private static IEnumerable<MeasureDefinition> Versions(MeasureDefinition definition) =>
        definition.Change?.Former is { } former ? [definition, former] : [definition];
}
