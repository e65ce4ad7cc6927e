using Rectification.Chains;
using Rectification.Measures;
using Rectification.Rosters;

namespace Rectification.Problems;

/// <summary>A problem as it is persisted; it has a row only once it was signed off.</summary>
[GenerateSerializer, Alias("problem-row")]
public sealed record ProblemRow
{
    public const string StateName = "problem-v1";
    public const string GrainType = "problem";

    [Id(0)] public long Version { get; init; }

    /// <summary>The newest sign-off.</summary>
    [Id(1)] public ProblemSignOff? SignOff { get; init; }

    /// <summary>Every sign-off there was; bounded by <see cref="MaxSignOffs"/>.</summary>
    [Id(2)] public TrailPage Trail { get; init; } = TrailPage.Empty;
    [Id(3)] public string TrailHash { get; init; } = TrailPage.NoHash;

    /// <summary>Version of the newest live sign-off that the plan's outbox may not have yet; 0 without one.</summary>
    [Id(4)] public long Unposted { get; init; }

    /// <summary>The trail's part of the row: all of it.</summary>
    internal ChainRow Chain => new() { OpenPage = Trail, Hash = TrailHash };

    /// <summary>Every sign-off there was, oldest first.</summary>
    internal IEnumerable<ProblemTrailEntry> Entries() => Trail.Split().Select(line => TrailPage.Read(line, ProblemJson.Canonical.ProblemTrailEntry));

    /// <summary>Most sign-offs of one problem.</summary>
    public const int MaxSignOffs = 100;

    public static GrainId Id(string plan, int no) => GrainId.Create(GrainType, new NumberKey(plan, no).ToString());
}

/// <summary>A sign-off and what it saw: how often each measure had been signed off.</summary>
[GenerateSerializer, Immutable, Alias("problem-sign-off")]
public sealed record ProblemSignOff
{
    [Id(0)] public required string By { get; init; }
    [Id(1)] public required DateTimeOffset At { get; init; }
    [Id(2)] public required string Statement { get; init; }
    [Id(3)] public required IReadOnlyDictionary<int, int> SignOffs { get; init; }

    public static ProblemSignOff Of(ProblemTrailEntry entry) =>
        new() { By = entry.By, At = entry.At, Statement = entry.Statement, SignOffs = entry.SignOffs };

    /// <summary>Whether every measure still is as it was: signed off, for the same time.</summary>
    public bool Holds(IReadOnlyDictionary<int, ProblemMark> marks) =>
        marks.Count == SignOffs.Count && marks.All(mark => mark.Value.SignedOff && SignOffs.GetValueOrDefault(mark.Key, -1) == mark.Value.SignOffs);
}

/// <summary>What a problem counts for.</summary>
public static class ProblemProjection
{
    /// <summary>A problem that was never signed off; any activation's stamp is newer.</summary>
    public static readonly Contribution Unsigned = ContributionOf(Stamp.None, signedOff: false);

    public static Contribution ContributionOf(Stamp stamp, bool signedOff) => new()
    {
        Stamp = stamp,
        First = default(FigureSet).With(Figure.ProblemTotal).With(Figure.ProblemSignedOff, signedOff),
    };

    /// <summary>The problem as people see it, from persisted states.</summary>
    public static ProblemView View(string plan, ProblemRosterLine line, ProblemRow? row, IReadOnlyDictionary<int, MeasureState> measures, int rosterVersion) =>
        View(plan, line, row ?? new(), line.Measures.ToDictionary(no => no, no => MeasureProjection.MarkFor(measures[no], rosterVersion)), recovering: false);

    public static ProblemView View(string plan, ProblemRosterLine line, ProblemRow row, IReadOnlyDictionary<int, ProblemMark> marks, bool recovering)
    {
        var problem = line.Problem;
        var held = row.SignOff?.Holds(marks) == true ? row.SignOff : null;
        return new()
        {
            Plan = plan,
            No = problem.No,
            Category = problem.Category,
            Title = problem.Title,
            Leader = problem.Leader,
            LeadUnit = problem.LeadUnit,
            Source = problem.Source,
            Measures = marks.Count,
            MeasuresSignedOff = marks.Values.Count(mark => mark.SignedOff),
            SignedOff = held is not null,
            SignedOffAt = held?.At,
            SignedOffBy = held?.By,
            Statement = held?.Statement,
            Version = row.Version,
            MeasureNumbers = line.Measures,
            Recovering = recovering,
        };
    }
}
