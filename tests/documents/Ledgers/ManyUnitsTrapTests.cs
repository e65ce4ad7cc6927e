using Rectification.Documents.Ledgers;

namespace Rectification.Tests.Documents.Ledgers;

/// <summary>Sheets of many units that leave something to be asked, and lists that are a plan after all; the right reading was written before.</summary>
public sealed class ManyUnitsTrapTests
{
    [Theory]
    [InlineData("several units, the plan's lead unit first: its progress", "1|建立问题台账并逐项对账|市直一处、甲县|60%", "1 市直一处 60", "C2 unit-of-several")]
    [InlineData("several units, one of which has a part", "2|清理拖欠工程款项|乙区、甲县|60%", "2 甲县 60", "C2 unit-of-several")]
    [InlineData("several units with a part, none of which leads as in the plan", "1|建立问题台账并逐项对账|甲县、市直一处|60%", "1  60", "C2 unit-which-reports? 甲县 市直一处")]
    [InlineData("a unit without a part", "2|清理拖欠工程款项|乙区|60%", "2  60", "C2 unit-no-part? 甲县")]
    [InlineData("a unit one sign apart", "2|清理拖欠工程款项|市直一科|60%", "2  60", "C2 unit-unknown? 市直一处")]
    [InlineData("a unit like none: the measure's own are offered", "2|清理拖欠工程款项|丁镇|60%", "2  60", "C2 unit-unknown? 甲县")]
    [InlineData("no unit", "2|清理拖欠工程款项||60%\n3|完善乡镇财务管理办法|乙区|70%", "2  60,3 乙区 70", "C2 unit-missing? 甲县")]
    [InlineData("a blank unit under one without a part", "2|清理拖欠工程款项|甲县|60%\n3|完善乡镇财务管理办法||70%", "2 甲县 60,3  70", "C3 unit-missing? 乙区")]
    [InlineData("blank units under an unknown one are asked once", "2|清理拖欠工程款项|丁镇|60%\n6|排查整治安全隐患点位||70%", "2  60,6  70", "C2 unit-unknown? 甲县")]
    [InlineData("a measure worded otherwise, by its number", "3|完善乡镇的财务管理办法|乙区|70%\n2|清理拖欠工程款项|甲县|20%", "3 乙区 70,2 甲县 20", "B2 text-differs 完善乡镇财务管理办法")]
    [InlineData("running numbers and a measure worded otherwise", "1|清理拖欠工程款项|甲县|20%\n2|完善乡镇的财务管理办法|乙区|70%", "2 甲县 20,0 乙区 70",
        "A1 numbers-running,B3 measure-which? 完善乡镇财务管理办法")]
    [InlineData("a measure's number in place of its text, as an answer has it", "1|清理拖欠工程款项|甲县|20%\n2|3|乙区|70%", "2 甲县 20,3 乙区 70", "A1 numbers-running")]
    [InlineData("a lower percent than reported", "2|清理拖欠工程款项|甲县|5%", "2 甲县 5", "D2 value-decreased")]
    [InlineData("a bare 1", "2|清理拖欠工程款项|甲县|#1", "2 甲县 ", "D2 percent-unclear? 1 100")]
    [InlineData("一 beside a unit: a line over its rows", "一|甲县||\n1|清理拖欠工程款项||60%\n二|乙区||\n1|完善乡镇财务管理办法||70%", "2 甲县 60,3 乙区 70", "A1 numbers-running")]
    public void A_row(string why, string rows, string expected, string told)
    {
        var reading = Read($"序号|整改措施|责任单位|完成进度\n{rows}");

        Assert.True("progress" == reading.Kind, why);
        Assert.Equal(expected, string.Join(',', reading.Measures.Select(row => $"{row.No} {row.Unit} {row.ProgressPercent}")));
        Assert.Equal(told, Told(reading));
    }

    [Fact]
    public void Lead_and_supporting_units_in_columns_of_their_own_the_lead_unit_reports()
    {
        var reading = Read("序号|整改措施|牵头单位|配合单位|完成情况\n1|建立问题台账并逐项对账|市直一处|甲县、乙区|已完成\n2|清理拖欠工程款项|甲县||正在推进");

        Assert.Equal("1 市直一处 100,2 甲县 ", string.Join(',', reading.Measures.Select(row => $"{row.No} {row.Unit} {row.ProgressPercent}")));
    }

