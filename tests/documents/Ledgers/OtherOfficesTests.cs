using Rectification.Documents.Ledgers;

namespace Rectification.Tests.Documents.Ledgers;

/// <summary>
/// Ledgers of offices that call things otherwise, the right reading written beside each before it was read. Written as <see cref="LayoutTests"/> says.
/// </summary>
public sealed class OtherOfficesTests
{
    [Fact]
    public void Stages_in_a_cell_roles_under_a_group_and_a_state_of_two_characters() => LayoutTests.Reads(
        new InMemorySheet("清单", """
            附件2
            某市生态环境保护督察反馈意见整改任务清单
            |||||||||2024年6月28日
            序号|反馈问题|整改目标|整改措施|责任分工|||完成时限|整改状态||
            ||||牵头单位|配合单位|市级责任领导||已完成整改|按序时进度推进|滞后
            一、关于思想认识方面
            1|思想认识不到位|形成长效机制|（1）组织专题学习。|市直一处|各县（市、区）、市级各有关单位|主要领导|立行立改，长期坚持||√|
            |||（2）纳入考核。|市直二处|/|主要领导|2026年底前||√|
            二、关于重点任务方面
            2|污水管网不完善|年底通水|1.排查管网；\n2.实施改造。|甲县、乙区|市直三处|分管领导一|分阶段推进：2024年6月底前完成排查，2025年6月底前完成改造|||资金缺口较大
            3|固废处置不规范|规范处置|建设处置场|丙市|市直四处，整改办|常务副职|2025年上半年|√||
            填表人：王某|||审核人：李某||||填报日期：2024年6月28日
            """, "A2:K2 A4:A5 B4:B5 C4:C5 D4:D5 E4:G4 H4:H5 I4:K4 A6:K6 A7:A8 B7:B8 C7:C8 G7:G8 A9:K9"),
        "A=problemNo B=problem C=target D=measure E=leadUnit F=supportingUnits G=leader H=deadline I=state:已完成整改 J=state:按序时进度推进 K=state:滞后",
        "start",
        """
        1 1 市直一处>甲县+乙区+丙市+丁县+戊区+己市 主要领导 + - 按序时进度推进
        2 1 市直二处 主要领导 2026-12-31 - 按序时进度推进
        3 2 甲县>乙区+市直三处 分管领导一 2025-06-30 - 滞后
        4 3 丙市>市直四处+整改办 常务副职 2025-06-30 100 已完成整改
        """,
        "F7 unit-collective-unclear,H7 deadline-no-date,D10 measure-several-in-cell,E10 unit-two-leads,H10 deadline-several-dates",
        "1 note,2 note,3 note,6 category heading,9 category heading,12 note");

    [Fact]
    public void Marks_in_columns_of_two_characters_under_one_heading() => LayoutTests.Reads(
        new InMemorySheet("清单", """
            ①序号|②问题|③措施|④责任处（室）|⑤时限|⑥完成情况|||⑦说明
            |||||完成|未完成|长期|
            1|甲|措施甲|市直一处|2024.9.30|是|||
            2|乙|措施乙|市直二处|2024.9.30||是||审批慢
            3|丙|措施丙|市直三处|长期|||是|
            """, "A1:A2 B1:B2 C1:C2 D1:D2 E1:E2 F1:H1 I1:I2"),
        "A=measureNo B=problem C=measure D=leadUnit+supportingUnits E=deadline F=state:完成 G=state:未完成 H=state:长期 I=extra",
        "leader start",
        """
        1 1 市直一处 - 2024-09-30 100 完成
        2 2 市直二处 - 2024-09-30 - 未完成
        3 3 市直三处 - + - 长期
        """,
        "E5 deadline-no-date");

