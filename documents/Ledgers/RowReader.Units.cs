using System.Text.RegularExpressions;

namespace Rectification.Documents.Ledgers;

/// <summary>Rows of a sheet with the progress of many units: whose each is, and which measure of the plan it is about.</summary>
internal sealed partial class RowReader
{
    private sealed record Section(int Row, int Level, string? Unit);

    private sealed class UnitsOfCells
    {
        public string? Lead { get; set; }

        public List<string> Named { get; } = [];

        public IReadOnlyDictionary<string, int?>? Progress { get; set; }

        public List<(int Column, Remark Remark)> Remarks { get; } = [];

        /// <summary>The first cell with something in it; the first column of units where there is none.</summary>
        public int Column { get; set; }

        public bool IsBlank { get; set; } = true;

        /// <summary>Whether the lead unit stands in a column of its own.</summary>
        public bool IsLeadAlone { get; set; }
    }

    private readonly List<Section> sections = [];
    private (int Row, string? Unit)? above;
    private UnitsOfCells cells = new();
    private MeasureFound found = new(null);
    private string? unitOfRow;
    private string? unitTold;

    /// <summary>Whether every row is a unit's progress.</summary>
    public bool ReadsUnits => run.Units is not null;

    /// <summary>A line over the rows; whether it names the unit they are of.</summary>
    public bool Heads(int row, int column, int level, string text)
    {
        if (run.Units is null)
        {
            return false;
        }

        sections.RemoveAll(section => section.Level >= level);
        var unit = Named(text);
        if (unit is null && fields.Units.Count == 0 && sections.Count == 0 && LooksLikeUnit().IsMatch(Bare(text)))
        {
            run.Findings.Tell(sheet, column, row, new Remark(LedgerCodes.UnitUnknown, rules.Directory.Nearest(Bare(text))) { Written = Bare(text) });
        }

        sections.Add(new(row, level, unit));
        return unit is not null;
    }

    /// <summary>Finds whose row it is and what it is about; why it is left out, <see langword="null"/>: it is read.</summary>
    public string? UnitOfRow(int number, MergedValues row)
    {
        if (run.Units is not { } units)
        {
            return null;
        }

        cells = UnitsIn(row);
        var text = row.Shown(fields.Measure) is { } cell ? cell.Text : "";
        if (cells.IsBlank && Named(text) is { } heading && !Tells(row))
        {
            // 一 beside 甲县: a line over the rows in two cells.
            sections.RemoveAll(section => section.Level >= 1);
            sections.Add(new(number, 1, heading));
            return "unit heading";
        }

        var unit = cells.Lead ?? (cells.IsBlank ? OverRow() : null);
        found = units.Match.Of(ListMarks.Number(Once(row, NumberColumn) ?? ""), Out.AsRead.Measure(text), unit);
        (unitOfRow, unitTold) = Settled(found.Measure);
        above = cells.IsBlank ? above : (number, cells.Lead ?? unitOfRow);
        return units.Known.Own is { } own && !Concerns(own) ? "other unit" : null;
    }

