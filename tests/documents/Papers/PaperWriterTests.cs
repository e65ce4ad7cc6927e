using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Rectification.Documents.Papers;
using Rectification.Papers;

namespace Rectification.Tests.Documents.Papers;

/// <summary>What comes out of a template: the standard's numbers, every value once, blank boxes where there is none.</summary>
public sealed class PaperWriterTests
{
    public static TheoryData<PaperKind> Kinds => [.. Enum.GetValues<PaperKind>()];

    [Theory, MemberData(nameof(Kinds))]
    public void Every_form_filled_keeps_the_schema_and_the_rules_of_Word_and_says_everything(PaperKind kind)
    {
        var form = PaperForms.Of(kind);
        var words = string.Join('\n', PaperFiles.Words(PaperFiles.Fill(kind, PaperFiles.Full(form))));

        // The register's word on the round is no part of the usual sheet.
        var shown = PaperFiles.Read(DefaultTemplates.Of(kind), Tags);
        Assert.All(form.Texts.Where(shown.Contains), tag => Assert.Contains($"{tag}的内容", words, StringComparison.Ordinal));
        Assert.All(form.Rows.SelectMany(group => group.Columns), tag => Assert.Contains($"{tag}3", words, StringComparison.Ordinal));
        Assert.Empty(form.Needed.Except(shown));
    }

    [Theory, MemberData(nameof(Kinds))]
    public void What_is_not_there_is_a_blank_box_and_never_a_word(PaperKind kind)
    {
        var file = PaperFiles.Fill(kind, new());
        var labels = PaperFiles.Words(DefaultTemplates.Of(kind)).Where(line => !string.IsNullOrWhiteSpace(line)).ToHashSet();

        Assert.All(PaperFiles.Words(file).Where(line => !string.IsNullOrWhiteSpace(line)), line => Assert.Contains(line, labels));
        Assert.DoesNotContain("同意", string.Concat(PaperFiles.Words(file)), StringComparison.Ordinal);
        PaperFiles.Read(file, main =>
        {
            Assert.All(main.Document!.Descendants<SdtElement>(), control => Assert.NotEqual("", PaperStructure.ContentOf(control)!.InnerText));
            return true;
        });
    }

    /// <summary>GB/T 9704-2012 in twentieths of a point; a generator that only calls itself by its name would not have these.</summary>
    [Theory, MemberData(nameof(Kinds))]
    public void The_page_is_that_of_the_standard(PaperKind kind) => PaperFiles.Read(PaperFiles.Fill(kind, new()), main =>
    {
        var section = main.Document!.Body!.Elements<SectionProperties>().Single();
        var (size, margin, grid) = (section.GetFirstChild<PageSize>()!, section.GetFirstChild<PageMargin>()!, section.GetFirstChild<DocGrid>()!);
        Assert.Equal((11906u, 16838u), (size.Width!.Value, size.Height!.Value));
        Assert.Equal((2098, 1588u, 1984, 1474u), (margin.Top!.Value, margin.Left!.Value, margin.Bottom!.Value, margin.Right!.Value));
        Assert.Equal((DocGridValues.LinesAndChars, 580, -848), (grid.Type!.Value, grid.LinePitch!.Value, grid.CharacterSpace!.Value));

        // 22 lines of the pitch fill 225 mm; 28 characters of 16 points with their spacing fill 156 mm; both to half a millimetre.
        Assert.InRange(22 * 580 / 20.0 * 25.4 / 72, 224.5, 225.5);
        Assert.InRange(28 * (16 - (848 / 4096.0)) * 25.4 / 72, 155.5, 156.5);

        // Programs that give a place of the grid to a whole character do so only if the character is no wider.
        var normal = main.StyleDefinitionsPart!.Styles!.Elements<Style>().Single(style => style.StyleId == "Normal").StyleRunProperties!;
        Assert.InRange(28 * (16 + (normal.Spacing!.Val!.Value / 20.0)) * 25.4 / 72, 155.5, 156);
        Assert.InRange(16 + (normal.Spacing!.Val!.Value / 20.0), 15, 16 - (848 / 4096.0));

        var settings = main.DocumentSettingsPart!.Settings!;
        Assert.NotNull(settings.GetFirstChild<EvenAndOddHeaders>());
        Assert.Equal([HeaderFooterValues.Default, HeaderFooterValues.Even], section.Elements<FooterReference>().Select(foot => foot.Type!.Value));
        var sides = section.Elements<FooterReference>().Select(foot => (FooterPart)main.GetPartById(foot.Id!.Value!))
            .Select(part => part.Footer!.GetFirstChild<Paragraph>()!.ParagraphProperties!.Justification!.Val!.Value);
        Assert.Equal([JustificationValues.Right, JustificationValues.Left], sides);
        return true;
    });

