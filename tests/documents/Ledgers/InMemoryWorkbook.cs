using System.Globalization;
using Rectification.Documents.Ledgers;
using Rectification.Documents.Workbooks;

namespace Rectification.Tests.Documents.Ledgers;

/// <summary>A workbook written in a test: a line a row, bars between cells; <c>#45471</c> is a number, <c>@2024-06-28</c> a day, <c>%80</c> a
/// percent, <c>\n</c> a line break.</summary>
internal sealed class InMemoryWorkbook(params ISheet[] sheets) : IWorkbook
{
    public IReadOnlyList<ISheet> Sheets => sheets;

    public bool CountsFrom1904 => sheets.OfType<InMemorySheet>().Any(sheet => sheet.From1904);

    public void Dispose()
    {
    }
}

/// <param name="name">On the tab.</param>
/// <param name="table">The rows.</param>
/// <param name="merges"><c>A3:A6 B1:D1</c>.</param>
/// <param name="from1904">How its days are counted.</param>
internal sealed class InMemorySheet(string name, string table, string merges = "", bool from1904 = false) : ISheet
{
    public string Name => name;

    public bool From1904 => from1904;

    public bool Hidden { get; init; }

    public IReadOnlySet<int> HiddenColumns { get; init; } = new HashSet<int>();

    public IReadOnlyList<MergedRange> Merges { get; } = [.. merges.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Range)];

    public IEnumerable<SheetRow> Rows()
    {
        var number = 0;
        foreach (var line in table.Split('\n'))
        {
            number++;
            List<SheetCell> cells = [];
            var column = 0;
            foreach (var text in line.TrimEnd('\r').Split('|'))
            {
                column++;
                if (text.Length > 0)
                {
                    cells.Add(Cell(column, text));
                }
            }

            if (cells.Count > 0)
            {
                yield return new SheetRow(number, false, cells);
            }
        }
    }

    private SheetCell Cell(int column, string text)
    {
        if (text[0] == '@')
        {
            var day = DateOnly.Parse(text[1..], CultureInfo.InvariantCulture);
            var number = day.DayNumber - new DateOnly(1899, 12, 30).DayNumber - (from1904 ? 1_462 : 0);
            var shown = day.ToString("yyyy/M/d", CultureInfo.InvariantCulture);
            return new SheetCell { Column = column, Kind = CellKind.Date, Text = shown, Number = number, Day = day, Format = "yyyy/m/d" };
        }

        if (text[0] is '#' or '%' && double.TryParse(text[1..], CultureInfo.InvariantCulture, out var value))
        {
            var percent = text[0] == '%';
            return new SheetCell
            {
                Column = column,
                Kind = CellKind.Number,
                Text = percent ? text[1..] + "%" : text[1..],
                Number = percent ? value / 100 : value,
                Written = text[1..],
                Format = percent ? "0%" : null
            };
        }

        return new SheetCell { Column = column, Kind = CellKind.Text, Text = text.Replace("\\n", "\n", StringComparison.Ordinal) };
    }

    private static MergedRange Range(string range)
    {
        var ends = range.Split(':');
        var (first, last) = (Address(ends[0]), Address(ends[1]));
        return new MergedRange(first.Row, first.Column, last.Row, last.Column);
    }

    private static (int Row, int Column) Address(string cell)
    {
        var letters = cell.TrimEnd("0123456789".ToCharArray());
        return (int.Parse(cell[letters.Length..], CultureInfo.InvariantCulture), Enumerable.Range(1, 500).First(index =>
            LedgerColumn.Letters(index) == letters));
    }
}
