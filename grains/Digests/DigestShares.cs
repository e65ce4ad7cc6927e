using Rectification.Measures;
using Rectification.Plans;

namespace Rectification.Digests;

/// <summary>Who has how much of what: assignments by unit for the ranking, measures by category.</summary>
internal sealed class DigestShares(PlanFrame frame)
{
    private const string NoCategory = "未分类";

    /// <summary>Most sources with a line of their own: more could not be printed as shares of one whole.</summary>
    private const int MostSources = 100;

    private readonly Dictionary<string, (long Done, long Total)> _units = new(StringComparer.Ordinal);

    /// <summary>By number, 0 for problems without one.</summary>
    private readonly SortedDictionary<int, (HashSet<int> Problems, long Done, long Total)> _categories = [];

    /// <summary>By source in the order in which they were met, empty for problems without one.</summary>
    private readonly OrderedDictionary<string, (HashSet<int> Problems, long Done, long Total)> _sources = new(StringComparer.Ordinal);

    /// <param name="context">The measure as the plan has it.</param>
    /// <param name="state">How it stands.</param>
    /// <param name="problem">Its problem.</param>
    public void Add(MeasureContext context, MeasureState state, ProblemDefinition problem)
    {
        foreach (var unit in context.Definition.AllUnits())
        {
            var done = MeasureProjection.ContributionTo(context, state, rosterVersion: 0, unit).First.Has(Figure.AssignmentDone);
            var (unitDone, unitTotal) = _units.GetValueOrDefault(unit);
            _units[unit] = (unitDone + (done ? 1 : 0), unitTotal + 1);
        }

        Count(_categories, problem.Category ?? 0);
        Count(_sources, problem.Source?.Trim() ?? "");

        void Count<TKey>(IDictionary<TKey, (HashSet<int> Problems, long Done, long Total)> parts, TKey part)
        {
            var (problems, signedOff, total) = parts.TryGetValue(part, out var known) ? known : ([], 0, 0);
            problems.Add(context.Definition.Problem);
            parts[part] = (problems, signedOff + (state.Status == MeasureStatus.SignedOff ? 1 : 0), total + 1);
        }
    }

    /// <summary>Units with at least so many assignments, best first; who has the same rate has the same rank.</summary>
    public IReadOnlyList<DigestRank>? Ranking(int? atLeast)
    {
        if (atLeast is not { } least)
        {
            return null;
        }

        var ranked = frame.Units.Where(unit => _units.GetValueOrDefault(unit.Id).Total >= Math.Max(1, least))
            .Select(unit => (Unit: new DigestUnit(unit.Id, unit.Name), Share: _units[unit.Id])).ToList();

        // A stable order: equals stay as the plan has them.
        var ordered = ranked.OrderBy(unit => unit.Share, Comparer<(long Done, long Total)>.Create((one, other) => Compare(other, one))).ToList();
        return
        [
            .. ordered.Select(line => new DigestRank
            {
                Rank = 1 + ordered.Count(better => Compare(better.Share, line.Share) > 0),
                Unit = line.Unit,
                Done = line.Share.Done,
                Total = line.Share.Total,
            }),
        ];
    }

    public IReadOnlyList<DigestPart> Categories() =>
    [
        .. from category in _categories.Where(category => category.Key > 0).Concat(_categories.Where(category => category.Key <= 0))
           select new DigestPart
           {
               Category = category.Key > 0 ? category.Key : null,
               Title = frame.Categories.FirstOrDefault(known => known.No == category.Key)?.Title ?? NoCategory,
               Problems = category.Value.Problems.Count,
               Done = category.Value.Done,
               Total = category.Value.Total,
           },
    ];

    /// <summary>Nothing where no problem has a source. The smallest of too many stand in one line together.</summary>
    public IReadOnlyList<DigestSource> Sources()
    {
        var named = _sources.Where(source => source.Key.Length > 0).ToList();
        if (named.Count == 0)
        {
            return [];
        }

        var own = named.OrderByDescending(source => source.Value.Total).Take(MostSources).Select(source => source.Key).ToHashSet(StringComparer.Ordinal);
        var rest = named.Where(source => !own.Contains(source.Key)).Select(source => source.Value).ToList();
        var lines = named.Where(source => own.Contains(source.Key)).Select(source => Line([source.Value]) with { Source = source.Key }).ToList();
        if (rest.Count > 0)
        {
            lines.Add(Line(rest) with { Together = rest.Count });
        }

        return _sources.TryGetValue("", out var without) ? [.. lines, Line([without])] : lines;

        static DigestSource Line(IReadOnlyList<(HashSet<int> Problems, long Done, long Total)> parts) => new()
        {
            Problems = parts.Sum(part => (long)part.Problems.Count),
            Done = parts.Sum(part => part.Done),
            Total = parts.Sum(part => part.Total),
        };
    }

    /// <summary>Shares compared exactly.</summary>
    private static int Compare((long Done, long Total) one, (long Done, long Total) other) => (one.Done * other.Total).CompareTo(other.Done * one.Total);
}
