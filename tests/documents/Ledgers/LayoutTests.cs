using Rectification.Documents.Ledgers;

namespace Rectification.Tests.Documents.Ledgers;

/// <summary>
/// Ledgers of the field's other layouts in other words, each with the right reading beside it. A measure is written as
/// <c>no problem-no lead>supporting leader deadline percent state</c>; then come the cells at which something is told.
/// </summary>
public sealed class LayoutTests
{
    [Fact]
    public void L3_hazards_with_sign_off_words() => Reads(
        new InMemorySheet("库", """
            建设系统安全隐患库
            序号|检查时间|检查单位|检查人|检查项目|检查工点|隐患问题描述|隐患类型|隐患等级|整改要求（措施）|整改期限|整改责任单位|整改责任人|整改完成日期|销号情况
            #1|@2024-04-01|整改办|张三|路面|1号|临边防护缺失|防护|一般|补设护栏。|2024年7月15日|市直一处|科长|@2024-05-01|已整改
            #2|@2024-04-02|整改办|张三|路面|2号|配电箱未上锁|用电|重大|上锁并挂牌。|2024.8.31|市直二处|科长||正在整改
            #3|@2024-04-02|整改办|张三|路面|3号|消防器材过期|消防|一般|更换器材。|8月底前|甲县|科长|@2024-05-01|整改完成
            """, "A1:O1"),
        "A=measureNo B=extra C=extra D=extra E=extra F=extra G=problem H=category I=extra" +
            " J=measure K=deadline L=leadUnit+supportingUnits M=person N=actualDate O=state",
        "leader start",
        """
        1 1 市直一处 - 2024-07-15 100 已整改
        2 2 市直二处 - 2024-08-31 - 正在整改
        3 3 甲县 - 2024-08-31 100 整改完成
        """,
        "K5 deadline-year-assumed");

    [Fact]
    public void L6_orders_with_results_chosen_by_hand() => Reads(
        new InMemorySheet("督办单", """
            编号|督办事项|批示领导|整改举措|承办单位|交办时限|办结日期|是否办结|是否挂起
            #1|群众反映出行难|主要领导|增设公交站点|市直一处|2024年6月30日|@2024-06-20|正常办结|否
            #2|小区停车难|常务副职|划设临时泊位|市直二处|2024年6月10日|@2024-06-20|正常办结|否
            #3|河道清淤|分管领导一|组织清淤|乙区|2024年6月30日|@2024-06-20|超时办结|否
            #4|路灯不亮|分管领导一|更换灯具|乙区|2024年9月30日||挂起|是
            """),
        "A=measureNo B=problem C=leader D=measure E=leadUnit+supportingUnits F=deadline G=actualDate H=state I=extra",
        "start",
        """
        1 1 市直一处 主要领导 2024-06-30 100 正常办结
        2 2 市直二处 常务副职 2024-06-10 100 正常办结
        3 3 乙区 分管领导一 2024-06-30 100 超时办结
        4 4 乙区 分管领导一 2024-09-30 - 挂起
        """,
        "H3 state-against-dates,H4 state-against-dates,H5 state-stopped");

    [Fact]
    public void L10_grouped_headings_over_two_rows() => Reads(
        new InMemorySheet("跟踪", """
            审计问题整改跟踪表
            序号|审计项目|审计期间||整改开始日期|审计发现|||整改情况|||
            ||起|止||问题标题|问题编号|检查事实|整改措施|责任单位|完成时限|整改进展
            #1|经责审计|@2023-01-01|@2023-12-31|@2024-03-20|报销不规范|SJ-01|抽查凭证5份|修订报销办法。|市直一处|2024年9月底|已召开会议。
            ||||@2024-03-20||||开展专项检查。|市直二处、甲县|2024年10月31日前|正在收集资料，下周汇总。
            #2|||||固定资产未登记|SJ-02|抽查3处|全面清查。|市直三处|2024年四季度|
            """, "A1:L1 A2:A3 B2:B3 C2:D2 E2:E3 F2:H2 I2:L2 A4:A5 B4:B6 C4:C6 D4:D6 F4:F5 G4:G5 H4:H5"),
        "A=problemNo B=extra C=extra D=extra E=start F=problem G=extra H=problemDetail I=measure J=leadUnit+supportingUnits K=deadline L=progressText",
        "leader",
        """
        1 1 市直一处 - 2024-09-30 - -
        2 1 市直二处>甲县 - 2024-10-31 - -
        3 2 市直三处 - 2024-12-31 - -
        """,
        "");

