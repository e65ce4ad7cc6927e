using System.Text;
using Rectification.Documents.Workbooks;

namespace Rectification.Tests.Documents.Workbooks;

/// <summary>What real files bring, each in a line: the XML of cells and how they are seen.</summary>
public class XlsxReadingTests
{
    private const string Strings =
        "<si><t>整改措施</t></si><si><r><t>加强</t></r><r><rPr><strike/></rPr><t>监管</t></r><rPh sb=\"0\" eb=\"1\"><t>ジャン</t></rPh><phoneticPr/></si>"
        + "<si><t>一_x000D_\n二_x005F_x0041_三_xD83D__xDE00__xD800__x0007_</t></si><si><t></t></si><si><r><rPr><strike val=\"0\"/></rPr><t>全部</t></r></si>";

    private const string Styles =
        "<numFmts count=\"3\"><numFmt numFmtId=\"164\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;\"/><numFmt "
            + "numFmtId=\"165\" formatCode=\"[$-804]yyyy\\年m\\月\u003B@\"/>"
        + "<numFmt numFmtId=\"166\" formatCode=\"&quot;第&quot;000&quot;号&quot;\"/></numFmts><fonts><font/><font><strike/></font></fonts>"
        + "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf/><xf numFmtId=\"14\"/><xf numFmtId=\"57\"/><xf numFmtId=\"164\"/>"
        + "<xf numFmtId=\"165\"/><xf numFmtId=\"9\"/>"
        + "<xf numFmtId=\"4\"/><xf numFmtId=\"166\"/><xf numFmtId=\"20\"/><xf numFmtId=\"0\" fontId=\"1\"/><xf numFmtId=\"31\"/><xf "
        + "numFmtId=\"22\"/><xf numFmtId=\"fontId\" fontId=\"True\"/></cellXfs>"
        + "<dxfs><dxf><font><strike/></font><numFmt numFmtId=\"164\" formatCode=\"0\"/></dxf></dxfs>";

    [Theory]
    [InlineData("<row r='2'><c r='B2' t='s'><v>0</v></c></row>", "B2 Text 整改措施")]
    [InlineData("<row r='1'><c r='A1' t='s'><v>1</v></c></row>", "A1 Text 加强监管 struck")]
    [InlineData("<row r='1'><c r='A1' t='s'><v>2</v></c></row>", "A1 Text 一\n二_x0041_三😀\uFFFD")]
    [InlineData("<row r='1'><c r='A1' t='s'><v>3</v></c><c r='B1' t='s'><v> 0 </v></c></row>", "B1 Text 整改措施")]
    [InlineData("<row r='1'><c r='A1' s='9' t='s'><v>0</v></c><c r='B1' s='9' t='s'><v>4</v></c></row>", "A1 Text 整改措施 struck | B1 Text 全部")]
    [InlineData("<row><c/><c t='inlineStr'><is><r><t xml:space='preserve'> 甲</t></r><r><t>乙</t></r></is></c></row><row><c><v>7</v></c>"
        + "</row>", "B1 Text  甲乙 | A2 Number 7")]
    [InlineData("<row r='3'><c><v>1</v></c></row><row><c r='C4'><v>2</v></c><c><v>3</v></c></row>", "A3 Number 1 | C4 Number 2 | D4 Number 3")]
    [InlineData("<row r='1' hidden='1'><c><v>1</v></c></row><row ht='0'><c><v>2</v></c></row>", "A1 Number 1 hidden | A2 Number 2 hidden")]
    [InlineData("<row><c t='str'><f>A1</f><v>甲县</v></c><c t='str'><f>A2</f><v></v></c><c t='b'><v>1</v></c><c t='e'><f>1/0</f><v>#DIV/0!</v></c></row>",
        "A1 Text 甲县 f | C1 Boolean TRUE | D1 Error #DIV/0! f")]
    [InlineData("<row><c><f>SUM(B1)</f></c><c><f t='shared' ref='B1:B2' si='0'>A1</f><v>2</v></c><c><f t='shared' si='0'/><v/></c></row>",
        "A1 FormulaWithoutValue  f | B1 Number 2 f | C1 FormulaWithoutValue  f")]
    [InlineData("<row><c t='d' s='3'><v>2024-06-28T08:30:00</v></c><c t='d'><v>2024-06-28</v></c></row>", "A1 Date 2024年6月28日 =2024-06-28 | "
        + "B1 Date 2024/6/28 =2024-06-28")]
    [InlineData("<row><c s='1'><v>45471</v></c><c s='2'><v>45471</v></c><c s='3'><v>45471.75</v></c><c s='4'><v>45444</v></c><c s='10'><v>"
        + "4.5471E4</v></c></row>",
        "A1 Date 2024/6/28 =2024-06-28 | B1 Date 2024年6月 =2024-06-28 | C1 Date 2024年6月28日 =2024-06-28 | D1 Date 2024年6月 =2024-06-01 | E1 "
            + "Date 2024年6月28日 =2024-06-28")]
    [InlineData("<row><c s='1'><v>1</v></c><c s='1'><v>59</v></c><c s='1'><v>60</v></c><c s='1'><v>61</v></c><c s='1'><v>0</v></c><c s='1'>"
        + "<v>-1</v></c><c s='1'><v>2958466</v></c></row>",
        "A1 Date 1900/1/1 =1900-01-01 | B1 Date 1900/2/28 =1900-02-28 | C1 Number 60 | D1 Date 1900/3/1 =1900-03-01 | E1 Number 0 | F1 "
            + "Number -1 | G1 Number 2958466")]
    [InlineData("<row><c s='11'><v>45471.999999</v></c><c s='8'><v>0.354166666666667</v></c></row>", "A1 Date 2024/6/29 0:00 =2024-06-29 | B1 Number 8:30")]
    [InlineData("<row><c><v>1.2E-2</v></c><c><v>1.5E+20</v></c><c><v>0.30000000000000004</v></c><c><v>-007.50</v></c><c><v>123456789012345678</v></c></row>",
        "A1 Number 0.012 | B1 Number 150000000000000000000 | C1 Number 0.3 | D1 Number -7.5 | E1 Number 123456789012346000")]
    [InlineData("<row><c s='5'><v>0.8</v></c><c s='5'><v>1</v></c><c s='6'><v>1250.1</v></c><c s='7'><v>7</v></c><c s='6'><v>-0.001</v></c></row>",
        "A1 Number 80% | B1 Number 100% | C1 Number 1,250.10 | D1 Number 第007号 | E1 Number 0.00")]
    [InlineData("<row><c s='99'><v>45471</v></c><c s='12'><v>3</v></c><c s='1' t='s'><v>0</v></c></row>", "A1 Number 45471 | B1 Number 3 | C1 Text 整改措施")]
    public void Cells_are_seen_as_a_person_sees_them(string sheetData, string seen)
    {
        using var workbook = RawWorkbook.Of(sheetData, strings: Strings, styles: Styles).Open();
        Assert.Equal(seen, Seen.Cells(workbook.Sheets.Single()));
    }

