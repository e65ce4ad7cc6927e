using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Rectification.Documents.Papers;

/// <summary>The styles of papers, one a level. A template of an office's own keeps its styles of these names; those it has not are added.</summary>
public static class PaperStyles
{
    /// <summary>As digits: NPOI 2.4.1 opens no document in which a style says <c>true</c>.</summary>
    private static OnOffValue On => new() { InnerText = "1" };

    public const string Footer = "PaperFooter";
    public const string Cell = "PaperCell";
    public const string Label = "PaperLabel";

    /// <summary>The style of a level.</summary>
    public static string Of(PaperLevel level) => $"Paper{level}";

    public static Styles All()
    {
        var styles = new Styles(new DocDefaults(
            new RunPropertiesDefault(new RunPropertiesBaseStyle(
                PaperPage.FontsOf(PaperPage.FangSong), new FontSize { Val = PaperPage.Size3 }, new FontSizeComplexScript { Val = PaperPage.Size3 },
                new Languages { Val = "en-US", EastAsia = "zh-CN" })),
            new ParagraphPropertiesDefault(new ParagraphPropertiesBaseStyle(
                new SpacingBetweenLines { Before = "0", After = "0", Line = "240", LineRule = LineSpacingRuleValues.Auto },
                new Justification { Val = JustificationValues.Both }))));
        // The grid's characters are as wide as those of this style, so it says so itself. 28 of them fit a line by their own spacing: LibreOffice gives a
        // character that is a fifth of a point wider than the grid two places of it, and a title four words a line.
        styles.Append(new Style(
            new StyleName { Val = "Normal" },
            new PrimaryStyle(),
            new StyleRunProperties(PaperPage.FontsOf(PaperPage.FangSong), new SnapToGrid { Val = false }, new Spacing { Val = PaperPage.Spacing },
                new FontSize { Val = PaperPage.Size3 }, new FontSizeComplexScript { Val = PaperPage.Size3 }))
        {
            Type = StyleValues.Paragraph,
            StyleId = "Normal",
            Default = On,
        });
        styles.Append(Levels());
        return styles;
    }

    public static IEnumerable<Style> Levels() =>
    [
        Style(Of(PaperLevel.Text), "公文正文", Indented()),
        Style(Of(PaperLevel.First), "公文一级标题", [new KeepNext(), .. Indented(), new OutlineLevel { Val = 0 }], PaperPage.Hei),
        Style(Of(PaperLevel.Second), "公文二级标题", [.. Indented(), new OutlineLevel { Val = 1 }], PaperPage.KaiTi),
        Style(Of(PaperLevel.Third), "公文三级标题", Indented(), bold: true),
        Style(Of(PaperLevel.Fourth), "公文四级标题", Indented()),
        Style(Of(PaperLevel.Title), "公文标题",
            [
                new SnapToGrid { Val = false },
                new SpacingBetweenLines { Line = $"{PaperPage.LinePitch}", LineRule = LineSpacingRuleValues.Exact },
                Centred(),
            ],
            PaperPage.TitleSong, PaperPage.Size2),
        Style(Of(PaperLevel.Signature), "公文署名", [new Indentation { RightChars = 400, Right = "1280" }, new Justification { Val = JustificationValues.Right }]),
        Style(Of(PaperLevel.Attachment), "公文附件", [new PageBreakBefore()], PaperPage.Hei),
        Style(Of(PaperLevel.Copies), "公文抄送",
            [new Indentation { LeftChars = 100, Left = "280", RightChars = 100, Right = "280" }], size: PaperPage.Size4),
        Style(Cell, "公文表格", [new SnapToGrid { Val = false }, new Justification { Val = JustificationValues.Left }], size: PaperPage.SizeOfTables),
        Style(Label, "公文表头", [new SnapToGrid { Val = false }, Centred()], PaperPage.Hei, PaperPage.SizeOfTables),
        Style(Footer, "公文页码", [new SnapToGrid { Val = false }], PaperPage.Song, PaperPage.Size4),
    ];

    private static OpenXmlElement[] Indented() => [new Indentation { FirstLineChars = 200, FirstLine = "640" }];

    private static Justification Centred() => new() { Val = JustificationValues.Center };

    private static Style Style(
        string id, string name, OpenXmlElement[] paragraph, string font = PaperPage.FangSong, string size = PaperPage.Size3, bool bold = false)
    {
        var run = new StyleRunProperties(PaperPage.FontsOf(font));
        if (bold)
        {
            run.Append(new Bold());
        }

        run.Append(new FontSize { Val = size }, new FontSizeComplexScript { Val = size });
        return new(new StyleName { Val = name }, new BasedOn { Val = "Normal" }, new PrimaryStyle(), new StyleParagraphProperties(paragraph), run)
        {
            Type = StyleValues.Paragraph,
            StyleId = id,
            CustomStyle = On,
        };
    }
}