    [Fact]
    public void L12_tasks_with_a_rhythm() => Reads(
        new InMemorySheet("督办台账", """
            标题/任务名称|任务来源|任务级别|办理时限|周期|承办部门|责任领导|当前进度
            完善采购制度|巡察反馈|重点|2024-12-31|每月|市直一处|主要领导|%60
            清理往来款|巡察反馈|一般|年底前|每周|市直二处、乙区|常务副职|已完成
            """),
        "A=measure B=extra C=extra D=deadline E=cadence F=leadUnit+supportingUnits G=leader H=progress",
        "problem start",
        """
        1 - 市直一处 主要领导 2024-12-31 60 60%
        2 - 市直二处>乙区 常务副职 2024-12-31 100 已完成
        """,
        "D3 deadline-year-assumed");

    [Fact]
    public void L13_three_days_of_completion() => Reads(
        new InMemorySheet("事项", """
            编号|标题|内容|状态|责任部门|责任人|跟进人|会议|提出日期|要求完成|计划完成|实际完成日期
            #1|车辆管理不严|修订用车制度。|已完成|市直一处|处长|张三|专题会|@2024-04-01|@2024-06-30|@2024-06-20|@2024-06-18
            #2|印章管理不严|建立用印登记。|推进中|市直二处|处长|张三|专题会|@2024-04-01|@2024-08-31|@2024-08-20|
            """),
        "A=measureNo B=problem C=measure D=state E=leadUnit+supportingUnits F=person G=extra H=extra I=extra J=deadline K=extra L=actualDate",
        "leader start",
        """
        1 1 市直一处 - 2024-06-30 100 已完成
        2 2 市直二处 - 2024-08-31 - 推进中
        """,
        "K1 column-unclear");

    [Fact]
    public void L14_completion_time_ahead_is_the_deadline() => Reads(
        new InMemorySheet("表一", """
            项目名称|被审计单位/人员|问题摘要|具体描述|涉及金额|定性依据|整改建议|整改类型|措施|完成时间|责任部门|责任人|其他
            预算审计|甲学院|课时费超标|超标准发放2笔|3万元|财务制度|建议追回|立行立改|追回超发金额。|2024年5月31日|市直一处|处长|
            预算审计|甲学院|合同倒签|倒签3份|无|合同法|建议规范|分阶段|规范合同流程。|2024年12月31日|市直二处|处长|
            """),
        "A=extra B=extra C=problem D=problemDetail E=money:元 F=extra G=extra H=extra I=measure J=deadline K=leadUnit+supportingUnits L=person M=extra",
        "leader start",
        """
        1 1 市直一处 - 2024-05-31 - -
        2 2 市直二处 - 2024-12-31 - -
        """,
        "");

    [Fact]
    public void L18_supervision_with_eight_states() => Reads(
        new InMemorySheet("督办", """
            序号|关注|任务来源|来源描述|任务类别|任务内容|任务状态|提出部门|牵头部门|协办部门|任务目标|计划完成时间|实际完成时间|实际完成情况|完成附件|领导批注|反馈类型|延期说明
            #1|是|巡察|会议|重点|完善授权管理|已完成|整改办|市直一处|市直二处、各县市区|年内完成|@2024-06-30|@2024-06-28|制度已印发执行。|1|好|周报|
            #2|否|巡察|会议|重点|压降不良|已取消|整改办|市直二处||下降|@2024-09-30|||||周报|
            #3|否|巡察|会议|一般|系统改造|已延期|整改办|市直三处|甲县|上线|@2024-09-30||正在测试。|||周报|供应商原因
            """),
        "A=measureNo B=extra C=extra D=extra E=extra F=measure G=state H=extra I=leadUnit" +
            " J=supportingUnits K=target L=deadline M=actualDate N=progressText O=extra P=ext" + "ra Q=extra R=extra",
        "problem leader start",
        """
        1 - 市直一处>市直二处+甲县+乙区+丙市+丁县+戊区+己市 - 2024-06-30 100 已完成
        2 - 市直二处 - 2024-09-30 - 已取消
        3 - 市直三处>甲县 - 2024-09-30 - 已延期
        """,
        "G3 state-stopped");