    [Fact]
    public void The_levels_have_the_fonts_and_sizes_of_the_standard() => PaperFiles.Read(DefaultTemplates.Of(PaperKind.Notice), main =>
    {
        var styles = main.StyleDefinitionsPart!.Styles!.Elements<Style>().Where(style => style.StyleRunProperties is not null)
            .ToDictionary(style => style.StyleId!.Value!, style =>
                (style.StyleRunProperties!.RunFonts!.EastAsia!.Value, style.StyleRunProperties.FontSize!.Val!.Value));
        Assert.Equal(("方正小标宋简体", "44"), styles[PaperStyles.Of(PaperLevel.Title)]);
        Assert.Equal(("仿宋_GB2312", "32"), styles[PaperStyles.Of(PaperLevel.Text)]);
        Assert.Equal(("黑体", "32"), styles[PaperStyles.Of(PaperLevel.First)]);
        Assert.Equal(("楷体_GB2312", "32"), styles[PaperStyles.Of(PaperLevel.Second)]);
        Assert.Equal(("仿宋_GB2312", "28"), styles[PaperStyles.Of(PaperLevel.Copies)]);
        return true;
    });

    [Fact]
    public void Characters_that_XML_may_not_hold_and_all_kinds_of_line_ends_do_no_harm()
    {
        var file = PaperFiles.Fill(PaperKind.Order, new()
        {
            Texts = new Dictionary<string, string?> { ["demand"] = "一\u0001项\uD800要求\v二项\r\n三项\u2028四项 & <五> 😀", ["unit"] = "\u0000\u0008" },
        });

        Assert.Contains("一项要求二项三项四项 & <五> 😀", PaperFiles.Words(file));
        PaperFiles.Read(file, main =>
        {
            var demand = main.Document!.Descendants<SdtElement>().Single(control => PaperStructure.TagOf(control) == "demand");
            Assert.Equal(3, demand.Descendants<Break>().Count());
            return true;
        });
    }

    [Fact]
    public void Two_thousand_rows_are_two_thousand_rows()
    {
        var file = PaperFiles.Fill(PaperKind.Problem, PaperFiles.Full(PaperForms.Of(PaperKind.Problem), rows: 2_000));

        Assert.Equal(2_001, PaperFiles.Read(file, main => main.Document!.Descendants<TableRow>().Count(row => row.Descendants<TableCell>().Count() == 5)));
    }

    /// <summary>Word puts what is bound over what was written; what Word shows in grey is not the text's look.</summary>
    [Fact]
    public void What_Word_would_put_over_the_text_is_taken_away()
    {
        var template = PaperFiles.Changed(PaperKind.Order, main =>
        {
            var unit = main.Document!.Descendants<SdtElement>().Single(control => PaperStructure.TagOf(control) == "unit");
            unit.SdtProperties!.Append(new DataBinding { XPath = "/x", StoreItemId = "{00000000-0000-0000-0000-000000000000}" });
            unit.SdtProperties.Append(new ShowingPlaceholder());
        });
        var file = PaperWriter.Fill(template, PaperForms.Of(PaperKind.Order), new() { Texts = new Dictionary<string, string?> { ["unit"] = "鹿城区" } });

        PaperFiles.Read(file, main =>
        {
            Assert.Empty(main.Document!.Descendants<DataBinding>());
            Assert.Empty(main.Document.Descendants<ShowingPlaceholder>());
            return true;
        });
    }

    [Theory]
    [InlineData(1, "一")]
    [InlineData(10, "十")]
    [InlineData(11, "十一")]
    [InlineData(20, "二十")]
    [InlineData(99, "九十九")]
    [InlineData(100, "一百")]
    [InlineData(105, "一百零五")]
    [InlineData(110, "一百一十")]
    [InlineData(321, "三百二十一")]
    public void Sections_are_numbered_in_Chinese(int number, string numeral) => Assert.Equal(numeral, PaperText.Numeral(number));

    [Fact]
    public void A_number_has_full_width_brackets_and_a_day_no_leading_zeros()
    {
        Assert.Equal("整销〔2026〕3号", PaperText.Number("整销", 2026, 3));
        Assert.Equal("2026年3月5日", PaperText.Day(new DateOnly(2026, 3, 5)));
        Assert.Equal("", PaperText.Day(null));
    }

    internal static HashSet<string> Tags(MainDocumentPart main) =>
        [.. main.Document!.Descendants<SdtElement>().Select(PaperStructure.TagOf).Where(tag => tag.Length > 0)];
}
