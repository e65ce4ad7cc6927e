using System.Text;
using Rectification.Documents.Ledgers;
using Rectification.Documents.Workbooks;

namespace Rectification.Tests.Documents.Ledgers;

/// <summary>
/// Ledgers as offices keep them, the right reading written beside each before it was read. See <see cref="LayoutTests"/> for how it is written.
/// </summary>
public sealed class OfficeTests
{
    [Fact]
    public void Marks_in_three_columns_of_states_under_one_heading() => LayoutTests.Reads(
        new InMemorySheet("台账", """
            县委巡察整改工作台账
            序号|巡察指出问题|整改措施|责任落实||完成时限|整改状态|||备注
            |||责任领导|责任单位||已完成|正在推进|尚未启动|
            1|学用结合不紧|开展专题研讨|主要领导|市直一处、甲县|立行立改|√|||
            2|调研不深|每季度下沉调研|常务副职|市直二处|长期坚持||√||
            3|信访积案多|领导包案化解|分管领导一|市直三处；乙区|2024年底前||√||已化解3件
            4|档案不规范|重新归档|分管领导二|市直四处|2024.9|||√|
            5|培训少|组织轮训|分管领导二|市直四处|9月底|||√|
            """, "A1:J1 A2:A3 B2:B3 C2:C3 D2:E2 F2:F3 G2:I2 J2:J3"),
        "A=measureNo B=problem C=measure D=leader E=leadUnit+supportingUnits F=deadline G=state:已完成 H=state:正在推进 I=state:尚未启动 J=extra",
        "start",
        """
        1 1 市直一处>甲县 主要领导 - 100 已完成
        2 2 市直二处 常务副职 + - 正在推进
        3 3 市直三处>乙区 分管领导一 2024-12-31 - 正在推进
        4 4 市直四处 分管领导二 2024-09-30 - 尚未启动
        5 5 市直四处 分管领导二 2024-09-30 - 尚未启动
        """,
        "F4 deadline-no-date,F5 deadline-no-date,F8 deadline-year-assumed",
        "1 title");

    [Fact]
    public void Rhythms_stages_and_words_where_a_day_should_be() => LayoutTests.Reads(
        new InMemorySheet("任务", """
            编号|存在的突出问题|整改具体举措|主责单位|配合部门|整改完成期限|目前进展
            1|问题甲一|措施甲一|市直一处|市直二处|每季度|正在推进
            2|问题甲二|措施甲二|市直一处|无|每月底前|正在推进
            3|问题甲三|措施甲三|市直一处|无|常态化开展|正在推进
            4|问题甲四|措施甲四|市直一处|无|2024年6月底前完成，并长期坚持|正在推进
            5|问题甲五|措施甲五|市直一处|无|2024年第三季度末|正在推进
            6|问题甲六|措施甲六|市直一处|无|12月31日|正在推进
            7|问题甲七|措施甲七|市直一处|无|2024年5月起持续推进|正在推进
            8|问题甲八|措施甲八|市直一处|无|分两阶段：2024年6月底完成排查，9月底完成整改|正在推进
            9|问题甲九|措施甲九|市直一处|无|2024-06|正在推进
            10|问题乙一|措施乙一|市直一处|无|按上级要求|正在推进
            11|问题乙二|措施乙二|市直一处|无|2024年2月30日|正在推进
            12|问题乙三|措施乙三|市直一处|无|立行立改（2024年4月底前）|正在推进
            13|问题乙四|措施乙四|市直一处|无|2024年10月中旬前|正在推进
            14|问题乙五|措施乙五|市直一处|无|接通知后15个工作日内|正在推进
            15|问题乙六|措施乙六|市直一处|无|2025年春节前|正在推进
            16|问题乙七|措施乙七|市直一处|无|二〇二四年十二月三十一日|正在推进
            17|问题乙八|措施乙八|市直一处|无|已于2024年4月完成|正在推进
            18|问题乙九|措施乙九|市直一处|无|2024年9月30日（原定6月30日）|正在推进
            """),
        "A=measureNo B=problem C=measure D=leadUnit E=supportingUnits F=deadline G=state",
        "leader start",
        """
        1 1 市直一处>市直二处 - - - 正在推进
        2 2 市直一处 - - - 正在推进
        3 3 市直一处 - + - 正在推进
        4 4 市直一处 - 2024-06-30+ - 正在推进
        5 5 市直一处 - 2024-09-30 - 正在推进
        6 6 市直一处 - 2024-12-31 - 正在推进
        7 7 市直一处 - + - 正在推进
        8 8 市直一处 - 2024-09-30 - 正在推进
        9 9 市直一处 - 2024-06-30 - 正在推进
        10 10 市直一处 - - - 正在推进
        11 11 市直一处 - - - 正在推进
        12 12 市直一处 - 2024-04-30 - 正在推进
        13 13 市直一处 - - - 正在推进
        14 14 市直一处 - - - 正在推进
        15 15 市直一处 - - - 正在推进
        16 16 市直一处 - 2024-12-31 - 正在推进
        17 17 市直一处 - - - 正在推进
        18 18 市直一处 - - - 正在推进
        """,
        "F2 deadline-no-date,F3 deadline-no-date,F4 deadline-no-date,F7 deadline-year-assumed,F8 deadline-no-date,F9 deadline-several-dates," +
        "F11 deadline-no-date,F12 deadline-not-a-day,F14 deadline-ambiguous,F15 deadline-relative,F16 deadline-no-date," +
        "F18 deadline-no-date,F19 deadline-several-dates");

