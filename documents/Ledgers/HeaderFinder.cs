using Rectification.Documents.Workbooks;

namespace Rectification.Documents.Ledgers;

/// <summary>The rows of headings of a sheet, and what stands over each column.</summary>
internal sealed record FoundHeader(IReadOnlyList<int> Rows, IReadOnlyList<LedgerColumn> Columns);

/// <summary>Finds the headings by the field's words: one row or several, under whatever notes stand above.</summary>
internal static class HeaderFinder
{
    private const int MostLevels = 3;
    private const int MostInForms = 3;
    private const int LongestHeading = 60;

    /// <param name="rows">The first rows of the sheet.</param>
    /// <param name="sheet">For its merged ranges and hidden columns.</param>
    public static FoundHeader? Find(IReadOnlyList<SheetRow> rows, ISheet sheet)
    {
        SheetRow? best = null;
        var most = 0;
        foreach (var row in rows)
        {
            var hits = Hits(row);
            if (hits > most && (hits >= 3 || hits == 2 && row.Cells.Count(cell => !LedgerText.IsBlank(cell.Text)) <= 3 && SaysWhat(row)))
            {
                (best, most) = (row, hits);
            }
        }

        return best is null || most < 2 || NamesFieldsDownwards(rows, best) ? null : Complete(rows, sheet, best);
    }

    // A form, or what explains how to fill in a list, has the field's words one below the other in few columns.
    private static bool NamesFieldsDownwards(IReadOnlyList<SheetRow> rows, SheetRow best)
    {
        var first = best.Cells.First(cell => !LedgerText.IsBlank(cell.Text));
        if (best.Cells.Count(cell => !LedgerText.IsBlank(cell.Text)) > MostInForms)
        {
            return false;
        }

        HashSet<Heading> named = [HeadingWords.Of(first.Text).Heading];
        var below = 0;
        var words = 0;
        foreach (var row in rows.Where(row => row.Number > best.Number))
        {
            if (row.Cells.FirstOrDefault(cell => cell.Column == first.Column) is not { } cell || LedgerText.IsBlank(cell.Text))
            {
                continue;
            }

            below++;
            if (cell.Kind == CellKind.Text && HeadingWords.IsOneWord(cell.Text) && HeadingWords.Of(cell.Text).Heading is not Heading.Total and var heading)
            {
                words++;
                named.Add(heading);
            }
        }

        return named.Count > 2 && words * 2 >= below;
    }

    // Two headings are a list when one of them is surely a problem or a measure; 项目 and 内容 stand over a form as well.
    private static bool SaysWhat(SheetRow row) => row.Cells.Any(cell => cell.Kind == CellKind.Text &&
        HeadingWords.Of(cell.Text) is { Heading: Heading.Problem or Heading.Measure or Heading.MeasureRef or Heading.MeasureNo, Rank: > 1 } meaning &&
        meaning is not { Heading: Heading.Problem, Rank: 2 });

    private static int Hits(SheetRow row)
    {
        HashSet<string> words = new(StringComparer.Ordinal);
        foreach (var cell in row.Cells)
        {
            if (cell.Kind == CellKind.Text && cell.Text.Length <= LongestHeading && HeadingWords.Knows(cell.Text))
            {
                words.Add(Fold.Tight(cell.Text));
            }
        }

        return words.Count;
    }

    private static FoundHeader Complete(IReadOnlyList<SheetRow> rows, ISheet sheet, SheetRow best)
    {
        var first = best.Number;
        var last = best.Number;
        foreach (var merge in sheet.Merges)
        {
            if (merge.LastRow > merge.FirstRow && merge.LastRow - merge.FirstRow < MostLevels && merge.FirstRow <= best.Number && merge.LastRow >= best.Number)
            {
                first = Math.Min(first, merge.FirstRow);
                last = Math.Max(last, merge.LastRow);
            }
        }

        if (last == best.Number && Below(rows, best.Number) is { } below && (Grouped(sheet, best, below) || Halved(best, below)))
        {
            last = below.Number;
        }

        var header = rows.Where(row => row.Number >= first && row.Number <= last).ToList();
        return new FoundHeader([.. header.Select(row => row.Number)], Columns(header, sheet));
    }

    private static SheetRow? Below(IReadOnlyList<SheetRow> rows, int number) => rows.FirstOrDefault(row => row.Number == number + 1);

