namespace Rectification.Verifier;

/// <summary>Every figure a seal may state.</summary>
internal enum Figure
{
    AssignmentDone = 0,
    AssignmentTotal = 1,
    BasicallyDone = 2,
    Extended = 3,
    InProgress = 4,
    InstitutionNew = 5,
    InstitutionRegistered = 6,
    InstitutionRevised = 7,
    MeasureTotal = 8,
    Overdue = 9,
    ProblemSignedOff = 10,
    ProblemTotal = 11,
    Red = 12,
    Reopened = 13,
    Rescinded = 14,
    ReviewLate = 15,
    SignOffRequested = 16,
    SignedOff = 17,
    Standing = 18,
    StandingDue = 19,
    Unclaimed = 20,
    Yellow = 21,
}

internal static class Figures
{
    /// <summary>Figures that the first seals did not count.</summary>
    private static readonly string[] Later = ["rescinded", "standingDue"];

    /// <summary>Names in the order of their numbers, which is the ordinal order.</summary>
    public static readonly string[] Names = [.. Enum.GetNames<Figure>().Select(name => char.ToLowerInvariant(name[0]) + name[1..])];

    public static readonly int Count = Names.Length;

    /// <summary>Whether a seal may have counted exactly these.</summary>
    public static bool AreWhole(IReadOnlyList<string> names) =>
        names.SequenceEqual(Names.Where(names.Contains)) && Names.Except(Later).All(names.Contains);
}