    [Fact]
    public void Who_leads_and_who_helps_in_one_cell() => LayoutTests.Reads(
        new InMemorySheet("分工", """
            项目|整改要点|承办及协办单位|督导领导|办结期限
            甲事|要点一|牵头：市直一处；配合：甲县、乙区|主要领导|2024年8月31日
            乙事|要点二|市直二处牵头，甲县、乙区配合|主要领导|2024年8月31日
            丙事|要点三|市直三处（主办）、丙市（协办）、丁县（协办）|主要领导|2024年8月31日
            丁事|要点四|牵头单位·市直四处\n配合单位·各县（市、区）|主要领导|2024年8月31日
            戊事|要点五|由机关党委牵头，市直六处、整改办配合|主要领导|2024年8月31日
            己事|要点六|甲县政府、乙区|主要领导|2024年8月31日
            庚事|要点七|市直一处、二处|主要领导|2024年8月31日
            辛事|要点八|市直五处〔综合处〕、高新区〔自贸片区、综保区〕管委会|主要领导|2024年8月31日
            壬事|要点九|配合：甲县；牵头：市直六处|主要领导|2024年8月31日
            """.Replace('·', ':').Replace('〔', '\u0028').Replace('〕', '\u0029')),
        "A=problem B=measure C=leadUnit+supportingUnits D=leader E=deadline",
        "start",
        """
        1 1 市直一处>甲县+乙区 主要领导 2024-08-31 - -
        2 2 市直二处>甲县+乙区 主要领导 2024-08-31 - -
        3 3 市直三处>丙市+丁县 主要领导 2024-08-31 - -
        4 4 市直四处>甲县+乙区+丙市+丁县+戊区+己市 主要领导 2024-08-31 - -
        5 5 机关党委>市直六处+整改办 主要领导 2024-08-31 - -
        6 6 >乙区 主要领导 2024-08-31 - -
        7 7 市直一处 主要领导 2024-08-31 - -
        8 8 市直五处（综合处）>高新区（自贸片区、综保区）管委会 主要领导 2024-08-31 - -
        9 9 市直六处>甲县 主要领导 2024-08-31 - -
        """,
        "C7 unit-unknown,C8 unit-unknown");

