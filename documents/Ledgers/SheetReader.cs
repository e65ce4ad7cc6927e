using Rectification.Documents.Workbooks;

namespace Rectification.Documents.Ledgers;

/// <summary>Reads one sheet, row after row: every row is data, or is skipped with a reason.</summary>
internal sealed class SheetReader
{
    private sealed class HeadingRow(int row, int level, string text)
    {
        public int Row => row;

        public int Level => level;

        public string Text => text;

        public bool IsProblem { get; set; }

        public bool IsUnit { get; set; }
    }

    private readonly SheetScan scan;
    private readonly RowReader reader;
    private readonly SheetTotals totals;
    private readonly SheetFields fields;
    private readonly LedgerFindings findings;
    private readonly Dictionary<int, string> skipped = [];
    private readonly Dictionary<int, HeadingRow> headingRows = [];
    private readonly List<HeadingRow> headings = [];
    private readonly List<(SheetRow Row, string Text)> alone = [];
    private readonly List<int> dataRows = [];
    private readonly HashSet<string> titles = new(StringComparer.Ordinal);

    public SheetReader(SheetScan scan, SheetFields fields, RowReader reader, LedgerFindings findings)
    {
        this.scan = scan;
        this.fields = fields;
        this.reader = reader;
        this.findings = findings;
        totals = new SheetTotals(scan, fields, findings);
    }

    public LedgerSheet Read()
    {
        Above();
        RowKinds kinds = new(scan.HeaderRows, scan.Columns, scan.Sheet.Merges);
        MergedValues values = new(scan.Columns.Count, scan.Sheet.Merges, column => LedgerFields.MaySaySame(scan.Columns[column - 1].Field));
        var last = scan.Header.Rows[^1];
        foreach (var row in scan.Sheet.Rows())
        {
            if (row.Number <= last && row.Number <= scan.Header.Rows[^1])
            {
                continue;
            }

            Gap(last, row.Number);
            last = row.Number;
            values.Enter(row);
            Take(row, kinds.Of(row), values);
        }

        foreach (var (row, _) in alone)
        {
            skipped[row.Number] = "note";
        }

        totals.Compare();
        foreach (var heading in headingRows.Values)
        {
            skipped[heading.Row] = heading.IsUnit ? "unit heading" : heading.IsProblem ? "problem heading" : "category heading";
        }

        return new LedgerSheet(
            scan.Sheet.Name,
            scan.Columns.Where(column => column.Leaf.Length > 0 || column.Examples.Count > 0).ToDictionary(column => column.Letter, column => column.Field),
            scan.Columns,
            scan.Header.Rows,
            dataRows.Count,
            dataRows,
            [.. skipped.OrderBy(pair => pair.Key).Select(pair => new SkippedRow(pair.Key, pair.Value))]);
    }

    // The first row above the headings is the title, unless it says it is something else; the others are notes.
    private void Above()
    {
        var written = scan.Above.DistinctBy(row => row.Number).ToDictionary(row => row.Number);
        var titled = false;
        for (var number = 1; number < scan.Header.Rows[0]; number++)
        {
            var text = written.TryGetValue(number, out var row) ? string.Concat(row.Cells.Select(cell => cell.Text)) : "";
            var folded = Fold.Tight(text);
            titles.Add(RowKinds.BeginsSection(text) ? "" : Fold.WithoutBrackets(text));
            skipped[number] = folded.Length == 0 ? "blank" : titled || RowKinds.SaysNote(text) || folded.Contains(':') || folded.Length > 60 ? "note" : "title";
            titled |= folded.Length > 0;
        }

        if (scan.IsHeaded && written.GetValueOrDefault(scan.Header.Rows[0] - 1) is { } over && TextOf(over) is var section && RowKinds.BeginsSection(section))
        {
            // 一、… over the headings, where 二、… stands between the rows.
            alone.Add((over, section));
        }

        for (var number = scan.Header.Rows[0]; number < scan.Header.Rows[^1]; number++)
        {
            if (!scan.Header.Rows.Contains(number))
            {
                skipped[number] = "blank";
            }
        }
    }

    private static string TextOf(SheetRow row) =>
        string.Join(' ', row.Cells.Where(cell => !LedgerText.IsBlank(cell.Text)).Select(cell => Fold.Trimmed(cell.Text)));

    private void Gap(int last, int next)
    {
        for (var number = last + 1; number < next; number++)
        {
            skipped[number] = "blank";
        }
    }

    private void Take(SheetRow row, RowKind kind, MergedValues values)
    {
        switch (kind)
        {
            case RowKind.Blank:
                skipped[row.Number] = "blank";
                break;
            case RowKind.RepeatedHeader:
                skipped[row.Number] = "repeated-header";
                break;
            case RowKind.Totals or RowKind.Subtotal:
                skipped[row.Number] = kind == RowKind.Totals ? "totals" : "subtotal";
                totals.Total(row, values);
                break;
            case RowKind.Note:
                skipped[row.Number] = "note";
                break;
            case RowKind.Alone:
                alone.Add((row, TextOf(row)));
                break;
            default:
                Data(row, values);
                break;
        }
    }

    private void Data(SheetRow row, MergedValues values)
    {
        Headings();
        if (reader.UnitOfRow(row.Number, values) is { } why)
        {
            skipped[row.Number] = why;
            return;
        }

        dataRows.Add(row.Number);
        if (row.Hidden)
        {
            findings.Tell(scan.Sheet.Name, 1, row.Number, LedgerCodes.RowHidden);
        }

        totals.Add(values);
        if (reader.ReadsUnits)
        {
            reader.OfUnit(values);
            return;
        }

        if (fields.Problem > 0 || fields.ProblemRef > 0 || headings.Count == 0)
        {
            reader.Read(values, null, headings.Count > 0 ? headings[^1].Text : null);
            return;
        }

        headings[^1].IsProblem = true;
        reader.Read(values, headings[^1].Text, headings.Count > 1 ? headings[0].Text : null);
    }

    private void Headings()
    {
        foreach (var (row, text) in alone)
        {
            if (RowKinds.SaysNote(text) || titles.Contains(Fold.WithoutBrackets(text)))
            {
                // The title stands on each printed page again.
                skipped[row.Number] = "note";
                continue;
            }

            HeadingRow heading = new(row.Number, LevelOf(text), text)
            {
                IsUnit = reader.Heads(row.Number, row.Cells.First(cell => !LedgerText.IsBlank(cell.Text)).Column, LevelOf(text), text),
            };
            headings.RemoveAll(above => above.Level >= heading.Level);
            headings.Add(heading);
            headingRows[row.Number] = heading;
        }

        alone.Clear();
    }

    // 一、 over （一） over 1. over （1）; 问题1 stands below a category.
    private static int LevelOf(string text)
    {
        var folded = Fold.Tight(text);
        var bracketed = folded[0] == '(';
        var sign = folded[bracketed ? 1 : 0];
        return folded.StartsWith("\u95EE\u9898", StringComparison.Ordinal) || folded[0] == '\u7B2C' ? 5
            : ChineseNumerals.IsNumeral(sign) ? bracketed ? 2 : 1
            : char.IsAsciiDigit(sign) ? bracketed ? 4 : 3
            : folded.EndsWith("\u65B9\u9762", StringComparison.Ordinal) || folded.EndsWith('\u7C7B') ? 1 : 3;
    }
}