    [Fact]
    public void What_is_done_about_a_problem_that_stands_in_a_row_of_its_own() => LayoutTests.Reads(
        new InMemorySheet("分解", """
            整改任务分解
            序号|整改任务|责任领导|责任县（市、区）|整改时限
            问题一：理论学习不深入
            1|制定学习计划|主要领导|甲县|2024年9月底
            2|开展专题研讨|主要领导|甲县|长期坚持，2024年9月底前
            问题二：制度执行不严
            1|修订制度|常务副职|乙区、丙市|2024年10月底
            """, "A1:E1 A3:E3 A6:E6"),
        "A=measureNo B=measure C=leader D=leadUnit+supportingUnits E=deadline",
        "problem start",
        """
        1 1 甲县 主要领导 2024-09-30 - -
        2 1 甲县 主要领导 2024-09-30+ - -
        3 2 乙区>丙市 常务副职 2024-10-31 - -
        """,
        "",
        "1 title,3 problem heading,6 problem heading");

    [Fact]
    public void Orders_with_instructions_and_parts_of_those_who_help() => LayoutTests.Reads(
        new InMemorySheet("督办单", """
            领导批示督办单台账
            编号|办件名称|批示领导|批示内容|牵头股室|配合股室|交办时限|反馈周期|办件状态|是否挂起
            督〔2024〕1号|关于校园食堂安全|主要领导|限期整改食堂卫生。|市直一处|甲县（60%）\n乙区（已完成）|2024年5月31日|每周|正常办结|否
            督〔2024〕2号|关于农贸市场脏乱|常务副职|开展专项整治。|市直二处||2024年6月20日|每月|超期完成|否
            督〔2024〕3号|关于河道非法采砂|分管领导一|严厉打击。|丙市|市直三处|2024年9月30日|一次性|办理中|否
            """, "A1:J1"),
        "A=measureNo B=problem C=leader D=measure E=leadUnit F=supportingUnits+unitProgress G=deadline H=cadence I=state J=extra",
        "start",
        """
        1 1 市直一处>甲县+乙区 主要领导 2024-05-31 100 正常办结
        2 2 市直二处 常务副职 2024-06-20 100 超期完成
        3 3 丙市>市直三处 分管领导一 2024-09-30 - 办理中
        """,
        "");

    [Fact]
    public void The_end_of_a_stage_beside_the_end_of_all_and_a_task_that_is_a_problem() => LayoutTests.Reads(
        new InMemorySheet("清单", """
            序号|督办任务|工作举措|责任单位|阶段目标及时限|最终完成时限|整改进展及存在问题
            1|管网改造|分段施工|市直一处|2024年6月底完成排查|2024年12月底|已排查8公里。
            2|电梯更新|逐台更新|市直二处|2024年6月底完成方案|2025年6月底|已印发方案。
            """),
        "A=measureNo B=problem C=measure D=leadUnit+supportingUnits E=extra F=deadline G=progressText",
        "leader start",
        """
        1 1 市直一处 - 2024-12-31 - -
        2 2 市直二处 - 2025-06-30 - -
        """,
        "E1 column-unclear");

    [Fact]
    public void Four_lists_under_one_heading_each_and_totals_above() => LayoutTests.Reads(
        new InMemorySheet("台账", """
            某市营商环境问题整改台账
            序号|领域|问题清单|整改措施|责任清单|||时限清单|进展|完成率
            ||||牵头领导|牵头部门|配合部门|||
            合计||3个|4条||||||%62.5
            政务服务类
            1|政务服务|窗口排队久|增设窗口|分管领导一|市直一处|市直二处|2024年7月31日|已增设2个|%100

            2|政务服务|材料重复提交|精简材料|分管领导一|市直二处|暂无|2024年8月31日|正在梳理|%50
            市场监管类
            3|市场监管|检查频次高|合并检查|分管领导二|市直三处|甲县、乙区；丙市|2024年9月30日|推进中|%50
            |||推行“综合查一次”|分管领导二|市直三处|各县（市、区）|2024年10月31日|未启动|%0
            """, "A1:J1 A2:A3 B2:B3 C2:C3 D2:D3 E2:G2 H2:H3 I2:I3 J2:J3 A5:J5 A9:J9"),
        "A=problemNo B=category C=problem D=measure E=leader F=leadUnit G=supportingUnits H=deadline I=progressText J=progress",
        "start",
        """
        1 1 市直一处>市直二处 分管领导一 2024-07-31 100 100%
        2 2 市直二处 分管领导一 2024-08-31 50 50%
        3 3 市直三处>甲县+乙区+丙市 分管领导二 2024-09-30 50 50%
        4 3 市直三处>甲县+乙区+丙市+丁县+戊区+己市 分管领导二 2024-10-31 0 0%
        """,
        "C11 problem-continued",
        "1 title,4 totals,5 category heading,7 blank,9 category heading");

