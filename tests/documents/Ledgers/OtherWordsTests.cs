namespace Rectification.Tests.Documents.Ledgers;

/// <summary>
/// Ledgers in words, columns and number systems that no other test has, each with the right reading written beside it before it was read: what an office
/// sends that nobody has seen yet. See <see cref="LayoutTests"/> for how a reading is written.
/// </summary>
public sealed class OtherWordsTests
{
    [Fact]
    public void L7_a_banks_findings_with_days_left() => LayoutTests.Reads(
        new InMemorySheet("台账", """
            某分行2024年内外部检查发现问题整改台账
            流水号|检出机构|检查项目|检查发现（事实描述）|风险类别|整改要求|主责部门|协同部门|整改到期日|剩余天数|整改进度|销号状态|备注
            #1|内审|授信检查|贷后管理流于形式|信用风险|补做贷后检查并形成报告。|市直一处|市直二处，市直三处|@2024-09-30|#91|%40|未销号|
            #2|外审|会计检查|挂账清理不及时|操作风险|三个月内清理完毕。|市直二处||2024-9-30前|#91|已完成|待销号|
            #3|监管|合规检查|制度更新滞后|合规风险|修订制度3项。|市直三处|市直九处、甲县|20241231||30%|未销号|
            #4|监管|反洗钱|客户资料缺失|合规风险|补录资料。|甲县|各县（市、区）|45657|#183|#0.6|已销号|逾期
            合计||||||||||||4项
            """, "A1:M1"),
        "A=measureNo B=extra C=extra D=problem E=category F=measure G=leadUnit H=supportingUnits I=deadline J=extra K=progress L=result M=extra",
        "leader start",
        """
        1 1 市直一处>市直二处+市直三处 - 2024-09-30 40 40%
        2 2 市直二处 - 2024-09-30 100 已完成
        3 3 市直三处>甲县 - 2024-12-31 30 30%
        4 4 甲县>乙区+丙市+丁县+戊区+己市 - 2024-12-31 - 0.6
        """,
        "H5 unit-unknown,I6 deadline-number-as-day,K6 percent-unclear,L6 state-sign-off-by-sheet",
        "1 title,7 totals");

    [Fact]
    public void L17_an_import_template_of_codes() => LayoutTests.Reads(
        new InMemorySheet("Sheet1", """
            任务编码|问题描述|整改举措|责任部门|责任人姓名|协办部门|截止日期|当前状态|完成百分比|备注|排序
            RW-2024-001|车辆管理混乱|建立派车单制度|市直一处|张三|甲县/乙区|2024/07/31|进行中|%50||#1
            RW-2024-002|印章保管不严|专人专柜保管|综合处|李四||2024/13/01|未开始|%0||#2
            RW-2024-003|档案缺失|补齐归档|市直五处〔综合处〕|王五|甲县\n乙区|30/9/2024|已完成|#100||#3
            RW-2024-004|接待超标|退赔费用|甲县、甲县|赵六|无|9/7/2024|已关闭|100％||#4
            """.Replace('〔', '\u0028').Replace('〕', '\u0029')),
        "A=measureNo B=problem C=measure D=leadUnit E=person F=supportingUnits G=deadline H=state I=progress J=extra K=extra",
        "leader start",
        """
        1 1 市直一处>甲县+乙区 - 2024-07-31 50 进行中
        2 2 - - - 0 未开始
        3 3 市直五处（综合处）>甲县+乙区 - 2024-09-30 100 已完成
        4 4 甲县 - - 100 已关闭
        """,
        "D3 unit-unknown,G3 deadline-not-a-day,D5 unit-repeated,G5 deadline-ambiguous");