    [Fact]
    public void L19_a_task_tool() => Reads(
        new InMemorySheet("导出", """
            任务名称|工作类目|任务来源|交办人|交办日期|截止日期|状态|关联文件|配合单位|任务阶段|备注|工作小结|附件数量
            清理超标车辆|车辆|巡察|张三|2024-3-20|2024-7-31|进行中|无|甲县、乙区|一|-|已清理2辆。|#0
            """),
        "A=measure B=category C=extra D=extra E=extra F=deadline G=state H=extra I=supportingUnits J=extra K=extra L=progressText M=extra",
        "problem leadUnit leader start",
        "1 - >甲县+乙区 - 2024-07-31 - 进行中",
        "");

    [Fact]
    public void L20_and_L21_lead_and_participating_units_with_their_progress() => Reads(
        new InMemorySheet("整治", """
            序号|突出问题|整治措施|整治牵头单位|单位负责人|联系方式|整治参与单位|整改时限|效果评估
            #1|巡逻不到位|加密巡防|市直一处|处长|0000-0000|甲县（80%）、乙区（已完成）|2024年三季度前|良好
            #2|值守不规范|规范值守|市直二处|处长|0000-0001|丙市、丁县|2024年国庆节前|
            """),
        "A=measureNo B=problem C=measure D=leadUnit E=person F=extra G=supportingUnits+unitProgress H=deadline I=result",
        "leader start",
        """
        1 1 市直一处>甲县+乙区 - - - -
        2 2 市直二处>丙市+丁县 - - - -
        """,
        "H2 deadline-ambiguous,H3 deadline-no-date");

    [Fact]
    public void Headings_between_the_rows_are_categories_and_problems() => Reads(
        new InMemorySheet("方案", """
            整改任务分解表
            （截至2024年6月）
            序号|整改措施|牵头单位|责任单位|责任领导|完成时限
            一、政治建设方面||||| 
            （一）学习不深入|||||
            1|制定学习计划。|市直一处|甲县|主要领导|2024年9月底
            2|开展研讨。|市直一处||主要领导|长期坚持
            （二）制度不健全|||||
            3|修订制度。|市直二处|市直一处、市直三处|常务副职|2024年12月
            二、作风建设方面|||||
            （三）调研不深入|||||
            4|每季度调研。|市直三处|各县（市、区）|常务副职|2024年底
            注：长期坚持的每半年报送一次。|||||
            """, "A1:F1 A4:F4 A5:F5 A8:F8 A10:F10 A11:F11"),
        "A=measureNo B=measure C=leadUnit D=supportingUnits E=leader F=deadline",
        "problem start",
        """
        1 1 市直一处>甲县 主要领导 2024-09-30 - -
        2 1 市直一处 主要领导 + - -
        3 2 市直二处>市直一处+市直三处 常务副职 2024-12-31 - -
        4 3 市直三处>甲县+乙区+丙市+丁县+戊区+己市 常务副职 2024-12-31 - -
        """,
        "F7 deadline-no-date",
        "1 title,2 note,4 category heading,5 problem heading,8 problem heading,10 category heading,11 problem heading,13 note");

    [Fact]
    public void Two_rows_of_headings_without_merges_and_marks_for_states() => Reads(
        new InMemorySheet("csv", """
            序号|反馈问题|整改措施|责任单位|配合单位|整改时限|整改情况|||整改金额
            ||||||已完成|推进中|未完成|（万元）
            1|甲问题|措施甲|市直一处|甲县|2024/7/1|√|||1.5
            2|乙问题|措施乙|市直二处|乙区|2024/7/2||√||2万
            3|丙问题|措施丙|市直三处|丙市|2024/7/3|||√|无
            4|丁问题|措施丁|市直四处|丁县|2024/7/4|是|是||
            合计||||||1|2|1|3.5
            """),
        "A=measureNo B=problem C=measure D=leadUnit E=supportingUnits F=deadline G=state:已完成 H=state:推进中 I=state:未完成 J=money:万元",
        "leader start",
        """
        1 1 市直一处>甲县 - 2024-07-01 100 已完成
        2 2 市直二处>乙区 - 2024-07-02 - 推进中
        3 3 市直三处>丙市 - 2024-07-03 - 未完成
        4 4 市直四处>丁县 - 2024-07-04 - 已完成+推进中
        """,
        "G6:H6 state-contradictory",
        "7 totals");

