using Rectification.Measures;
using Rectification.Plans;
using Rectification.Problems;
using Rectification.Rosters;
using Rectification.Storage;

namespace Rectification.Queries;

/// <summary>The courses of all parts of one version of a plan, by the problem they belong to.</summary>
internal sealed class PlanPast : KeptCurrent
{
    /// <summary>Problems read at once, some hundred measures: enough for one round trip to be worth it, and soon over for who waits beside.</summary>
    private const int PartsAtOnce = 32;

    private readonly PlanFrame _frame;
    private readonly ProblemRosterLine[] _lines;
    private readonly Dictionary<int, int> _lineOfMeasure;
    private readonly Dictionary<int, int> _lineOfProblem;

    /// <summary>By problem its courses.</summary>
    private readonly PartCourse[][] _courses;
    private readonly Func<IReadOnlyList<ProblemRosterLine>, Task<PartCourse[][]>> _read;

    /// <param name="frame">The plan.</param>
    /// <param name="lines">Its problems.</param>
    /// <param name="read">Reads some of them with their measures.</param>
    /// <param name="writes">How many writes there had been before anything was read.</param>
    public PlanPast(
        PlanFrame frame, ProblemRosterLine[] lines, Func<IReadOnlyList<ProblemRosterLine>, Task<PartCourse[][]>> read, long writes)
        : base(writes, TimeProvider.System)
    {
        (_frame, _lines, _read) = (frame, lines, read);
        _lineOfMeasure = lines.Index().SelectMany(one => one.Item.Measures, (one, no) => (No: no, one.Index)).ToDictionary(one => one.No, one => one.Index);
        _lineOfProblem = lines.Index().ToDictionary(one => one.Item.Problem.No, one => one.Index);
        _courses = new PartCourse[lines.Length][];
    }

    /// <summary>How many problems there are.</summary>
    public int Parts => _lines.Length;

    /// <summary>Reads every problem, on all processors: somebody waits for it.</summary>
    public Task Fill() => Read([.. Enumerable.Range(0, _lines.Length)], Environment.ProcessorCount);

    /// <summary>Per region its tally at each of the moments.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<Tally>> Tallies(IReadOnlyList<DateTimeOffset> moments) =>
        Sum(moments, [.. _frame.Regions.Select(region => region.Id)], unit => RegionsAbove(_frame, unit));

    /// <summary>Per unit its own tally at one moment.</summary>
    public IReadOnlyDictionary<string, Tally> UnitTallies(DateTimeOffset moment) =>
        Sum([moment], [.. _frame.Units.Select(unit => unit.Id)], unit => [unit.Id]).ToDictionary(sum => sum.Key, sum => sum.Value[0], StringComparer.Ordinal);

    /// <summary>The regions in which a unit is counted, from below.</summary>
    public static IEnumerable<string> RegionsAbove(PlanFrame frame, UnitProfile unit)
    {
        for (var region = unit.Parent; region is not null; region = frame.Regions.First(r => r.Id == region).Parent)
        {
            yield return region;
        }
    }

    protected override IReadOnlyCollection<int> Written(RowWrites writes, long since) =>
        writes.Since(since, MeasureRow.StateName) is { } measures && writes.Since(since, ProblemRow.StateName) is { } problems
            ? [.. Places(measures, _lineOfMeasure).Concat(Places(problems, _lineOfProblem)).Distinct()]
            : [.. Enumerable.Range(0, _lines.Length)];

    /// <summary>On half of the processors: people report meanwhile.</summary>
    protected override Task Read(IReadOnlyCollection<int> parts) => Read(parts, Math.Max(1, Environment.ProcessorCount / 2));

    private Task Read(IReadOnlyCollection<int> parts, int processors)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = processors, TaskScheduler = TaskScheduler.Default };
        return Parallel.ForEachAsync(parts.Chunk(PartsAtOnce), options, async (some, _) =>
        {
            var courses = await _read([.. some.Select(line => _lines[line])]);
            for (var i = 0; i < some.Length; i++)
            {
                Volatile.Write(ref _courses[some[i]], courses[i]);
            }
        });
    }

    private Dictionary<string, IReadOnlyList<Tally>> Sum(
        IReadOnlyList<DateTimeOffset> moments, string[] scopes, Func<UnitProfile, IEnumerable<string>> scopesOf)
    {
        var place = scopes.Index().ToDictionary(scope => scope.Item, scope => scope.Index, StringComparer.Ordinal);
        var scopesOfUnit = _frame.Units.ToDictionary(unit => unit.Id, unit => scopesOf(unit).Select(scope => place[scope]).ToArray(), StringComparer.Ordinal);
        var sums = new long[scopes.Length * moments.Count * Tally.Size];
        var ticks = moments.Select(moment => moment.UtcTicks).ToArray();
        for (var line = 0; line < _courses.Length; line++)
        {
            foreach (var course in Volatile.Read(ref _courses[line]))
            {
                var scopesOfCourse = scopesOfUnit[course.Unit];
                for (var m = 0; m < ticks.Length; m++)
                {
                    var figures = course.At(ticks[m]);
                    foreach (var scope in scopesOfCourse)
                    {
                        figures.AddTo(Of(sums, scope, m), +1);
                    }
                }
            }
        }

        return scopes.ToDictionary(
            scope => scope, IReadOnlyList<Tally> (scope) => [.. ticks.Select((_, m) => new Tally(Of(sums, place[scope], m)))], StringComparer.Ordinal);

        Span<long> Of(long[] all, int scope, int moment) => all.AsSpan(((scope * moments.Count) + moment) * Tally.Size, Tally.Size);
    }

    private IEnumerable<int> Places(IEnumerable<GrainId> written, Dictionary<int, int> lineOf) =>
        from row in written
        let key = NumberKey.Parse(row.Key.ToString()!)
        where key.Plan == _frame.Plan && lineOf.ContainsKey(key.No)
        select lineOf[key.No];
}
