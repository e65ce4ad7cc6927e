namespace Rectification.Verifier;

/// <summary>Every figure a seal may state.</summary>
internal enum Figure
{
    AssignmentDone = 0,
    AssignmentTotal = 1,
    BasicallyDone = 2,
    DueLater = 3,
    DueWithin10 = 4,
    DueWithin20 = 5,
    Extended = 6,
    InProgress = 7,
    InstitutionNew = 8,
    InstitutionRegistered = 9,
    InstitutionRevised = 10,
    MeasureTotal = 11,
    Overdue = 12,
    OverdueLonger = 13,
    OverdueWithin30 = 14,
    OverdueWithin7 = 15,
    ProblemSignedOff = 16,
    ProblemTotal = 17,
    Red = 18,
    Reopened = 19,
    ReopenedLater = 20,
    Rescinded = 21,
    ReviewLate = 22,
    SignOffRequested = 23,
    SignedOff = 24,
    SignedOffLate = 25,
    SignedOffLateByFirst = 26,
    Standing = 27,
    StandingDue = 28,
    Unclaimed = 29,
    Waiting = 30,
    Yellow = 31,
}

internal static class Figures
{
    /// <summary>Figures that the first seals did not count. Those without <c>reopenedLater</c> counted it in <c>extended</c>.</summary>
    private static readonly string[] Later =
    [
        "dueLater", "dueWithin10", "dueWithin20", "overdueLonger", "overdueWithin30", "overdueWithin7", "reopenedLater", "rescinded", "signedOffLate",
        "signedOffLateByFirst", "standingDue", "waiting",
    ];

    /// <summary>Names in the order of their numbers, which is the ordinal order.</summary>
    public static readonly string[] Names = [.. Enum.GetNames<Figure>().Select(name => char.ToLowerInvariant(name[0]) + name[1..])];

    public static readonly int Count = Names.Length;

    /// <summary>Whether a seal of these figures counts one.</summary>
    public static bool Has(this string[] figures, Figure figure) => Array.BinarySearch(figures, Names[(int)figure], StringComparer.Ordinal) >= 0;

    /// <summary>Whether a seal may have counted exactly these.</summary>
    public static bool AreWhole(IReadOnlyList<string> names) =>
        names.SequenceEqual(Names.Where(names.Contains)) && Names.Except(Later).All(names.Contains);
}