    [Fact]
    public void A_measure_with_its_day_in_the_same_cell_is_a_text() => LayoutTests.Reads(
        new InMemorySheet("清单", """
            序号|问题|整改措施及时限|责任单位
            1|甲|制定办法（2024年9月底前）|市直一处
            2|乙|开展培训（2024年10月底前）|市直二处
            """),
        "A=measureNo B=problem C=measure D=leadUnit+supportingUnits",
        "deadline leader start",
        """
        1 1 市直一处 - - - -
        2 2 市直二处 - - - -
        """,
        "");

    [Fact]
    public void How_far_the_measure_is_and_not_how_far_its_problem_is() => LayoutTests.Reads(
        new InMemorySheet("清单", """
            问题序号|问题类型|问题描述|问题产生原因|整改措施序号|整改措施|措施责任单位|开始整改时间|措施完成时限|措施完成情况|问题整改状态
            1|党建|甲|不重视|1|措施甲一|市直一处|2024年4月|2024年6月底|已完成|正在整改
            1|党建|甲|不重视|2|措施甲二|市直二处|2024年4月|2024年9月底|未完成|正在整改
            2|财务|乙|不熟悉|1|措施乙一|机关党委|2024年5月|2024年6月底|已完成|已整改
            """),
        "A=problemNo B=category C=problem D=extra E=measureNo F=measure G=leadUnit+supportingUnits H=start I=deadline J=state K=extra",
        "leader",
        """
        1 1 市直一处 - 2024-06-30 100 已完成
        2 1 市直二处 - 2024-09-30 - 未完成
        3 2 机关党委 - 2024-06-30 100 已完成
        """,
        "");

    [Fact]
    public void Headings_and_days_that_are_broken_for_the_width_of_their_columns() => LayoutTests.Reads(
        new InMemorySheet("台账", """

            巡察反馈问题整改推进表

            序\n号|问　题\n清　单|整改\n措施|牵头\n领导|牵头\n单位|配合\n单位|完成\n时限|目前\n进展|是否\n完成|备  注
            一|甲问题|1.措施甲|主要领导|市直一处|甲县|2024年\n9月底前|推进中|否|
            二|乙问题|1.措施乙|常务副职|市直二处||2024年12月\n31日|已完成|是|
            注：1.请各单位于每周五前报送；2.联系人：王某。
            """, "A2:J2 A7:J7"),
        "A=measureNo B=problem C=measure D=leader E=leadUnit F=supportingUnits G=deadline H=progressText I=state J=extra",
        "start",
        """
        1 1 市直一处>甲县 主要领导 2024-09-30 - 否
        2 2 市直二处 常务副职 2024-12-31 100 是
        """,
        "",
        "1 blank,2 title,3 blank,7 note");

    [Fact]
    public void Plans_of_action_that_ask_whether_they_are_settled() => LayoutTests.Reads(
        new InMemorySheet("积案", """
            序号|信访人|信访事项|诉求|化解行动计划|包案领导|责任单位|协办单位|化解时限|化解情况|是否化解|下一步整改计划
            1|张某|征地补偿|增加补偿|核实面积|分管领导一|甲县|市直一处|2024年6月底|已核实|否|复核
            2|李某|欠薪|支付工资|督促支付|分管领导二|乙区|市直二处|2024年5月31日|已支付|是|/
            填报人 王某|||审核人 李某|||||||
            """),
        "A=measureNo B=extra C=problem D=extra E=measure F=leader G=leadUnit H=supportingUnits I=deadline J=progressText K=state L=extra",
        "start",
        """
        1 1 甲县>市直一处 分管领导一 2024-06-30 - 否
        2 2 乙区>市直二处 分管领导二 2024-05-31 100 是
        """,
        "",
        "4 note");

