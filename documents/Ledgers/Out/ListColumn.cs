using Rectification.Documents.Workbooks.Writing;

namespace Rectification.Documents.Ledgers.Out;

/// <summary>A column of a list, and what of an item stands in it.</summary>
internal sealed record ListColumn<T>(string Heading, double Width, Func<T, CellForm> Cell, ColumnLook Look = ColumnLook.General)
{
    public ColumnForm Form => new() { Heading = Heading, Width = Width, Look = Look };
}

/// <summary>Lists of columns.</summary>
internal static class ListColumns
{
    /// <summary>A workbook of one list alone.</summary>
    public static Task Write<T>(
        this IReadOnlyList<ListColumn<T>> columns, Stream stream, ListHead head, string name, IAsyncEnumerable<T> items, CancellationToken cancel)
    {
        async IAsyncEnumerable<IReadOnlyList<CellForm>> Rows()
        {
            await foreach (var item in items.WithCancellation(cancel))
            {
                yield return [.. columns.Select(column => column.Cell(item))];
            }
        }

        return head.Write(stream, name, [.. columns.Select(column => column.Form)], Rows(), cancel);
    }
}
