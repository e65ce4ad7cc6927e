using Rectification.Documents.Ledgers;

namespace Rectification.Tests.Documents.Ledgers;

/// <summary>
/// Cells and columns that say how others are to be read: 同上, boxes that are ticked, this week beside last week. Written as <see cref="LayoutTests"/> says.
/// </summary>
public sealed class SaidAgainTests
{
    [Fact]
    public void The_same_as_above_in_every_column_that_can_say_so() => LayoutTests.Reads(
        new InMemorySheet("台账", """
            序号|存在的问题|整改措施|责任领导|责任单位|配合单位|完成时限|进展|备注
            1|问题甲|措施一|分管领导一|市直一处|甲县、乙区|2024年7月底前|已完成60%|人手不足
            2|同上|措施二|同上|同上|〃|同上|完成率85%|同上
            3|问题乙|措施三|分管领导二|市直二处|无|2024年8月底|30%|
            4|″|措施四|〃|〃||〃|同上|
            """),
        "A=measureNo B=problem C=measure D=leader E=leadUnit F=supportingUnits G=deadline H=state I=extra",
        "start",
        """
        1 1 市直一处>甲县+乙区 分管领导一 2024-07-31 60 已完成60%
        2 1 市直一处>甲县+乙区 分管领导一 2024-07-31 85 完成率85%
        3 2 市直二处 分管领导二 2024-08-31 30 30%
        4 2 市直二处 分管领导二 2024-08-31 - 同上
        """,
        "B3 same-as-above,D3 same-as-above,E3 same-as-above,F3 same-as-above,G3 same-as-above," +
        "B5 same-as-above,D5 same-as-above,E5 same-as-above,G5 same-as-above");

    [Fact]
    public void Of_a_question_above_the_same_is_asked_once() => LayoutTests.Reads(
        new InMemorySheet("台账", """
            序号|问题|措施|责任单位|整改时限
            1|问题甲|措施一|市直一处|立行立改
            2|同上|措施二|市直二处|同上
            """),
        "A=measureNo B=problem C=measure D=leadUnit+supportingUnits E=deadline",
        "leader start",
        """
        1 1 市直一处 - - - -
        2 1 市直二处 - - - -
        """,
        "E2 deadline-no-date,B3 same-as-above,E3 same-as-above");

    [Fact]
    public void The_answer_that_is_ticked() => LayoutTests.Reads(
        new InMemorySheet("清单", """
            编号|整改任务|整改措施|牵头领导|牵头单位|整改期限|完成状态
            W-01|投诉办理慢|限时办结|主要领导|市直一处|2024-12-31|☑已完成□未完成
            W-02|资金兑付慢|开展回头看|常务副职|市直二处|2024年12月|□已完成 ☑未完成
            W-03|招投标不规范|清理模板|分管领导一|市直三处|20241130|已完成☐ 正在整改√
            W-04|公示不及时|限时公示|分管领导二|市直四处|2024.10.15|□已完成□未完成
            W-05|回访少|按月回访|分管领导三|机关党委|2024.11.15|☑已完成☑未完成
            """),
        "A=measureNo B=problem C=measure D=leader E=leadUnit F=deadline G=state",
        "start",
        """
        1 1 市直一处 主要领导 2024-12-31 100 ☑已完成□未完成
        2 2 市直二处 常务副职 2024-12-31 - □已完成 ☑未完成
        3 3 市直三处 分管领导一 2024-11-30 - 已完成☐ 正在整改√
        4 4 市直四处 分管领导二 2024-10-15 - □已完成□未完成
        5 5 机关党委 分管领导三 2024-11-15 - ☑已完成☑未完成
        """,
        "G6 state-contradictory");

    [Fact]
    public void Yes_and_no_in_boxes_answer_the_heading() => LayoutTests.Reads(
        new InMemorySheet("清单", """
            序号|问题|措施|责任单位|整改时限|是否完成
            1|问题甲|措施一|市直一处|2024-12-31|☑是 □否
            2|问题乙|措施二|市直二处|2024-12-31|是□ 否☑
            """),
        "A=measureNo B=problem C=measure D=leadUnit+supportingUnits E=deadline F=state",
        "leader start",
        """
        1 1 市直一处 - 2024-12-31 100 ☑是 □否
        2 2 市直二处 - 2024-12-31 - 是□ 否☑
        """,
        "");

    [Fact]
    public void This_week_and_not_the_last_what_is_and_not_what_was_planned() => LayoutTests.Reads(
        new InMemorySheet("周进展", """
            序号|问题|措施|责任单位|完成时限|上周进度|本周进度|上周工作进展|本周工作进展|下周计划
            1|问题甲|建立机制|市直二处|2024/7/31|40%|60%|已调研|已拟初稿|征求意见
            2|问题乙|明察暗访|市直三处|7月底|%0.5|完成80%|走访2家|走访12家|继续
            """),
        "A=measureNo B=problem C=measure D=leadUnit+supportingUnits E=deadline F=extra G=progress H=extra I=progressText J=extra",
        "leader start",
        """
        1 1 市直二处 - 2024-07-31 60 60%
        2 2 市直三处 - 2024-07-31 80 完成80%
        """,
        "E3 deadline-year-assumed");

    [Fact]
    public void Headings_with_a_sign_and_a_planned_beginning() => LayoutTests.Reads(
        new InMemorySheet("清单", """
            编号*|问题描述*|整改领域|整改措施*|主办单位*|协办单位|计划开始|计划完成|实际完成|计划进度%|进度%
            P-01|制度缺失|制度建设|制定办法|市直一处|机关党委|2024-04-01|2024-06-30|2024-06-25|100|100
            P-02|监管缺位|日常监管|组织宣贯|市直一处||2024-05-01|2024-07-31||80|60
            """),
        "A=measureNo B=problem C=category D=measure E=leadUnit F=supportingUnits G=start H=deadline I=actualDate J=extra K=progress",
        "leader",
        """
        1 1 市直一处>机关党委 - 2024-06-30 100 100
        2 2 市直一处 - 2024-07-31 60 60
        """,
        "");

