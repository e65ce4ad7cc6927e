using System.Globalization;
using Rectification.Documents.Workbooks.Writing;

namespace Rectification.Documents.Ledgers.Out;

/// <summary>What stands above a list that goes out.</summary>
public sealed record ListHead
{
    /// <summary>What it is a list of; the plan's title.</summary>
    public required string Title { get; init; }

    /// <summary>As of which day.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>What was asked for, in words.</summary>
    public string? Asked { get; init; }

    /// <summary>Characters of half width beyond which a page of A4 is too small to be read.</summary>
    private const double WidestOnA4 = 190;

    /// <summary>A sheet of this head.</summary>
    internal SheetForm Sheet(string name, IReadOnlyList<ColumnForm> columns, IAsyncEnumerable<IReadOnlyList<CellForm>> rows, int frozen = 1) => new()
    {
        Name = name,
        Title = Title + name,
        Notes = [Asked is { Length: > 0 } asked ? $"截至{Said(Day)}　范围：{asked}" : $"截至{Said(Day)}"],
        Columns = columns,
        Rows = rows,
        FrozenColumns = frozen,
        Paper = columns.Sum(column => column.Width) > WidestOnA4 ? Paper.A3 : Paper.A4,
    };

    /// <summary>A workbook of one list alone.</summary>
    internal Task Write(
        Stream stream, string name, IReadOnlyList<ColumnForm> columns, IAsyncEnumerable<IReadOnlyList<CellForm>> rows, CancellationToken cancel) =>
        WorkbookWriter.Write(stream, [Sheet(name, columns, rows)], stamp: null, cancel);

    private static string Said(DateOnly day) => day.ToString("yyyy'年'M'月'd'日'", CultureInfo.InvariantCulture);
}