    [Fact]
    public void The_progress_of_each_unit_beside_its_name_is_its_own()
    {
        var reading = Read("""
            序号|整改措施|牵头单位|配合单位|完成进度
            1|建立问题台账并逐项对账|市直一处|甲县（80%）|90%
            4|开展专项督查两轮|丙市|市直一处（已完成）|70%
            """);

        Assert.Equal("1 市直一处 90,1 甲县 80,4 丙市 70,4 市直一处 100",
            string.Join(',', reading.Measures.Select(row => $"{row.No} {row.Unit} {row.ProgressPercent}")));
    }

    [Fact]
    public void An_unknown_unit_over_its_rows_is_asked_at_its_line()
    {
        var reading = Read("序号|整改措施|完成进度\n一、甲县\n1|清理拖欠工程款项|60%\n二、乙县\n1|完善乡镇财务管理办法|70%\n2|举办业务培训班|20%");

        Assert.Equal("2 甲县 60,3  70,7  20", string.Join(',', reading.Measures.Select(row => $"{row.No} {row.Unit} {row.ProgressPercent}")));
        Assert.Equal("A1 numbers-running,A4 unit-unknown?", Told(reading));
    }

    [Fact]
    public void Older_than_what_came_in_is_told_row_by_row_of_the_units_of_which_it_is()
    {
        var reading = Read("截至2024年6月14日\n序号|整改措施|责任单位|完成进度\n2|清理拖欠工程款项|甲县|60%\n3|完善乡镇财务管理办法|乙区|70%\n6|排查整治安全隐患点位|甲县|20%");

        Assert.Equal("C3 sheet-older?,C5 sheet-older?", Told(reading));
    }

    [Theory]
    [InlineData("填报单位：市直一处", "one of the plan's units put it together")]
    [InlineData("甲县等三个单位整改进展周报", "it is called after the first of them")]
    public void Lines_over_the_rows_that_name_other_units_say_more_than_who_put_it_together(string above, string why)
    {
        var reading = Read($"{above}\n序号|整改措施|完成进度\n一、甲县\n2|清理拖欠工程款项|60%\n二、乙区\n3|完善乡镇财务管理办法|70%");

        Assert.True("2 甲县 60,3 乙区 70" == string.Join(',', reading.Measures.Select(row => $"{row.No} {row.Unit} {row.ProgressPercent}")), why);
    }

    [Fact]
    public void Words_marks_persons_signatures_and_repeated_headings_are_as_anywhere()
    {
        var reading = Read("""
            市直一处关于各单位整改工作进展情况的汇总（第26周）
            填报日期：2024年6月28日
            序号|整改措施|责任单位及责任人|已完成|正在推进|未启动|存在困难及下一步打算
            1|建立问题台账并逐项对账|牵头：市直一处；配合：甲县|√|||
            2|清理拖欠工程款项|甲县\n张三||已清理三笔，余下两笔在谈。||资金紧张
            序号|整改措施|责任单位及责任人|已完成|正在推进|未启动|存在困难及下一步打算
            3|完善乡镇财务管理办法|乙区 李四|||√|
            4|开展专项督查两轮|各县（市、区）||√||
            注：进展按自评填写。
            填表人：王五　　审核人：赵六
            """);

        Assert.Equal("1 市直一处 100|2 甲县 |3 乙区 |4  ", string.Join('|', reading.Measures.Select(row => $"{row.No} {row.Unit} {row.ProgressPercent}")));
        Assert.Equal("已清理三笔，余下两笔在谈。", reading.Measures[1].ProgressText);
        Assert.Equal("C8", string.Join(',', reading.Errors.Concat(reading.Warnings.Where(told => told.Question)).Select(told => told.Cell)));
        Assert.Equal("title note repeated-header note note", string.Join(' ', reading.RowsSkipped.Select(row => row.Why)));
    }

