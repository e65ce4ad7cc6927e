namespace Rectification.Documents.Ledgers;

/// <summary>What a column can be read as. Two facts in one column are joined by <c>+</c>.</summary>
public static class LedgerFields
{
    public const string Extra = "extra";
    public const string ProblemNo = "problemNo";
    public const string MeasureNo = "measureNo";
    public const string ProblemRef = "problemRef";
    public const string MeasureRef = "measureRef";
    public const string Category = "category";
    public const string Problem = "problem";
    public const string ProblemDetail = "problemDetail";
    public const string ProblemLeader = "problemLeader";
    public const string ProblemLeadUnit = "problemLeadUnit";
    public const string Measure = "measure";
    public const string Target = "target";
    public const string LeadUnit = "leadUnit";
    public const string SupportingUnits = "supportingUnits";
    public const string LeadAndSupporting = "leadUnit+supportingUnits";
    public const string UnitProgress = "unitProgress";
    public const string OverseeingUnit = "overseeingUnit";
    public const string Leader = "leader";
    public const string Person = "person";
    public const string Deadline = "deadline";

    /// <summary>What a deadline was moved to; where the cell is blank the deadline beside it holds.</summary>
    public const string MovedDeadline = "movedDeadline";
    public const string ActualDate = "actualDate";
    public const string Start = "start";
    public const string State = "state";
    public const string Progress = "progress";
    public const string ProgressText = "progressText";
    public const string Result = "result";
    public const string Institution = "institution";
    public const string Cadence = "cadence";
    public const string Money = "money:";
    public const string StateOf = "state:";

    /// <summary>Read over: nothing of the column is taken in.</summary>
    public const string Ignored = "ignored";

    /// <summary>What a plan cannot do without, in the order it is asked.</summary>
    public static IReadOnlyList<string> Needed { get; } = [Problem, Measure, LeadUnit, Deadline, Leader, Start];

    private static readonly HashSet<string> Plain = new(StringComparer.Ordinal)
    {
        Extra, ProblemNo, MeasureNo, ProblemRef, MeasureRef, Category, Problem, ProblemDetail, ProblemLeader, ProblemLeadUnit, Measure, Target,
            LeadUnit, SupportingUnits,
        UnitProgress, OverseeingUnit, Leader, Person, Deadline, MovedDeadline, ActualDate, Start, State, Progress, ProgressText, Result, Institution, Cadence,
        Ignored
    };

    private static readonly HashSet<string> Repeatable = new(StringComparer.Ordinal)
    {
        ProblemNo, ProblemRef, Category, Problem, ProblemDetail, ProblemLeader, ProblemLeadUnit, Measure, Target, LeadUnit, SupportingUnits, OverseeingUnit,
        Leader, Person, Deadline, MovedDeadline, Start, Cadence,
    };

    /// <summary>
    /// Whether 同上 in a column of that field stands for the cell above. What was reached, and when, every row says for itself; what we only keep stays as
    /// written.
    /// </summary>
    public static bool MaySaySame(string field) => field.Split('+').Any(Repeatable.Contains);

    /// <summary>Whether a column may be read so.</summary>
    public static bool IsField(string field) =>
        field.StartsWith(Money, StringComparison.Ordinal) ? MoneyRule.UnitIn(field[Money.Length..]) is not null
        : field.StartsWith(StateOf, StringComparison.Ordinal) ? field.Length > StateOf.Length
        : field.Split('+').All(Plain.Contains);

    public static bool Has(string field, string part) =>
        field.Length == part.Length ? field == part : field.Contains(part, StringComparison.Ordinal) && field.Split('+').Contains(part);
}
