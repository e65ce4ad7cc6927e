using System.Text.RegularExpressions;
using Rectification.Documents.Workbooks;

namespace Rectification.Documents.Ledgers;

internal enum RowKind
{
    Data = 1,
    Blank,
    RepeatedHeader,
    Totals,
    Subtotal,

    /// <summary>One text across the row: a heading when data follow, a note otherwise.</summary>
    Alone,
    Note
}

/// <summary>Tells rows of data from everything else that stands between them.</summary>
internal sealed partial class RowKinds
{
    private readonly List<Dictionary<int, string>> headings = [];
    private readonly HashSet<int> numbers = [];
    private readonly HashSet<(int Row, int Column)> wide = [];
    private readonly int left;

    /// <param name="header">The rows of headings.</param>
    /// <param name="columns">As they are read.</param>
    /// <param name="merges">Of the sheet.</param>
    public RowKinds(IEnumerable<SheetRow> header, IEnumerable<LedgerColumn> columns, IEnumerable<MergedRange> merges)
    {
        foreach (var row in header)
        {
            headings.Add(row.Cells.Where(cell => !LedgerText.IsBlank(cell.Text)).DistinctBy(cell => cell.Column).ToDictionary(cell => cell.Column,
                cell => Fold.Tight(cell.Text)));
        }

        // A list may begin beside a blank column.
        left = headings.SelectMany(heading => heading.Keys).DefaultIfEmpty(1).Min();
        foreach (var column in columns)
        {
            if (column.Field is LedgerFields.ProblemNo or LedgerFields.MeasureNo or LedgerFields.MeasureRef or LedgerFields.ProblemRef ||
                column.Meaning.Heading == Heading.Number)
            {
                numbers.Add(column.Index);
            }
        }

        foreach (var merge in merges)
        {
            if (merge.LastColumn - merge.FirstColumn >= 2)
            {
                wide.Add((merge.FirstRow, merge.FirstColumn));
            }
        }
    }

    public RowKind Of(SheetRow row)
    {
        SheetCell? first = null;
        SheetCell? second = null;
        var filled = 0;
        foreach (var cell in row.Cells)
        {
            if (cell.Text.Length > 0 && !LedgerText.IsBlank(cell.Text) || cell.Kind == CellKind.FormulaWithoutValue)
            {
                filled++;
                second ??= first is null ? null : cell;
                first ??= cell;
            }
        }

        if (first is null)
        {
            return RowKind.Blank;
        }

        return OfFirst(row, first, second, filled);
    }

    private RowKind OfFirst(SheetRow row, SheetCell first, SheetCell? second, int filled)
    {
        if (first.Kind == CellKind.Text && first.Text.Length <= 40)
        {
            if (filled > 1 && Repeats(row, first, filled))
            {
                return RowKind.RepeatedHeader;
            }

            if (TotalOf(first.Text) is { } total)
            {
                return total;
            }

            if (second is { Kind: CellKind.Text, Text.Length: <= 40 } && numbers.Contains(first.Column) && TotalOf(second.Text) is { } afterNumber)
            {
                return afterNumber;
            }
        }

        if (filled >= 3 && (row.Cells.All(IsHint) || numbers.Contains(first.Column) && Example().IsMatch(Fold.WithoutBrackets(first.Text))))
        {
            return RowKind.Note;
        }

        if (filled >= 4 && CountsColumns(row))
        {
            return RowKind.Note;
        }

        if (filled == 1)
        {
            return numbers.Contains(first.Column) && (first.Kind == CellKind.Number || ListMarks.Number(first.Text) is not null) ? RowKind.Blank
                : first.Kind == CellKind.Text && (first.Column <= left || wide.Contains((row.Number, first.Column))) ? RowKind.Alone
                : RowKind.Data;
        }

        if (filled == 2 && second!.Kind == CellKind.Text && wide.Contains((row.Number, second.Column)) && first.Text.Length <= 6)
        {
            return RowKind.Alone;
        }

        if (filled == 2 && second!.Kind == CellKind.Text && numbers.Contains(first.Column) && Section().IsMatch(Fold.Tight(first.Text))
            && Aspect().IsMatch(Fold.WithoutBrackets(second.Text)))
        {
            // 一 and 党的建设方面 beside it, merged or not.
            return RowKind.Alone;
        }

        return filled <= 5 && first.Kind == CellKind.Text && Note().IsMatch(Fold.Tight(first.Text)) && row.Cells.All(IsNote) ? RowKind.Note : RowKind.Data;
    }

    private static bool IsNote(SheetCell cell) => LedgerText.IsBlank(cell.Text) || cell.Kind != CellKind.Text ||
        Fold.Width(cell.Text).Contains(':') || cell.Text.Length <= 4 || Signature().IsMatch(Fold.Tight(cell.Text));

    // （必填） （填写到日）： below the headings, how to fill them in.
    private static bool IsHint(SheetCell cell) => LedgerText.IsBlank(cell.Text) ||
        cell.Kind == CellKind.Text && Fold.Tight(cell.Text) is ['(', .., ')'] hint && hint.IndexOf(')', StringComparison.Ordinal) == hint.Length - 1;

