using System.Text;
using Rectification.Documents.Workbooks;

namespace Rectification.Tests.Documents.Workbooks;

/// <summary>Files that are not read, each with its sentence.</summary>
public class WorkbookRefusalTests
{
    private static readonly byte[] Ole = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    public static TheoryData<string, string, string> Files { get; } = new()
    {
        { "nothing", "台账.xlsx", "workbook.empty" },
        { "text", "台账.xlsx", "workbook.damaged" },
        { "text", "台账.docx", "workbook.not-a-workbook" },
        { "page", "台账.xls", "workbook.kind" },
        { "package", "台账.et", "workbook.kind" },
        { "package", "台账.xlsm", "workbook.macros" },
        { "package", "台账.xlsb", "workbook.kind" },
        { "binary", "台账.xlsx", "workbook.kind" },
        { "document", "台账.xlsx", "workbook.not-a-workbook" },
        { "project", "台账.xlsx", "workbook.macros" },
        { "renamed project", "台账.xlsx", "workbook.macros" },
        { "declared macros", "台账.xlsx", "workbook.macros" },
        { "cut off", "台账.xlsx", "workbook.damaged" },
        { "sheet missing", "台账.xlsx", "workbook.damaged" },
        { "entity", "台账.xlsx", "workbook.damaged" },
        { "password", "台账.xlsx", "workbook.password" },
        { "old macros", "台账.xls", "workbook.macros" },
        { "no workbook", "台账.xls", "workbook.not-a-workbook" },
        { "bomb", "台账.xlsx", "workbook.unzipped-too-large" },
        { "long name", "台账.xlsx", "workbook.damaged" },
        { "deep", "台账.xlsx", "workbook.damaged" },
        { "names", "台账.xlsx", "workbook.damaged" },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_that_cannot_be_read_or_may_not_is_refused_by_its_code(string file, string name, string code)
    {
        var refused = Assert.Throws<WorkbookException>(() =>
        {
            using var workbook = WorkbookFile.Open(File(file), name, WorkbookLimits.Default);
            Seen.Cells(workbook.Sheets[0]);
        });
        Assert.Equal((code, RefusalKind.Invalid), (refused.Refusal.Code, refused.Refusal.Kind));
        Assert.True(refused.Refusal.Zh.Length > 10 && refused.Refusal.En.Length > 20);
    }

    /// <summary>SheetJS names the types of all endings it may ever write, macros among them, whether there are such parts or not.</summary>
    [Theory]
    [InlineData("", false)]
    [InlineData("xl/printerSettings1.bin", true)]
    public void A_type_of_an_ending_that_no_part_has_says_nothing(string part, bool isRefused)
    {
        var raw = RawWorkbook.Of("<row><c><v>1</v></c></row>").With("[Content_Types].xml", text => text.Replace("<Default", "<Default Extension='bin' "
            + "ContentType='application/vnd.ms-excel.sheet.binary.macroEnabled.main'/><Default", StringComparison.Ordinal));
        raw = part.Length > 0 ? raw.With(part, [1]) : raw;

        Assert.Equal(isRefused ? "workbook.macros" : "", Record.Exception(() => raw.Open().Dispose()) is WorkbookException refused ? refused.Refusal.Code : "");
    }

    [Theory]
    [InlineData("rows", "workbook.too-many-rows")]
    [InlineData("cells", "workbook.too-many-cells")]
    [InlineData("columns", "workbook.too-many-columns")]
    [InlineData("merges", "workbook.too-many-merges")]
    [InlineData("strings", "workbook.too-many-texts")]
    [InlineData("characters", "workbook.too-many-texts")]
    [InlineData("cell", "workbook.text-too-long")]
    [InlineData("entries", "workbook.too-many-entries")]
    [InlineData("bytes", "workbook.file-too-large")]
    [InlineData("unzipped", "workbook.unzipped-too-large")]
    [InlineData("ratio", "workbook.unzipped-too-large")]
    public void What_goes_beyond_a_limit_is_refused_and_what_reaches_it_is_not(string what, string code)
    {
        var limits = Small(what, 0);
        Assert.Equal(code, Seen.Refusal(() => Read(limits)));
        Read(Small(what, 1));
    }

    private static void Read(WorkbookLimits limits)
    {
        using var workbook = RawWorkbook.Of(
            "<row r='1'><c r='A1' t='s'><v>0</v></c></row><row r='2'><c r='C2' t='inlineStr'><is><t>四个字的</t></is></c></row>",
            after: "<mergeCells><mergeCell ref='A1:B1'/><mergeCell ref='A2:B2'/></mergeCells>", strings: "<si><t>一二</t></si><si><t>三</t></si>").Open(limits);
        Seen.Cells(workbook.Sheets[0]);
    }

    /// <summary>One limit at what the file of <see cref="Read"/> holds (<paramref name="more"/> 1) or just below it (0).</summary>
    private static WorkbookLimits Small(string what, int more) => what switch
    {
        "rows" => new() { Rows = 1 + more },
        "cells" => new() { Cells = 1 + more },
        "columns" => new() { Columns = 2 + more },
        "merges" => new() { Merges = 1 + more },
        "strings" => new() { Strings = 1 + more },
        "characters" => new() { StringCharacters = 2 + more },
        "cell" => new() { CellCharacters = 3 + more },
        "entries" => new() { Entries = 6 + more, Files = 0 },
        "bytes" => new() { FileBytes = 100 + (more * 100_000) },
        "ratio" => new() { RatioFrom = 10, Ratio = more * 100 },
        _ => new() { UnzippedBytes = 1000 + (more * 100_000) }
    };

    private static MemoryStream File(string file)
    {
        var raw = RawWorkbook.Of("<row><c><v>1</v></c></row>");
        return file switch
        {
            "nothing" => new(),
            "text" => new("整改台账"u8.ToArray()),
            "page" => new("\uFEFF \r\n<html><table><tr><td>台账</td></tr></table></html>"u8.ToArray()),
            "package" => raw.Zip(),
            "binary" => raw.With("xl/workbook.bin", [1]).Zip(),
            "document" => raw.With("word/document.xml", [1]).Zip(),
            "project" => raw.With("xl/vbaProject.bin", [1]).Zip(),
            "renamed project" => raw.With("xl/media/picture.bin", [.. Ole, .. new byte[504], .. Entry("_VBA_PROJECT")]).Zip(),
            "declared macros" => raw.With("[Content_Types].xml", text => text.Replace("application/xml", "application/vnd.ms-excel.sheet.mac"
                + "roEnabled.main+xml", StringComparison.Ordinal)).Zip(),
            "cut off" => new(raw.Zip().ToArray()[..^200]),
            "sheet missing" => raw.With("xl/_rels/workbook.xml.rels", text => text.Replace("sheet1", "sheet9", StringComparison.Ordinal)).Zip(),
            "entity" => raw.With("xl/workbook.xml", text => "<!DOCTYPE x [<!ENTITY a \"a\">]>" + text).Zip(),
            "password" => new([.. Ole, .. new byte[504], .. Entry("EncryptedPackage")]),
            "old macros" => new([.. Ole, .. new byte[504], .. Entry("Workbook"), .. Entry("_VBA_PROJECT_CUR")]),
            "no workbook" => new([.. Ole, .. new byte[504], .. Entry("WordDocument")]),
            "bomb" => Sheet(raw, string.Concat(Enumerable.Repeat(string.Concat(Enumerable.Repeat("<a/>", 250_000)), 40))),
            "long name" => Sheet(raw, $"<row a='{new string('a', 3_000_000)}'/>"),
            "deep" => Sheet(raw, string.Concat(Enumerable.Repeat("<a>", 200_000))),
            _ => Sheet(raw, string.Concat(Enumerable.Range(0, 20_000).Select(number => $"<n{number}/>")))
        };
    }

    private static MemoryStream Sheet(RawWorkbook raw, string data) => raw.With("xl/worksheets/sheet1.xml", text => text.Replace("<sheetData"
        + ">", "<sheetData>" + data, StringComparison.Ordinal)).Zip();

    private static byte[] Entry(string name)
    {
        var entry = new byte[128];
        Encoding.Unicode.GetBytes(name).CopyTo(entry, 0);
        return entry;
    }
}
