using Rectification.Documents.Workbooks;

namespace Rectification.Documents.Ledgers;

/// <summary>One sheet as it was found to be a list: its headings and columns, ready to be read.</summary>
internal sealed class SheetScan
{
    // Enough to see whether 序号 counts problems or measures, and whether days lie ahead.
    private const int MostSampled = 300;
    private const int MostAbove = 60;
    private const int MostExamples = 3;

    private SheetScan(ISheet sheet, FoundHeader header, List<SheetRow> above, string notes)
    {
        Sheet = sheet;
        Header = header;
        Above = above;
        Notes = notes;
    }

    public ISheet Sheet { get; }

    public FoundHeader Header { get; }

    public IReadOnlyList<LedgerColumn> Columns => Header.Columns;

    /// <summary>What stands above the headings.</summary>
    public IReadOnlyList<SheetRow> Above { get; }

    public string Notes { get; }

    /// <summary>The rows of headings themselves.</summary>
    public IReadOnlyList<SheetRow> HeaderRows { get; private set; } = [];

    /// <summary>Whose heading has two readings.</summary>
    public IReadOnlyList<LedgerColumn> Unclear { get; set; } = [];

    /// <summary>Whether rows of one text stand between the rows of the list.</summary>
    public bool IsHeaded { get; private set; }

    /// <summary>The first of these rows, as they are written.</summary>
    public List<string> Lines { get; } = [];

    /// <summary>What its lines say of where they come from; made once its columns are settled.</summary>
    public LedgerSource Source { get; private set; } = null!;

    /// <summary>From here on its columns stay as they are.</summary>
    public void Settle(bool oneOfSeveral) => Source = new(Sheet.Name, Columns) { IsOneOfSeveral = oneOfSeveral };

    /// <summary>Looks at the beginning of a sheet; <see langword="null"/> when there are no headings.</summary>
    public static SheetScan? Of(ISheet sheet)
    {
        var rows = sheet.Rows().Take(MostAbove + MostSampled).ToList();
        var header = HeaderFinder.Find([.. rows.Take(MostAbove)], sheet);
        if (header is null)
        {
            return null;
        }

        var above = rows.Where(row => row.Number < header.Rows[0]).ToList();
        var notes = string.Join('\n', above.SelectMany(row => row.Cells).Select(cell => cell.Text));
        SheetScan scan = new(sheet, header, above, notes) { HeaderRows = [.. rows.Where(row => header.Rows.Contains(row.Number))] };
        scan.Sample(rows);
        return scan;
    }

    private void Sample(List<SheetRow> rows)
    {
        RowKinds kinds = new(HeaderRows, Columns, Sheet.Merges);
        MergedValues values = new(Columns.Count, Sheet.Merges, static _ => true);
        var above = false;
        foreach (var row in rows.Where(row => row.Number > Header.Rows[^1]))
        {
            values.Enter(row);
            var kind = kinds.Of(row);
            above |= kind == RowKind.Alone;
            if (kind == RowKind.Alone)
            {
                Lines.Add(Fold.Trimmed(row.Cells.First(cell => !LedgerText.IsBlank(cell.Text)).Text));
            }

            if (kind != RowKind.Data)
            {
                continue;
            }

            IsHeaded |= above;

            foreach (var column in Columns)
            {
                column.Sample.Add(values.Shown(column.Index));
                column.Inherited.Add(values.Inherits(column.Index));
            }
        }

        foreach (var column in Columns)
        {
            column.Examples = [.. column.Values().Select(cell => Fold.Trimmed(cell.Text)).Distinct().Take(MostExamples)];
        }
    }
}