    [Fact]
    public void A_list_that_still_has_the_deadline_before_an_extension_changes_nothing_of_the_plan()
    {
        var context = ManyUnitsTests.Context();
        context = context with
        {
            Known = context.Known! with { Measures = [.. context.Known!.Measures.Select(measure => measure with { FirstDeadline = new(2024, 9, 30) })] },
        };
        using InMemoryWorkbook workbook = new(new InMemorySheet("台账", "序号|问题|整改措施|责任单位|完成时限|完成进度\n2|问题|清理拖欠工程款项|甲县|2024年9月底|60%"));

        var reading = LedgerReader.Read(workbook, "台账.xlsx", context);

        Assert.Equal(("progress", "same-plan"), (reading.Kind, reading.ReadAs!.Why));
        Assert.Equal("E2 deadline-differs 2024-12-31", Told(reading));
    }

    /// <summary>A list with deadlines may be a plan.</summary>
    [Theory]
    [InlineData("汇总", "2024年12月31日", "", "progress same-plan")]
    [InlineData("汇总", "2025年3月31日", "", "plan differs")]
    [InlineData("第26周周报", "2025年3月31日", "", "progress periodic")]
    [InlineData("汇总", "2025年3月31日", "progress", "progress said")]
    [InlineData("汇总", "2024年12月31日", "plan", "plan said")]
    public void A_list_with_deadlines(string name, string deadline, string said, string expected)
    {
        var reading = Read(
            $"序号|反馈问题|整改措施|责任单位|完成时限|完成进度\n2|问题|清理拖欠工程款项|甲县|{deadline}|60%\n3|问题|完善乡镇财务管理办法|乙区|2024年底|70%", name, said);

        Assert.Equal(expected, $"{reading.Kind} {reading.ReadAs!.Why}");
        Assert.Equal(deadline[3] == '5' ? 1 : 0, reading.ReadAs.Differing);
        Assert.Equal(2, reading.ReadAs.Telling);
        Assert.Equal(reading.Kind == "plan" ? "" : deadline[3] == '5' ? "E2 deadline-differs 2024-12-31" : "", Told(reading));
    }

    [Theory]
    [InlineData("序号|反馈问题|整改措施|责任单位|完成时限\n2|问题|清理拖欠工程款项|甲县|2025年3月31日")]
    [InlineData("序号|整改措施|责任单位|完成时限|完成进度\n2|清理拖欠工程款项|甲县|2025年3月31日|\n3|完善乡镇财务管理办法|乙区|2024年底|")]
    [InlineData("序号|整改措施|完成进度\n2|清理拖欠工程款项|60%")]
    public void Without_progress_or_units_it_is_a_plan(string table)
    {
        var reading = Read(table);

        Assert.Equal(("plan", null), (reading.Kind, reading.ReadAs));
        Assert.Equal("A1 sheet-no-progress?", Told(Read(table, said: "progress")).Split('!')[^1]);
    }

    [Fact]
    public void What_the_plan_keeps_of_the_ledger_it_came_from_is_no_news()
    {
        var context = ManyUnitsTests.Context();
        context = context with
        {
            Known = context.Known! with { Measures = [.. context.Known!.Measures.Select(measure => measure with { StateText = "已完成" })] },
        };
        using InMemoryWorkbook workbook = new(new InMemorySheet(
            "台账", "序号|问题|整改措施|责任单位|完成时限|整改情况\n2|问题|清理拖欠工程款项|甲县|2024年底|已完成\n3|问题|完善乡镇财务管理办法|乙区|2024年底|已完成"));

        var reading = LedgerReader.Read(workbook, "台账.xlsx", context);

        Assert.Equal(("plan", "nothing-new"), (reading.Kind, reading.ReadAs!.Why));
    }

    private static LedgerReading Read(string table, string name = "汇总", string said = "")
    {
        using InMemoryWorkbook workbook = new(new InMemorySheet(name, table));
        return LedgerReader.Read(workbook, "汇总.xlsx", ManyUnitsTests.Context(@as: said.Length == 0 ? null : said));
    }

    private static string Told(LedgerReading reading) => string.Join(',', reading.Warnings.Concat(reading.Errors).Select(finding =>
            $"{finding.Cell} {finding.Code[7..]}{(finding.Question || reading.Errors.Contains(finding) ? "?" : "")}"
            + string.Concat(finding.Candidates.Select(one => " " + one))).Order(StringComparer.Ordinal));
}