    [Fact]
    public void Three_exclusive_states_under_a_group_with_amounts_of_two_units() => LayoutTests.Reads(
        new InMemorySheet("审计", """
            2023年度预算执行审计整改情况统计表
            编报单位：市直六处                金额单位：万元
            项次|审计查出问题|问题定性|问题金额|整改任务|整改牵头部门|配合整改单位|整改时间要求|整改进度情况|||整改成果|
            ||||||||整改到位|整改推进中|未启动（原因）|收回资金|促进增收节支（元）
            1|虚列支出|违规|12.5|追回资金，上缴国库。|市直六处|机关党委|二〇二四年九月底前|已上缴12.5万元||| 12.5|#3000
            2|往来款长期挂账|管理不规范|3|清理往来款。|市直一处|甲县、乙区|2024年3季度末||已清理60%||1万元|
            3|资产未入账|管理不规范|无|补记资产账。|市直二处||2024年上半年|||待评估机构出具报告||
            4|超范围列支|违规|5000元|调整账目。|整改办||24.10.31|√|√||/|/
            合   计|||16||||||||13.5|3000
            """, "A1:M1 A2:M2 A3:A4 B3:B4 C3:C4 D3:D4 E3:E4 F3:F4 G3:G4 H3:H4 I3:K3 L3:M3"),
        "A=measureNo B=problem C=category D=money:万元 E=measure F=leadUnit G=supportingUnits H=deadline I=state:整改到位 J=state:整改推进中 K=state:未启动 " +
        "L=money:万元 M=money:元",
        "leader start",
        """
        1 1 市直六处>机关党委 - 2024-09-30 100 整改到位
        2 2 市直一处>甲县+乙区 - 2024-09-30 - 整改推进中
        3 3 市直二处 - 2024-06-30 - 未启动
        4 4 整改办 - 2024-10-31 - 整改到位+整改推进中
        """,
        "H8 deadline-year-assumed,I8:J8 state-contradictory",
        "1 title,2 note,9 totals");

    [Fact]
    public void Duties_before_texts_and_the_number_last() => LayoutTests.Reads(
        new InMemorySheet("任务分解", """
            责任市领导|总牵头单位|责任单位（第一位为牵头）|完成节点|整改事项|具体整改任务|目标要求|推进情况|是否完成|编号
            分管领导一|整改办|市直一处、甲县|2024年8月中旬|作风不实|开展蹲点调研。|每季度不少于5天|已完成两轮。|否|#1
            分管领导二|机关党委|甲县（牵头），乙区|即知即改，8月底前|文风会风|精简文件。|下降10%|同比下降12%。|√|#2
            分管领导九|整改办|有关县（市、区）|长期|形式主义|清理工作群。||正在清理|正在推进|#3
            主要领导、常务副职|整改办|市直三处和市直四处|2024年9月、12月|督查考核过多|合并同类事项。||||#4
            """),
        "A=leader B=leadUnit C=supportingUnits D=deadline E=problem F=measure G=target H=progressText I=state J=measureNo",
        "start",
        """
        1 1 整改办>市直一处+甲县 分管领导一 2024-08-20 - 否
        2 2 机关党委>甲县+乙区 分管领导二 2024-08-31 100 √
        3 3 整改办 - + - 正在推进
        4 4 整改办>市直三处+市直四处 主要领导 2024-12-31 - -
        """,
        "D3 deadline-year-assumed,A4 leader-unknown,C4 unit-collective-unclear,D4 deadline-no-date,A5 leader-several,D5 deadline-several-dates");