    [Fact]
    public void Sections_with_a_number_that_are_not_merged() => LayoutTests.Reads(
        new InMemorySheet("清单", """
            序号|具体问题|整改措施|牵头单位|完成时限|完成率
            一|党的建设方面||||
            1|甲|措施甲|市直一处|2024年8月31日|%50
            （二）|业务工作方面（1个问题）||||
            2|丙|措施丙|市直三处|2024年8月31日|%0
            """),
        "A=measureNo B=problem C=measure D=leadUnit E=deadline F=progress",
        "leader start",
        """
        1 1 市直一处 - 2024-08-31 50 50%
        2 2 市直三处 - 2024-08-31 0 0%
        """,
        "",
        "2 category heading,4 category heading");

    [Fact]
    public void A_sheet_that_explains_the_columns_and_a_form_are_no_lists()
    {
        using InMemoryWorkbook workbook = new(
            new InMemorySheet("填写说明", """
                1.序号不得重复；
                字段|说明|示例
                整改措施|填写具体措施|制定办法
                责任单位|填写单位全称|市直一处
                整改时限|填写日期|2024年9月30日
                """),
            new InMemorySheet("销号单", """
                项目|内容
                反馈问题|落实采购制度不到位
                整改措施|修订采购办法
                责任单位|市直一处
                整改时限|2024年9月30日
                """),
            new InMemorySheet("明细", """
                序号|问题|整改措施|责任单位|整改时限
                1|甲|措施甲|市直一处|2024年9月30日
                """));

        var reading = LedgerReader.Read(workbook, "台账.xlsx", GivenLedgerTests.Context());

        Assert.Equal(("明细", 1, 0), (reading.Sheet, reading.Measures.Count, reading.OtherSheets.Count));
        Assert.Equal(["填写说明 no list", "销号单 no list"], reading.SheetsNotRead.Select(sheet => $"{sheet.Sheet} {sheet.Why}"));
        Assert.Empty(reading.Errors);
    }

    [Fact]
    public void Of_many_weeks_side_by_side_the_last_one() => LayoutTests.Reads(
        new InMemorySheet("周调度", """
            序号|问题|措施|责任单位|时限|第1周（6月3日—7日）||第2周（6月10日—14日）||第3周（6月17日—21日）|
            |||||完成率|进展|完成率|进展|完成率|进展
            1|甲|措施甲|市直一处|2024年9月底|%10|已部署|%30|已调研|%50|已起草
            2|乙|措施乙|市直二处|2024年9月底|%20|已部署|%20|无进展|%40|已印发
            """, "A1:A2 B1:B2 C1:C2 D1:D2 E1:E2 F1:G1 H1:I1 J1:K1"),
        "A=measureNo B=problem C=measure D=leadUnit+supportingUnits E=deadline F=extra G=extra H=extra I=extra J=progress K=progressText",
        "leader start",
        """
        1 1 市直一处 - 2024-09-30 50 50%
        2 2 市直二处 - 2024-09-30 40 40%
        """,
        "");

    [Theory]
    [InlineData("4月进展|5月进展|6月进展", "extra extra progressText")]
    [InlineData("一季度进展|二季度进展|备注", "extra progressText extra")]
    [InlineData("整改进展（截至6月28日）|整改进展（截至6月14日）|备注", "progressText extra extra")]
    [InlineData("6月第1周进展|6月第2周进展|5月第4周进展", "extra progressText extra")]
    public void Of_several_times_of_one_thing_the_latest_counts_and_the_others_are_kept(string headings, string fields)
    {
        using InMemoryWorkbook workbook = new(new InMemorySheet("进展", $"""
            序号|问题|措施|责任单位|时限|{headings}
            1|甲|措施甲|市直一处|2024年9月底|已部署会议。|已调研三次。|已起草初稿。
            2|乙|措施乙|市直二处|2024年9月底|已部署任务。|已收集资料。|已印发制度。
            """));

        var reading = LedgerReader.Read(workbook, "台账.xlsx", GivenLedgerTests.Context());

        Assert.Equal(fields, string.Join(' ', reading.Columns.Values.Skip(5)));
    }

