using System.Text;

namespace Rectification.Documents.Workbooks.Csv;

/// <summary>
/// Records after RFC 4180: a quoted field holds separators, line breaks and doubled quotes; a quote within an unquoted field is a character like others.
/// </summary>
internal sealed class CsvRows(TextReader reader, char separator, string sheet, WorkbookLimits limits)
{
    private static readonly char[] Separators = [',', ';', '\t'];
    private readonly StringBuilder field = new();
    private readonly List<SheetCell> cells = [];
    private int row;
    private int rowsWithCells;
    private int cellsRead;

    /// <summary>
    /// The separator that cuts most of the first records into equally many fields; of those that do so alike, the one that cuts into more. Signs within
    /// texts are many in one record and none in the next, and the headings have none of them.
    /// </summary>
    public static char Separator(TextReader reader)
    {
        const int Characters = 32 * 1024;
        const int Records = 20;
        List<int[]> counts = [new int[Separators.Length]];
        var quoted = false;
        for (var read = 0; read < Characters && counts.Count <= Records && reader.Read() is var next and >= 0; read++)
        {
            quoted ^= next == '"';
            if (!quoted && next == '\n')
            {
                counts.Add(new int[Separators.Length]);
            }
            else if (!quoted && Array.IndexOf(Separators, (char)next) is var index and >= 0)
            {
                counts[^1][index]++;
            }
        }

        return Separators[Enumerable.Range(0, Separators.Length).MaxBy(index => Agreeing(counts.Select(record => record[index])))];
    }

    /// <summary>How many records have as many separators as most that have any, and how many these are.</summary>
    private static (int Records, int Each) Agreeing(IEnumerable<int> counts) => counts.Where(count => count > 0)
        .GroupBy(count => count).Select(same => (same.Count(), same.Key)).DefaultIfEmpty().Max();

    /// <summary>The next record, blank ones included; <see langword="null"/> after the last.</summary>
    public SheetRow? Next()
    {
        if (reader.Peek() < 0)
        {
            return null;
        }

        row++;
        cells.Clear();
        var column = 1;
        while (ReadField(column))
        {
            column++;
        }

        rowsWithCells += cells.Count > 0 ? 1 : 0;
        cellsRead += cells.Count;
        return rowsWithCells > limits.Rows || row > 1_048_576 ? throw new WorkbookException(WorkbookRefusals.TooManyRows(sheet, limits.Rows))
            : cellsRead > limits.Cells ? throw new WorkbookException(WorkbookRefusals.TooManyCells(sheet, limits.Cells))
            : new(row, false, cells.ToArray());
    }

    /// <returns>Whether another field follows in this record.</returns>
    private bool ReadField(int column)
    {
        field.Clear();
        var quoted = reader.Peek() == '"';
        if (quoted)
        {
            reader.Read();
            ReadQuoted(column);
        }

        int next;
        while ((next = reader.Read()) >= 0 && next != separator && next is not ('\n' or '\r'))
        {
            Add((char)next, column);
        }

        if (next == '\r' && reader.Peek() == '\n')
        {
            reader.Read();
        }

        Keep(column);
        return next == separator;
    }

    private void ReadQuoted(int column)
    {
        while (true)
        {
            var next = reader.Read();
            if (next < 0)
            {
                throw new WorkbookException(WorkbookRefusals.Quote);
            }

            if (next == '"')
            {
                if (reader.Peek() != '"')
                {
                    return;
                }

                reader.Read();
            }
            else if (next == '\r')
            {
                if (reader.Peek() == '\n')
                {
                    reader.Read();
                }

                next = '\n';
            }

            Add((char)next, column);
        }
    }

    private void Add(char character, int column)
    {
        if (field.Length >= limits.CellCharacters)
        {
            throw new WorkbookException(WorkbookRefusals.TextTooLong($"{sheet}!{CellAddress.Of(row, column)}", limits.CellCharacters));
        }

        field.Append(character);
    }

    private void Keep(int column)
    {
        if (field.Length == 0)
        {
            return;
        }

        if (column > limits.Columns)
        {
            throw new WorkbookException(WorkbookRefusals.TooManyColumns($"{sheet}!{CellAddress.Of(row, column)}", limits.Columns));
        }

        cells.Add(new() { Column = column, Kind = CellKind.Text, Text = field.ToString() });
    }
}
