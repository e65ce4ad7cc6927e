using System.Text.Json.Serialization;

namespace Rectification.Rollups;

/// <summary>
/// Figures of one scope at one moment (DESIGN §9). Every rate stands beside its numerator and denominator; it is exact, never rounded
/// up, and <see langword="null"/> where there is nothing to divide by.
/// </summary>
[GenerateSerializer, Immutable, Alias("rate-sheet")]
public sealed record RateSheet
{
    [Id(0)] public required string Plan { get; init; }

    /// <summary><c>city</c> for the root region, otherwise the unit's or region's id.</summary>
    [Id(1)] public required string Scope { get; init; }

    /// <summary>The moment the figures are of.</summary>
    [Id(2)] public required DateTimeOffset AsOf { get; init; }

    /// <summary>Grows with every change; 0 for figures of the past.</summary>
    [Id(3)] public required long Version { get; init; }

    /// <summary>Units whose counts are being rebuilt; 0 means the figures are settled.</summary>
    [Id(4)] public required int Recovering { get; init; }

    /// <summary>Whether the figures are of exactly <see cref="AsOf"/>; a large plan's past may come from stored points.</summary>
    [Id(5)] public bool Exact { get; init; } = true;
    [Id(6)] public required MeasureFigures Measures { get; init; }
    [Id(7)] public required AssignmentFigures Assignments { get; init; }
    [Id(8)] public required ProblemFigures Problems { get; init; }
    [Id(9)] public required InstitutionFigures Institutions { get; init; }

    /// <summary>The unit's or region's own figures, where the sheet also covers what is below it.</summary>
    [Id(10), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public RateSheet? Own { get; init; }

    public static RateSheet Of(string plan, string scope, DateTimeOffset asOf, long version, int recovering, Tally tally) => new()
    {
        Plan = plan,
        Scope = scope,
        AsOf = asOf,
        Version = version,
        Recovering = recovering,
        Measures = MeasureFigures.Of(tally),
        Assignments = new() { Total = tally[Figure.AssignmentTotal], Done = tally[Figure.AssignmentDone] },
        Problems = new() { Total = tally[Figure.ProblemTotal], SignedOff = tally[Figure.ProblemSignedOff] },
        Institutions = new()
        {
            New = tally[Figure.InstitutionNew],
            Revised = tally[Figure.InstitutionRevised],
            Registered = tally[Figure.InstitutionRegistered],
        },
    };

    internal static double? Ratio(long numerator, long denominator) => denominator == 0 ? null : (double)numerator / denominator;
}

[GenerateSerializer, Immutable, Alias("measure-figures")]
public sealed record MeasureFigures
{
    [Id(0)] public required long Total { get; init; }
    [Id(1)] public required long SignedOff { get; init; }
    [Id(2)] public required long SignOffRequested { get; init; }
    [Id(3)] public required long InProgress { get; init; }
    [Id(4)] public required long Unclaimed { get; init; }
    [Id(5)] public required long BasicallyDone { get; init; }
    [Id(6)] public required long Overdue { get; init; }
    [Id(7)] public required long Yellow { get; init; }
    [Id(8)] public required long Red { get; init; }
    [Id(9)] public required long Reopened { get; init; }
    [Id(10)] public required long Standing { get; init; }

    /// <summary>Sign-off requests that wait longer than the plan's review days: late on the reviewers' side.</summary>
    [Id(11)] public required long ReviewLate { get; init; }

    /// <summary>With a deadline that an extension granted.</summary>
    [Id(12)] public required long Extended { get; init; }

    /// <summary>Standing measures whose next check is due.</summary>
    [Id(13)] public long StandingDue { get; init; }

    /// <summary>Not to be carried out any more; not part of <see cref="Total"/>.</summary>
    [Id(14)] public long Rescinded { get; init; }

    /// <summary>Signed off after the deadline that was then in force.</summary>
    [Id(15)] public long SignedOffLate { get; init; }

    /// <summary>Signed off after the first deadline.</summary>
    [Id(16)] public long SignedOffLateByFirst { get; init; }

    /// <summary>With a deadline that a reopening put later than the plan's.</summary>
    [Id(17)] public long ReopenedLater { get; init; }

    /// <summary>等待外部：waiting on others, as the office approved.</summary>
    [Id(18)] public long Waiting { get; init; }

    /// <summary>Not signed off, and due in at most 10 days.</summary>
    [Id(19)] public long DueWithin10 { get; init; }

    /// <summary>Due in 11 to 20 days.</summary>
    [Id(20)] public long DueWithin20 { get; init; }

    /// <summary>Due in more than 20 days.</summary>
    [Id(21)] public long DueLater { get; init; }

    /// <summary>Overdue for at most 7 days.</summary>
    [Id(22)] public long OverdueWithin7 { get; init; }

    /// <summary>Overdue for 8 to 30 days.</summary>
    [Id(23)] public long OverdueWithin30 { get; init; }

    /// <summary>Overdue for more than 30 days.</summary>
    [Id(24)] public long OverdueLonger { get; init; }

    /// <summary>Signed off ÷ total.</summary>
    public double? Rate => RateSheet.Ratio(SignedOff, Total);

    internal static MeasureFigures Of(Tally tally) => new()
    {
        Total = tally[Figure.MeasureTotal],
        SignedOff = tally[Figure.SignedOff],
        SignOffRequested = tally[Figure.SignOffRequested],
        InProgress = tally[Figure.InProgress],
        Unclaimed = tally[Figure.Unclaimed],
        BasicallyDone = tally[Figure.BasicallyDone],
        Overdue = tally[Figure.Overdue],
        Yellow = tally[Figure.Yellow],
        Red = tally[Figure.Red],
        Reopened = tally[Figure.Reopened],
        Standing = tally[Figure.Standing],
        ReviewLate = tally[Figure.ReviewLate],
        Extended = tally[Figure.Extended],
        StandingDue = tally[Figure.StandingDue],
        Rescinded = tally[Figure.Rescinded],
        SignedOffLate = tally[Figure.SignedOffLate],
        SignedOffLateByFirst = tally[Figure.SignedOffLateByFirst],
        ReopenedLater = tally[Figure.ReopenedLater],
        Waiting = tally[Figure.Waiting],
        DueWithin10 = tally[Figure.DueWithin10],
        DueWithin20 = tally[Figure.DueWithin20],
        DueLater = tally[Figure.DueLater],
        OverdueWithin7 = tally[Figure.OverdueWithin7],
        OverdueWithin30 = tally[Figure.OverdueWithin30],
        OverdueLonger = tally[Figure.OverdueLonger],
    };
}

[GenerateSerializer, Immutable, Alias("assignment-figures")]
public sealed record AssignmentFigures
{
    [Id(0)] public required long Total { get; init; }
    [Id(1)] public required long Done { get; init; }
    public double? Rate => RateSheet.Ratio(Done, Total);
}

[GenerateSerializer, Immutable, Alias("problem-figures")]
public sealed record ProblemFigures
{
    [Id(0)] public required long Total { get; init; }
    [Id(1)] public required long SignedOff { get; init; }
    public double? Rate => RateSheet.Ratio(SignedOff, Total);
}

[GenerateSerializer, Immutable, Alias("institution-figures")]
public sealed record InstitutionFigures
{
    public long Total => New + Revised;
    [Id(0)] public required long New { get; init; }
    [Id(1)] public required long Revised { get; init; }
    [Id(2)] public required long Registered { get; init; }
}
