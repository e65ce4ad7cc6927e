namespace Rectification.Documents.Workbooks.Writing;

/// <summary>Lines over days, drawn from the columns of a sheet of the same workbook, which may stand before or after.</summary>
public sealed record ChartForm
{
    public required string Title { get; init; }

    /// <summary>The <see cref="SheetForm.Name"/> of the sheet that has the days and the figures.</summary>
    public required string Sheet { get; init; }

    /// <summary>The column of the days, from 1.</summary>
    public required int Days { get; init; }

    /// <summary>How many days, or months, lie between two marks of the axis.</summary>
    public int Apart { get; init; } = 1;

    /// <summary>Whether the axis counts months.</summary>
    public bool InMonths { get; init; }

    /// <summary>One line each, the last one above the others.</summary>
    public required IReadOnlyList<ChartLine> Lines { get; init; }
}

/// <summary>A line of a chart; it is called what its column's heading says.</summary>
/// <param name="Column">From 1.</param>
/// <param name="Colour">Six hexadecimal digits.</param>
/// <param name="Dashed">Whether it is dashed, to be told from the others in black and white.</param>
/// <param name="Thick">Whether it is the one to look at.</param>
public sealed record ChartLine(int Column, string Colour, bool Dashed, bool Thick = false);
