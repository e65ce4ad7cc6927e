using Rectification.Plans;

namespace Rectification.Counting;

/// <summary>What everything of a plan counts for, added up at one instant that is known only when all is read.</summary>
internal sealed class PlanTally(PlanFrame frame)
{
    private readonly Dictionary<string, long[]> _units = frame.Units.ToDictionary(unit => unit.Id, _ => new long[Tally.Size], StringComparer.Ordinal);
    private readonly Dictionary<int, ProblemMark> _marks = [];
    private readonly List<(long[] Sums, Contribution Contribution)> _byTheClock = [];
    private readonly List<(string Unit, Func<IReadOnlyDictionary<int, ProblemMark>, Contribution> Of)> _byMarks = [];

    /// <summary>Own time of the newest thing read.</summary>
    public DateTimeOffset LastAt { get; private set; }

    /// <summary>Something of this own time was read.</summary>
    public void Saw(DateTimeOffset at) => LastAt = at > LastAt ? at : LastAt;

    /// <summary>What a measure says to its problem.</summary>
    public void Mark(int measure, ProblemMark mark) => _marks[measure] = mark;

    public void Add(string unit, Contribution contribution)
    {
        if (contribution.Later.IsEmpty)
        {
            contribution.First.AddTo(_units[unit], +1);
        }
        else
        {
            _byTheClock.Add((_units[unit], contribution));
        }
    }

    /// <summary>Adds what is known only once every measure was read.</summary>
    public void Add(string unit, Func<IReadOnlyDictionary<int, ProblemMark>, Contribution> contribution) => _byMarks.Add((unit, contribution));

    /// <summary>Every unit's and region's tally, by scope. The end: nothing is added after it.</summary>
    public IReadOnlyList<(string Scope, Tally Tally)> At(DateTimeOffset at)
    {
        foreach (var (unit, contribution) in _byMarks)
        {
            Add(unit, contribution(_marks));
        }

        foreach (var (sums, contribution) in _byTheClock)
        {
            contribution.At(at).AddTo(sums, +1);
        }

        var regions = frame.Regions.ToDictionary(region => region.Id, _ => new long[Tally.Size], StringComparer.Ordinal);
        var parents = frame.Regions.ToDictionary(region => region.Id, region => region.Parent, StringComparer.Ordinal);
        foreach (var unit in frame.Units)
        {
            for (var region = unit.Parent; region is not null; region = parents[region])
            {
                new Tally(_units[unit.Id]).AddTo(regions[region], +1);
            }
        }

        return
        [
            .. _units.Select(unit => ($"unit:{unit.Key}", new Tally(unit.Value))),
            .. regions.Select(region => ($"region:{region.Key}", new Tally(region.Value))),
        ];
    }
}
