using System.Globalization;
using Rectification.Documents.Workbooks;

namespace Rectification.Documents.Ledgers;

/// <summary>Reads one row of data after another: its problem, its measure, and what is to be told about them.</summary>
internal sealed partial class RowReader
{
    private readonly LedgerRun run;
    private readonly LedgerRules rules;
    private readonly SheetFields fields;
    private readonly string sheet;
    private readonly LedgerSource source;
    private readonly IReadOnlyList<LedgerColumn> columns;
    private readonly KeptHeadings kept;
    private readonly int[] extraColumns;
    private readonly bool personKey;
    private readonly Dictionary<string, LedgerProblem> byTitle = new(StringComparer.Ordinal);
    private LedgerProblem? current;

    public RowReader(LedgerRun run, SheetScan scan, SheetFields fields)
    {
        this.run = run;
        this.fields = fields;
        rules = run.Rules;
        sheet = scan.Sheet.Name;
        source = scan.Source;
        columns = scan.Columns;
        extraColumns = [.. fields.Extras];
        personKey = fields.Units.Exists(unit => unit.Person || unit.Kind != UnitColumn.Supporting) && !fields.Extras.Exists(column =>
            columns[column - 1].Header == LedgerMeasure.PersonHeading);
        kept = new(Keys(extraColumns, personKey), Keys([.. fields.Money.Select(money => money.Column)], withPerson: false));
        WeighNumbers(scan);
        run.NumberColumns[source] = Math.Max(1, fields.MeasureNo);
        foreach (var problem in run.Problems)
        {
            Remember(problem);
        }
    }

    /// <param name="row">The row.</param>
    /// <param name="problemAbove">The problem whose heading stands above; <see langword="null"/> without headings.</param>
    /// <param name="categoryAbove">The same of its category.</param>
    public void Read(MergedValues row, string? problemAbove, string? categoryAbove)
    {
        Struck(row);
        Same(row);
        if (fields.Measure == 0 && fields.Problem == 0)
        {
            Duty(row);
            return;
        }

        var problem = run.UnitSheet || fields.Problem == 0 && problemAbove is null ? null : Problem(row, problemAbove, categoryAbove);
        if (fields.Measure == 0)
        {
            OfProblem(row, problem);
            return;
        }

        Measure(row, problem);
    }

    private string[] Keys(int[] of, bool withPerson)
    {
        List<string> keys = [];
        foreach (var column in of)
        {
            var key = columns[column - 1].Header;
            keys.Add(keys.Contains(key) ? $"{key}({columns[column - 1].Letter})" : key);
        }

        if (withPerson)
        {
            keys.Add(LedgerMeasure.PersonHeading);
        }

        return [.. keys];
    }

    private void Tell(MergedValues row, int column, Remark? remark) => run.Findings.Tell(
        sheet, column, row.Row, remark is null ? null : remark with { Written = remark.Written ?? Written(row, column) });

    private void Tell(MergedValues row, int column, string code) => Tell(row, column, new Remark(code));

    // What stands there, as far as a person needs to see it.
    private string? Written(MergedValues row, int column)
    {
        const int Shown = 300;
        var text = column > 0 && column <= columns.Count && row.Shown(column) is { Text: { } there } ? rules.Text(there) : "";
        return text.Length == 0 ? null : text.Length > Shown ? text[..Shown] + "…" : text;
    }

    /// <summary>The cell of a field, errors told; what is merged over the row is told where it begins.</summary>
    private SheetCell? Cell(MergedValues row, int column)
    {
        var cell = row.Shown(column);
        if (cell is { Kind: CellKind.Error or CellKind.FormulaWithoutValue })
        {
            if (!row.Inherits(column))
            {
                Tell(row, column, cell.Kind == CellKind.Error ? LedgerCodes.CellError : LedgerCodes.FormulaWithoutValue);
            }

            return null;
        }

        return cell;
    }

    private bool Broken(MergedValues row, int column) => row.Shown(column) is { Kind: CellKind.Error or CellKind.FormulaWithoutValue };

    private string? Text(MergedValues row, int column) => Cell(row, column) is { } cell ? rules.Text(cell.Text) : null;

    // What hardly two rows have alike is not worth remembering.
    private string? Once(MergedValues row, int column) => Cell(row, column) is { } cell ? Fold.Trimmed(cell.Text) : null;

    private void Struck(MergedValues row)
    {
        foreach (var column in columns)
        {
            if (row.Own(column.Index) is { StruckThrough: true } && column.Field != LedgerFields.Extra)
            {
                Tell(row, column.Index, LedgerCodes.StruckOut);
            }
        }
    }

    private void Same(MergedValues row)
    {
        foreach (var column in columns)
        {
            if (row.IsSame(column.Index))
            {
                Tell(row, column.Index, LedgerCodes.SameAsAbove);
            }
        }
    }

