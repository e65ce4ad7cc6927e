using System.Globalization;

namespace Rectification.Documents.Workbooks.Writing;

/// <summary>
/// How high a row has to be for its wrapped text, in points. Programs differ in whether they find it out themselves on opening, and none does for merged cells;
/// without it printed lines lie upon each other.
/// </summary>
internal sealed class RowHeight(IReadOnlyList<ColumnForm> columns)
{
    private const double Line = 15;
    private const double Edge = 3;

    /// <summary>Excel knows none higher.</summary>
    private const double Highest = 409;

    /// <summary>By column: lines each of the following rows has to give to a cell that stands over them, and how many rows these are.</summary>
    private readonly (int Lines, int Rows)[] carried = new (int, int)[columns.Count];

    /// <summary>The attribute of a row with these cells.</summary>
    public string Of(IReadOnlyList<CellForm> cells)
    {
        var most = 1;
        for (var index = 0; index < columns.Count; index++)
        {
            var cell = index < cells.Count ? cells[index] : CellForm.Blank;
            if (cell.Text is { } text)
            {
                carried[index] = ((Lines(text, columns[index].Width) + cell.Rows - 1) / cell.Rows, cell.Rows);
            }

            var (lines, rows) = carried[index];
            if (rows > 0)
            {
                most = Math.Max(most, lines);
                carried[index] = (lines, rows - 1);
            }
        }

        return Attribute(most);
    }

    /// <summary>The attribute of a row with these texts, a column each.</summary>
    public string Of(IEnumerable<string?> headings) =>
        Attribute(headings.Zip(columns, (heading, column) => Lines(heading ?? "", column.Width)).Max());

    /// <summary>The attribute of a row with one text over all columns.</summary>
    public string Of(string text) => Attribute(Lines(text, columns.Sum(column => column.Width)));

    private static string Attribute(int lines) =>
        string.Create(CultureInfo.InvariantCulture, $" ht=\"{Math.Min(Highest, (lines * Line) + Edge)}\"");

    /// <summary>A full-width character takes two places.</summary>
    private static int Lines(string text, double width)
    {
        var places = Math.Max(1, width - 1);
        var lines = 0;
        foreach (var paragraph in text.AsSpan().EnumerateLines())
        {
            var taken = 0;
            foreach (var sign in paragraph)
            {
                taken += sign < '\u2E80' && sign is not ('“' or '”' or '‘' or '’' or '…' or '—') ? 1 : 2;
            }

            lines += Math.Max(1, (int)Math.Ceiling(taken / places));
        }

        return lines;
    }
}