    [Fact]
    public void Numbers_and_texts_of_two_lists_under_one_heading_each() => LayoutTests.Reads(
        new InMemorySheet("清单", """
            整改领域|牵头单位|责任领导|问题清单||任务清单||时限要求|当前状态
            |||序号|问题|序号|举措||
            党的建设|机关党委|主要领导|1|组织生活不规范|1-1|落实三会一课|2024年7月|正在整改
            |||||1-2|开展党务培训|2024年8月|正在整改
            |||2|党费收缴不及时|2-1|按月收缴|2024年9月|已整改
            营商环境|市直一处|分管领导一|3|审批超时|3-1|压缩时限|2024年底|未整改
            """, "A1:A2 B1:B2 C1:C2 D1:E1 F1:G1 H1:H2 I1:I2 A3:A5 B3:B5 C3:C5 D3:D4 E3:E4"),
        "A=category B=leadUnit C=leader D=problemNo E=problem F=measureNo G=measure H=deadline I=state",
        "start",
        """
        1 1 机关党委 主要领导 2024-07-31 - 正在整改
        2 1 机关党委 主要领导 2024-08-31 - 正在整改
        3 2 机关党委 主要领导 2024-09-30 100 已整改
        4 3 市直一处 分管领导一 2024-12-31 - 未整改
        """,
        "");

    [Fact]
    public void What_begins_and_what_ends_under_one_heading() => LayoutTests.Reads(
        new InMemorySheet("清单", """
            序号|主要问题|整改措施|责任分工|整改起止时间||进展
            ||||开始|结束|
            1|问题甲|措施甲|牵头领导：分管领导一；牵头单位：市直一处；配合单位：甲县、乙区|2024年4月|2024年6月底|100%
            2|问题乙|措施乙|责任领导：分管领导二；责任单位：市直三处|@2024-04-01|@2024-09-30|50%
            """, "A1:A2 B1:B2 C1:C2 D1:D2 E1:F1 G1:G2"),
        "A=measureNo B=problem C=measure D=leadUnit+supportingUnits+leader E=start F=deadline G=state",
        "",
        """
        1 1 市直一处>甲县+乙区 分管领导一 2024-06-30 100 100%
        2 2 市直三处 分管领导二 2024-09-30 50 50%
        """,
        "");

    [Fact]
    public void Headings_in_two_languages_and_amounts_by_what_became_of_them() => LayoutTests.Reads(
        new InMemorySheet("整改", """
            审计查出问题整改情况表　　金额单位：万元
            序号 No.|发现问题 Finding|整改行动 Action|责任部门 Owner|已上缴财政|已追回|目标日期 Due Date|实际关闭日期 Closed|备注 Remarks
            1|问题甲|措施甲|市直一处|800|12.5|@2024-07-15|@2024-06-28|
            2|问题乙|措施乙|市直二处|300000元|—|@2024-08-15||
            """),
        "A=measureNo B=problem C=measure D=leadUnit+supportingUnits E=money:万元 F=money:万元 G=deadline H=actualDate I=extra",
        "leader start",
        """
        1 1 市直一处 - 2024-07-15 - -
        2 2 市直二处 - 2024-08-15 - -
        """,
        "");

    [Theory]
    [InlineData("丁县整改工作进展周报表（6月24日—6月30日）", "丁县")]
    [InlineData("单位|丁县||填报人|王某", "丁县")]
    [InlineData("填报单位（盖章）|丁县|日期：2024年6月28日", "丁县")]
    public void A_units_sheet_is_known_by_its_title_or_by_the_cell_beside(string above, string unit)
    {
        using InMemoryWorkbook workbook = new(new InMemorySheet("周进展", above + """

            措施编号|措施名称|期限|6月21日进度|6月28日进度|进展说明
            5|推进路网建设|2024年10月底|30%|45%|完成路基
            18|压减证明|2024/8/31|完成|完成|
            """));

        var reading = LedgerReader.Read(workbook, "台账.xlsx", GivenLedgerTests.Context());

        Assert.Equal(("progress", unit), (reading.Kind, reading.Unit));
        Assert.Equal(["5 45", "18 100"], reading.Measures.Select(measure => $"{measure.No} {measure.ProgressPercent}"));
    }

    [Fact]
    public void A_deadline_that_was_moved_binds_where_it_was_and_the_first_one_is_kept() => LayoutTests.Reads(
        new InMemorySheet("清单", """
            序号|问题|措施|责任单位|牵头人|原定完成时限|调整后完成时限|进度|结果
            1|问题甲|措施甲|市直一处|分管领导一|2024年6月底|2024年9月底|由40%提高到60%|√
            2|问题乙|措施乙|市直二处|分管领导二|2024年7月底||八成|
            3|问题丙|措施丙|市直三处|分管领导二|2024年8月底|—|100%（已销号）|
            """),
        "A=measureNo B=problem C=measure D=leadUnit+supportingUnits E=leader F=deadline G=movedDeadline H=progress I=result",
        "start",
        """
        1 1 市直一处 分管领导一 2024-09-30 - 由40%提高到60%
        2 2 市直二处 分管领导二 2024-07-31 80 八成
        3 3 市直三处 分管领导二 2024-08-31 100 100%（已销号）
        """,
        "G1 column-unclear,H2 percent-unclear,H4 state-sign-off-by-sheet");
}
