using System.Globalization;
using System.Text.RegularExpressions;
using Rectification.Documents.Workbooks;

namespace Rectification.Documents.Ledgers;

internal sealed partial class RowReader
{
    private void Measure(MergedValues row, LedgerProblem? problem)
    {
        var text = MeasureText(row);
        var units = Units(row, missingTold: true);
        var deadline = Deadline(row);
        var state = State(row);
        var leader = Leader(row, problem) ?? units.Leader;
        var number = Once(row, fields.MeasureNo) ?? "";
        var code = CodeOf(number) ?? CodeOf(Once(row, fields.ProblemNo) ?? "");
        var actual = Day(row, fields.ActualDate, actual: true);
        var writtenNo = ListMarks.Number(number);
        LedgerMeasure measure = new()
        {
            Text = text,
            Row = row.Row,
            Source = source,
            HasUnread = HasUnread(row),
            Of = problem,
            LeadUnit = units.Lead,
            SupportingUnits = units.Supporting,
            UnitProgress = units.Progress,
            LeaderTitle = leader,
            Deadline = deadline?.Day,
            LongTerm = deadline?.LongTerm ?? false,
            DeadlineText = deadline is { Text.Length: > 0 } ? deadline.Text : null,
            ProgressPercent = state.Percent,
            StateText = state.Text,
            ProgressText = state.Prose,
            TargetText = Text(row, fields.Target),
            ActualDate = actual,
            Start = Day(row, fields.Start, actual: false),
            Result = Result(row),
            Institution = Text(row, fields.Institution) is { } title && !LedgerText.SaysNothing(title) ? title : null,
            Cadence = Text(row, fields.Cadence),
            Code = code,
            WrittenNo = writtenNo,
            DeadlineOfPlan = run.UnitSheet && writtenNo is { } no ? run.Context.Before?.Deadlines.GetValueOrDefault(no) : null
        };
        var values = Kept(row, units.Person);
        Money(row, values);
        measure.Keep(kept, values);
        if (problem is not null)
        {
            problem.HasMeasure = true;
            problem.LeaderTitle ??= leader;
        }

        run.Measures.Add(measure);
        if (run.UnitSheet)
        {
            AgainstBefore(row, measure, deadline);
        }
        else if (fields.ProblemRef > 0)
        {
            run.References.Add(new ProblemReference(measure, sheet, fields.ProblemRef, row.Row, Text(row, fields.ProblemRef) ?? ""));
        }

        AgainstDates(row, measure);
    }

    // 已销号 stands here too, and is as little a sign-off as in a column of states.
    private string? Result(MergedValues row)
    {
        if (Text(row, fields.Result) is not { } text)
        {
            return null;
        }

        var remark = StateRule.Read(text).Remark;
        Tell(row, fields.Result, remark?.Code == LedgerCodes.StateSignOff && !row.Inherits(fields.Result) ? remark : null);
        return text;
    }

    // A formula without a value and an amount that cannot be read leave nothing, and yet something stands there.
    private bool HasUnread(MergedValues row)
    {
        foreach (var column in extraColumns)
        {
            if (row.Shown(column) is { Kind: CellKind.FormulaWithoutValue })
            {
                return true;
            }
        }

        foreach (var (column, factor) in fields.Money)
        {
            if (row.Shown(column) is { } cell && MoneyRule.Read(cell, factor) is { Yuan: null, Remark: not null })
            {
                return true;
            }
        }

        return false;
    }

    private static string? CodeOf(string number) => number.Length > 0 && ListMarks.Number(number) is null && number.Any(char.IsAsciiLetterOrDigit)
        ? number : null;

    private string MeasureText(MergedValues row)
    {
        var cell = Cell(row, fields.Measure);
        if (cell is null)
        {
            if (!Broken(row, fields.Measure) && !run.UnitSheet)
            {
                Tell(row, fields.Measure, LedgerCodes.MeasureMissing);
            }

            return "";
        }

        var text = Fold.Trimmed(cell.Text);
        var list = ListMarks.IsList(text);
        if (!row.Inherits(fields.Measure))
        {
            if (list)
            {
                Tell(row, fields.Measure, LedgerCodes.MeasureSeveral);
            }

            if (text.Length > run.Context.MaxText)
            {
                Tell(row, fields.Measure, LedgerCodes.TextTooLong);
            }
        }

        return list ? text : ListMarks.Off(text);
    }

    private UnitsOfRow Units(MergedValues row, bool missingTold)
    {
        string? lead = null;
        string? person = null;
        string? leader = null;
        IReadOnlyDictionary<string, int?>? progress = null;
        List<(int Column, UnitReading Reading)> read = [];
        foreach (var (column, kind, withPerson, withLeader) in fields.Units)
        {
            var cell = Cell(row, column);
            if (cell is null && (kind == UnitColumn.Supporting || !missingTold || Broken(row, column)))
            {
                continue;
            }

            var text = cell is null ? "" : rules.Text(cell.Text);
            if (withLeader)
            {
                (leader, text) = LeaderOff(text);
            }

            var reading = rules.Units(text, kind, withPerson);
            foreach (var remark in row.Inherits(column) ? [] : reading.Remarks)
            {
                Tell(row, column, remark);
            }

            lead ??= kind == UnitColumn.Supporting ? null : reading.Lead;
            person ??= reading.Person;
            progress ??= reading.Progress;
            read.Add((column, reading));
        }

        return new UnitsOfRow(lead, Supporting(row, lead, read), person, leader, progress);
    }