    [Theory]
    [InlineData("<row><c r='A1' t='s'><v>99</v></c></row>", "台账\u0021A1")]
    [InlineData("<row><c r='A1' t='s'><v>-1</v></c></row>", "台账\u0021A1")]
    [InlineData("<row><c r='B1'><v>1</v></c><c r='A1'><v>2</v></c></row>", "A1")]
    [InlineData("<row r='2'/><row r='2'/>", "2")]
    [InlineData("<row><c r='ZZZZ1'><v>1</v></c></row>", "ZZZZ1")]
    [InlineData("<row><c><v>zwölf</v></c></row>", "台账\u0021A1")]
    [InlineData("<row><c t='b'><v>ja</v></c></row>", "台账\u0021A1")]
    [InlineData("<row><c t='q'><v>1</v></c></row>", "台账\u0021A1")]
    [InlineData("<row><c><v>1</c></row>", "台账")]
    public void What_no_program_should_write_is_refused_at_its_place(string sheetData, string place)
    {
        var refused = Assert.Throws<WorkbookException>(() =>
        {
            using var workbook = RawWorkbook.Of(sheetData).Open();
            Seen.Cells(workbook.Sheets[0]);
        });
        Assert.Equal("workbook.damaged", refused.Refusal.Code);
        Assert.Contains(place, refused.Refusal.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void The_1904_system_counts_four_years_less()
    {
        using var workbook = RawWorkbook.Of("<row><c s='1'><v>44009</v></c><c s='1'><v>0</v></c></row>", styles: Styles, workbookPr: "date1904='1'").Open();
        Assert.Equal("A1 Date 2024/6/28 =2024-06-28 | B1 Date 1904/1/1 =1904-01-01", Seen.Cells(workbook.Sheets[0]));
    }

    [Fact]
    public void Merges_stand_behind_the_rows_and_hidden_columns_before_them_and_the_dimension_is_believed_in_nothing()
    {
        using var workbook = RawWorkbook.Of(
            "<row r='1'><c r='A1'><v>1</v></c></row><row r='40'><c r='Z40'><v>2</v></c></row>",
            before: "<dimension ref='A1'/><cols><col min='3' max='4' hidden='1'/><col min='6' max='16384' width='9'/></cols>",
            after: "<mergeCells><mergeCell ref='A1:C2'/><mergeCell ref='B9'/></mergeCells>", state: "veryHidden").Open();
        var sheet = workbook.Sheets.Single();
        Assert.Equal([new(1, 1, 2, 3), new(9, 2, 9, 2)], sheet.Merges);
        Assert.Equal([3, 4], sheet.HiddenColumns.Order());
        Assert.True(sheet.Hidden);
        Assert.Equal("A1 Number 1 | Z40 Number 2", Seen.Cells(sheet));
        Assert.Equal("A1 Number 1 | Z40 Number 2", Seen.Cells(sheet));
    }

    [Theory]
    [InlineData("", "<sheetData>")]
    [InlineData("x:", "<x:sheetData>")]
    public void Merges_are_found_wherever_the_rows_begin_and_end(string prefix, string begin)
    {
        const int Buffer = 64 * 1024;
        foreach (var around in Enumerable.Range(-90, 180))
        {
            var head = $"<{prefix}worksheet xmlns{(prefix.Length > 0 ? ":x" : "")}=\"{RawWorkbook.Main}\"><!--";
            var cell = $"<{prefix}row><{prefix}c t=\"inlineStr\"><{prefix}is><{prefix}t>";
            var xml = head + new string('a', Buffer + around - head.Length - begin.Length) + "--"
                + ">" + begin + cell + new string('b', 2000) + " &lt;/sheetData> sheetData"
                + new string('c', around + 100) + $"</{prefix}t></{prefix}is></{prefix}c></{prefix}row></{prefix}sheetData>"
                + $"<{prefix}mergeCells><{prefix}mergeCell ref=\"A1:B2\"/></{prefix}mergeCells></{prefix}worksheet>";
            using var workbook = RawWorkbook.Of("").With("xl/worksheets/sheet1.xml", Encoding.UTF8.GetBytes(xml)).Open();
            Assert.Equal([new(1, 1, 2, 2)], workbook.Sheets[0].Merges);
            Assert.EndsWith("c", workbook.Sheets[0].Rows().Single().Cells.Single().Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Prefixes_and_the_strict_dialect_are_read_alike()
    {
        var raw = RawWorkbook.Of("<row><c t='s'><v>0</v></c></row>", strings: Strings);
        foreach (var part in raw.Parts.Keys.Where(name => !name.Contains("rels", StringComparison.Ordinal) && name.StartsWith("xl"
            + "/", StringComparison.Ordinal)).ToList())
        {
            raw.With(part, text => text.Replace("<", "<x:", StringComparison.Ordinal).Replace("<x:/", "</x"
                + ":", StringComparison.Ordinal).Replace("xmlns=", "xmlns:x=", StringComparison.Ordinal));
        }

        foreach (var part in raw.Parts.Keys.ToList())
        {
            raw.With(part, text => text
                .Replace(RawWorkbook.Main, "http://purl.oclc.org/ooxml/spreadsheetml/main", StringComparison.Ordinal)
                .Replace("http://schemas.openxmlformats.org/officeDocument/2006/relationships", "http://purl.oclc.org/ooxml/officeDocument/r"
                    + "elationships", StringComparison.Ordinal));
        }

        using var workbook = raw.Open();
        Assert.Equal("A1 Text 整改措施", Seen.Cells(workbook.Sheets[0]));
    }

    [Fact]
    public void A_part_in_utf_16_is_read()
    {
        var raw = RawWorkbook.Of("<row><c t='s'><v>0</v></c></row>");
        raw.With("xl/sharedStrings.xml", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes($"<sst "
            + $"xmlns=\"{RawWorkbook.Main}\"><si><t>甲县</t></si></sst>")]);
        using var workbook = raw.Open();
        Assert.Equal("A1 Text 甲县", Seen.Cells(workbook.Sheets[0]));
    }

    [Fact]
    public void Money_keeps_the_digits_of_the_file()
    {
        using var workbook = RawWorkbook.Of("<row><c s='6'><v>1250.10</v></c></row>", styles: Styles).Open();
        var cell = workbook.Sheets[0].Rows().Single().Cells.Single();
        Assert.Equal(("1250.10", 1250.1, "#,##0.00"), (cell.Written, cell.Number, cell.Format));
    }
}
