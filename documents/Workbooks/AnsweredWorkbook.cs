using System.Globalization;

namespace Rectification.Documents.Workbooks;

/// <summary>
/// A workbook with some cells answered by a person: what is read there is the answer, as text. The file stays as it is.
/// </summary>
/// <param name="inner">The workbook; disposed of with this.</param>
/// <param name="answers">Cell (<c>L14</c>, or with its sheet <c>sheet!B9</c>) → what is to be read there.</param>
/// <param name="sheet">The sheet that cells without one are of.</param>
public sealed class AnsweredWorkbook(IWorkbook inner, IReadOnlyDictionary<string, string> answers, string sheet) : IWorkbook
{
    public IReadOnlyList<ISheet> Sheets { get; } =
        [.. inner.Sheets.Select(one => Answers(answers, one.Name, sheet) is { Count: > 0 } of ? new AnsweredSheet(one, of) : one)];

    public bool CountsFrom1904 => inner.CountsFrom1904;

    public IReadOnlyDictionary<string, string> Stamp => inner.Stamp;

    public void Dispose() => inner.Dispose();

    /// <summary>Row → column → answer.</summary>
    private static Dictionary<int, SortedDictionary<int, string>> Answers(IReadOnlyDictionary<string, string> answers, string of, string first)
    {
        var found = new Dictionary<int, SortedDictionary<int, string>>();
        foreach (var (where, answer) in answers)
        {
            var mark = where.LastIndexOf('!');
            if ((mark < 0 ? first : where[..mark]) != of || Cell(where[(mark + 1)..]) is not var (row, column))
            {
                continue;
            }

            if (!found.TryGetValue(row, out var cells))
            {
                found[row] = cells = [];
            }

            cells[column] = answer;
        }

        return found;
    }

    /// <summary>Of a range the first cell.</summary>
    private static (int Row, int Column)? Cell(string address)
    {
        var column = 0;
        var i = 0;
        for (; i < address.Length && i < 3 && char.IsAsciiLetterUpper(address[i]); i++)
        {
            column = column * 26 + (address[i] - 'A' + 1);
        }

        var end = address.IndexOf(':');
        return column > 0 && int.TryParse(address.AsSpan()[i..(end < 0 ? address.Length : end)], NumberStyles.None, CultureInfo.InvariantCulture, out var row)
            ? (row, column) : null;
    }

    private sealed class AnsweredSheet(ISheet inner, Dictionary<int, SortedDictionary<int, string>> answers) : ISheet
    {
        public string Name => inner.Name;

        public bool Hidden => inner.Hidden;

        public IReadOnlyList<MergedRange> Merges => inner.Merges;

        public IReadOnlySet<int> HiddenColumns => inner.HiddenColumns;

        public IEnumerable<SheetRow> Rows() =>
            inner.Rows().Select(row => answers.TryGetValue(row.Number, out var cells) ? row with { Cells = Merge(row.Cells, cells) } : row);

        private static IReadOnlyList<SheetCell> Merge(IReadOnlyList<SheetCell> written, SortedDictionary<int, string> answers) =>
        [
            .. written.Where(cell => !answers.ContainsKey(cell.Column))
                .Concat(answers.Select(answer => new SheetCell { Column = answer.Key, Kind = CellKind.Text, Text = answer.Value }))
                .OrderBy(cell => cell.Column),
        ];
    }
}
