using System.Globalization;
using System.Text;
using Rectification.Documents.Workbooks.Numbers;

namespace Rectification.Documents.Workbooks.Writing;

/// <summary>Writes one sheet from front to back, in the order the format demands.</summary>
internal sealed class SheetWriter(Stream stream, SheetForm form, ChoiceLists lists)
{
    /// <summary>Characters after which what was written goes out.</summary>
    private const int Portion = 64 * 1024;

    /// <summary>Most a cell may hold.</summary>
    private const int LongestText = 32_767;

    private readonly StreamWriter writer = new(stream, new UTF8Encoding(false), leaveOpen: true);
    private readonly StringBuilder xml = new(Portion * 2);
    private readonly List<MergedRange> merges = [];
    private readonly RowHeight height = new(form.Columns);
    private int row;

    /// <returns>First and last row of the headings, and the last row of all.</returns>
    public async Task<((int First, int Last) Headings, int LastRow)> Write(CancellationToken cancel)
    {
        var above = (form.Title is null ? 0 : 1) + form.Notes.Count;
        var headings = (First: above + 1, Last: above + (form.Columns.Any(column => column.Group is not null) ? 2 : 1));
        Begin(headings.Last);
        WriteAbove();
        WriteHeadings(headings);
        await foreach (var cells in form.Rows.WithCancellation(cancel))
        {
            WriteRow(cells);
            if (xml.Length > Portion)
            {
                await Flush(cancel);
            }
        }

        var last = row;
        End(headings, last);
        await Flush(cancel);
        await writer.FlushAsync(cancel);
        return (headings, last);
    }

    private void Begin(int headingsEnd)
    {
        var frozen = Math.Clamp(form.FrozenColumns, 0, form.Columns.Count);
        var corner = CellAddress.Of(headingsEnd + 1, frozen + 1);
        var pane = frozen > 0 ? "bottomRight" : "bottomLeft";
        xml.Append(PackageParts.Declaration).Append(CultureInfo.InvariantCulture, $"<worksheet xmlns=\"{PackageParts.Main}\" "
            + $"xmlns:r=\"{PackageParts.Office}\"><sheetPr>"
            + $"<pageSetUpPr fitToPage=\"1\"/></sheetPr><sheetViews>")
            .Append("<sheetView workbookViewId=\"0\"><pane ").Append(frozen > 0 ? $"xSplit=\"{frozen}\" " : "")
            .Append(CultureInfo.InvariantCulture, $"ySplit=\"{headingsEnd}\" topLeftCell=\"{corner}\" activePane=\"{pane}\" state=\"frozen\"/>")
            .Append(CultureInfo.InvariantCulture, $"<selection pane=\"{pane}\" activeCell=\"{corner}\" sqref=\"{corner}\"/></sheetView>"
                + $"</sheetViews><sheetFormatPr defaultRowHeight=\"15\"/><cols>");
        for (var column = 1; column <= form.Columns.Count; column++)
        {
            xml.Append(CultureInfo.InvariantCulture, $"<col min=\"{column}\" max=\"{column}\" width=\"{form.Columns[column - 1].Width}\" customWidth=\"1\"/>");
        }

        xml.Append("</cols><sheetData>");
    }

    private void WriteAbove()
    {
        if (form.Title is { } title)
        {
            WriteLine(title, Looks.Title, " ht=\"36\" customHeight=\"1\"");
        }

        foreach (var note in form.Notes)
        {
            WriteLine(note, Looks.Note, height.Of(note));
        }
    }

    /// <summary>One text over all columns.</summary>
    private void WriteLine(string text, int look, string rowHeight)
    {
        row++;
        xml.Append(CultureInfo.InvariantCulture, $"<row r=\"{row}\"{rowHeight}>");
        WriteText(1, look, text);
        xml.Append("</row>");
        if (form.Columns.Count > 1)
        {
            merges.Add(new(row, 1, row, form.Columns.Count));
        }
    }

    private void WriteHeadings((int First, int Last) rows)
    {
        for (row = rows.First; row <= rows.Last; row++)
        {
            var words = form.Columns.Select(column => row == rows.Last ? column.Heading : column.Group);
            xml.Append(CultureInfo.InvariantCulture, $"<row r=\"{row}\"{height.Of(words)}>");
            for (var column = 1; column <= form.Columns.Count; column++)
            {
                var heading = form.Columns[column - 1];
                var group = row < rows.Last ? heading.Group : null;
                var begins = column == 1 || form.Columns[column - 2].Group != heading.Group;
                var shown = row == rows.First && rows.Last > rows.First && heading.Group is not null ? (begins ? group : null)
                    : row == rows.First || heading.Group is not null ? heading.Heading
                    : null;
                WriteText(column, Looks.Heading, shown);
                MergeHeading(rows, column, begins);
            }

            xml.Append("</row>");
        }

        row = rows.Last;
    }

    private void MergeHeading((int First, int Last) rows, int column, bool begins)
    {
        if (row != rows.First || rows.Last == rows.First)
        {
            return;
        }

        var group = form.Columns[column - 1].Group;
        if (group is null)
        {
            merges.Add(new(rows.First, column, rows.Last, column));
        }
        else if (begins && form.Columns.Skip(column - 1).TakeWhile(other => other.Group == group).Count() is var width and > 1)
        {
            merges.Add(new(row, column, row, column + width - 1));
        }
    }

    private void WriteRow(IReadOnlyList<CellForm> cells)
    {
        row++;
        xml.Append(CultureInfo.InvariantCulture, $"<row r=\"{row}\"{height.Of(cells)}>");
        for (var column = 1; column <= form.Columns.Count; column++)
        {
            var cell = column <= cells.Count ? cells[column - 1] : CellForm.Blank;
            WriteCell(column, Looks.Of(form.Columns[column - 1], form.Protected, cell), cell);
            if (cell.Rows > 1)
            {
                merges.Add(new(row, column, row + cell.Rows - 1, column));
            }
        }

        xml.Append("</row>");
    }