    // In the order of the columns; a unit that is there already is told at the cell that repeats it.
    private IReadOnlyList<string> Supporting(MergedValues row, string? lead, List<(int Column, UnitReading Reading)> read)
    {
        // Where one column alone has them, all rows with the same cell share its list.
        IReadOnlyList<string> only = [];
        var filled = 0;
        foreach (var (_, reading) in read)
        {
            (only, filled) = reading.Supporting.Count > 0 ? (reading.Supporting, filled + 1) : (only, filled);
        }

        if (filled == 0 || read.Count == 1 || (filled == 1 && (lead is null || !only.Contains(lead))))
        {
            return only;
        }

        List<string> supporting = [];
        foreach (var (column, reading) in read)
        {
            var repeated = false;
            foreach (var unit in reading.Supporting)
            {
                if (unit == lead || supporting.Contains(unit))
                {
                    repeated |= !reading.FromCollective;
                }
                else
                {
                    supporting.Add(unit);
                }
            }

            if (repeated && !row.Inherits(column))
            {
                Tell(row, column, LedgerCodes.UnitRepeated);
            }
        }

        return supporting;
    }

    // 责任领导⏎责任单位 in one cell: the parts that are leaders' titles are the leader.
    private (string? Leader, string Others) LeaderOff(string text)
    {
        string? leader = null;
        List<string> rest = [];
        foreach (var part in text.Split(['\n', '/', '\uFF0F', '\u3001', ' ', '\uFF1B', ';']))
        {
            if (leader is null && rules.Leader(part[(LeaderLabel().Match(part) is { Success: true } label ? label.Length : 0)..]) is { Title: { } title, Remark: null })
            {
                leader = title;
            }
            else
            {
                rest.Add(part);
            }
        }

        return (leader, leader is null ? text : string.Join('\u3001', rest));
    }

    [GeneratedRegex("^\\s*[\\u4E00-\\u9FFF]{0,6}领导\\s*[:\uFF1A]")]
    private static partial Regex LeaderLabel();

    private string? Leader(MergedValues row, LedgerProblem? problem)
    {
        if (fields.Leader == 0 || fields.Units.Exists(unit => unit.Leader))
        {
            return null;
        }

        if (Text(row, fields.Leader) is not { } text || LedgerText.SaysNothing(text))
        {
            if (problem is { LeaderTitle: null, LeaderCell: null } && !Broken(row, fields.Leader))
            {
                problem.LeaderCell = LedgerColumn.Letters(fields.Leader) + row.Row.ToString(CultureInfo.InvariantCulture);
            }

            return null;
        }

        var (title, remark) = rules.Leader(text);
        if (remark is { Code: LedgerCodes.LeaderUnknown } && problem is not null)
        {
            problem.LeaderCell ??= "";
        }

        Tell(row, fields.Leader, row.Inherits(fields.Leader) ? null : remark);
        return title;
    }

    private DeadlineReading? Deadline(MergedValues row)
    {
        var column = DeadlineColumn(row);
        if (column == 0 || Broken(row, column))
        {
            Cell(row, column);
            return null;
        }

        var reading = rules.Deadline(row.Shown(column));
        if (!run.UnitSheet && !row.Inherits(column))
        {
            foreach (var remark in reading.Remarks)
            {
                Tell(row, column, remark);
            }
        }

        return reading;
    }

    private int DeadlineColumn(MergedValues row) =>
        fields.MovedDeadline > 0 && row.Shown(fields.MovedDeadline) is { } moved && !LedgerText.SaysNothing(moved.Text) && Fold.Tight(moved.Text) != "无"
            ? fields.MovedDeadline : fields.Deadline;

    private DateOnly? Day(MergedValues row, int column, bool actual)
    {
        if (column == 0 || Cell(row, column) is not { } cell || LedgerText.SaysNothing(cell.Text))
        {
            return null;
        }

        var reading = rules.Deadline(cell);
        if (row.Inherits(column))
        {
            return reading.Day;
        }

        if (reading.Day is null)
        {
            Tell(row, column, LedgerCodes.DateUnreadable);
        }
        else if (actual && reading.Day > run.Context.Today)
        {
            Tell(row, column, LedgerCodes.DateAfterToday);
        }
        else if (reading.Remarks.FirstOrDefault(remark => remark.Code is LedgerCodes.DeadlineYearAssumed or LedgerCodes.DeadlineNumberAsDay) is { } remark)
        {
            Tell(row, column, remark);
        }

        return !actual && reading.Day is { } day && OfMonth().IsMatch(Fold.Tight(cell.Text)) ? new DateOnly(day.Year, day.Month, 1) : reading.Day;
    }

    // What begins in a month begins with its first day.
    [GeneratedRegex("月(?:份|初|起)?$")]
    private static partial Regex OfMonth();

    private void Money(MergedValues row, object?[] values)
    {
        for (var i = 0; i < kept.Money.Length; i++)
        {
            var (column, factor) = fields.Money[i];
            var reading = MoneyRule.Read(Cell(row, column), factor);
            values[kept.Extra.Length + i] = reading.Exact;
            Tell(row, column, row.Inherits(column) ? null : reading.Remark);
        }
    }
}
