using System.Globalization;
using System.Xml;
using Rectification.Documents.Workbooks.Numbers;

namespace Rectification.Documents.Workbooks.Xlsx;

/// <summary>The rows of one sheet, one after the other; rows and cells without an address follow the one before.</summary>
internal sealed class XlsxRows : IDisposable
{
    private const int LastRow = 1_048_576;
    private const NumberStyles IndexStyle = NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite;

    private readonly XlsxContext context;
    private readonly string sheet;
    private readonly XmlReader reader;
    private readonly List<SheetCell> cells = [];
    private readonly char[] digits = new char[32];
    private int row;
    private int rowsWithCells;
    private int cellsRead;
    private bool within;

    public XlsxRows(XlsxContext context, string part, string sheet)
    {
        this.context = context;
        this.sheet = sheet;
        reader = context.Parts.Reopen(part);
        try
        {
            reader.Root();
            within = reader.Children().Any(child =>
            {
                if (child == "sheetData")
                {
                    return true;
                }

                reader.Pass();
                return false;
            }) && !reader.IsEmptyElement;
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    /// <summary>The next written row; <see langword="null"/> after the last.</summary>
    public SheetRow? Next()
    {
        while (within && reader.Next())
        {
            if (reader.Depth <= 1)
            {
                within = false;
            }
            else if (reader is { NodeType: XmlNodeType.Element, LocalName: "row" })
            {
                return ReadRow();
            }
        }

        return null;
    }

    public void Dispose() => reader.Dispose();

    private SheetRow ReadRow()
    {
        var number = row + 1;
        var hidden = false;
        while (reader.MoveToNextAttribute())
        {
            switch (reader.LocalName)
            {
                case "r" when reader.Prefix.Length == 0:
                    number = Whole(reader.Value) is { } stated && stated > row ? stated : throw Damaged(reader.Value);
                    break;
                case "hidden":
                    hidden |= reader.Value is "1" or "true";
                    break;
                case "ht":
                    hidden |= reader.Value == "0";
                    break;
            }
        }

        reader.MoveToElement();
        row = number <= LastRow ? number : throw new WorkbookException(WorkbookRefusals.TooManyRows(sheet, LastRow));
        ReadCells();
        if (cells.Count == 0)
        {
            return new(row, hidden, []);
        }

        rowsWithCells++;
        cellsRead += cells.Count;
        return rowsWithCells > context.Limits.Rows ? throw new WorkbookException(WorkbookRefusals.TooManyRows(sheet, context.Limits.Rows))
            : cellsRead > context.Limits.Cells ? throw new WorkbookException(WorkbookRefusals.TooManyCells(sheet, context.Limits.Cells))
            : new(row, hidden, cells.ToArray());
    }

    private void ReadCells()
    {
        cells.Clear();
        if (reader.IsEmptyElement)
        {
            return;
        }

        var column = 0;
        var depth = reader.Depth;
        while (reader.Next() && reader.Depth > depth)
        {
            if (reader is not { NodeType: XmlNodeType.Element, LocalName: "c" })
            {
                continue;
            }

            var (stated, style, type) = ReadAttributes();
            column = stated is null ? column + 1
                : CellAddress.TryParse(stated, out _, out var named) && named > column ? named
                : throw Damaged(stated);
            if (reader.IsEmptyElement || ReadCell(column, style, type) is not { } cell)
            {
                continue;
            }

            cells.Add(column <= context.Limits.Columns
                ? cell
                : throw new WorkbookException(WorkbookRefusals.TooManyColumns(Place(column), context.Limits.Columns)));
        }
    }

    private (string? Address, XlsxStyle Style, string? Type) ReadAttributes()
    {
        string? address = null;
        string? type = null;
        var style = 0;
        while (reader.MoveToNextAttribute())
        {
            switch (reader.LocalName)
            {
                case "r":
                    address = reader.Value;
                    break;
                case "s":
                    style = Whole(reader.Value) ?? 0;
                    break;
                case "t":
                    type = reader.Value;
                    break;
            }
        }

        reader.MoveToElement();
        return (address, context.Style(style), type);
    }

    private SheetCell? ReadCell(int column, XlsxStyle style, string? type)
    {
        var formula = false;
        string? value = null;
        XlsxText text = new("", false, true);
        var depth = reader.Depth;
        try
        {
            while (reader.Next() && reader.Depth > depth)
            {
                if (reader.NodeType != XmlNodeType.Element)
                {
                    continue;
                }

                switch (reader.LocalName)
                {
                    case "v" when type == "s":
                        text = Shared(column);
                        break;
                    case "v":
                        value = reader.Words(context.Limits.CellCharacters * 7);
                        break;
                    case "is":
                        text = XlsxText.Read(reader, context.Limits.CellCharacters);
                        break;
                    case "f":
                        formula = true;
                        reader.Pass();
                        break;
                    default:
                        reader.Pass();
                        break;
                }
            }

            return Cell(column, style, type, formula, value, text);
        }
        catch (WordsTooLongException)
        {
            throw new WorkbookException(WorkbookRefusals.TextTooLong(Place(column), context.Limits.CellCharacters));
        }
    }

    private SheetCell? Cell(int column, XlsxStyle style, string? type, bool formula, string? value, XlsxText text) => type switch
    {
        "s" or "inlineStr" => Text(column, style, text, formula),
        "str" => Text(column, style, new(XlsxText.Bounded(XlsxText.Resolve(value ?? ""), context.Limits.CellCharacters), false, true), formula),
        _ when string.IsNullOrWhiteSpace(value) =>
            formula ? new() { Column = column, Kind = CellKind.FormulaWithoutValue, Text = "", FromFormula = true } : null,
        null or "n" => Number(column, style, value.Trim(), formula),
        "b" => new()
        {
            Column = column,
            Kind = CellKind.Boolean,
            Text = value.Trim() switch { "1" or "true" => "TRUE", "0" or "false" => "FALSE", _ => throw Damaged(Place(column)) },
            FromFormula = formula
        },
        "e" => new() { Column = column, Kind = CellKind.Error, Text = XlsxText.Bounded(value.Trim(), 255), FromFormula = formula },
        "d" => IsoDay(column, style, value.Trim(), formula),
        _ => throw Damaged(Place(column))
    };

    private static SheetCell? Text(int column, XlsxStyle style, XlsxText text, bool formula) => text.Text.Length == 0 ? null : new()
    {
        Column = column,
        Kind = CellKind.Text,
        Text = text.Text,
        Format = style.Format.Code,
        FromFormula = formula,
        StruckThrough = text.RunStruck || (style.Struck && text.HasPlainRun)
    };

    private SheetCell Number(int column, XlsxStyle style, string written, bool formula) =>
        double.TryParse(written, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? NumberCell.Of(column, style.Format, context.Dates, number, written) with { FromFormula = formula, StruckThrough = style.Struck }
            : throw Damaged(Place(column));

    private SheetCell IsoDay(int column, XlsxStyle style, string written, bool formula)
    {
        if (!DateTime.TryParse(written, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var moment))
        {
            throw Damaged(Place(column));
        }

        var format = style.Format.ShowsDay ? style.Format : NumberFormat.BuiltIn(14);
        return NumberCell.Day(column, format, moment, context.Dates.Serial(moment), written) with { FromFormula = formula, StruckThrough = style.Struck };
    }

    /// <summary>The shared text whose index the reader stands at; its few digits need no string of their own.</summary>
    private XlsxText Shared(int column)
    {
        var index = -1;
        if (!reader.IsEmptyElement)
        {
            var depth = reader.Depth;
            while (reader.Next() && reader.Depth > depth)
            {
                if (reader.NodeType == XmlNodeType.Text)
                {
                    var length = reader.ReadValueChunk(digits, 0, digits.Length);
                    index = int.TryParse(digits.AsSpan(0, length), IndexStyle, CultureInfo.InvariantCulture, out var read) ? read : -1;
                }
            }
        }

        return context.Strings.TryGet(index, out var text) ? text : throw Damaged(Place(column));
    }

    private static int? Whole(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private string Place(int column) => $"{sheet}!{CellAddress.Of(row, column)}";

    private WorkbookException Damaged(string place) => Damage.At(place.Length <= 64 ? place : place[..64]);
}