    /// <summary>Reads the row that was looked at last.</summary>
    public void OfUnit(MergedValues row)
    {
        var units = run.Units!;
        Struck(row);
        TellUnits(row);
        TellMeasure(row);
        var state = State(row);
        var deadline = fields.Deadline == 0 || Broken(row, DeadlineColumn(row)) ? null : rules.Deadline(row.Shown(DeadlineColumn(row)));
        LedgerMeasure measure = new()
        {
            Text = row.Shown(fields.Measure) is { } cell ? Out.AsRead.Measure(cell.Text) : "",
            Row = row.Row,
            Source = source,
            LeadUnit = cells.Lead,
            SupportingUnits = [.. cells.Named.Where(named => named != cells.Lead)],
            Unit = unitOfRow,
            Deadline = deadline?.Day,
            LongTerm = deadline?.LongTerm ?? false,
            DeadlineText = deadline is { Text.Length: > 0 } ? deadline.Text : null,
            ProgressPercent = state.Percent,
            StateText = state.Text,
            ProgressText = state.Prose,
            ActualDate = Day(row, fields.ActualDate, actual: true),
            Result = Result(row),
            WrittenNo = found.Measure?.No,
            DeadlineOfPlan = found.Measure?.Deadline,
        };

        measure.Keep(kept, Kept(row, null));
        run.Measures.Add(measure);
        Against(row, measure, deadline);
        foreach (var (unit, percent) in cells.Progress ?? new Dictionary<string, int?>())
        {
            // 乙区（80%）、丙市（已完成）: the row has the progress of each.
            if (unit != unitOfRow && percent is not null && found.Measure?.Percents.ContainsKey(unit) == true
                && units.Known.Own?.Contains(unit) != false)
            {
                LedgerMeasure each = new()
                {
                    Text = measure.Text,
                    Row = row.Row,
                    Source = source,
                    Unit = unit,
                    ProgressPercent = percent,
                    WrittenNo = found.Measure.No,
                    DeadlineOfPlan = found.Measure.Deadline,
                };
                run.Measures.Add(each);
                units.News++;
            }
        }
    }

    private int NumberColumn => fields.MeasureNo > 0 ? fields.MeasureNo : fields.MeasureRef;

    private int TextColumn => fields.Measure > 0 ? fields.Measure : Math.Max(1, NumberColumn);

    // Before the first row is read: whether the numbers beside the texts are those of the plan.
    private void WeighNumbers(SheetScan scan)
    {
        if (run.Units is not { } units || NumberColumn == 0)
        {
            return;
        }

        var (agree, disagree) = (0, 0);
        foreach (var row in fields.Measure == 0 ? [] : scan.Sheet.Rows().Where(row => row.Number > scan.Header.Rows[^1]))
        {
            var number = row.Cells.FirstOrDefault(cell => cell.Column == NumberColumn);
            var text = row.Cells.FirstOrDefault(cell => cell.Column == fields.Measure);
            if (number is not null && text is not null && ListMarks.Number(number.Text) is { } no
                && units.Match.Agree(no, Out.AsRead.Measure(text.Text)) is { } same)
            {
                (agree, disagree) = same ? (agree + 1, disagree) : (agree, disagree + 1);
            }
        }

        units.Match.NumbersAreNamed = columns[NumberColumn - 1].Meaning.Heading is Heading.MeasureNo or Heading.MeasureRef;
        units.Match.NumbersAreThePlans = disagree >= Math.Max(1, agree) ? false : agree > 0 && disagree == 0 ? true : null;
        if (units.Match.NumbersAreThePlans == false)
        {
            run.Findings.Tell(sheet, NumberColumn, scan.Header.Rows[^1], LedgerCodes.NumbersRunning);
        }
    }

    private UnitsOfCells UnitsIn(MergedValues row)
    {
        UnitsOfCells read = new() { Column = fields.Units.Count > 0 ? fields.Units[0].Column : 0 };
        foreach (var (column, kind, withPerson, withLeader) in fields.Units)
        {
            if (row.Shown(column) is not { } cell || LedgerText.SaysNothing(cell.Text) || Broken(row, column))
            {
                continue;
            }

            var text = rules.Text(cell.Text);
            text = withLeader ? LeaderOff(text).Others : text;
            var reading = rules.Units(text, kind, withPerson);
            read.Column = read.IsBlank && kind != UnitColumn.Supporting ? column : read.Column;
            read.IsBlank &= kind == UnitColumn.Supporting;
            if (kind != UnitColumn.Supporting && read.Lead is null && reading.Lead is not null)
            {
                (read.Lead, read.IsLeadAlone) = (reading.Lead, reading.Supporting.Count == 0);
            }

            read.Named.AddRange(new[] { reading.Lead }.OfType<string>().Concat(reading.Supporting).Where(unit => !read.Named.Contains(unit)));
            read.Progress ??= reading.Progress;
            read.Remarks.AddRange(reading.Remarks.Select(remark => (column, remark)));
        }

        return read;
    }