    [Fact]
    public void A_blank_column_before_the_list_and_paragraphs_around_it() => LayoutTests.Reads(
        new InMemorySheet("Sheet1", """
            |附件1
            |2024年度重点领域突出问题专项整治任务清单（第二批）
            |填表说明：1.本表每月25日前报送；2.完成时限填写到日；3.整改情况如实填写，不得涂改。
            |（单位：万元）||||||截至2024年6月25日
            |
            |序\n号|问 题 表 现|整 改\n措 施|涉及\n金额|责 任\n单 位|完 成\n时 限|整 改\n情 况|是否\n销号
            |1|违规发放补贴|全额清退|12.8|市直六处|2024/9/30|已清退8万元|否
            |2|超标准接待|追缴费用||甲县|2024/9/30|已全部追缴|是
            |3|项目超概算|重新报批|1,200.50|乙区|20240930|已完成30%|否
            |合计||3项|1213.3||||
            |注：涉及金额以审计结论为准。
            |单位负责人（签字）：||||填表人：||联系电话：
            """, "B2:I2 B3:I3"),
        "B=measureNo C=problem D=measure E=money:万元 F=leadUnit+supportingUnits G=deadline H=progressText I=result",
        "leader start",
        """
        1 1 市直六处 - 2024-09-30 - -
        2 2 甲县 - 2024-09-30 - -
        3 3 乙区 - 2024-09-30 - -
        """,
        "",
        "1 note,2 note,3 note,4 note,5 blank,10 totals,11 note,12 note");

    [Fact]
    public void Two_lists_with_headings_of_their_own_in_one_workbook()
    {
        using InMemoryWorkbook workbook = new(
            new InMemorySheet("政治建设", """
                序号|反馈问题|整改措施|责任领导|牵头单位|配合单位|整改时限
                1|政治站位不高|开展学习|主要领导|市直一处|甲县|2024年9月底
                2|政治站位不高|制定方案|主要领导|市直二处||2024年10月底
                """),
            new InMemorySheet("作风建设", """
                作风建设问题整改表
                问题|措施|期限|承办|分管领导|进展
                调研走过场|改进调研|2024-11-30|乙区、丙市|分管领导一|正在推进
                文山会海|精简会议|年底前|整改办|分管领导二|已完成
                """, "A1:F1"),
            new InMemorySheet("说明", "本表由整改办填写，请勿改动格式。"));
        var reading = LedgerReader.Read(workbook, "汇总.xlsx", GivenLedgerTests.Context());

        Assert.Equal(
            ["1 1 政治建设 市直一处>甲县 2024-09-30", "2 1 政治建设 市直二处> 2024-10-31", "3 2 作风建设 乙区>丙市 2024-11-30", "4 3 作风建设 整改办> 2024-12-31"],
            reading.Measures.Select(measure => $"{measure.No} {measure.Problem} {measure.Source.Sheet} {measure.LeadUnit}>"
                + $"{string.Join('+', measure.SupportingUnits)} {measure.Deadline:yyyy-MM-dd}"));
        Assert.Equal("问题|措施|期限|承办|分管领导|进展", string.Join('|', reading.OtherSheets[0].ColumnDetails.Select(column => column.Header)));
        Assert.Equal(
            "problem measure deadline leadUnit+supportingUnits leader state", string.Join(' ', reading.OtherSheets[0].Columns.Values));
        Assert.Equal(["说明 no list"], reading.SheetsNotRead.Select(sheet => $"{sheet.Sheet} {sheet.Why}"));
        Assert.Equal(["作风建设" + "!C4"], reading.Warnings.Concat(reading.Errors).Select(finding => finding.Cell));
    }

    [Fact]
    public void Numbers_percents_and_amounts_that_are_text() => LayoutTests.Reads(
        new InMemorySheet("周报", """
            序号|问题事项|整改办法|牵头处室|参与处室|完成日期|完成率|完成情况说明|违规金额
            1、|事项甲|办法甲|市直一处|甲县|2024年8月5日|80|正在推进|￥12,000.00
            2、|事项乙|办法乙|市直二处|乙区|2024年8月5日|百分之六十|正在推进|12000元整
            3、|事项丙|办法丙|市直三处|丙市|2024年8月5日|完成45%|正在推进|1.2万
            4、|事项丁|办法丁|市直四处|丁县|2024年8月5日|100%|已完成|无
            5、|事项戊|办法戊|市直四处|丁县|2024年8月5日|120%|已完成|不涉及
            6、|事项己|办法己|市直四处|丁县|2024年8月5日|0.8|已完成|—
            """),
        "A=measureNo B=problem C=measure D=leadUnit E=supportingUnits F=deadline G=progress H=progressText I=money:元",
        "leader start",
        """
        1 1 市直一处>甲县 - 2024-08-05 80 80
        2 2 市直二处>乙区 - 2024-08-05 60 百分之六十
        3 3 市直三处>丙市 - 2024-08-05 45 完成45%
        4 4 市直四处>丁县 - 2024-08-05 100 100%
        5 5 市直四处>丁县 - 2024-08-05 - 120%
        6 6 市直四处>丁县 - 2024-08-05 - 0.8
        """,
        "G6 percent-out-of-range,G7 percent-unclear");

