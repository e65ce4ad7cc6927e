using Rectification.Documents.Workbooks.Writing;

namespace Rectification.Documents.Ledgers.Out;

/// <summary>A column of a list, and what of an item stands in it.</summary>
/// <param name="Heading">As it is read.</param>
/// <param name="Width">Characters of half width.</param>
/// <param name="Cell">What stands in it.</param>
/// <param name="Look">How it is shown.</param>
public sealed record ListColumn<T>(string Heading, double Width, Func<T, CellForm> Cell, ColumnLook Look = ColumnLook.General)
{
    internal ColumnForm Form => new() { Heading = Heading, Width = Width, Look = Look };
}

/// <summary>Lists of columns.</summary>
public static class ListColumns
{
    /// <summary>A workbook of one list alone.</summary>
    /// <param name="columns">Its columns.</param>
    /// <param name="stream">Only written to; stays open.</param>
    /// <param name="head">What stands above it.</param>
    /// <param name="name">What it is called, on its tab too.</param>
    /// <param name="items">One a row, in their order.</param>
    /// <param name="cancel">Ends it; what was written until then is no workbook.</param>
    public static Task Write<T>(
        this IReadOnlyList<ListColumn<T>> columns, Stream stream, ListHead head, string name, IAsyncEnumerable<T> items, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(head);
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
