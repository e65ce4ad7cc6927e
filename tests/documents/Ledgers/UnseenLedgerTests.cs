using System.Text;
using Rectification.Documents.Ledgers;
using Rectification.Documents.Workbooks;
using Rectification.Tests.Documents.Workbooks;

namespace Rectification.Tests.Documents.Ledgers;

/// <summary>
/// Several traps of real ledgers in one sheet each, the right reading written beside it before it was read. See <see cref="LayoutTests"/> for how it is
/// written.
/// </summary>
public sealed class UnseenLedgerTests
{
    [Fact]
    public void Numbers_in_parts_problems_merged_over_measures_and_three_columns_of_states() => LayoutTests.Reads(
        new InMemorySheet("台账", """
            附件1
            市委巡察反馈意见整改台账（第二轮）
            填报单位：整改办　　　填报日期：2024年6月30日　　　联系电话：0577-1234567
            序号|问题类别|反馈问题|整改落实||||完成情况|||备注
            |||整改措施|责任单位（排第一的为牵头单位）|责任领导|整改时限|已完成|基本完成|未完成（原因）|
            1-1|（一）聚焦主责方面|学习制度执行不严|1.修订学习制度；|市直一处、甲县|主要领导|2024年8月底|√|||
            1-2|||2.开展督学。|市直一处|主要领导|长期坚持||持续开展中||
            2-1||调研少|每月下沉一次|市直五处（综合处）、乙区|常务副职|8月中旬|||人员未到位|需协调
            3-1|（二）聚焦群众身边|作风漂浮|蹲点|高新区（自贸片区、综保区）管委会、各县（市、区）|分管领导一|2024.12.31前||推进中||
            合计|2类|3个|4项||||1|2|1|
            注：1.“基本完成”指取得阶段性成果；2.本表于每月5日前报送。
            """, "A1:K1 A2:K2 A3:K3 A4:A5 B4:B5 C4:C5 D4:G4 H4:J4 K4:K5 B6:B8 C6:C7 A11:K11"),
        "A=measureNo B=category C=problem D=measure E=leadUnit+supportingUnits F=leader G=deadline H=state:已完成 I=state:基本完成 J=state:未完成 K=extra",
        "start",
        """
        1 1 市直一处>甲县 主要领导 2024-08-31 100 已完成
        2 1 市直一处 主要领导 + - 基本完成
        3 2 市直五处（综合处）>乙区 常务副职 2024-08-20 - 未完成
        4 3 高新区（自贸片区、综保区）管委会>甲县+乙区+丙市+丁县+戊区+己市 分管领导一 2024-12-31 - 基本完成
        """,
        "G7 deadline-no-date,G8 deadline-year-assumed");

    [Fact]
    public void A_blank_column_first_days_from_1904_and_three_days_of_completion() => LayoutTests.Reads(
        new InMemorySheet("跟踪", """
            ||整改事项跟踪表

            |编号||问题描述|整改举措|牵头部门|协办部门|要求完成时间|计划完成|实际完成日期|完成率|状态
            |（一）||窗口服务差|延时服务|市直二处|市直三处；丁县|@2024-07-31|@2024-07-20|@2024-06-20|%100|已完成
            |（二）||台账缺失|补建台账|市直三处|/|@2024-09-30|||#0.5|办理中
            |（三）||公示不及时|限时公示|市直四处|机关党委 整改办|#44103|||50%|办理中
            """, from1904: true),
        "B=measureNo D=problem E=measure F=leadUnit G=supportingUnits H=deadline I=extra J=actualDate K=progress L=state",
        "leader start",
        """
        1 1 市直二处>市直三处+丁县 - 2024-07-31 100 已完成
        2 2 市直三处 - 2024-09-30 - 办理中
        3 3 市直四处>机关党委+整改办 - 2024-09-30 50 办理中
        """,
        "I3 column-unclear,K5 percent-unclear,H6 deadline-number-as-day");

