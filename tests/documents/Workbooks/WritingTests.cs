using System.Globalization;
using System.IO.Compression;
using CsCheck;
using Rectification.Documents.Workbooks;
using Rectification.Documents.Workbooks.Writing;

namespace Rectification.Tests.Documents.Workbooks;

/// <summary>What is written is read again as it was.</summary>
public class WritingTests
{
    private static readonly ColumnForm[] Columns =
    [
        new() { Heading = "序号", Width = 6 },
        new() { Heading = "整改措施", Group = "任务", Width = 40 },
        new() { Heading = "整改时限", Group = "任务", Look = ColumnLook.ChineseDay },
        new() { Heading = "涉及金额（元）", Look = ColumnLook.Money },
        new() { Heading = "进度", Look = ColumnLook.Percent, Open = true, Between = (0, 1) },
        new() { Heading = "责任单位", Open = true, Choices = [.. Enumerable.Range(1, 60).Select(number => $"第{number}责任单位")] },
        new() { Heading = "状态", Open = true, Choices = ["正常", "滞后"] },
    ];

    [Fact]
    public async Task A_sheet_comes_back_with_its_kinds_its_merges_and_its_stamp()
    {
        IReadOnlyList<CellForm>[] rows =
        [
            [CellForm.Of(1m, rows: 2), CellForm.Of("=HYPERLINK(\"http://x\")"), CellForm.Of(new DateOnly(2024, 6, 28)),
                CellForm.Of(1250.10m), CellForm.Of(0.8m), CellForm.Of("第1责任单位")],
            [CellForm.Blank, CellForm.Of(" 一\r\n二_x000D_\u0007<&\"😀 "), CellForm.Of("2024年底前，并长期坚持"), CellForm.Of("20元"), CellForm.Blank],
        ];
        var form = Form(rows) with { Title = "整改台账", Notes = ["填报单位：甲县"] };
        using var workbook = await RoundTrip([form], new Dictionary<string, string> { ["plan"] = "wenzhou-2024", ["position"] = "17" });
        var sheet = workbook.Sheets[0];
        Assert.Equal(
            "A1 Text 整改台账 | A2 Text 填报单位：甲县 | A3 Text 序号 | B3 Text 任务 | D3 Text 涉及金额（元） | E3 Text 进度 | F3 Text 责任单位 | G3 Text 状态 | B4 Text "
                + "整改措施 | C4 Text 整改时限 | "
            + "A5 Number 1 | B5 Text =HYPERLINK(\"http://x\") | C5 Date 2024年6月28日 =2024-06-28 | D5 Number 1,250.10 | E5 Number 80% | F5 Text 第1责任单位 | "
            + "B6 Text  一\n二_x000D_<&\"😀  | C6 Text 2024年底前，并长期坚持 | D6 Text 20元",
            Seen.Cells(sheet));
        Assert.Equal("1250.10", sheet.Rows().Single(row => row.Number == 5).Cells[3].Written);
        Assert.Contains(new MergedRange(5, 1, 6, 1), sheet.Merges);
        Assert.Contains(new MergedRange(3, 2, 3, 3), sheet.Merges);
        Assert.Contains(new MergedRange(3, 1, 4, 1), sheet.Merges);
        Assert.Equal(("wenzhou-2024", "17"), (workbook.Stamp["plan"], workbook.Stamp["position"]));
        Assert.True(workbook.Sheets.Single(other => other.Name == "_lists").Hidden);
    }