    [Fact]
    public void Sections_subtotals_and_headings_again_on_each_page() => LayoutTests.Reads(
        new InMemorySheet("清单", """
            附件2
            问题整改任务清单
            填报单位：市整改办    填报日期：2024年6月28日
            序号|问题|整改措施|责任领导|牵头单位|责任单位|完成时限|完成情况
            一、政治建设方面（2个问题，3项措施）
            1|理论学习不深入|1.修订学习制度；|主要领导|市直一处|甲县|2024.8|已完成
            2||2.组织专题轮训。|主要领导|市直一处||2024.9.10|正在进行
            小计||2项||||2项|
            序号|问题|整改措施|责任领导|牵头单位|责任单位|完成时限|完成情况
            二、组织建设方面（1个问题，1项措施）
            3|干部培养不够|（1）建立储备库。|常务副职|市直二处|各县（市、区）|2024年第四季度|尚未启动

            总计3项，其中已完成1项。
            填表人：张三        审核人：李四
            """, "A1:H1 A2:H2 A3:H3 A5:H5 B6:B7 A10:H10 A13:H13 A14:H14"),
        "A=measureNo B=problem C=measure D=leader E=leadUnit F=supportingUnits G=deadline H=state",
        "start",
        """
        1 1 市直一处>甲县 主要领导 2024-08-31 100 已完成
        2 1 市直一处 主要领导 2024-09-10 - 正在进行
        3 2 市直二处>甲县+乙区+丙市+丁县+戊区+己市 常务副职 2024-12-31 - 尚未启动
        """,
        "",
        "1 note,2 note,3 note,5 category heading,8 subtotal,9 repeated-header,10 category heading,12 blank,13 totals,14 note");

    [Fact]
    public void Days_counted_from_1904_and_every_spelling() => LayoutTests.Reads(
        new InMemorySheet("表", """
            序号|存在问题|整改措施|责任科室|协作单位|最迟完成日期|实际完成日期|目前状态
            #1|问题甲乙|措施一条|市直一处|甲县|#43920|@2024-05-31|已办结
            #2|问题乙乙|措施二条|市直二处|甲县|@2024-12-31||办理中
            #3|问题丙乙|措施三条|市直三处|甲县|2024-06-30\n2024-09-30||办理中
            #4|问题丁乙|措施四条|市直四处|甲县|今年10月底||未办结
            #5|问题戊乙|措施五条|市直四处|甲县|明年3月底前||未办结
            #6|问题己乙|措施六条|市直四处|甲县|2024年3月起，长期坚持||持续推进
            #7|问题庚乙|措施七条|市直四处|甲县|2024年起每年12月底||持续推进
            #8|问题辛乙|措施八条|市直四处|甲县|2024年4月—2025年3月||持续推进
            #9|问题壬乙|措施九条|市直四处|甲县|#6.3||持续推进
            """, from1904: true),
        "A=measureNo B=problem C=measure D=leadUnit E=supportingUnits F=deadline G=actualDate H=state",
        "leader start",
        """
        1 1 市直一处>甲县 - 2024-03-31 100 已办结
        2 2 市直二处>甲县 - 2024-12-31 - 办理中
        3 3 市直三处>甲县 - 2024-09-30 - 办理中
        4 4 市直四处>甲县 - 2024-10-31 - 未办结
        5 5 市直四处>甲县 - - - 未办结
        6 6 市直四处>甲县 - + - 持续推进
        7 7 市直四处>甲县 - - - 持续推进
        8 8 市直四处>甲县 - 2025-03-31 - 持续推进
        9 9 市直四处>甲县 - - - 持续推进
        """,
        "F2 deadline-number-as-day,F4 deadline-several-dates,F5 deadline-year-assumed,F6 deadline-ambiguous,F7 deadline-no-date,F8 deadline-no-date," +
        "F10 deadline-number-unclear");