    [Fact]
    public void A_problem_goes_on_without_a_merge_and_a_unit_does_not() => Reads(
        new InMemorySheet("清单", """
            问题序号|问题描述|具体措施|整改实施主体|分管领导|完成期限|完成情况
            1|超标准接待|清退费用|市直一处|主要领导|2024年8月|已完成
            ||修订办法|||2024年9月|未完成
            2|台账缺失|补齐台账|乙区|常务副职|45535|已整改
            """),
        "A=problemNo B=problem C=measure D=leadUnit+supportingUnits E=leader F=deadline G=state",
        "start",
        """
        1 1 市直一处 主要领导 2024-08-31 100 已完成
        2 1 - - 2024-09-30 - 未完成
        3 2 乙区 常务副职 2024-08-31 100 已整改
        """,
        "B3 problem-continued,D3 unit-missing,F4 deadline-number-as-day");

    [Fact]
    public void Bare_numbers_count_from_1904_where_the_days_beside_them_do() => Reads(
        new InMemorySheet("清单", """
            序号|问题|措施|责任单位|整改期限|报送时间
            #1|甲问题|措施甲|市直一处|#44009|@2024-06-01
            #2|乙问题|措施乙|市直二处|@2024-07-31|@2024-06-01
            """, from1904: true),
        "A=measureNo B=problem C=measure D=leadUnit+supportingUnits E=deadline F=extra",
        "leader start",
        """
        1 1 市直一处 - 2024-06-28 - -
        2 2 市直二处 - 2024-07-31 - -
        """,
        "E2 deadline-number-as-day");

    [Fact]
    public void Completion_time_behind_is_the_actual_day() => Reads(
        new InMemorySheet("清单", """
            序号|问题|措施|责任单位|完成时间|是否完成
            #1|甲问题|措施甲|市直一处|2024年5月8日|是
            #2|乙问题|措施乙|市直二处|2024年5月9日|已完成
            """),
        "A=measureNo B=problem C=measure D=leadUnit+supportingUnits E=actualDate F=state",
        "deadline leader start",
        """
        1 1 市直一处 - - 100 是
        2 2 市直二处 - - 100 已完成
        """,
        "");

    internal static void Reads(InMemorySheet sheet, string columns, string missing, string measures, string told, string? skipped = null)
    {
        using InMemoryWorkbook workbook = new(sheet);
        var reading = LedgerReader.Read(workbook, "台账.xlsx", GivenLedgerTests.Context());
        Assert.Equal(columns, string.Join(' ', reading.Columns.Select(column => $"{column.Key}={column.Value}")));
        Assert.Equal(measures.ReplaceLineEndings("\n").Trim(), string.Join('\n', reading.Measures.Select(Said)));
        Assert.Equal(
            string.Join(',', told.Split(',').Order(StringComparer.Ordinal)),
            string.Join(',', reading.Warnings.Concat(reading.Errors).Select(finding =>
                $"{finding.Cell} {finding.Code.Replace("ledger.", "", StringComparison.Ordinal)}").Order(StringComparer.Ordinal)));
        Assert.Equal(missing, string.Join(' ', reading.Missing));
        var rows = reading.HeaderRows.Concat(reading.DataRows).Concat(reading.RowsSkipped.Select(row => row.Row)).Order().ToList();
        Assert.Equal(Enumerable.Range(1, rows.Count), rows);
        if (skipped is not null)
        {
            Assert.Equal(skipped, string.Join(',', reading.RowsSkipped.Select(row => $"{row.Row} {row.Why}")));
        }
    }

    private static string Said(LedgerMeasure measure) =>
        $"{measure.No} {measure.Problem?.ToString() ?? "-"} {Units(measure)} {measure.LeaderTitle ?? "-"} " +
        $"{Day(measure)} {measure.ProgressPercent?.ToString() ?? "-"} {measure.StateText ?? "-"}";

    private static string Units(LedgerMeasure measure) =>
        measure.LeadUnit is null && measure.SupportingUnits.Count == 0 ? "-" : measure.LeadUnit + (measure.SupportingUnits.Count > 0 ? ">" +
            string.Join('+', measure.SupportingUnits) : "");

    private static string Day(LedgerMeasure measure) => (measure.Deadline is { } day ? DeadlineReading.Iso(day) : measure.LongTerm ? "" : "-") +
        (measure.LongTerm ? "+" : "");
}
