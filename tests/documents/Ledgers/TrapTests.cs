using System.Text.Json;
using Rectification.Documents.Ledgers;
using Rectification.Documents.Workbooks;

namespace Rectification.Tests.Documents.Ledgers;

/// <summary>One trap each: what an office may well write, and what the reading has to make of it.</summary>
public sealed class TrapTests
{
    [Theory]
    [InlineData("责任单位\\n责任人", "leadUnit+supportingUnits+person")]
    [InlineData("责任单位/责任人", "leadUnit+supportingUnits+person")]
    [InlineData("责任单位 责任人", "leadUnit+supportingUnits+person")]
    [InlineData("责任单位及责任人", "leadUnit+supportingUnits+person")]
    [InlineData("责任部门（责任人）", "leadUnit+supportingUnits+person")]
    [InlineData("牵头单位、责任人", "leadUnit+person")]
    [InlineData("责任领导\\n责任单位", "leadUnit+supportingUnits+leader")]
    [InlineData("牵头单位/配合单位", "leadUnit+supportingUnits")]
    [InlineData("责 任 单 位", "leadUnit+supportingUnits")]
    [InlineData("责任单位（部门）", "leadUnit+supportingUnits")]
    [InlineData("*责任单位", "leadUnit+supportingUnits")]
    [InlineData("责任单位意见", "extra")]
    [InlineData("单位负责人", "person")]
    [InlineData("整改措施责任单位", "leadUnit+supportingUnits")]
    [InlineData("整改措施完成时限", "deadline")]
    [InlineData("拟完成时间", "deadline")]
    [InlineData("应完成时间", "deadline")]
    [InlineData("整改时限（年月日）", "deadline")]
    [InlineData("销号时限", "extra")]
    [InlineData("整改周期", "extra")]
    [InlineData("报送时间", "extra")]
    [InlineData("复查日期", "extra")]
    [InlineData("问题编号", "problemNo")]
    [InlineData("问题类别", "category")]
    [InlineData("问题数量", "extra")]
    [InlineData("整改责任人", "person")]
    [InlineData("市级责任领导", "leader")]
    [InlineData("整改目标", "target")]
    [InlineData("是否金额类问题", "extra")]
    [InlineData("整改资金（万元）", "money:万元")]
    [InlineData("下一步措施", "extra")]
    [InlineData("举一反三情况", "extra")]
    [InlineData("制度名称", "institution")]
    [InlineData("督办部门", "overseeingUnit")]
    [InlineData("填报单位", "extra")]
    [InlineData("联系电话", "extra")]
    public void A_heading_beside_problem_and_measure(string heading, string field)
    {
        var reading = Read(new InMemorySheet("清单", $"序号|反馈问题|整改措施|{heading}\n1|甲|措施甲|x\n2|乙|措施乙|y"));
        Assert.Equal(field, reading.Columns["D"]);
        Assert.Equal("measureNo problem measure", string.Join(' ', reading.Columns.Values.Take(3)));
    }

    [Fact]
    public void Merged_deadlines_and_units_count_for_each_row_and_are_told_once()
    {
        var reading = Read(new InMemorySheet("清单", """
            序号|问题|措施|责任单位|整改时限
            1|甲|措施甲|各责任单位|6月前
            2||措施乙||
            3|乙|措施丙||
            """, "B2:B3 D2:D3 E2:E3"));
        Assert.Equal(["6月前", "6月前", null], reading.Measures.Select(measure => measure.DeadlineText));
        Assert.Equal(["D2", "E2"], reading.Warnings.Select(finding => finding.Cell));
        Assert.Equal(["D4", "E4"], reading.Errors.Select(finding => finding.Cell));
    }

    [Fact]
    public void Errors_in_fields_we_use_are_told_and_others_are_not()
    {
        using InMemoryWorkbook workbook = new(new BrokenSheet());
        var reading = LedgerReader.Read(workbook, "x.xlsx", GivenLedgerTests.Context());
        Assert.Equal(["D2 ledger.cell-error", "E2 ledger.formula-without-value"], reading.Errors.Select(finding => $"{finding.Cell} {finding.Code}"));
        Assert.Empty(reading.Warnings);
    }

    [Fact]
    public void Texts_over_the_limit_are_errors_and_stay_whole()
    {
        var text = new string('措', 501);
        var reading = Read(new InMemorySheet("清单", $"序号|问题|措施|责任单位|整改时限|原因分析\n1|甲|{text}|市直一处|2024年7月1日|{text}"));
        Assert.Equal("C2", Assert.Single(reading.Errors).Cell);
        Assert.Equal(501, reading.Measures[0].Text.Length);
    }