    private LedgerProblem? Problem(MergedValues row, string? above, string? categoryAbove)
    {
        var number = Once(row, fields.ProblemNo) ?? "";
        var title = above is null ? Once(row, fields.Problem) : above;
        if (title is null)
        {
            if (Broken(row, fields.Problem))
            {
                return null;
            }

            // Only a problem's title goes on without a merge, and that is told; a number of its own makes it another problem.
            if (current is null || number.Length > 0 && row.Own(fields.ProblemNo) is not null && number != current.Number)
            {
                Tell(row, fields.Problem, LedgerCodes.ProblemMissing);
                return null;
            }

            Tell(row, fields.Problem, LedgerCodes.ProblemContinued);
            return current;
        }

        var bare = ListMarks.OffTitle(title);
        if (fields.Problem > 0 && !row.Inherits(fields.Problem) && bare.Length > run.Context.MaxText)
        {
            Tell(row, fields.Problem, LedgerCodes.TextTooLong);
        }

        var category = Text(row, fields.Category) is { } written ? ListMarks.Off(written) : fields.Category == 0 && categoryAbove is not null
            ? ListMarks.Off(categoryAbove) : null;
        current = (row.IsSame(fields.Problem) ? current : null) ?? Known(bare, number) ?? Added(row, bare, number);
        current.Category ??= category;
        return current;
    }

    private LedgerProblem? Known(string title, string number)
    {
        var latest = byTitle.GetValueOrDefault(title);
        if (latest is null || number.Length == 0)
        {
            return latest;
        }

        // The first of those that fit.
        LedgerProblem? known = null;
        for (var same = latest; same is not null; same = same.SameTitle)
        {
            known = same.Number == number || same.Number.Length == 0 ? same : known;
        }

        return known;
    }

    private LedgerProblem Added(MergedValues row, string title, string number)
    {
        LedgerProblem problem = new()
        {
            Title = title,
            Sheet = sheet,
            Source = source,
            Row = row.Row,
            Number = number,
            WrittenNo = ListMarks.Number(number),
            Column = Math.Max(1, fields.ProblemNo > 0 ? fields.ProblemNo : fields.Problem),
        };
        run.Problems.Add(problem);
        Remember(problem);
        return problem;
    }

    private void Remember(LedgerProblem problem)
    {
        problem.SameTitle = byTitle.GetValueOrDefault(problem.Title);
        byTitle[problem.Title] = problem;
    }

    private void OfProblem(MergedValues row, LedgerProblem? problem)
    {
        if (problem is null)
        {
            return;
        }

        if (Text(row, fields.ProblemLeader) is { } leader && !LedgerText.SaysNothing(leader))
        {
            var (title, remark) = rules.Leader(leader);
            problem.LeaderTitle ??= title;
            Tell(row, fields.ProblemLeader, row.Inherits(fields.ProblemLeader) ? null : remark);
        }

        if (Text(row, fields.ProblemLeadUnit) is { } unit)
        {
            var reading = rules.Units(unit, UnitColumn.All, person: false);
            problem.LeadUnit ??= reading.Lead;
            foreach (var remark in row.Inherits(fields.ProblemLeadUnit) ? [] : reading.Remarks)
            {
                Tell(row, fields.ProblemLeadUnit, remark);
            }
        }
    }

    private void Duty(MergedValues row)
    {
        var units = Units(row, missingTold: false);
        run.Duties.Add(new Duty(sheet, row.Row, fields.MeasureRef, fields.Units.Count > 0 ? fields.Units[0].Column : 0, Text(row, fields.MeasureRef)
            ?? "", units, new(kept.Extra, Kept(row, units.Person), 0, withNulls: false)));
    }

    /// <summary>The values of the columns that are kept, and behind them the room for the amounts.</summary>
    private object?[] Kept(MergedValues row, string? person)
    {
        var values = new object?[kept.Extra.Length + kept.Money.Length];
        for (var i = 0; i < extraColumns.Length; i++)
        {
            values[i] = Value(row.Shown(extraColumns[i]));
        }

        if (person is not null)
        {
            var at = personKey ? kept.Extra.Length - 1 : Array.IndexOf(kept.Extra, LedgerMeasure.PersonHeading);
            if (at >= 0)
            {
                values[at] ??= person;
            }
        }

        return values;
    }

    private object? Value(SheetCell? cell) => cell switch
    {
        null or { Kind: CellKind.FormulaWithoutValue } => null,
        { Kind: CellKind.Date, Day: { } day } => DeadlineReading.Iso(day),
        { Kind: CellKind.Number, Written: { } written } when cell.Format?.Contains('%') != true &&
            decimal.TryParse(written, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
        { Kind: CellKind.Number, Number: { } number } when cell.Format?.Contains('%') != true => number,
        _ => rules.Text(cell.Text)
    };
}