    [Fact]
    public void Leading_leader_leading_unit_unit_in_charge_and_supporting_unit() => LayoutTests.Reads(
        new InMemorySheet("清单", """
            问题类型|问题编号|具体问题|整改任务编号|整改任务|牵头市领导|牵头单位|责任单位|配合单位|启动时间|完成时间|整改成效|验收情况
            党的领导|Ⅰ|学习不经常|1|建立学习制度|主要领导|市直一处|甲县|乙区、丙市|2024年4月|2024年9月|制度已建立|
            |||2|开展督学|主要领导|市直一处|||2024年4月|2024年12月||
            全面从严|Ⅱ|监督不够|3|开展日常监督|分管领导三|机关党委|各县（市、区）|无|2024年5月|2025年6月底||
            """, "A2:A3 B2:B3 C2:C3"),
        "A=category B=problemNo C=problem D=measureNo E=measure F=leader G=leadUnit H=supportingUnits I=supportingUnits J=start K=deadline" +
            " L=progressText M=result",
        "",
        """
        1 1 市直一处>甲县+乙区+丙市 主要领导 2024-09-30 - -
        2 1 市直一处 主要领导 2024-12-31 - -
        3 2 机关党委>甲县+乙区+丙市+丁县+戊区+己市 分管领导三 2025-06-30 - -
        """,
        "");

    [Fact]
    public void A_csv_of_an_old_system_in_its_own_encoding()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        const string Text = """
            "导出时间：2024-06-30 10:11:12"······
            流水·问题概述·整改方案·主管部门·协管部门·应完成日期·当前状态
            0001·"台账""缺失""·账实不符"·补齐台账·市直一处·"甲县·乙区"·2024-07-31 00:00:00·处理中
            0002·㐀村道路未验收·组织验收·市直二处··2024/8/1·已办结
            0003·人员培训不足·开展培训·市直三处·丙市·31-AUG-2024·处理中
            合计·3·····
            """;
        using var stream = new MemoryStream(Encoding.GetEncoding("GB18030").GetBytes(Text.Replace('·', ',').ReplaceLineEndings("\r\n")));
        using var workbook = WorkbookFile.Open(stream, "导出.csv", new WorkbookLimits());
        var reading = LedgerReader.Read(workbook, "导出.csv", GivenLedgerTests.Context());

        Assert.Equal(
            ["measureNo", "problem", "measure", "leadUnit", "supportingUnits", "deadline", "state"], reading.Columns.Values);
        Assert.Equal(
            ["1 台账\"缺失\"\u002C账实不符 市直一处>甲县+乙区 2024-07-31 ", "2 㐀村道路未验收 市直二处> 2024-08-01 100", "3 人员培训不足 市直三处>丙市 2024-08-31 "],
            reading.Measures.Select(measure => $"{measure.No} {reading.Problems.First(problem => problem.No == measure.Problem).Title} {measure.LeadUnit}>"
                + $"{string.Join('+', measure.SupportingUnits)} {measure.Deadline:yyyy-MM-dd} {measure.ProgressPercent}"));
        Assert.Empty(reading.Warnings.Concat(reading.Errors));
        Assert.Equal([(1, "note"), (6, "totals")], reading.RowsSkipped.Select(row => (row.Row, row.Why)));
    }
}