    [Fact]
    public void Who_is_responsible_with_names_of_persons_in_the_same_cell() => LayoutTests.Reads(
        new InMemorySheet("清单", """
            序号|反馈问题|整改措施|责任领导|责任单位及责任人|整改时限
            1|甲|措施甲|分管领导一\n（孙某）|市直一处 张三|2024年9月底
            2|乙|措施乙|主要领导（王某）|甲县　李四|2024年9月底
            3|丙|措施丙|常务副职|市直二处：王五|2024年9月底
            4|丁|措施丁|分管领导二|牵头单位：市直三处；配合单位：乙区；责任人：赵六|2024年9月底
            """),
        "A=measureNo B=problem C=measure D=leader E=leadUnit+supportingUnits+person F=deadline",
        "start",
        """
        1 1 市直一处 分管领导一 2024-09-30 - -
        2 2 甲县 主要领导 2024-09-30 - -
        3 3 市直二处 常务副职 2024-09-30 - -
        4 4 市直三处>乙区 分管领导二 2024-09-30 - -
        """,
        "");

    [Fact]
    public void Pages_that_begin_with_title_and_headings_again_and_say_how_to_fill_them_in() => LayoutTests.Reads(
        new InMemorySheet("台账", """
            某市巡察整改台账
            序号|问题|措施|责任单位|整改时限
            （必填）|（必填）|（逐条填写）|（填写全称）|（填写到日）
            示例|问题示例|措施示例|某某单位|2024年1月1日
            1|甲|措施甲|市直一处|2024年9月底
            某市巡察整改台账（续）
            序号|问题|措施|责任单位|整改时限
            2|乙|措施乙|市直二处|2024年9月底
            续表
            序号|问题|措施|责任单位|整改时限
            3|丙|措施丙|市直三处|2024年9月底
            第3页 共3页
            """, "A1:E1 A6:E6 A9:E9"),
        "A=measureNo B=problem C=measure D=leadUnit+supportingUnits E=deadline",
        "leader start",
        """
        1 1 市直一处 - 2024-09-30 - -
        2 2 市直二处 - 2024-09-30 - -
        3 3 市直三处 - 2024-09-30 - -
        """,
        "",
        "1 title,3 note,4 note,6 note,7 repeated-header,9 note,10 repeated-header,12 note");

    [Fact]
    public void Sections_that_each_have_headings_of_their_own()
    {
        using InMemoryWorkbook workbook = new(new InMemorySheet("台账", """
            某市整改台账
            一、党的建设方面
            序号|问题|措施|责任单位|整改时限
            1|甲|措施甲|市直一处|2024年9月底
            二、业务工作方面
            序号|问题|措施|责任单位|整改时限
            1|乙|措施乙|市直二处|2024年9月底
            """, "A1:E1 A2:E2 A5:E5"));

        var reading = LedgerReader.Read(workbook, "台账.xlsx", GivenLedgerTests.Context());

        Assert.Equal(["党的建设方面 甲", "业务工作方面 乙"], reading.Problems.Select(problem => $"{problem.Category} {problem.Title}"));
        Assert.Equal(["1 title", "2 category heading", "5 category heading", "6 repeated-header"], reading.RowsSkipped.Select(row => $"{row.Row} {row.Why}"));
    }