    [Fact]
    public void Four_roles_an_open_list_and_a_year_that_only_the_heading_names() => LayoutTests.Reads(
        new InMemorySheet("分工", """
            工作任务分工表
            任务序号|重点任务|具体举措|牵头单位|责任单位|配合单位|督导单位|完成时限（2024年）|目前进展
            #1|城乡环境整治|清运积存垃圾|市直一处|甲县、乙区|市直二处等|整改办|6月30日前|已完成
            #2||设立监督电话|市直三处|各县（市、区）|/|整改办|9月|正在推进
            #3|农村公路养护|修补坑槽|市直四处|丙市、丁县|机关党委、市直六处|整改办|全年|序时推进
            """, "A1:I1"),
        "A=measureNo B=problem C=measure D=leadUnit E=supportingUnits F=supportingUnits G=overseeingUnit H=deadline I=state",
        "leader start",
        """
        1 1 市直一处>甲县+乙区+市直二处 - 2024-06-30 100 已完成
        2 1 市直三处>甲县+乙区+丙市+丁县+戊区+己市 - 2024-09-30 - 正在推进
        3 2 市直四处>丙市+丁县+机关党委+市直六处 - - - 序时推进
        """,
        "F3 unit-open-list,H3 deadline-year-assumed,B4 problem-continued,H4 deadline-year-assumed,H5 deadline-no-date");

    [Fact]
    public void Headings_between_the_rows_marks_as_numbers_and_deadlines_that_were_put_off() => LayoutTests.Reads(
        new InMemorySheet("销号", """
            序号|整改任务|整改举措|责任部门|包抓领导|时间节点|工作进展（百分比）|状态（已完成/序时任务/滞后任务）
            一、党的建设（2项）
            （一）|支部生活不规范|1.落实三会一课|机关党委|主要领导|2024年8月底|100%|已完成
            （二）|党费收缴不及时|1.按月收缴|市直一处、市直二处|主要领导、分管领导一|长期坚持，2024年底前取得明显成效|0.75|序时任务
            二、项目建设（3项）
            （三）|项目进度滞后|①每周调度|甲县|分管领导二|8月中旬|%35|滞后任务
            （四）|手续不全|②补办手续|乙区|分管领导二|2024.7.31（已延期至2024.9.30）|60|序时任务
            （五）|资金拨付慢|③加快拨付|市直六处|分管领导三|2024年6月31日|120%|滞后任务
            累计|5项
            """, "A2:H2 A5:H5"),
        "A=measureNo B=problem C=measure D=leadUnit+supportingUnits E=leader F=deadline G=progress H=state",
        "start",
        """
        1 1 机关党委 主要领导 2024-08-31 100 已完成
        2 2 市直一处>市直二处 主要领导 2024-12-31+ - 序时任务
        3 3 甲县 分管领导二 2024-08-20 35 滞后任务
        4 4 乙区 分管领导二 2024-09-30 60 序时任务
        5 5 市直六处 分管领导三 - - 滞后任务
        """,
        "E4 leader-several,G4 percent-unclear,F6 deadline-year-assumed,F7 deadline-several-dates,F8 deadline-not-a-day,G8 percent-out-of-range",
        "2 category heading,5 category heading,9 totals");

    [Fact]
    public void A_blank_column_between_two_facts_under_one_heading_and_days_in_full_width() => LayoutTests.Reads(
        new InMemorySheet("台账", """
            某县巡察整改销号台账
            序号||问题清单|措施清单|责任清单||整改期限|销号情况
            ||||责任单位|责任人||
            1||甲问题|甲措施|市直一处\n（牵头）、甲县|处长 张三|２０２４－０８－３１|已销号
            2||乙问题|乙措施|整改办会同市直二处|主任|８月３１日前|未销号
            3||丙问题|丙措施|县委办|主任|2024年八月|申请销号
            4||丁问题|丁措施|甲县|县长|今年10月|
            5||戊问题|戊措施|甲县||明年3月底|
            6||己问题|己措施|乙区||2024年国庆节前|
            """, "A1:H1 A2:A3 C2:C3 D2:D3 E2:F2 G2:G3 H2:H3"),
        "A=measureNo C=problem D=measure E=leadUnit+supportingUnits F=person G=deadline H=state",
        "leader start",
        """
        1 1 市直一处>甲县 - 2024-08-31 - 已销号
        2 2 整改办>市直二处 - 2024-08-31 - 未销号
        3 3 - - 2024-08-31 - 申请销号
        4 4 甲县 - 2024-10-31 - -
        5 5 甲县 - - - -
        6 6 乙区 - - - -
        """,
        "H4 state-sign-off-by-sheet,G5 deadline-year-assumed,E6 unit-unknown,G7 deadline-year-assumed,G8 deadline-ambiguous,G9 deadline-no-date");

