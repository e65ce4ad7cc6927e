namespace Rectification.Documents.Ledgers;

/// <summary>What the sheets of one workbook bring together.</summary>
internal sealed class LedgerRun(LedgerRules rules, bool unitSheet, string? unit, UnitsRun? units = null)
{
    /// <summary>Of a sheet with the progress of many units: what it is read by.</summary>
    public UnitsRun? Units => units;

    public LedgerRules Rules => rules;

    public LedgerContext Context => rules.Context;

    public LedgerFindings Findings { get; } = new();

    /// <summary>Whether one unit's progress is read against a plan that is there.</summary>
    public bool UnitSheet => unitSheet;

    /// <summary>Whose sheet it is.</summary>
    public string? Unit => unit;

    public List<LedgerProblem> Problems { get; } = [];

    public List<LedgerMeasure> Measures { get; } = [];

    /// <summary>Columns of measures' numbers, for what is told when numbers repeat.</summary>
    public Dictionary<LedgerSource, int> NumberColumns { get; } = [];

    /// <summary>Measures that name their problem by number.</summary>
    public List<ProblemReference> References { get; } = [];

    /// <summary>Rows of a 责任清单.</summary>
    public List<Duty> Duties { get; } = [];
}

/// <summary>A measure's cell that names its problem.</summary>
internal sealed record ProblemReference(LedgerMeasure Measure, string Sheet, int Column, int Row, string Text);

/// <summary>A row of a 责任清单： which measure, whose, and what else it says.</summary>
internal sealed record Duty(string Sheet, int Row, int Column, int UnitColumn, string Text, UnitsOfRow Units, LedgerValueDictionary Extra);

/// <summary>The units of a row, all its columns together.</summary>
internal sealed record UnitsOfRow(string? Lead, IReadOnlyList<string> Supporting, string? Person, string? Leader, IReadOnlyDictionary<string, int?>? Progress);
