using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Rectification.Documents.Papers;

/// <summary>Lays a template out: lines, tables of labels and controls, groups of rows.</summary>
internal sealed class TemplateSheet(Body body)
{
    /// <summary>What a control holds before it is filled.</summary>
    private const string Blank = "\u3000\u3000";

    /// <summary>Columns of a table of labels and values, in percent of the type area.</summary>
    private static readonly int[] Shares = [17, 33, 17, 33];

    public void Title(string text)
    {
        Line(text, PaperLevel.Title);
    }

    public void Heading(string text) => Line(text, PaperLevel.First);

    public void Line(string text, PaperLevel level) => body.Append(Paragraph(PaperStyles.Of(level), text.Length == 0 ? [] : [Words(text)]));

    /// <summary>A line in the middle that is one control.</summary>
    public void Centred(string tag)
    {
        var line = Paragraph("PaperText", [Control(tag)]);
        line.ParagraphProperties!.Append(new Indentation { FirstLineChars = 0, FirstLine = "0" }, new Justification { Val = JustificationValues.Center });
        body.Append(line);
    }

    public void Control(string tag, PaperLevel level) => body.Append(Paragraph(PaperStyles.Of(level), [Control(tag)]));

    /// <summary>Where paragraphs go.</summary>
    public void Body(string tag) => body.Append(new SdtBlock(Properties(tag), new SdtContentBlock(Paragraph("PaperText", [Words(Blank)]))));

    /// <summary>A table of labels and controls; a cell that begins with = is the control of that tag. A row of two goes over the whole width.</summary>
    public void Table(params string[][] rows)
    {
        var table = Begin(Shares);
        foreach (var row in rows)
        {
            var cells = row.Select((cell, i) => cell.StartsWith('=')
                ? Cell(row.Length == 2 ? Shares.Skip(1).Sum() : Shares[i], Paragraph(PaperStyles.Cell, [Control(cell[1..])]), row.Length == 2 ? 3 : 1)
                : Cell(Shares[i], Paragraph(PaperStyles.Label, [Words(cell)]), 1));
            table.Append(new TableRow(
                [new TableRowProperties(new CantSplit(), new TableRowHeight { Val = 480, HeightType = HeightRuleValues.AtLeast }), .. cells]));
        }

        body.Append(table);
    }

    /// <summary>A table whose rows under the head are repeated.</summary>
    public void Rows(string tag, params (string Label, string Tag, int Share)[] columns)
    {
        var table = Begin([.. columns.Select(column => column.Share)]);
        table.Append(new TableRow([new TableRowProperties(new CantSplit(), new TableHeader()),
            .. columns.Select(column => Cell(column.Share, Paragraph(PaperStyles.Label, [Words(column.Label)]), 1))]));
        table.Append(new SdtRow(Properties(tag), new SdtContentRow(new TableRow(
            [new TableRowProperties(new CantSplit(), new TableRowHeight { Val = 480, HeightType = HeightRuleValues.AtLeast }),
            .. columns.Select(column => Cell(column.Share, Paragraph(PaperStyles.Cell, [Control(column.Tag)]), 1))]))));
        body.Append(table);
    }

    private static Table Begin(int[] shares) => new(
        new TableProperties(
            new TableWidth { Width = PaperPage.TypeWidth.ToString(System.Globalization.CultureInfo.InvariantCulture), Type = TableWidthUnitValues.Dxa },
            new TableBorders(
                Line<TopBorder>(), Line<LeftBorder>(), Line<BottomBorder>(), Line<RightBorder>(), Line<InsideHorizontalBorder>(), Line<InsideVerticalBorder>()),
            new TableLayout { Type = TableLayoutValues.Fixed }),
        new TableGrid(shares.Select(share => new GridColumn { Width = Twips(share) })));

    private static T Line<T>()
        where T : BorderType, new() => new() { Val = BorderValues.Single, Size = 6, Space = 0, Color = "auto" };

    private static TableCell Cell(int share, Paragraph content, int span)
    {
        var properties = new TableCellProperties(new TableCellWidth { Width = Twips(share), Type = TableWidthUnitValues.Dxa });
        if (span > 1)
        {
            properties.Append(new GridSpan { Val = span });
        }

        properties.Append(new TableCellVerticalAlignment { Val = TableVerticalAlignmentValues.Center });
        return new(properties, content);
    }

    private static string Twips(int share) => (PaperPage.TypeWidth * share / 100).ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static SdtRun Control(string tag) => new(Properties(tag), new SdtContentRun(Words(Blank)));

    private static SdtProperties Properties(string tag) => new(new SdtAlias { Val = tag }, new Tag { Val = tag });

    private static Paragraph Paragraph(string style, IEnumerable<OpenXmlElement> content) =>
        new([new ParagraphProperties(new ParagraphStyleId { Val = style }), .. content]);

    private static Run Words(string text) => new(new Text(text) { Space = SpaceProcessingModeValues.Preserve });
}
