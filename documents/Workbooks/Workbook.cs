namespace Rectification.Documents.Workbooks;

/// <summary>A file of rows and columns as it was opened: .xlsx, .xls or .csv, all alike to whoever reads on.</summary>
/// <remarks>
/// What cannot be read at all (a password, macros, a broken or hostile file) is refused while opening; what is broken among its rows, when they are read.
/// </remarks>
public interface IWorkbook : IDisposable
{
    /// <summary>In the order of the file, hidden ones included; a .csv has exactly one, named after its file.</summary>
    IReadOnlyList<ISheet> Sheets { get; }

    /// <summary>Whether its days are counted from 1904, which matters to bare numbers; days are right already.</summary>
    bool CountsFrom1904 => false;

    /// <summary>
    /// What the file itself says of where it comes from (its custom properties); empty where it says nothing. Anybody can change it: a hint, never a
    /// proof.
    /// </summary>
    IReadOnlyDictionary<string, string> Stamp => new Dictionary<string, string>();
}

/// <summary>One sheet; its rows are read as a stream and can be read again from the beginning.</summary>
public interface ISheet
{
    /// <summary>As on its tab.</summary>
    string Name { get; }

    /// <summary>Whether people who open the file do not see it.</summary>
    bool Hidden { get; }

    /// <summary>Ranges of cells shown as one; only the upper left cell of each holds a value. Not filled anywhere, and never more than the limit.</summary>
    IReadOnlyList<MergedRange> Merges { get; }

    /// <summary>Columns (1 = A) people do not see.</summary>
    IReadOnlySet<int> HiddenColumns { get; }

    /// <summary>The rows that are written in the file, ascending; rows that are not written at all are left out.</summary>
    /// <exception cref="WorkbookException">The sheet is broken, or holds more than the limits allow.</exception>
    IEnumerable<SheetRow> Rows();
}

/// <summary>A rectangle of cells, all ends included; 1 = row 1 and column A.</summary>
public readonly record struct MergedRange(int FirstRow, int FirstColumn, int LastRow, int LastColumn);

/// <summary>One written row.</summary>
/// <param name="Number">1 is the first row of the sheet.</param>
/// <param name="Hidden">Whether people who open the file do not see it.</param>
/// <param name="Cells">The cells with something in them, ascending by column.</param>
public sealed record SheetRow(int Number, bool Hidden, IReadOnlyList<SheetCell> Cells);

/// <summary>What kind of value a cell holds.</summary>
public enum CellKind
{
    /// <summary>Text: shared, inline or the stored result of a formula.</summary>
    Text = 1,

    /// <summary>A number whose format does not show a day.</summary>
    Number = 2,

    /// <summary>A number whose format shows a day (or a month), by the date system of the workbook.</summary>
    Date = 3,

    /// <summary>True or false.</summary>
    Boolean = 4,

    /// <summary>An error such as <c>#REF!</c>; its name is the text.</summary>
    Error = 5,

    /// <summary>A formula whose result is not stored in the file.</summary>
    FormulaWithoutValue = 6
}

/// <summary>One cell with something in it.</summary>
public sealed record SheetCell
{
    /// <summary>1 = A.</summary>
    public required int Column { get; init; }

    /// <summary>What kind of value it is.</summary>
    public required CellKind Kind { get; init; }

    /// <summary>
    /// The value as a person reads it: of text all runs joined, without phonetic guides and with <c>_x000D_</c> and the like resolved, line breaks as
    /// <c>\n</c>, nothing trimmed;
    /// of a number or day as its format shows it (a plain number in the shortest form).
    /// </summary>
    public required string Text { get; init; }

    /// <summary>The stored number of a number or day; <see langword="null"/> of the others.</summary>
    public double? Number { get; init; }

    /// <summary>The stored number exactly as the file writes it (<c>1250.10</c>), for money; <see langword="null"/> of the others.</summary>
    public string? Written { get; init; }

    /// <summary>The day of <see cref="CellKind.Date"/>, by the workbook's date system; a clock time is dropped.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>
    /// The number format in words of the file (<c>yyyy"年"m"月"</c>, <c>0%</c>); the built-in ones in their Chinese meaning; <see langword="null"/> for
    /// General.
    /// </summary>
    public string? Format { get; init; }

    /// <summary>Whether the value is the stored result of a formula.</summary>
    public bool FromFormula { get; init; }

    /// <summary>Whether a part of the text (or all of it) is struck through.</summary>
    public bool StruckThrough { get; init; }
}
