namespace Rectification.Verifier;

/// <summary>
/// A plan from the roster version on with which its chain begins: whole there, and what each later version changed. What holds for a measure
/// at a moment is for its own trail to say; what it may hold is here.
/// </summary>
internal sealed class PlanInTime(Roster first)
{
    private readonly Dictionary<int, List<Measure>> _changes = [];
    private readonly Dictionary<int, List<int>> _versions = [];
    private readonly Dictionary<int, string> _addedProblems = [];
    private readonly Dictionary<int, List<int>> _addedMeasures = [];
    private readonly HashSet<int> _unsteady = [];

    public int Begin => first.Version;

    public bool IsAmended { get; private set; }

    /// <summary>Measures that a version changed.</summary>
    public IEnumerable<int> Changed => _changes.Keys;

    /// <summary>Problems that a version changed or added.</summary>
    public HashSet<int> ChangedProblems { get; } = [];

    /// <summary>Every problem there is or was from the first version on, with its lead unit.</summary>
    public IEnumerable<KeyValuePair<int, string>> Problems => first.Problems.Concat(_addedProblems);

    public IEnumerable<int> Measures => first.Measures.Keys.Concat(_addedMeasures.SelectMany(added => added.Value));

    /// <summary>Takes the next version, which is stated by what it changed; why it cannot follow, or null.</summary>
    public Wrong? Take(Roster next)
    {
        IsAmended = true;
        if (next.Header.Stays != next.Before!.Header.Stays || !Keeps(next.Before.Regions, next.Regions) || !Keeps(next.Before.Units, next.Units)
            || next.Plan != next.Before.Plan)
        {
            return new("方案调整不得改动反馈日期、时区、单位和地区的隶属。", "An amendment moved what stays: the feedback date, the time zone, a unit or a region.");
        }

        foreach (var (no, lead) in next.Problems)
        {
            ChangedProblems.Add(no);
            if (LeadOf(no) is null)
            {
                _addedProblems[no] = lead;
            }
            else if (LeadOf(no) != lead)
            {
                return new("问题的牵头单位不得改动。", "A problem keeps its lead unit.", LeadOf(no), lead);
            }
        }

        foreach (var (no, measure) in next.Measures)
        {
            var before = Latest(no);
            if (before is not null && (before.Problem != measure.Problem || before.Line == measure.Line) || LeadOf(measure.Problem) is null
                || !next.Units.ContainsKey(measure.LeadUnit) || !measure.Units.All(next.Units.ContainsKey))
            {
                return new("措施没有变化，或问题、单位不对。", "The measure did not change, or its problem or units do not fit.", before, measure);
            }

            Take(next.Version, measure, before);
        }

        return null;
    }

    /// <summary>What the plan said of a measure in the first version; null where it was added later.</summary>
    public Measure? AtFirst(int no) => first.Measures.GetValueOrDefault(no);

    /// <summary>The versions that changed a measure, ascending.</summary>
    public IReadOnlyList<int> VersionsOf(int no) => _versions.GetValueOrDefault(no) ?? [];

    /// <summary>What the n-th version that changed it said of a measure.</summary>
    public Measure Change(int no, int n) => _changes[no][n];

    /// <summary>How many of the versions that changed a measure are not after this one.</summary>
    public int ChangesUntil(int no, int version)
    {
        var versions = VersionsOf(no);
        var count = versions.Count;
        while (count > 0 && versions[count - 1] > version)
        {
            count--;
        }

        return count;
    }

    public string? LeadOf(int problem) => first.Problems.GetValueOrDefault(problem) ?? _addedProblems.GetValueOrDefault(problem);

    public IReadOnlyList<int> MeasuresOf(int problem) =>
        [.. first.MeasuresOf.GetValueOrDefault(problem) ?? [], .. _addedMeasures.GetValueOrDefault(problem) ?? []];

    /// <summary>Whether a measure of the problem came or went.</summary>
    public bool IsUnsteady(int problem) => _unsteady.Contains(problem) || _addedProblems.ContainsKey(problem);

    private Measure? Latest(int no) => _changes.TryGetValue(no, out var changes) ? changes[^1] : AtFirst(no);

    private void Take(int version, Measure measure, Measure? before)
    {
        if (before is null)
        {
            List(_addedMeasures, measure.Problem).Add(measure.No);
        }

        if (before?.Rescinded != measure.Rescinded)
        {
            _unsteady.Add(measure.Problem);
        }

        List(_changes, measure.No).Add(measure);
        List(_versions, measure.No).Add(version);
    }

    private static List<T> List<T>(Dictionary<int, List<T>> lists, int no) => lists.TryGetValue(no, out var list) ? list : lists[no] = [];

    private static bool Keeps(Dictionary<string, string?> before, Dictionary<string, string?> next) =>
        ReferenceEquals(before, next) || before.All(line => next.TryGetValue(line.Key, out var parent) && parent == line.Value);
}