    [Fact]
    public void Quoted_values_with_line_breaks_in_the_encoding_of_old_systems()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        const string Text = """
            "某市审计局"·······
            "审计整改问题清单（截至2024年6月30日）"·······
            编号·问题摘要·涉及金额（元）·整改措施·整改单位·整改责任人·整改期限·备注
            "1-1"·"虚报""项目""资金，套取补助"·"1·234·567.89"·"1.追回资金；
            2.约谈有关人员"·市直六处·张三 13800000000·2024年6月底前·"已追回1·000·000元"
            "1-2"·"招标文件㐂编制不规范"·0·修订招标办法·"甲县·乙区"·李四·立行立改并长期坚持·=完成
            "2-1"·公车加油卡管理混乱·"3 200"·收回油卡·机关党委·王五·二〇二四年九月三十日·-
            合计··"1·237·767.89"·····
            """;
        using var stream = new MemoryStream(Encoding.GetEncoding("GB18030").GetBytes(Text.Replace('·', ',').ReplaceLineEndings("\r\n")));
        using var workbook = WorkbookFile.Open(stream, "清单.csv", new WorkbookLimits());

        var reading = LedgerReader.Read(workbook, "清单.csv", GivenLedgerTests.Context());

        Assert.Equal(
            ["measureNo", "problem", "money:元", "measure", "leadUnit+supportingUnits", "person", "deadline", "extra"], reading.Columns.Values);
        Assert.Equal(
            ["1 虚报\"项目\"资金\uFF0C套取补助 市直六处> 2024-06-30 False", "2 招标文件㐂编制不规范 甲县>乙区  True", "3 公车加油卡管理混乱 机关党委> 2024-09-30 False"],
            reading.Measures.Select(measure => $"{measure.No} {reading.Problems.First(problem => problem.No == measure.Problem).Title} {measure.LeadUnit}>"
                + $"{string.Join('+', measure.SupportingUnits)} {measure.Deadline:yyyy-MM-dd} {measure.LongTerm}"));
        Assert.Equal(["D4", "G5"], reading.Warnings.Concat(reading.Errors).Select(finding => finding.Cell).Order());
        Assert.Equal(["totals"], reading.RowsSkipped.Where(row => row.Row > 3).Select(row => row.Why));
    }

    /// <summary>The sheet is <c>Workbooks/given/hidden.fods</c>, from which <c>make-hidden</c> beside it made the old workbook.</summary>
    [Fact]
    public void Hidden_rows_of_an_old_workbook_are_read_and_told_and_a_hidden_sheet_is_not_read()
    {
        using var stream = File.OpenRead(XlsReadingTests.Given(Path.Combine("..", "..", "Workbooks", "given", "hidden.xls")));
        using var workbook = WorkbookFile.Open(stream, "hidden.xls", WorkbookLimits.Default);

        var reading = LedgerReader.Read(workbook, "hidden.xls", GivenLedgerTests.Context());

        Assert.Equal(
            "A=measureNo B=problem C=measure D=leadUnit+supportingUnits E=leader F=deadline G=progress H=extra",
            string.Join(' ', reading.Columns.Select(column => $"{column.Key}={column.Value}")));
        Assert.Equal(
            [
                "1 1 市直一处>甲县 主要领导 2024-08-31 80", "2 1 市直二处> 常务副职 2024-09-30 0", "3 2 乙区>丙市 分管领导一 2024-12-31 100",
            ],
            reading.Measures.Select(measure => $"{measure.No} {measure.Problem} {measure.LeadUnit}>{string.Join('+', measure.SupportingUnits)} "
                + $"{measure.LeaderTitle} {measure.Deadline:yyyy-MM-dd} {measure.ProgressPercent}"));
        Assert.Equal([("旧台账", "hidden")], reading.SheetsNotRead.Select(sheet => (sheet.Sheet, sheet.Why)));
        Assert.Equal(
            "column-hidden,deadline-year-assumed,row-hidden,sheet-hidden",
            string.Join(',', reading.Warnings.Concat(reading.Errors).Select(finding => finding.Code.Replace("ledger.", "", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)));
    }
}