    /// <summary>The unit of the line over the row, or of the row above: whichever is nearer.</summary>
    private string? OverRow() => sections.FindLast(section => section.Unit is not null) is { } section && section.Row > (above?.Row ?? 0)
        ? section.Unit : above?.Unit;

    /// <summary>Whose progress the row is, and what is to be told of that; <see langword="null"/>: it has to be asked.</summary>
    private (string? Unit, string? Code) Settled(KnownMeasure? measure)
    {
        if (cells.IsBlank)
        {
            var isSection = sections.FindLast(section => section.Unit is not null) is { } section && section.Row > (above?.Row ?? 0);
            var over = OverRow();
            return over is null ? (null, IsUnderUnknown() ? null : LedgerCodes.UnitMissing)
                : isSection ? (over, measure is not null && !measure.Percents.ContainsKey(over) ? LedgerCodes.UnitNoPart : null)
                : measure is not null && !measure.Percents.ContainsKey(over) ? (null, LedgerCodes.UnitMissing)
                : (over, LedgerCodes.UnitContinued);
        }

        if (cells.Named.Count == 0 || (cells.Lead is null && cells.Remarks.Exists(told => LedgerCodes.IsBlocking(told.Remark.Code))))
        {
            return (null, null);
        }

        if (measure is null)
        {
            return (cells.Lead, null);
        }

        var having = cells.Named.FindAll(measure.Percents.ContainsKey);
        if (cells.Named.Count == 1 || cells.IsLeadAlone)
        {
            return having.Contains(cells.Lead ?? cells.Named[0]) ? (cells.Lead ?? cells.Named[0], null) : (null, LedgerCodes.UnitNoPart);
        }

        // As everywhere the first leads; where the plan has it so too, the progress is the lead unit's.
        var only = cells.Lead == measure.Lead ? cells.Lead : having.Count == 1 ? having[0] : null;
        return (only, only is not null ? LedgerCodes.UnitOfSeveral : having.Count == 0 ? LedgerCodes.UnitNoPart : LedgerCodes.UnitWhichReports);
    }

    // What is unknown is asked where it stands.
    private bool IsUnderUnknown() => above is { Unit: null } || (fields.Units.Count == 0 && sections.Count > 0);

    /// <summary>Whether a row is, or might be, of one of these units.</summary>
    private bool Concerns(IReadOnlySet<string> own) =>
        unitOfRow is not null ? own.Contains(unitOfRow) || (cells.Progress?.Keys.Any(own.Contains) ?? false)
        : cells.Named.Exists(own.Contains) || cells.Remarks.Exists(told => told.Remark.Candidates.Any(own.Contains))
            || (cells.IsBlank && OverRow() is { } over && own.Contains(over));

    private void TellUnits(MergedValues row)
    {
        var column = Math.Max(1, cells.Column > 0 ? cells.Column : TextColumn);
        foreach (var (at, remark) in cells.Remarks.Where(told => !row.Inherits(told.Column)))
        {
            // Where no name is near, it may still be one of the units of the measure.
            Tell(row, at, remark is { Code: LedgerCodes.UnitUnknown, Candidates.Count: 0 }
                ? remark with { Candidates = [.. found.Measure?.Percents.Keys ?? []] } : remark);
        }

        if (unitTold is { } code && !(code == LedgerCodes.UnitOfSeveral && row.Inherits(cells.Column)))
        {
            var parts = found.Measure?.Percents.Keys.ToList() ?? [];
            Tell(row, column, new Remark(code, code switch
            {
                LedgerCodes.UnitWhichReports => cells.Named.FindAll(parts.Contains),
                LedgerCodes.UnitNoPart or LedgerCodes.UnitMissing => parts,
                _ => [],
            }));
        }

        if (unitTold is LedgerCodes.UnitNoPart)
        {
            run.Units!.Differing.Add((sheet, row.Row));
        }
    }

