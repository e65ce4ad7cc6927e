using Rectification.Documents.Ledgers;
using Rectification.Documents.Workbooks;

namespace Rectification.Tests.Documents.Ledgers;

/// <summary>States, percents, money and list marks as they are written.</summary>
public sealed class ValueRuleTests
{
    public static TheoryData<string, string> States { get; } = Tables.Of(
        """
        已完成|100
        已整改|100
        整改完成|100
        完成整改|100
        已完成整改|100
        已整改完成|100
        已全部完成|100
        整改到位|100
        已完成，长期坚持|100
        已整改，申请销号|100
        已办结|100
        正常办结|100
        超期完成|100
        逾期办结|100
        整改落实到位|100
        已全面完成|100
        已完成待销号|100
        整改完成待复查|100
        已于2024年5月20日完成|100
        2024年5月20日已完成|100
        已按要求整改|100
        市级已销号|null|state-sign-off-by-sheet
        2024年6月28日销号|null|state-sign-off-by-sheet
        已完成并销号|100|state-sign-off-by-sheet
        已完成（已销号）|100|state-sign-off-by-sheet
        基本完成|null
        正在推进|null
        正在整改|null
        序时任务|null
        按序时进度推进|null
        滞后任务|null
        整改延期|null
        已延期|null
        未完成|null
        尚未整改|null
        未整改|null
        未销号|null
        不予销号|null
        建议销号|null
        已申请销号|null
        仍在整改|null
        已基本整改到位|null
        超期未完成|null
        正常推进|null
        低于序时进度|null
        达序时|null
        待销号|null
        申请销号|null
        已提交|null
        待审核|null
        零报告|null
        已销号|null|state-sign-off-by-sheet
        同意销号|null|state-sign-off-by-sheet
        已取消|null|state-stopped
        挂起|null|state-stopped
        80%|80
        80％|80
        80 %|80
        已完成80%|80
        完成进度约80%|80
        8成|80
        已完成约7成半|75
        进度九成左右|90
        约六成|60
        百分之八十|80
        100%|100
        80|80
        0|0
        1|null|percent-unclear
        0.8|null|percent-unclear
        120%|null|percent-out-of-range
        150|null|percent-out-of-range
        45.5%|45|percent-fraction
        """);

    public static TheoryData<string, string> Amounts { get; } = Tables.Of(
        """
        12.5|125000
        1,280.5|12805000
        3.5万元|35000
        ３．５万元|35000
        12万|120000
        8000元|8000
        20元|20
        0.3亿元|30000000
        5千元|5000
        5百元|500
        3笔12.5万元|125000
        10万元以上|100000|money-approximate
        12.5万美元|null|money-unreadable
        不涉及资金|null
        3万5千元|35000
        ¥3,000.50元|3000.5
        人民币2万元整|20000
        共计5万元|50000
        0|0
        无|null
        ／|null
        ——|null
        约5万元|50000|money-approximate
        5万余元|50000|money-approximate
        30余万元|300000|money-approximate
        8000多万元|80000000|money-approximate
        超30万元|300000|money-approximate
        近5千元|5000|money-approximate
        3.5 万 元|35000
        5万元左右|50000|money-approximate
        叁万伍仟元整|35000|money-in-words
        壹拾贰万元|120000|money-in-words
        壹亿贰仟叁佰万元整|123000000|money-in-words
        叁万亿元|3000000000000|money-in-words
        一亿二千万元|120000000
        3-5万元|null|money-range
        已列入年度预算|null|money-unreadable
        待定|null|money-unreadable
        """);

    public static TheoryData<string, string> Marks { get; } = Tables.Of(
        """
        一、贯彻落实方面|贯彻落实方面
        （一）学习不够|学习不够
        1. 制定办法|制定办法
        1、制定办法|制定办法
        １．制定办法|制定办法
        （1）制定办法|制定办法
        1）制定办法|制定办法
        ①制定办法|制定办法
        ⑴制定办法|制定办法
        十二、其他方面|其他方面
        一、（一）1. 制定办法|制定办法
        2024年6月底前完成|2024年6月底前完成
        3个月内完成|3个月内完成
        1.5万元已追缴|1.5万元已追缴
        第一步摸清底数|第一步摸清底数
        一方面加强学习|一方面加强学习
        """);

    public static TheoryData<string, string> References { get; } = Tables.Of(
        """
        1|1
        4.|4
        （五）|5
        问题2|2
        第3项|3
        6、7|6,7
        6,7,9|6,7,9
        问题1：公务接待|1
        问题一|1
        ③|3
        四|4
        第十二条|12
        1、公务接待审批|1
        公务接待|
        YH-001|
        """);