    [Fact]
    public void Unit_and_person_by_slash_with_enumerated_units() => LayoutTests.Reads(
        new InMemorySheet("表", """
            NO.|问题简述|工作举措|责任主体/责任人|完成时间|整改落实情况|整改状态
            一|招商项目落地慢|建立专班|甲县/县长|2024年10月|已成立专班，正在推进。|序时推进
            二|营商环境投诉多|办理投诉|1.乙区 2.丙市\n书记|2024年7月10日|办结12件。|完成
            三|园区闲置土地|盘活土地|高新区（自贸片区、综保区）管委会／主任|2024年11月15日前（确保）|盘活200亩。|滞后
            四|审批超时|压缩时限|6个县（市、区）/分管领导|年内|系统改造中。|未完成
            五|企业账款|清欠|各县（市、区）党委、政府|年内|-|—
            """),
        "A=measureNo B=problem C=measure D=leadUnit+supportingUnits+person E=deadline F=progressText G=state",
        "leader start",
        """
        1 1 甲县 - 2024-10-31 - 序时推进
        2 2 乙区>丙市 - 2024-07-10 100 完成
        3 3 高新区（自贸片区、综保区）管委会 - 2024-11-15 - 滞后
        4 4 >甲县+乙区+丙市+丁县+戊区+己市 - 2024-12-31 - 未完成
        5 5 >甲县+乙区+丙市+丁县+戊区+己市 - 2024-12-31 - —
        """,
        "D5 unit-collective-lead,E5 deadline-year-assumed,D6 unit-collective-lead,E6 deadline-year-assumed");

    [Fact]
    public void Three_rows_of_headings_with_numbers_in_parts() => LayoutTests.Reads(
        new InMemorySheet("总表", """
            市委巡察反馈问题整改总台账
            序号|巡察反馈情况|||整改工作安排||||||整改进展|备注
            |问题|||措施|责任|||时限||情况|
            |板块|问题名称|具体表现||牵头领导|牵头处室|协办处室|起始时间|截止时间||
            1-1|一、政治建设|（一）学习不深入|问题1：抽查笔记5本，缺2本。|（1）制定计划。|主要领导|市直一处||@2024-03-20|@2024-06-30|已完成60%，余下7月完成。|
            1-2|||问题2：研讨流于形式。|（2）开展研讨。|主要领导|市直一处|市直二处|@2024-03-20|2024年底|正在推进|
            2-1|二、纪律建设|（二）执纪偏软||（1）开展警示教育。|分管领导三|机关党委|各县（市、区）|@2024-04-01|长期坚持||电话通知
            """, "A1:L1 A2:A4 B2:D2 E2:J2 K2:K2 L2:L4 B3:D3 E3:E4 F3:H3 I3:J3 K3:K4 B5:B6 C5:C6"),
        "A=measureNo B=category C=problem D=problemDetail E=measure F=leader G=leadUnit H=supportingUnits I=start J=deadline K=progressText L=extra",
        "",
        """
        1 1 市直一处 主要领导 2024-06-30 - -
        2 1 市直一处>市直二处 主要领导 2024-12-31 - -
        3 2 机关党委>甲县+乙区+丙市+丁县+戊区+己市 分管领导三 + - -
        """,
        "J7 deadline-no-date",
        "1 title");

    [Fact]
    public void Roles_in_brackets_over_several_lines_and_two_deadlines() => LayoutTests.Reads(
        new InMemorySheet("整改表", """
            序  号|反馈的问题|整 改 举 措|责任单位及分工|整改期限|延期后期限|完  成  情  况|销 号 情 况
            1.|文件流转慢|压减环节|市直一处（牵头）\n甲县（配合）|6月30日|@2024-08-31|已基本完成|未销号
            2.|会议多|精简会议|牵头单位：市直二处\n责任单位：乙区、丙市|2024-7-15||已完成|已销号
            3.|督查多|统筹督查|市直三处 会同 丁县|2024.9||未完成|
            4.|台账多|取消台账|市直四处|2024年9月||已整改，申请销号|
            """),
        "A=measureNo B=problem C=measure D=leadUnit+supportingUnits E=deadline F=movedDeadline G=state H=result",
        "leader start",
        """
        1 1 市直一处>甲县 - 2024-08-31 - 已基本完成
        2 2 市直二处>乙区+丙市 - 2024-07-15 100 已完成
        3 3 市直三处>丁县 - 2024-09-30 - 未完成
        4 4 市直四处 - 2024-09-30 100 已整改，申请销号
        """,
        "F1 column-unclear,H3 state-sign-off-by-sheet");

