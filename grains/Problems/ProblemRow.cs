using Rectification.Chains;
using Rectification.Measures;
using Rectification.Plans;
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
    public bool Holds(IReadOnlyDictionary<int, ProblemMark> marks)
    {
        var present = marks.Where(mark => !mark.Value.Absent).ToList();
        return present.Count == SignOffs.Count && present.All(mark => mark.Value.SignedOff && SignOffs.GetValueOrDefault(mark.Key, -1) == mark.Value.SignOffs);
    }
}

/// <summary>What a problem counts for.</summary>
public static class ProblemProjection
{
    /// <summary>A problem that was never signed off, and whose measures were never amended; any activation's stamp is newer.</summary>
    public static readonly Contribution Unsigned = new() { Stamp = Stamp.None, First = default(FigureSet).With(Figure.ProblemTotal) };

    /// <summary>A problem counts as long as one of its measures has a part in it.</summary>
    public static Contribution ContributionOf(Stamp stamp, ProblemSignOff? signOff, IReadOnlyDictionary<int, ProblemMark> marks) => new()
    {
        Stamp = stamp,
        First = marks.Values.All(mark => mark.Absent) ? default
            : default(FigureSet).With(Figure.ProblemTotal).With(Figure.ProblemSignedOff, signOff?.Holds(marks) == true),
    };

    /// <summary>The problem as people see it, from persisted states.</summary>
    public static ProblemView View(
        PlanFrame frame, ProblemRosterLine line, ProblemRow? row, IEnumerable<(MeasureDefinition Definition, MeasureState State)> measures) => View(
            frame.Plan, line, row ?? new(),
            measures.ToDictionary(known => known.Definition.No, known => MeasureProjection.MarkFor(frame, known.Definition, known.State)), recovering: false);

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
            Cause = problem.Cause,
            Extend = problem.Extend,
            Extra = problem.Extra,
            Measures = marks.Values.Count(mark => !mark.Absent),
            MeasuresSignedOff = marks.Values.Count(mark => mark is { SignedOff: true, Absent: false }),
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
