using System.Text.RegularExpressions;
using Rectification.Documents.Workbooks;

namespace Rectification.Documents.Ledgers;

/// <summary>What makes a sheet one unit's weekly progress: whose it is and as of which day, as it says itself.</summary>
internal sealed partial class UnitSheets(SheetScan scan, LedgerRules rules, string fileName)
{
    /// <summary>Whose it is: as a line above says, else as the sheet, the title or (a hint only) the file is called.</summary>
    public string? Unit()
    {
        foreach (var text in Lines())
        {
            if (Stated().Match(Fold.Width(text)) is { Success: true } stated && UnitOf(stated.Groups["u"].Value) is { } unit)
            {
                return unit;
            }
        }

        return Labelled() ?? UnitOf(scan.Sheet.Name) ?? Lines().Select(Within).FirstOrDefault(unit => unit is not null) ?? Within(scan.Sheet.Name)
            ?? Within(Path.GetFileNameWithoutExtension(fileName));
    }

    /// <summary>Whether a line above names the unit, or the sheet is called like one.</summary>
    public bool NamesUnit() =>
        UnitOf(scan.Sheet.Name) is not null || Lines().Any(text => Stated().Match(Fold.Width(text)) is { Success: true } stated &&
            UnitOf(stated.Groups["u"].Value) is not null) || Labelled() is not null || IsTitledByUnit();

    // 单位 in one cell and its name in the next.
    private string? Labelled()
    {
        foreach (var row in scan.Above)
        {
            var written = row.Cells.Where(cell => !LedgerText.IsBlank(cell.Text)).ToList();
            for (var i = 0; i + 1 < written.Count; i++)
            {
                if (Stated().Match(Fold.Tight(written[i].Text).TrimEnd(':') + ":" + written[i + 1].Text) is { Success: true, Index: 0 } stated
                    && UnitOf(stated.Groups["u"].Value) is { } unit)
                {
                    return unit;
                }
            }
        }

        return null;
    }

    // 甲县整改进展周报表 or 整改进展周报表（甲县）, and no column says which other unit is responsible; a unit's own sections are none.
    private bool IsTitledByUnit() =>
        !WhoColumns().Any(column => !column.Values().Any() || column.Share(cell => UnitOf(cell.Text) is not null) > 0)
        && Lines().Any(text => Reports().IsMatch(text) && (rules.Directory.LongestAtStart(Fold.Tight(text)) is not null
            || rules.Directory.Knows(Fold.InBrackets(text))));

    private IEnumerable<LedgerColumn> WhoColumns() =>
        scan.Columns.Where(column => column.Meaning.Heading is Heading.Lead or Heading.Responsible or Heading.Unit);

    /// <summary>Whether most rows are other units': then the unit above is who put the whole together.</summary>
    public bool IsOfOthers() => Unit() is { } unit && (WhoColumns().Any(column =>
        column.Share(cell => UnitOf(FirstOf(cell.Text)) is { } lead && lead != unit) > 0.5)
        || scan.Lines.Exists(line => UnitOf(ListMarks.Off(line)) is { } over && over != unit));

    /// <summary>Whether a line above or the sheet's name says that it comes every week or month.</summary>
    public bool IsPeriodic() => Lines().Append(scan.Sheet.Name).Any(text => Periodic().IsMatch(Fold.Tight(text)));

    private static string FirstOf(string text) => text.Split('\u3001', '\n', ';', '\uFF1B', '\uFF0C', '/')[0];

    [GeneratedRegex("[周旬月季]报|周进展|月进展|[周月]调度|第\\d{1,2}周")]
    private static partial Regex Periodic();

    [GeneratedRegex("\u8FDB\u5C55|\u8FDB\u5EA6|\u5468\u62A5|\u6708\u62A5|(?:\u843D\u5B9E|\u63A8\u8FDB|\u5B8C\u6210|\u6574\u6539)\u60C5\u51B5")]
    private static partial Regex Reports();

    /// <summary>As of which day, and at which cell that is written.</summary>
    public (DateOnly Day, string Cell)? AsOf()
    {
        foreach (var marked in new[] { true, false })
        {
            foreach (var row in scan.Above)
            {
                foreach (var cell in row.Cells)
                {
                    if ((!marked || AsOfWord().IsMatch(cell.Text)) && DayIn(cell) is { } day)
                    {
                        return (day, LedgerColumn.Letters(cell.Column) + row.Number);
                    }
                }
            }
        }

        var column = scan.Columns.FirstOrDefault(column => AsOfWord().IsMatch(column.Leaf) || column.Leaf.Contains("\u586B\u62A5\u65F6\u95F4",
            StringComparison.Ordinal));
        var days = column?.Values().Select(DayIn).Where(day => day is not null).ToList();
        return days is { Count: > 0 } ? (days.Max()!.Value, $"{column!.Letter}{scan.Header.Rows[^1] + 1}") : null;
    }

    private DateOnly? DayIn(SheetCell cell)
    {
        if (cell.Day is { } day)
        {
            return day;
        }

        var text = Fold.Width(cell.Text);
        var word = AsOfWord().Match(text);
        var reading = rules.Deadlines.Read(word.Success ? text[(word.Index + word.Length)..] : text);
        return reading.Remarks.Any(remark => remark.Code is LedgerCodes.DeadlineSeveral or LedgerCodes.DeadlineYearAssumed) && !word.Success ? null
            : reading.Day;
    }

    private IEnumerable<string> Lines() => scan.Above.SelectMany(row => row.Cells).Where(cell => cell.Kind == CellKind.Text).Select(cell => cell.Text);

    private string? UnitOf(string text)
    {
        var folded = Fold.Tight(text).Trim('(', ')', '\u3001', ',');
        return rules.Directory.Of(folded) is [var unit] ? unit
            : rules.Directory.LongestAtStart(folded) is { } start && rules.Directory.Of(start) is [var first] && (folded.Length == start.Length ||
                folded[start.Length] == '(') ? first : null;
    }

    private string? Within(string text)
    {
        var folded = Fold.Tight(text);
        for (var i = 0; i < folded.Length; i++)
        {
            if (rules.Directory.LongestAtStart(folded[i..]) is { } name && rules.Directory.Of(name) is [var unit])
            {
                return unit;
            }
        }

        return null;
    }

    [GeneratedRegex("(?:\u586B\u62A5|\u62A5\u9001|\u4E0A\u62A5|\u586B\u8868|\u62A5\u544A|\u8D23\u4EFB|\u6574\u6539)?(?:\u5355\u4F4D|\u90E8\u95E8|\u53BF" +
        "\u533A|\u5730\u533A)(?:\\([^)]*\\))?\\s*:\\s*(?<u>[^\\s,;]+)")]
    private static partial Regex Stated();

    [GeneratedRegex("(?:\u62A5\u9001|\u586B\u62A5|\u4E0A\u62A5|\u622A\u81F3|\u622A\u6B62|\u7EDF\u8BA1|\u66F4\u65B0|\u586B\u8868|\u62A5\u8868)(?:\u65E5" +
        "\u671F|\u65F6\u95F4|\u65E5|\u5230|\u81F3)?\\s*[:\uFF1A]?\\s*")]
    private static partial Regex AsOfWord();
}