    [Fact]
    public void Totals_are_never_data_and_disagreeing_ones_are_told()
    {
        var reading = Read(new InMemorySheet("清单", """
            金额单位：万元
            序号|问题|措施|责任单位|整改时限|整改金额
            合计|||||#3
            #1|甲|措施甲|市直一处|2024年7月1日|#1
            #2|乙|措施乙|市直二处|2024年7月1日|2万
            小计|||||#1
            #3|丙|措施丙|市直三处|2024年7月1日|3000元
            小计|||||#0.3
            总　计|||||#1.3
            """));
        Assert.Equal("money:万元", reading.Columns["F"]);
        Assert.Equal(["10000", "20000", "3000"], reading.Measures.Select(measure => (string?)measure.Money!["整改金额"]));
        Assert.Equal(["F3", "F6", "F9"], reading.Warnings.Select(finding => finding.Cell).Order());
        Assert.Equal("1 note,3 totals,6 subtotal,8 subtotal,9 totals", string.Join(',', reading.RowsSkipped.Select(row => $"{row.Row} {row.Why}")));
    }

    [Fact]
    public void Rows_that_count_the_columns_and_rows_with_a_number_only_are_no_data()
    {
        var reading = Read(new InMemorySheet("清单", """
            序号|问题|措施|责任单位|整改时限
            1|2|3|4|5
            1|甲|措施甲|市直一处|2024年7月1日
            2||||
            序号|问题|措施|责任单位|整改时限
            3|乙|措施乙|市直二处|2024年7月1日
            审核人：张三||填表人：李四||
            """));
        Assert.Equal([3, 6], reading.DataRows);
        Assert.Equal("2 note,4 blank,5 repeated-header,7 note", string.Join(',', reading.RowsSkipped.Select(row => $"{row.Row} {row.Why}")));
        Assert.Empty(reading.Errors);
    }

    [Fact]
    public void Measures_numbered_anew_for_each_problem_run_on()
    {
        var reading = Read(new InMemorySheet("清单", """
            问题|序号|措施|责任单位|整改时限
            甲|1|措施甲|市直一处|2024年7月1日
            |2|措施乙|市直一处|2024年7月1日
            乙|1|措施丙|市直二处|2024年7月1日
            """, "A2:A3"));
        Assert.Equal([1, 2, 3], reading.Measures.Select(measure => measure.No));
        Assert.Equal([1, 1, 2], reading.Measures.Select(measure => measure.Problem));
        Assert.Empty(reading.Warnings);
    }

    [Fact]
    public void A_changed_mapping_is_followed()
    {
        InMemorySheet sheet = new("清单", "序号|问题|措施|单位|整改时限\n1|甲|措施甲|整改一组|2024年7月1日");
        Assert.Equal("extra", Read(sheet).Columns["D"]);
        using InMemoryWorkbook workbook = new(sheet);
        var context = GivenLedgerTests.Context() with { OtherNames = new Dictionary<string, string> { ["整改一组"] = "市直一处" } };
        var reading = LedgerReader.Read(workbook, "x.xlsx", context, new Dictionary<string, string> { ["D"] = "leadUnit", ["E"] = "extra" });
        Assert.Equal("市直一处", reading.Measures[0].LeadUnit);
        Assert.Equal(["deadline", "leader", "start"], reading.Missing);
        var wrong = new Dictionary<string, string> { ["D"] = "colour" };
        Assert.Throws<ArgumentException>(() => LedgerReader.Read(workbook, "x.xlsx", context, wrong));
    }

    [Fact]
    public void A_units_sheet_is_known_by_the_unit_it_names()
    {
        var reading = Read(new InMemorySheet("Sheet1", """
            乙区巡察整改进展周报
            报送单位：乙区|||截止日期：2024.6.28
            编号|整改举措|时限要求|进度
            3|措施甲|2024年9月底|零报告
            5|措施乙|2024年6月28日|已完成
            """));
        Assert.Equal("progress", reading.Kind);
        Assert.Equal("乙区", reading.Unit);
        Assert.Equal(new DateOnly(2024, 6, 28), reading.AsOf);
        Assert.Equal([null, 100], reading.Measures.Select(measure => measure.ProgressPercent));
        Assert.Empty(reading.Errors.Concat(reading.Warnings));
    }

    [Fact]
    public void Sheets_of_the_same_layout_are_read_one_after_the_other()
    {
        using InMemoryWorkbook workbook = new(
            new InMemorySheet("甲县", "序号|问题|措施|责任单位|整改时限\n1|甲|措施甲|甲县|2024年7月1日"),
            new InMemorySheet("乙区", "序号|问题|措施|责任单位|整改时限\n1|乙|措施乙|乙区|6月前"),
            new InMemorySheet("统计", "单位|问题数|完成率\n甲县|1|%80"));
        var reading = LedgerReader.Read(workbook, "x.xlsx", GivenLedgerTests.Context());
        Assert.Equal([1, 2], reading.Measures.Select(measure => measure.No));
        Assert.Equal("乙区", Assert.Single(reading.OtherSheets).Sheet);
        Assert.Equal(new SheetNotRead("统计", "no list"), Assert.Single(reading.SheetsNotRead));
        Assert.Equal("乙区\u0021E2", Assert.Single(reading.Warnings).Cell);
    }

