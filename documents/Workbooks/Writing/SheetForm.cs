namespace Rectification.Documents.Workbooks.Writing;

/// <summary>A sheet to be written: what it is called, its columns, and its rows as they come.</summary>
public sealed record SheetForm
{
    /// <summary>On the tab. What a tab may not hold is replaced, and what is too long is cut.</summary>
    public required string Name { get; init; }

    /// <summary>From left to right, at least one.</summary>
    public required IReadOnlyList<ColumnForm> Columns { get; init; }

    /// <summary>In the order of the columns; a row may be shorter than they are.</summary>
    public required IAsyncEnumerable<IReadOnlyList<CellForm>> Rows { get; init; }

    /// <summary>A line in large letters above the headings.</summary>
    public string? Title { get; init; }

    /// <summary>Lines between title and headings: period, who fills in what, whom to ask.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Columns on the left that stay in sight; the headings always do.</summary>
    public int FrozenColumns { get; init; }

    /// <summary>What it is printed on, landscape, as wide as one sheet.</summary>
    public Paper Paper { get; init; } = Paper.A4;

    /// <summary>
    /// Only columns that are <see cref="ColumnForm.Open"/> can be changed. It keeps people from mistakes and nobody from malice: there is no password.
    /// </summary>
    public bool Protected { get; init; }

    /// <summary>Not shown, and not offered to be shown.</summary>
    public bool VeryHidden { get; init; }

    /// <summary>Drawn below the last row; <see langword="null"/> for none.</summary>
    public ChartForm? Chart { get; init; }
}

/// <summary>What a sheet is printed on.</summary>
public enum Paper
{
    A3 = 8,
    A4 = 9
}

/// <summary>A column of a sheet to be written.</summary>
public sealed record ColumnForm
{
    /// <summary>Its heading.</summary>
    public required string Heading { get; init; }

    /// <summary>A heading over this and its neighbours of the same group; with one such column the headings take two rows.</summary>
    public string? Group { get; init; }

    /// <summary>In characters of half width.</summary>
    public double Width { get; init; } = 14;

    /// <summary>How its numbers and days look. Text in the column stays text.</summary>
    public ColumnLook Look { get; init; } = ColumnLook.General;

    /// <summary>May be changed on a protected sheet; the others are grey there.</summary>
    public bool Open { get; init; }

    /// <summary>What may be chosen from, however many; <see langword="null"/> for anything.</summary>
    public IReadOnlyList<string>? Choices { get; init; }

    /// <summary>The least and the largest number that may be typed; <see langword="null"/> for anything.</summary>
    public (double Least, double Most)? Between { get; init; }
}

/// <summary>How numbers and days look.</summary>
public enum ColumnLook
{
    /// <summary>Numbers as they are; days as <see cref="ChineseDay"/>.</summary>
    General,

    /// <summary>1,250.10</summary>
    Money,

    /// <summary>80%, of a number 0.8.</summary>
    Percent,

    /// <summary>2024年6月28日</summary>
    ChineseDay,

    /// <summary>2024-06-28</summary>
    Day
}

/// <summary>One cell to be written. Text is written as text, whatever it looks like: nothing of it is ever computed.</summary>
public readonly record struct CellForm
{
    private CellForm(string? text, decimal? number, DateOnly? day, int rows) => (Text, Number, Day, Rows) = (text, number, day, rows);

    /// <summary>Nothing.</summary>
    public static CellForm Blank { get; } = new(null, null, null, 1);

    /// <summary>Nothing, and nothing is to be filled in, open though its column is.</summary>
    public static CellForm Shut { get; } = new(null, null, null, 1) { IsShut = true };

    public bool IsShut { get; private init; }

    public string? Text { get; }

    public decimal? Number { get; }

    public DateOnly? Day { get; }

    /// <summary>How many rows it stands over, this one included; the cells below it are to be <see cref="Blank"/>.</summary>
    public int Rows { get; }

    public static CellForm Of(string? text, int rows = 1) => new(text, null, null, Math.Max(1, rows));

    public static CellForm Of(decimal? number, int rows = 1) => new(null, number, null, Math.Max(1, rows));

    public static CellForm Of(DateOnly? day, int rows = 1) => new(null, null, day, Math.Max(1, rows));
}