    private void WriteCell(int column, int look, CellForm cell)
    {
        if (cell.Number is { } number)
        {
            WriteNumber(column, look, number.ToString(CultureInfo.InvariantCulture));
        }
        else if (cell.Day is { } day)
        {
            WriteNumber(column, look, new DateSystem(false).Serial(day.ToDateTime(TimeOnly.MinValue)).ToString(CultureInfo.InvariantCulture));
        }
        else
        {
            WriteText(column, look, cell.Text);
        }
    }

    private void WriteNumber(int column, int look, string number) =>
        xml.Append(CultureInfo.InvariantCulture, $"<c r=\"{CellAddress.Letters(column)}{row}\" s=\"{look}\"><v>{number}</v></c>");

    private void WriteText(int column, int look, string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            xml.Append(CultureInfo.InvariantCulture, $"<c r=\"{CellAddress.Letters(column)}{row}\" s=\"{look}\"/>");
            return;
        }

        if (text.Length > LongestText)
        {
            throw new InvalidOperationException($"{form.Name}!{CellAddress.Of(row, column)} has {text.Length} characters; a workbook "
                + $"holds {LongestText} a cell.");
        }

        xml.Append(CultureInfo.InvariantCulture, $"<c r=\"{CellAddress.Letters(column)}{row}\" s=\"{look}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">");
        CellText.Append(xml, text);
        xml.Append("</t></is></c>");
    }

    private void End((int First, int Last) headings, int last)
    {
        xml.Append("</sheetData>");
        if (form.Protected)
        {
            xml.Append("<sheetProtection sheet=\"1\" formatColumns=\"0\" formatRows=\"0\" sort=\"0\" autoFilter=\"0\"/>");
        }

        xml.Append(CultureInfo.InvariantCulture, $"<autoFilter ref=\"{Range(headings.Last, Math.Max(headings.Last, last), 1, form.Columns.Count)}\"/>");
        if (merges.Count > 0)
        {
            xml.Append(CultureInfo.InvariantCulture, $"<mergeCells count=\"{merges.Count}\">");
            foreach (var merge in merges)
            {
                xml.Append(CultureInfo.InvariantCulture, $"<mergeCell ref=\"{Range(merge.FirstRow, merge.LastRow, merge.FirstColumn, merge.LastColumn)}\"/>");
            }

            xml.Append("</mergeCells>");
        }

        WriteRules(headings.Last + 1, last);
        xml.Append("<printOptions horizontalCentered=\"1\"/><pageMargins left=\"0.4\" right=\"0.4\" top=\"0.6\" bottom=\"0.6\" header=\"0.3\" footer=\"0.3\"/>")
            .Append(CultureInfo.InvariantCulture, $"<pageSetup paperSize=\"{(int)form.Paper}\" orientation=\"landscape\" fitToWidth=\"1\" fitToHeight=\"0\"/>")
            .Append("<headerFooter><oddFooter>&amp;C第 &amp;P 页，共 &amp;N 页</oddFooter></headerFooter>")
            .Append(form.Chart is null ? "" : "<drawing r:id=\"r1\"/>").Append("</worksheet>");
    }

    /// <summary>What may be typed into a column, from its first row to its last.</summary>
    private void WriteRules(int first, int last)
    {
        var ruled = form.Columns.Select((column, index) => (Column: column, Index: index + 1))
            .Where(each => each.Column.Choices is { Count: > 0 } || each.Column.Between is not null).ToList();
        if (ruled.Count == 0 || last < first)
        {
            return;
        }

        xml.Append(CultureInfo.InvariantCulture, $"<dataValidations count=\"{ruled.Count}\">");
        foreach (var (column, index) in ruled)
        {
            var cells = Range(first, last, index, index);
            if (column.Choices is { Count: > 0 } choices)
            {
                xml.Append(CultureInfo.InvariantCulture, $"<dataValidation type=\"list\" allowBlank=\"1\" showErrorMessage=\"1\" "
                    + $"errorTitle=\"无此选项\" error=\"请从下拉列表中选择。\" sqref=\"{cells}\">")
                    .Append("<formula1>").Append(CellText.Escape(lists.Formula(choices))).Append("</formula1></dataValidation>");
            }
            else if (column.Between is { } between)
            {
                xml.Append(CultureInfo.InvariantCulture, $"<dataValidation type=\"decimal\" operator=\"between\" allowBlank=\"1\" "
                    + $"showErrorMessage=\"1\" errorTitle=\"超出范围\" ")
                    .Append(CultureInfo.InvariantCulture, $"error=\"请填写 {Shown(column, between.Least)} 至 {Shown(column, between.Most)} "
                        + $"之间的数。\" sqref=\"{cells}\">")
                    .Append(CultureInfo.InvariantCulture, $"<formula1>{between.Least}</formula1><formula2>{between.Most}</formula2></dataValidation>");
            }
        }

        xml.Append("</dataValidations>");
    }

    /// <summary>A bound as the column shows its numbers.</summary>
    private static string Shown(ColumnForm column, double bound) =>
        column.Look == ColumnLook.Percent ? Percentages.Stated((decimal)bound) : bound.ToString(CultureInfo.InvariantCulture);

    private static string Range(int firstRow, int lastRow, int firstColumn, int lastColumn) => $"{CellAddress.Of(firstRow, firstColumn)}"
        + $":{CellAddress.Of(lastRow, lastColumn)}";

    private async Task Flush(CancellationToken cancel)
    {
        await writer.WriteAsync(xml, cancel);
        xml.Clear();
    }
}
