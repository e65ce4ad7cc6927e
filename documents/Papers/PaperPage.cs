using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Rectification.Documents.Papers;

/// <summary>GB/T 9704-2012 as numbers: the page, its grid, its fonts and its page numbers. Twentieths of a point unless said otherwise.</summary>
public static class PaperPage
{
    /// <summary>A4.</summary>
    public const int Width = 11906;
    public const int Height = 16838;

    /// <summary>天头 37 mm.</summary>
    public const int Top = 2098;

    /// <summary>订口 28 mm.</summary>
    public const int Left = 1588;

    /// <summary>What leaves a type area of 225 mm: 35 mm.</summary>
    public const int Bottom = 1984;

    /// <summary>What leaves a type area of 156 mm: 26 mm.</summary>
    public const int Right = 1474;

    /// <summary>225 mm in 22 lines.</summary>
    public const int LinePitch = 580;

    /// <summary>156 mm in 28 characters of 16 points; in 4096ths of a point, added to each.</summary>
    public const int CharSpace = -848;

    /// <summary>What is taken from each character of 16 points so that 28 of them fit the type area; in twentieths of a point.</summary>
    public const int Spacing = -5;

    /// <summary>The page number's foot lies 7 mm and its own height below the type area.</summary>
    public const int Footer = 1304;

    /// <summary>The type area's width.</summary>
    public const int TypeWidth = Width - Left - Right;

    public const string FangSong = "仿宋_GB2312";
    public const string KaiTi = "楷体_GB2312";
    public const string Hei = "黑体";
    public const string TitleSong = "方正小标宋简体";
    public const string Song = "宋体";

    /// <summary>Half points.</summary>
    public const string Size2 = "44";
    public const string Size3 = "32";
    public const string Size4 = "28";

    /// <summary>小四， which the standard leaves to tables.</summary>
    public const string SizeOfTables = "24";

    /// <summary>For letters and digits beside Chinese.</summary>
    private const string Latin = "Times New Roman";

    /// <summary>What stands in for a font that a machine has not: one free to use beside the one offices buy.</summary>
    private static readonly (string Name, string Instead)[] Fonts =
        [(FangSong, "FangSong"), (KaiTi, "KaiTi"), (Hei, "SimHei"), (TitleSong, "SimSun"), (Song, "SimSun"), (Latin, "Liberation Serif")];

    public static SectionProperties Section(string oddFooter, string evenFooter) => new(
        new FooterReference { Type = HeaderFooterValues.Default, Id = oddFooter },
        new FooterReference { Type = HeaderFooterValues.Even, Id = evenFooter },
        new PageSize { Width = Width, Height = Height },
        new PageMargin { Top = Top, Right = (uint)Right, Bottom = Bottom, Left = (uint)Left, Header = 851, Footer = Footer, Gutter = 0 },
        new DocGrid { Type = DocGridValues.LinesAndChars, LinePitch = LinePitch, CharacterSpace = CharSpace });

    /// <summary>Styles, fonts, settings and the two footers of a new document.</summary>
    /// <returns>The relationship ids of the odd and the even footer.</returns>
    public static (string Odd, string Even) Furnish(MainDocumentPart main)
    {
        main.AddNewPart<StyleDefinitionsPart>().Styles = PaperStyles.All();
        main.AddNewPart<FontTablePart>().Fonts = new(Fonts.Select(font => new Font(new AltName { Val = font.Instead }) { Name = font.Name }));
        main.AddNewPart<DocumentSettingsPart>().Settings = new(
            new EvenAndOddHeaders(),
            new CharacterSpacingControl { Val = CharacterSpacingValues.CompressPunctuation },
            new Compatibility(new CompatibilitySetting
            {
                Name = CompatSettingNameValues.CompatibilityMode,
                Uri = "http://schemas.microsoft.com/office/word",
                Val = "15",
            }));
        return (Foot(main, JustificationValues.Right), Foot(main, JustificationValues.Left));
    }

    public static RunFonts FontsOf(string chinese) => new() { Ascii = Latin, HighAnsi = Latin, EastAsia = chinese, ComplexScript = Latin };

    /// <summary>— 1 —, 4号 half-width Song, one character from the outer edge.</summary>
    private static string Foot(MainDocumentPart main, JustificationValues side)
    {
        var part = main.AddNewPart<FooterPart>();
        var indent = side == JustificationValues.Right ? new Indentation { RightChars = 100, Right = "280" }
            : new Indentation { LeftChars = 100, Left = "280" };
        part.Footer = new(new Paragraph(
            new ParagraphProperties(new ParagraphStyleId { Val = PaperStyles.Footer }, indent, new Justification { Val = side }),
            Piece(new Text("— ") { Space = SpaceProcessingModeValues.Preserve }),
            Piece(new FieldChar { FieldCharType = FieldCharValues.Begin }),
            Piece(new FieldCode(" PAGE ") { Space = SpaceProcessingModeValues.Preserve }),
            Piece(new FieldChar { FieldCharType = FieldCharValues.Separate }),
            Piece(new Text("1")),
            Piece(new FieldChar { FieldCharType = FieldCharValues.End }),
            Piece(new Text(" —") { Space = SpaceProcessingModeValues.Preserve })));
        return main.GetIdOfPart(part);
    }

    private static Run Piece(OpenXmlElement content) => new(
        new RunProperties(new RunFonts { Ascii = Song, HighAnsi = Song, EastAsia = Song }, new FontSize { Val = Size4 }), content);
}