    // 整改情况 over 完成整改, 正在整改: the group is merged, and what is below it is short.
    private static bool Grouped(ISheet sheet, SheetRow best, SheetRow below)
    {
        var any = false;
        foreach (var merge in sheet.Merges)
        {
            if (merge.FirstRow == best.Number && merge.LastRow == best.Number && merge.LastColumn > merge.FirstColumn)
            {
                var under = below.Cells.Where(cell => cell.Column >= merge.FirstColumn && cell.Column <= merge.LastColumn &&
                    !LedgerText.IsBlank(cell.Text)).ToList();
                if (under.Count < 2 || under.Exists(cell => cell.Kind != CellKind.Text || cell.Text.Length > LongestHeading))
                {
                    return false;
                }

                any = true;
            }
        }

        return any && below.Cells.All(cell => cell.Kind == CellKind.Text && cell.Text.Length <= LongestHeading);
    }

    // The same without merged ranges, as a .csv has it: what the upper row leaves out the lower one fills in.
    private static bool Halved(SheetRow best, SheetRow below)
    {
        var filled = best.Cells.Where(cell => !LedgerText.IsBlank(cell.Text)).Select(cell => cell.Column).ToHashSet();
        var lower = below.Cells.Where(cell => !LedgerText.IsBlank(cell.Text)).ToList();
        var fresh = lower.Count(cell => !filled.Contains(cell.Column));
        return fresh > 0 && lower.Count < filled.Count && lower.Count - fresh <= fresh && lower.TrueForAll(cell => cell.Kind == CellKind.Text &&
            cell.Text.Length <= 20) &&
            lower.Count(cell => HeadingWords.Knows(cell.Text) || StateRule.IsState(Fold.WithoutBrackets(cell.Text))) * 2 >= lower.Count;
    }

    private static List<LedgerColumn> Columns(List<SheetRow> header, ISheet sheet)
    {
        var top = header[0].Number;
        var bottom = header[^1].Number;
        Dictionary<(int Row, int Column), string> texts = [];
        var width = 0;
        foreach (var row in header)
        {
            foreach (var cell in row.Cells)
            {
                if (!LedgerText.IsBlank(cell.Text))
                {
                    texts[(row.Number, cell.Column)] = cell.Text;
                    width = Math.Max(width, cell.Column);
                }
            }
        }

        var merged = false;
        foreach (var merge in sheet.Merges.Where(merge => merge.FirstRow >= top && merge.LastRow <= bottom))
        {
            merged = true;
            if (texts.TryGetValue((merge.FirstRow, merge.FirstColumn), out var text))
            {
                for (var column = merge.FirstColumn; column <= merge.LastColumn; column++)
                {
                    texts[(merge.FirstRow, column)] = text;
                }

                width = Math.Max(width, merge.LastColumn);
            }
        }

        if (!merged && bottom > top)
        {
            FillGroups(texts, top, bottom, width);
        }

        List<LedgerColumn> columns = [];
        for (var column = 1; column <= width; column++)
        {
            List<string> levels = [];
            for (var row = top; row <= bottom; row++)
            {
                if (texts.TryGetValue((row, column), out var text))
                {
                    levels.Add(text);
                }
            }

            columns.Add(Column(column, levels, sheet.HiddenColumns.Contains(column)));
        }

        return columns;
    }

    private static void FillGroups(Dictionary<(int Row, int Column), string> texts, int top, int bottom, int width)
    {
        for (var column = 2; column <= width; column++)
        {
            if (!texts.ContainsKey((top, column)) && texts.ContainsKey((bottom, column)) &&
                texts.TryGetValue((top, column - 1), out var group) && texts.ContainsKey((bottom, column - 1)))
            {
                texts[(top, column)] = group;
            }
        }
    }

    internal static LedgerColumn Column(int index, List<string> levels, bool hidden)
    {
        var leaf = levels.Count > 0 ? levels[^1] : "";
        var group = levels.Count > 1 ? levels[^2] : "";
        return new LedgerColumn
        {
            Index = index,
            Header = levels.Count > 0 ? string.Join('/', levels.Select(Key)) : LedgerColumn.Letters(index),
            Leaf = leaf,
            Group = group,
            Hidden = hidden,
            Meaning = HeadingWords.Of(leaf, group)
        };
    }

    // As written, but for white space: brackets keep their width.
    private static string Key(string text) => string.Concat(Fold.Trimmed(text).Where(sign => !Fold.Blank(sign)));
}