    // A row that only counts the columns: 1, 2, 3 …
    private static bool CountsColumns(SheetRow row)
    {
        var next = 1;
        foreach (var cell in row.Cells)
        {
            if (LedgerText.IsBlank(cell.Text))
            {
                continue;
            }

            if (cell.Text.Length > 4 || ListMarks.Number(cell.Text) != next++)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether a text that stands alone is a note wherever it stands.</summary>
    public static bool SaysNote(string text) => Note().IsMatch(Fold.Tight(text));

    /// <summary>Whether a text begins a section: 一、… or （一）….</summary>
    public static bool BeginsSection(string text) => SectionMark().IsMatch(Fold.Tight(text));

    private bool Repeats(SheetRow row, SheetCell first, int filled)
    {
        foreach (var heading in headings)
        {
            if (heading.TryGetValue(first.Column, out var text) && text == Fold.Tight(first.Text))
            {
                var same = row.Cells.Count(cell => heading.TryGetValue(cell.Column, out var known) && known == Fold.Tight(cell.Text));
                if (same >= 2 && same * 3 >= filled * 2)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static RowKind? TotalOf(string text)
    {
        if (!text.Contains('\u8BA1') && !text.Contains("\u6C47\u603B", StringComparison.Ordinal) && !text.Contains("\u603B\u6570", StringComparison.Ordinal))
        {
            return null;
        }

        var folded = Fold.WithoutBrackets(text);
        return Part().IsMatch(folded) ? RowKind.Subtotal : Whole().IsMatch(folded) ? RowKind.Totals : null;
    }

    [GeneratedRegex("(?:^|.{0,12})(?:\u5C0F\u8BA1|\u5206\u8BA1|\u672C\u9875\u5408\u8BA1|\u672C\u9875\u5C0F\u8BA1)(?:[:\\d\u4E2A\u9879\u6761\u5904].*)?$")]
    private static partial Regex Part();

    [GeneratedRegex("^.{0,4}(?:\u5408\u8BA1|\u603B\u8BA1|\u5171\u8BA1|\u7D2F\u8BA1|\u603B\u5408\u8BA1|\u6C47\u603B|\u603B\u6570)(?:[:\\d\u4E2A\u9879" +
        "\u6761\u5904\u91D1\u6570].*)?$")]
    private static partial Regex Whole();

    [GeneratedRegex("^\\(?[\u4E00\u4E8C\u4E09\u56DB\u4E94\u516D\u4E03\u516B\u4E5D\u5341]{1,3}\\)?\u3001?$")]
    private static partial Regex Section();

    [GeneratedRegex("^(?:\\([\u4E00\u4E8C\u4E09\u56DB\u4E94\u516D\u4E03\u516B\u4E5D\u5341]{1,3}\\)|[\u4E00\u4E8C\u4E09\u56DB\u4E94\u516D\u4E03" +
        "\u516B\u4E5D\u5341]{1,3}\u3001)")]
    private static partial Regex SectionMark();

    [GeneratedRegex("(?:\u65B9\u9762|\u7C7B|\u9886\u57DF|\u677F\u5757)(?:\u7684?\u95EE\u9898)?$")]
    private static partial Regex Aspect();

    [GeneratedRegex("^(?:\u586B\u5199|\u586B\u62A5|\u586B\u8868)?(?:\u793A\u4F8B|\u6837\u4F8B|\u4E3E\u4F8B|\u4F8B|\u4F8B\u5982|\u8303\u4F8B):?$")]
    private static partial Regex Example();

    // 填报人 王某: signed without a colon.
    [GeneratedRegex("^(?:\u586B\u62A5|\u586B\u8868|\u5BA1\u6838|\u5BA1\u6279|\u5236\u8868|\u590D\u6838|\u62A5\u9001)(?:\u4EBA|\u5355\u4F4D|" +
        "\u65E5\u671F|\u65F6\u95F4|\u9886\u5BFC)")]
    private static partial Regex Signature();

    [GeneratedRegex("^(?:\u7EED\u8868|\\(?\u7EED\\)?$|\u7B2C\\d+\u9875|\u6CE8|\u5907\u6CE8|\u8BF4\u660E|\u586B\u8868|\u586B\u62A5|\u5BA1\u6838|" +
        "\u5BA1\u6279|\u5236\u8868|\u8054\u7CFB|\u8D1F\u8D23" +
        "\u4EBA|\u5355\u4F4D\u8D1F\u8D23|\u5206\u7BA1\u9886\u5BFC|\u4E3B\u8981\u9886\u5BFC:|\u7B7E\u5B57|\u9644\u4EF6|\u9644:|\u203B|\\*|" +
        "\u65E5\u671F:|\u62A5\u9001\u65E5\u671F|\u590D\u6838|\u7ECF\u529E\u4EBA:)")]
    private static partial Regex Note();
}
