using Rectification.Plans;

namespace Rectification.Documents.Ledgers.In;

/// <summary>What the lines of a ledger say, whatever they are read into.</summary>
public static class LedgerLines
{
    /// <summary>Whether nothing of a row has to be answered before it can be a measure.</summary>
    /// <param name="row">The row.</param>
    /// <param name="isKnown">Whether the measure is there already: then only what the ledger has a column for is needed of it.</param>
    /// <param name="target">Where it is read into.</param>
    public static bool IsComplete(LedgerMeasure row, bool isKnown, LedgerTarget target)
    {
        ArgumentNullException.ThrowIfNull(row);
        ArgumentNullException.ThrowIfNull(target);
        return (row.Deadline is not null || (isKnown && !row.Source.States(LedgerFields.Deadline)))
            && (target.Unit(row.LeadUnit) is not null || (isKnown && !row.Source.States(LedgerFields.LeadUnit)));
    }

    /// <summary>What a measure that is not there yet needs and the ledger has no column for; <see langword="null"/>: nothing.</summary>
    internal static Refusal? Lacks(LedgerMeasure row, LedgerReading reading, bool several)
    {
        var field = row.Deadline is null && !row.Source.States(LedgerFields.Deadline) ? ("完成时限", "deadline")
            : row.LeadUnit is null && !row.Source.States(LedgerFields.LeadUnit) ? ("牵头单位", "lead unit")
            : ((string Zh, string En)?)null;
        return field is var (zh, en)
            ? Refusal.Invalid(
                "ledger.column-needed", $"措施 {row.No} 是新增的，台账里没有{Quotation.Of(zh)}一列；请补上这一列，或指定哪一列是它。",
                $"Measure {row.No} is new, and no column holds its {en}: add the column, or say which one it is.",
                Cell(reading, several, row.Source.Cell(row.Row, LedgerFields.Measure)))
            : null;
    }

    /// <summary>A cell as findings name it, of several files with the file's name before it.</summary>
    internal static string Cell(LedgerReading reading, bool several, string cell) => several ? $"{reading.File} {cell}" : cell;

    internal static IEnumerable<(LedgerProblem Problem, IEnumerable<LedgerMeasure> Measures)> WithMeasures(LedgerReading reading)
    {
        var measures = reading.Measures.ToLookup(measure => measure.Problem);
        return reading.Problems.Select(problem => (problem, measures[problem.No]));
    }

    internal static string? LeaderTitle(LedgerProblem problem, IEnumerable<LedgerMeasure> measures) =>
        problem.LeaderTitle ?? measures.FirstOrDefault()?.LeaderTitle;

    /// <summary>The unit that leads a problem: its own, or that of its first measure that names one.</summary>
    internal static string? Leads(LedgerProblem problem, IEnumerable<LedgerMeasure> measures, LedgerTarget target) =>
        target.Unit(problem.LeadUnit) ?? measures.Select(measure => target.Unit(measure.LeadUnit)).FirstOrDefault(unit => unit is not null);

    /// <summary>The leader a row names, or who was said for all rows that name none.</summary>
    internal static string? Leader(LedgerTarget target, string? title, LedgerDefaults said) => target.Leader(title) ?? target.Leader(said.Leader);

    internal static LedgerStandIn StandIn(LedgerReading reading, bool several, LedgerMeasure row, int no, string leader) =>
        new(no, Cell(reading, several, row.Source.Cell(row.Row, LedgerFields.Leader, LedgerFields.Measure)), leader);

    /// <summary>
    /// Who supports a measure. Without a column for it these stay as they are; two units in the column of the one that leads still say that the second has
    /// a part.
    /// </summary>
    internal static IReadOnlyList<string> Supporting(LedgerMeasure row, IReadOnlyList<string>? known, string? lead, LedgerTarget target)
    {
        var read = row.SupportingUnits.Select(target.Unit).OfType<string>();
        return [.. (row.StatesSupporting ? read : (known ?? []).Concat(read)).Where(unit => unit != lead).Distinct()];
    }

    /// <summary>Whether the row says that there is none: the ledger has a column for it, and nothing stands there.</summary>
    internal static bool IsEmptied(LedgerMeasure row, string field, string? written) => written is null && !row.HasUnread && row.Source.States(field);

    internal static Cadence? Cadence(string? words) => words switch
    {
        null => null,
        _ when words.Contains('周') || words.Contains('旬') => Plans.Cadence.Weekly,
        _ when words.Contains('季') => Plans.Cadence.Quarterly,
        _ when words.Contains('月') => Plans.Cadence.Monthly,
        _ when words.Contains('年') => Plans.Cadence.Yearly,
        _ => null,
    };

    internal static PromisedInstitution? Institution(LedgerMeasure row) =>
        row.Institution is { } title ? new() { Kind = InstitutionKind.New, Title = title } : null;
}
