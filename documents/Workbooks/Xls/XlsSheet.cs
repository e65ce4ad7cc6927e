using System.Globalization;
using ExcelDataReader;
using Rectification.Documents.Workbooks.Numbers;

namespace Rectification.Documents.Workbooks.Xls;

/// <summary>One sheet of a binary workbook. Struck-through text and formulas without a result are not told of by the library.</summary>
internal sealed class XlsSheet : ISheet
{
    /// <summary>The format has no more rows or columns; where a broken file says it had, the library takes the memory for them.</summary>
    private const int MostRows = 65_536;
    private const int MostColumns = 256;

    private readonly Stream stream;
    private readonly int index;
    private readonly DateSystem dates;
    private readonly WorkbookLimits limits;
    private readonly HashSet<int> hiddenColumns = [];
    private readonly List<MergedRange> merges = [];
    private readonly IReadOnlyDictionary<(int Row, int Column), string> errors;

    /// <param name="stream">The file.</param>
    /// <param name="index">Of the sheet.</param>
    /// <param name="reader">Standing at the sheet, before its first row.</param>
    /// <param name="dates">Of the workbook.</param>
    /// <param name="errors">Its cells that hold an error.</param>
    /// <param name="limits">How much it may hold.</param>
    public XlsSheet(
        Stream stream, int index, IExcelDataReader reader, DateSystem dates, IReadOnlyDictionary<(int Row, int Column), string> errors, WorkbookLimits limits)
    {
        (this.stream, this.index, this.dates, this.errors, this.limits) = (stream, index, dates, errors, limits);
        Name = reader.Name;
        Hidden = reader.VisibleState is "hidden" or "veryhidden";
        if (reader.FieldCount > MostColumns || reader.RowCount > MostRows)
        {
            throw Damage.At(Name);
        }

        foreach (var range in reader.MergeCells ?? [])
        {
            if (merges.Count >= limits.Merges)
            {
                throw new WorkbookException(WorkbookRefusals.TooManyMerges(Name, limits.Merges));
            }

            merges.Add(new(range.FromRow + 1, range.FromColumn + 1, range.ToRow + 1, range.ToColumn + 1));
        }

        for (var column = 0; column < Math.Min(reader.FieldCount, limits.Columns); column++)
        {
            if (reader.GetColumnWidth(column) == 0)
            {
                hiddenColumns.Add(column + 1);
            }
        }
    }

    public string Name { get; }

    public bool Hidden { get; }

    public IReadOnlyList<MergedRange> Merges => merges;

    public IReadOnlySet<int> HiddenColumns => hiddenColumns;

    public IEnumerable<SheetRow> Rows()
    {
        using var reader = Damage.Guard(Name, () => AtSheet());
        var number = 0;
        var cellsRead = 0;
        while (Damage.Guard(Name, () => reader.Read() ? Row(reader, ++number) : null) is { } row)
        {
            cellsRead += row.Cells.Count;
            if (number > limits.Rows || cellsRead > limits.Cells)
            {
                throw new WorkbookException(
                    number > limits.Rows ? WorkbookRefusals.TooManyRows(Name, limits.Rows) : WorkbookRefusals.TooManyCells(Name, limits.Cells));
            }

            yield return row;
        }
    }

    private IExcelDataReader AtSheet()
    {
        var reader = XlsWorkbook.Reader(stream);
        for (var sheet = 0; sheet < index; sheet++)
        {
            if (!reader.NextResult())
            {
                reader.Dispose();
                throw Damage.At(Name);
            }
        }

        return reader;
    }

    private SheetRow Row(IExcelDataReader reader, int number)
    {
        var cells = new List<SheetCell>();
        for (var column = 0; column < reader.FieldCount; column++)
        {
            if ((Error(number, column + 1) ?? Cell(reader, column)) is not { } cell)
            {
                continue;
            }

            if (column >= limits.Columns)
            {
                throw new WorkbookException(WorkbookRefusals.TooManyColumns($"{Name}!{CellAddress.Of(number, column + 1)}", limits.Columns));
            }

            cells.Add(cell.Text.Length <= limits.CellCharacters
                ? cell
                : throw new WorkbookException(WorkbookRefusals.TextTooLong($"{Name}!{CellAddress.Of(number, column + 1)}", limits.CellCharacters)));
        }

        return new(number, reader.RowHeight == 0, cells);
    }

    private SheetCell? Error(int row, int column) =>
        errors.TryGetValue((row, column), out var error) ? new() { Column = column, Kind = CellKind.Error, Text = error } : null;

    private SheetCell? Cell(IExcelDataReader reader, int column) => reader.GetValue(column) switch
    {
        null or "" => null,
        string text => new() { Column = column + 1, Kind = CellKind.Text, Text = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n') },
        bool flag => new() { Column = column + 1, Kind = CellKind.Boolean, Text = flag ? "TRUE" : "FALSE" },
        DateTime moment => Number(reader, column, dates.Serial(moment)),
        TimeSpan span => Number(reader, column, span.TotalDays),
        IConvertible number => Number(reader, column, number.ToDouble(CultureInfo.InvariantCulture)),
        _ => null
    };

    private SheetCell Number(IExcelDataReader reader, int column, double number)
    {
        var id = reader.GetNumberFormatIndex(column);
        var builtIn = NumberFormat.BuiltIn(id);
        var format = builtIn.Code is null ? NumberFormat.Of(reader.GetNumberFormatString(column)) : builtIn;
        return NumberCell.Of(column + 1, format, dates, number, number.ToString("R", CultureInfo.InvariantCulture));
    }
}