    [Fact]
    public void Texts_with_commas_quotes_and_numbers_that_are_text() => LayoutTests.Reads(
        new InMemorySheet("csv", """
            编号·x|问题清单|任务清单|承办单位|联办单位|办结时限|办理情况|问题金额（元）|追缴金额（万元）|联系电话
            A-01|“一卡通”发放不规范|清退违规资金|市直六处|机关党委|2024年7月31日前|办结|12,345.60|1.23|0577-88888888
            A-02|合同倒签|规范合同|市直六处||2024年7月底|办理中|1.2万元|/|0577-88888888
            A-03|低价处置资产|追责|整改办|市直六处、整改办|2024年二季度|未办结|约3万元|叁万元整|0577-88888888
            A-04|白条入账|整改|整改办||2024年9月1日—9月20日|撤销|待核实|3-5|
            """.Replace('·', '\u002C')),
        "A=extra B=problem C=measure D=leadUnit E=supportingUnits F=deadline G=state H=money:元 I=money:万元 J=extra",
        "leader start",
        """
        1 1 市直六处>机关党委 - 2024-07-31 100 办结
        2 2 市直六处 - 2024-07-31 - 办理中
        3 3 整改办>市直六处 - 2024-06-30 - 未办结
        4 4 整改办 - 2024-09-20 - 撤销
        """,
        "E4 unit-repeated,G5 state-stopped,H4 money-approximate,H5 money-unreadable,I4 money-in-words,I5 money-range");

    [Fact]
    public void L21_each_units_progress_beside_its_name() => LayoutTests.Reads(
        new InMemorySheet("表", """
            序号|督办事项|具体要求|主办处室|协同处室|办结时限|办理情况|是否办结
            Ⅰ|老旧电梯更新|完成排查|市直一处|甲县 80%\n乙区 60%|9-30|正在办理。|否
            Ⅱ|窨井盖治理|完成治理|市直二处|甲县：已完成；乙区：正在推进|2024年10月底|已办结。|是
            """),
        "A=measureNo B=problem C=measure D=leadUnit E=supportingUnits+unitProgress F=deadline G=progressText H=state",
        "leader start",
        """
        1 1 市直一处>甲县+乙区 - 2024-09-30 - 否
        2 2 市直二处>甲县+乙区 - 2024-10-31 100 是
        """,
        "F2 deadline-year-assumed");

    [Fact]
    public void A_deadline_that_is_called_time_of_completion_beside_days_of_checking() => LayoutTests.Reads(
        new InMemorySheet("隐患", """
            说明：1.本表由各单位安全员填报；2.隐患等级分一般、较大、重大三级。
            项次|检查日期|隐患部位|事故隐患|隐患等级|防范措施|治理措施|治理资金（万元）|治理责任单位|治理责任人|治理时限|验收人|验收日期|整改结果
            1|2024.5.6|3号车间|消防通道堵塞|一般|设置警示|清理通道|0.5|甲县/安全科|王某|立即整改|李某|2024.5.7|合格
            2|2024.5.6|锅炉房|压力表未检|重大|停用|送检压力表|1,200元|乙区|赵某|5月30日前|||
            3|2024.5.8|配电室|线路老化|较大|限流|更换线路|2|丙市|钱某|2024-05-31 12:00|李某|2024.6.3|已整改
            """, "A1:N1"),
        "A=measureNo B=extra C=extra D=problem E=extra F=extra G=measure H=money:万元 I=leadUnit+supportingUnits J=person K=deadline L=extra M=extra N=state",
        "leader start",
        """
        1 1 甲县 - - - 合格
        2 2 乙区 - 2024-05-30 - -
        3 3 丙市 - 2024-05-31 100 已整改
        """,
        "I3 unit-unknown,K3 deadline-no-date,K4 deadline-year-assumed",
        "1 note");
}