    private void TellMeasure(MergedValues row)
    {
        if (found.Measure is null)
        {
            Tell(row, TextColumn, new Remark(LedgerCodes.MeasureWhich, found.Candidates));
        }
        else if (found.TextDiffers)
        {
            Tell(row, TextColumn, new Remark(LedgerCodes.TextDiffers, Fold.Trimmed(found.Measure.Text)));
        }

        if (found is { Measure: null } or { TextDiffers: true })
        {
            run.Units!.Differing.Add((sheet, row.Row));
        }
    }

    // What the row says beside what the plan and the unit have.
    private void Against(MergedValues row, LedgerMeasure measure, DeadlineReading? deadline)
    {
        var units = run.Units!;
        var tells = measure.ProgressPercent is not null || In.UnitNote.Of(measure).Length > 0;
        units.Telling += tells ? 1 : 0;
        if (found.Measure is not { } known)
        {
            units.News += tells ? 1 : 0;
            return;
        }

        units.Found++;
        units.News += tells && !(measure.StateText == known.StateText && measure.ProgressText == known.ProgressText
            && (known.StateText ?? known.ProgressText) is not null) ? 1 : 0;
        if (deadline is { Text.Length: > 0 } && deadline.Text != known.DeadlineText && Changed(deadline, known.Deadline))
        {
            Tell(row, DeadlineColumn(row), new Remark(LedgerCodes.DeadlineDiffers, DeadlineReading.Iso(known.Deadline)));
            if (deadline.Day is null || deadline.Day != known.FirstDeadline)
            {
                units.Differing.Add((sheet, row.Row));
            }
        }

        if (fields.Leader > 0 && row.Shown(fields.Leader) is { } leader && rules.Leader(leader.Text).Title is { } title && title != known.Leader)
        {
            units.Differing.Add((sheet, row.Row));
        }

        if (measure.Unit is { } unit && known.Percents.TryGetValue(unit, out var reported) && measure.ProgressPercent < reported)
        {
            Tell(row, fields.Progress > 0 ? fields.Progress : Math.Max(1, fields.State), LedgerCodes.ValueDecreased);
        }

        if (measure.Unit is { } of && units.AsOf is { } day && units.Known.TakenIn.TryGetValue(of, out var last) && day < last)
        {
            Tell(row, Math.Max(1, cells.Column), LedgerCodes.SheetOlder);
        }
    }

    private bool Tells(MergedValues row) =>
        row.Shown(fields.Progress) is not null || row.Shown(fields.ProgressText) is not null || row.Shown(fields.State) is not null
        || fields.Exclusive.Exists(state => row.Shown(state.Column) is not null);

    /// <summary>The unit a line names: 一、甲县， 甲县（3 条）.</summary>
    private string? Named(string text)
    {
        var bare = Bare(text);
        return bare.Length == 0 ? null : rules.Directory.Of(bare) is [var unit] ? unit
            : rules.Directory.LongestAtStart(bare) is { } start && AfterName().IsMatch(bare[start.Length..]) && rules.Directory.Of(start) is [var named]
                ? named : null;
    }

    private static string Bare(string text) => Fold.Tight(ListMarks.Off(Fold.Trimmed(text)));

    // （3条）， ：3项， 共3条.
    [GeneratedRegex("^(?:[(:].*|\u5171?\\d+[\u6761\u9879\u4E2A\u4EF6].*)$")]
    private static partial Regex AfterName();

    [GeneratedRegex("(?:[\u53BF\u5E02\u533A\u5C40\u59D4\u529E\u9662\u5904\u79D1\u9547\u4E61\u90E8]|\u5355\u4F4D|\u4E2D\u5FC3|\u8857\u9053|\u96C6\u56E2|" +
        "\u516C\u53F8|\u653F\u5E9C)(?:[(:].*)?$")]
    private static partial Regex LooksLikeUnit();
}
