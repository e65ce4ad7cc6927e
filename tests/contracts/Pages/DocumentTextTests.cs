using System.IO.Compression;
using Rectification.Gateway.Evidence;
using Rectification.Gateway.Evidence.Pages;

namespace Rectification.Tests.Contracts.Pages;

/// <summary>Reviewers are shown the words that Word and Excel show, each once.</summary>
public sealed class DocumentTextTests
{
    private const string Word = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "
        + "xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"";

    [Theory]
    [InlineData("<w:r><w:ruby><w:rt><w:r><w:t>yu\u00E8</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>乐</w:t></w:r></w:rubyBase></w:ruby><w:t>清</w:t></w:r>", "乐清")]
    [InlineData("<mc:AlternateContent><mc:Choice><w:t>框</w:t></mc:Choice><mc:Fallback><w:t>框</w:t></mc:Fallback></mc:AlternateContent><w:t>外</w:t>", "框外")]
    [InlineData("<w:moveFrom><w:r><w:t>旧</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>新</w:t></w:r></w:moveTo><w:del><w:delText>删</w:delText></w:del>", "新")]
    [InlineData("<w:r><w:rPr><w:moveFrom w:id='1'/></w:rPr><w:t>一</w:t><w:cr/><w:t>二</w:t><w:br/><w:t>三</w:t></w:r>", "一⏎二⏎三")]
    [InlineData("<w:t>浙</w:t><w:noBreakHyphen/><w:t>温</w:t>", "浙-温")]
    [InlineData("<w:sym w:font='Wingdings 2' w:char='F052'/><w:t>是</w:t><w:sym w:font='Wingdings' w:char='f0a8'/><w:t>否</w:t><w:sym w:font='X' w:char='F052'/>",
        "\u2611是\u2610否")]
    [InlineData("<w:fldSimple w:instr='NUMPAGES'><w:r><w:t>7</w:t></w:r></w:fldSimple><w:instrText>PAGE</w:instrText>", "7")]
    public async Task Words_of_a_document(string xml, string shown)
    {
        var body = $"<w:document {Word}><w:body><w:p>{xml}</w:p></w:body></w:document>";

        Assert.Equal(shown, await Shown(FileTypes.Docx, ("word/document.xml", body)));
        Assert.Equal(shown, await Shown(FileTypes.Docx, ("word/documents.xml", "<x/>"), ("word/document2.xml", body)));
    }

    [Theory]
    [InlineData("<si><t>重庆</t><rPh><t>Ch\u00F3ngq\u00ECng</t></rPh></si>", "<c t='s'><v>0</v></c>", "重庆")]
    [InlineData("<si/><si><t>二</t></si>", "<c t='s'><v>1</v></c>", "二")]
    [InlineData("<si><t>一_x000D_\n二_x005F_x0041_</t></si>", "<c t='s'><v>0</v></c>", "一⏎二_x0041_")]
    [InlineData("<si><t>一</t></si>", "<c><v>1</v></c><c t='s'><v>0</v></c><c/><c><v>2</v></c>", "1→一→2")]
    [InlineData("", "<c t='inlineStr'><is><r><t>乐</t></r><r><t>清</t></r><rPh><t>Yu\u00E8</t></rPh></is></c>", "乐清")]
    public async Task Words_of_a_workbook(string strings, string cells, string shown) =>
        Assert.Equal("— 台账 —⏎" + shown, await Shown(FileTypes.Xlsx, Workbook(strings, cells)));

    /// <summary>45469 is 26 June 2024; format 31 is a day of Chinese Excel.</summary>
    [Theory]
    [InlineData("<c s='1'><v>45469</v></c><c><v>45469</v></c>", "2024年6月26日→45469")]
    [InlineData("<c s='2'><v>45469</v></c>", "2024-06-26")]
    [InlineData("<c t='e'><v>#REF!</v></c><c t='b'><v>1</v></c>", "#REF!→TRUE")]
    public async Task Days_of_a_workbook_are_days(string cells, string shown) =>
        Assert.Equal("— 台账 —⏎" + shown, await Shown(FileTypes.Xlsx, Workbook("", cells)));

    [Fact]
    public async Task A_workbook_that_is_none_has_no_text() =>
        Assert.Null(await Shown(FileTypes.Xlsx, ("xl/workbook.xml", "<x/>")));

    private static (string Name, string Xml)[] Workbook(string strings, string cells)
    {
        const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        const string Package = "http://schemas.openxmlformats.org/package/2006";
        const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        const string Media = "application/vnd.openxmlformats-officedocument.spreadsheetml";
        return
        [
            ("[Content_Types].xml", $"<Types xmlns='{Package}/content-types'><Default Extension='xml' ContentType='application/xml'/>"
                + $"<Default Extension='rels' ContentType='application/vnd.openxmlformats-package.relationships+xml'/>"
                + $"<Override PartName='/xl/workbook.xml' ContentType='{Media}.sheet.main+xml'/></Types>"),
            ("_rels/.rels", $"<Relationships xmlns='{Package}/relationships'><Relationship Id='r1' Type='{Office}/officeDocument' Target='xl/workbook.xml'/>"
                + "</Relationships>"),
            ("xl/workbook.xml", $"<workbook xmlns='{Main}' xmlns:r='{Office}'><sheets><sheet name='台账' sheetId='1' r:id='r1'/></sheets></workbook>"),
            ("xl/_rels/workbook.xml.rels", $"<Relationships xmlns='{Package}/relationships'>"
                + $"<Relationship Id='r1' Type='{Office}/worksheet' Target='worksheets/sheet1.xml'/>"
                + $"<Relationship Id='r2' Type='{Office}/sharedStrings' Target='sharedStrings.xml'/>"
                + $"<Relationship Id='r3' Type='{Office}/styles' Target='styles.xml'/></Relationships>"),
            ("xl/styles.xml", $"<styleSheet xmlns='{Main}'><numFmts><numFmt numFmtId='176' formatCode='yyyy\\-mm\\-dd'/></numFmts>"
                + "<cellXfs><xf numFmtId='0'/><xf numFmtId='31'/><xf numFmtId='176'/></cellXfs></styleSheet>"),
            ("xl/sharedStrings.xml", $"<sst xmlns='{Main}'>{strings}</sst>"),
            ("xl/worksheets/sheet1.xml", $"<worksheet xmlns='{Main}'><sheetData><row>{cells}</row></sheetData></worksheet>"),
        ];
    }

    private static async Task<string?> Shown(FileType type, params (string Name, string Xml)[] parts)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, xml) in parts)
            {
                using var writer = new StreamWriter(archive.CreateEntry(name).Open());
                writer.Write(xml);
            }
        }

        bytes.Position = 0;
        var text = await DocumentText.Read(bytes, type.Media, TestContext.Current.CancellationToken);
        return text?.Text.ReplaceLineEndings("\n").Replace('\n', '⏎').Replace('\t', '→');
    }
}