    [Theory]
    [InlineData("xl/worksheets/sheet1.xml", "<pageSetup paperSize=\"8\" orientation=\"landscape\" fitToWidth=\"1\" fitToHeight=\"0\"/>")]
    [InlineData("xl/worksheets/sheet1.xml", "<pane xSplit=\"2\" ySplit=\"2\" topLeftCell=\"C3\" activePane=\"bottomRight\" state=\"frozen\"/>")]
    [InlineData("xl/worksheets/sheet1.xml", "<autoFilter ref=\"A2:G3\"/>")]
    [InlineData("xl/worksheets/sheet1.xml", "<sheetProtection sheet=\"1\"")]
    [InlineData("xl/worksheets/sheet1.xml", "sqref=\"F3:F3\"><formula1>_lists!$A$2:$A$61</formula1>")]
    [InlineData("xl/worksheets/sheet1.xml", "sqref=\"G3:G3\"><formula1>&quot;正常\u002C滞后&quot;</formula1>")]
    [InlineData("xl/worksheets/sheet1.xml", "请填写 0% 至 100% 之间的数。")]
    [InlineData("xl/worksheets/sheet1.xml", "<row r=\"3\" ht=\"63\">")]
    [InlineData("xl/worksheets/sheet1.xml", "<formula1>0</formula1><formula2>1</formula2>")]
    [InlineData("xl/workbook.xml", "<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"0\">'台账'\u0021$1:$2</definedName>")]
    [InlineData("xl/workbook.xml", "<sheet name=\"_lists\" sheetId=\"2\" state=\"veryHidden\" r:id=\"r2\"/>")]
    public async Task What_only_Excel_sees_is_in_the_part_that_says_it(string part, string xml)
    {
        var form = Form([CellForm.Of(1m), CellForm.Of("一\n" + new string('二', 50))]);
        using var stream = await Written([form with { Paper = Paper.A3, Protected = true, FrozenColumns = 2 }]);
        using var zip = new ZipArchive(stream);
        using var reader = new StreamReader(zip.GetEntry(part)!.Open());
        Assert.Contains(xml, await reader.ReadToEndAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tabs_get_names_they_may_bear()
    {
        var long31 = new string('某', 40);
        using var workbook = await RoundTrip([.. new[] { "甲/乙[1]", "", long31, long31, "_lists" }.Select(name => Form() with { Name = name })]);
        Assert.Equal(
            ["甲／乙（1）", "Sheet", new string('某', 31), new string('某', 28) + "（2）", "_lists（2）"], workbook.Sheets.Select(sheet => sheet.Name));
    }

    [Fact]
    public Task Any_text_number_and_day_comes_back() => Gen.Select(
        Gen.String[Gen.Char['\u0020', '\uD7FF'], 0, 60], Gen.Int[-1_000_000, 1_000_000], Gen.Int[0, 4], Gen.Int[1, 90_000]).Array[0, 20].SampleAsync(
        async cells =>
        {
            var rows = cells.Select(IReadOnlyList<CellForm> (cell) =>
                [CellForm.Of(Scaled(cell.Item2, cell.Item3)), CellForm.Of(cell.Item1), CellForm.Of(new DateOnly(1900, 3, 1).AddDays(cell.Item4))]).ToArray();
            using var workbook = await RoundTrip([Form(rows)]);
            var read = workbook.Sheets[0].Rows().Skip(2).Select(row => row.Cells.ToDictionary(cell => cell.Column)).ToList();
            return read.Count == cells.Length && cells.Zip(read).All(pair =>
                decimal.Parse(pair.Second[1].Written!, CultureInfo.InvariantCulture) == Scaled(pair.First.Item2, pair.First.Item3)
                && (pair.Second.TryGetValue(2, out var text) ? text.Text : "") == pair.First.Item1
                && pair.Second[3].Day == new DateOnly(1900, 3, 1).AddDays(pair.First.Item4));
        }, iter: 200);

    private static decimal Scaled(int number, int places) => number / (decimal)Math.Pow(10, places);

    private static SheetForm Form(params IReadOnlyList<CellForm>[] rows) => new() { Name = "台账", Columns = Columns, Rows = rows.ToAsyncEnumerable() };

    private static async Task<IWorkbook> RoundTrip(IReadOnlyList<SheetForm> sheets, IReadOnlyDictionary<string, string>? stamp = null) =>
        WorkbookFile.Open(await Written(sheets, stamp), "台账.xlsx", WorkbookLimits.Default);

    private static async Task<MemoryStream> Written(IReadOnlyList<SheetForm> sheets, IReadOnlyDictionary<string, string>? stamp = null)
    {
        var stream = new MemoryStream();
        await WorkbookWriter.Write(stream, sheets, stamp);
        stream.Position = 0;
        return stream;
    }
}