    [Fact]
    public void Lists_that_are_linked_by_numbers_and_by_numbers_in_parts()
    {
        using InMemoryWorkbook workbook = new(
            new InMemorySheet("问题清单", """
                问题编号|问题类别|反馈问题|责任领导
                1-1|党建|学习不深入|主要领导
                1-2|党建|组织生活不规范|常务副职
                """),
            new InMemorySheet("任务清单", """
                措施编号|对应问题|整改任务|整改措施|牵头单位|完成时限|建章立制（项）
                1-1-1|1-1|加强学习|制定学习计划|市直一处|2024年6月底|1
                1-1-2|1-1|加强学习|开展研讨|市直一处|2024年9月底|
                1-2-1|1-2|规范组织生活|落实三会一课|机关党委|2024年12月底|2
                """),
            new InMemorySheet("责任清单", """
                措施编号|责任单位|责任人
                1-1-1|市直一处、甲县|张三
                1-1-2|市直一处|李四
                1-2-1|机关党委|王五
                """));

        var reading = LedgerReader.Read(workbook, "台账.xlsx", GivenLedgerTests.Context());

        Assert.Equal("measureNo problemRef extra measure leadUnit deadline extra", string.Join(' ', reading.OtherSheets[0].Columns.Values));
        Assert.Equal(2, reading.Problems.Count);
        Assert.Equal(
            ["1 市直一处 甲县 张三", "1 市直一处  李四", "2 机关党委  王五"],
            reading.Measures.Select(measure => $"{measure.Problem} {measure.LeadUnit} {string.Join('+', measure.SupportingUnits)} {measure.Extra["责任人"]}"));
        Assert.Empty(reading.Errors.Concat(reading.Warnings));
    }

    [Fact]
    public void A_category_that_sounds_like_a_heading_is_a_value() => LayoutTests.Reads(
        new InMemorySheet("清单", """
            类别|问题|整改措施|责任单位|整改时限
            制度建设|甲|措施甲|市直一处|2024年9月底
            制度建设|乙|措施乙|市直二处|2024年9月底
            责任分工|丙|措施丙|市直三处|2024年9月底
            """),
        "A=category B=problem C=measure D=leadUnit+supportingUnits E=deadline",
        "leader start",
        """
        1 1 市直一处 - 2024-09-30 - -
        2 2 市直二处 - 2024-09-30 - -
        3 3 市直三处 - 2024-09-30 - -
        """,
        "");

    /// <summary>A sheet's name, what stands above, its rows; <c>plan</c>, or the unit whose progress it is.</summary>
    [Theory]
    [InlineData("进展", "填报单位：整改办||填报日期：2024年6月28日", "序号|整改措施|责任单位|完成时限|整改进展", "1|措施甲|市直一处|9月底|已完成", "2|措施乙|甲县、乙区|9月底|推进中", "plan")]
    [InlineData("Sheet1", "巡察整改工作进展情况统计表（甲县）", "序号|整改措施|责任科室|进展情况|完成率", "12|措施十二|县委办|已完成|100%", "13|措施十三|县府办|推进中|85%", "甲县")]
    [InlineData("Sheet1", "甲县整改周报（第26周）", "措施编号|问题|整改措施|进度|进展描述", "5|资金拨付慢|措施五|40%|已发文", "6|台账不全|措施六|零报告|", "甲县")]
    [InlineData("Sheet1", "甲县巡察整改进展情况", "序号|问题|整改措施|完成时限|进度", "5|资金拨付慢|措施五|9月底|40%", "6|台账不全|措施六|9月底|50%", "plan")]
    public void Whose_sheet_it_is(string name, string above, string headings, string first, string second, string expected)
    {
        using InMemoryWorkbook workbook = new(new InMemorySheet(name, string.Join('\n', above, headings, first, second)));

        var reading = LedgerReader.Read(workbook, "x.xlsx", GivenLedgerTests.Context());

        Assert.Equal(expected, reading.Kind == "plan" ? reading.Kind : reading.Unit);
        Assert.DoesNotContain(reading.Errors, error => error.Code is LedgerCodes.UnitUnknown or LedgerCodes.RowOtherUnit);
    }
}