    [Fact]
    public void Lists_in_another_order_and_other_words_are_linked_by_number()
    {
        using InMemoryWorkbook workbook = new(
            new InMemorySheet("整改措施清单", """
                措施编号|对应问题序号|具体措施|牵头处室|协办处室|完成期限|是否办结
                一|问题一|措施甲|市直一处|甲县|2024年9月底|否
                二|第2项|措施乙|市直二处||2024年10月底|是
                三|（二）|措施丙|市直二处||2024年11月底|
                四|问题5|措施丁|市直二处||2024年11月底|
                """),
            new InMemorySheet("整改责任清单", """
                序号|责任部门|责任人
                1|市直一处、乙区|处长
                2|市直三处|副处长
                3|市直二处|处长
                4|市直二处|处长
                """),
            new InMemorySheet("反馈问题清单", """
                问题序号|主要方面|问题描述|包案领导
                1|一、政治建设|学习不深入|主要领导
                2||制度不健全|常务副职
                3||台账缺失|常务副职
                """),
            new InMemorySheet("字典", "序号|单位\n1|市直一处") { Hidden = true });
        var reading = LedgerReader.Read(workbook, "x.xlsx", GivenLedgerTests.Context());
        Assert.Equal([1, 2, 2, null], reading.Measures.Select(measure => measure.Problem));
        Assert.Equal([1, 2, 3, 4], reading.Measures.Select(measure => measure.No));
        Assert.Equal(["甲县", "乙区"], reading.Measures[0].SupportingUnits);
        Assert.Equal("处长", reading.Measures[0].Extra["责任人"]);
        Assert.Equal([null, 100, null, null], reading.Measures.Select(measure => measure.ProgressPercent));
        Assert.Equal("主要领导", reading.Problems[0].LeaderTitle);
        Assert.Equal(
            ["整改措施清单\u0021B5", "反馈问题清单\u0021A4", "字典\u0021A1", "整改责任清单\u0021B3"],
            reading.Errors.Concat(reading.Warnings).Select(finding => finding.Cell));
        Assert.Equal(["start"], reading.Missing);
    }

    [Fact]
    public void A_workbook_without_a_list_is_refused_in_words()
    {
        var reading = Read(new InMemorySheet("说明", "请勿改动表头。"));
        Assert.Equal("ledger.sheet-no-list", Assert.Single(reading.Errors).Code);
    }

    [Fact]
    public void The_json_has_the_members_others_build_on()
    {
        var json = JsonSerializer.SerializeToNode(Read(new InMemorySheet("清单", "序号|问题|措施|责任单位|整改时限|备注\n1|甲|措施甲|市直一处|6月前|好")), JsonSerializerOptions.Web)!;
        Assert.Equal("好", json["measures"]![0]!["extra"]!["备注"]!.GetValue<string>());
        Assert.Equal(["2024-05-31", "2024-06-30"], json["warnings"]![0]!["candidates"]!.AsArray().Select(day => day!.GetValue<string>()));
        Assert.Equal(["措施甲"], json["columnDetails"]![2]!["examples"]!.AsArray().Select(example => example!.GetValue<string>()));
    }

    [Fact]
    public void Every_code_has_its_words() => Assert.All(LedgerCodes.All, code => Assert.StartsWith("ledger.", LedgerCodes.At("A1", new Remark(code)).Code));

    private static LedgerReading Read(InMemorySheet sheet)
    {
        using InMemoryWorkbook workbook = new(sheet);
        return LedgerReader.Read(workbook, "台账.xlsx", GivenLedgerTests.Context());
    }

    private sealed class BrokenSheet : ISheet
    {
        public string Name => "清单";

        public bool Hidden => false;

        public IReadOnlyList<MergedRange> Merges => [];

        public IReadOnlySet<int> HiddenColumns => new HashSet<int>();

        public IEnumerable<SheetRow> Rows()
        {
            string[] headings = ["序号", "问题", "措施", "责任单位", "整改时限", "备注"];
            yield return new SheetRow(1, false, [.. headings.Select((heading, index) => new SheetCell { Column = index + 1, Kind = CellKind.Text,
                Text = heading })]);
            yield return new SheetRow(2, false,
            [
                new SheetCell { Column = 1, Kind = CellKind.Text, Text = "1" },
                new SheetCell { Column = 2, Kind = CellKind.Text, Text = "甲" },
                new SheetCell { Column = 3, Kind = CellKind.Text, Text = "措施甲" },
                new SheetCell { Column = 4, Kind = CellKind.Error, Text = "#REF!" },
                new SheetCell { Column = 5, Kind = CellKind.FormulaWithoutValue, Text = "" },
                new SheetCell { Column = 6, Kind = CellKind.Error, Text = "#N/A" }
            ]);
        }
    }
}