    [Theory]
    [MemberData(nameof(States))]
    public void State_words(string written, string expected)
    {
        var reading = StateRule.Read(written);
        Assert.True(reading.Known);
        Assert.Equal(expected, (reading.Percent?.ToString() ?? "null") + Told(reading.Remark));
    }

    [Theory]
    [InlineData("已约谈有关负责人。材料已报整改办，正在进一步核实有关情况。")]
    [InlineData("涉及历史遗留问题，需上级部门明确口径，待批复后再行办理。")]
    public void Prose_is_no_state(string written) => Assert.False(StateRule.Read(written).Known);

    [Theory]
    [InlineData(0.8, "0%", "80")]
    [InlineData(1, "0%", "100")]
    [InlineData(0.29, "0.00%", "29")]
    [InlineData(0.8, null, "null|percent-unclear")]
    [InlineData(1, null, "null|percent-unclear")]
    [InlineData(80, null, "80")]
    [InlineData(1.2, "0%", "null|percent-out-of-range")]
    public void Percents_in_numbers(double number, string? format, string expected)
    {
        var reading = StateRule.Read(new SheetCell { Column = 1, Kind = CellKind.Number, Text = "n", Number = number, Format = format });
        Assert.Equal(expected, (reading.Percent?.ToString() ?? "null") + Told(reading.Remark));
    }

    [Theory]
    [InlineData("30余万元", "300000|money-approximate")]
    [InlineData("8千多万元", "80000000|money-approximate")]
    [InlineData("2000余元", "2000|money-approximate")]
    [InlineData("逾3亿元", "300000000|money-approximate")]
    [InlineData("30万余元", "300000|money-approximate")]
    public void The_unit_of_a_cell_beats_that_of_its_heading(string written, string expected)
    {
        var reading = MoneyRule.Read(written, 1);
        Assert.Equal(expected, (reading.Exact ?? "null") + Told(reading.Remark));
    }

    [Theory]
    [MemberData(nameof(Amounts))]
    public void Money_under_ten_thousands(string written, string expected)
    {
        var reading = MoneyRule.Read(written, 10_000);
        Assert.Equal(expected, (reading.Exact ?? "null") + Told(reading.Remark));
    }

    [Theory]
    [InlineData("0.07", "700")]
    [InlineData("7.0000000000000007E-2", "700")]
    [InlineData("1250.10", "12501000")]
    public void Money_in_numbers_is_exact(string written, string expected) => Assert.Equal(
        expected, MoneyRule.Read(new SheetCell { Column = 1, Kind = CellKind.Number, Text = "n", Number = 0, Written = written }, 10_000).Exact);

    [Theory]
    [InlineData("涉及金额\n（万元）", "万元")]
    [InlineData("整改资金\u0028元\u0029", "元")]
    [InlineData("金额（单位：万元）", "万元")]
    [InlineData("整改成效（元）", "元")]
    [InlineData("责任单位（部门）", null)]
    public void Units_of_headings(string heading, string? unit) => Assert.Equal(unit, MoneyRule.UnitIn(heading)?.Unit);

    [Theory]
    [MemberData(nameof(Marks))]
    public void Marks_come_off(string written, string expected) => Assert.Equal(expected, ListMarks.Off(written));

    [Theory]
    [MemberData(nameof(References))]
    public void References_are_numbers(string written, string expected) => Assert.Equal(expected, string.Join(',', ListMarks.Numbers(written)));

    [Theory]
    [InlineData("2.0", 2)]
    [InlineData("（三）", 3)]
    [InlineData("10000", 10_000)]
    [InlineData("100000", 100_000)]
    [InlineData("199990", 199_990)]
    [InlineData("200000", 200_000)]
    [InlineData("330380", null)]
    [InlineData("1234560", null)]
    [InlineData("1-1", null)]
    public void A_number_alone_is_read_whole_or_not_at_all(string written, int? expected) => Assert.Equal(expected, ListMarks.Number(written));

    [Theory]
    [InlineData("1. 制定计划；\n2. 组织学习；\n3. 形成报告。", true)]
    [InlineData("1.制定计划；2.组织学习。", true)]
    [InlineData("（1）制定计划；（2）组织学习。", true)]
    [InlineData("①制定计划；②组织学习。", true)]
    [InlineData("1. 制定计划，明确2个时限。", false)]
    [InlineData("第一步摸清底数；\n第二步集中清理。", false)]
    public void Several_in_a_cell(string written, bool expected) => Assert.Equal(expected, ListMarks.IsList(written));

    private static string Told(Remark? remark) => remark is null ? "" : "|" + remark.Code.Replace("ledger.", "", StringComparison.Ordinal);
}
