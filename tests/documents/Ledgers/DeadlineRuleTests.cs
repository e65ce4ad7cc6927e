using Rectification.Documents.Ledgers;
using Rectification.Documents.Workbooks;

namespace Rectification.Tests.Documents.Ledgers;

/// <summary>What offices write about deadlines: a day, a day with a remark, or a question. Feedback was given on the 18th of March 2024.</summary>
public sealed class DeadlineRuleTests
{
    private static readonly DeadlineRule Rule = new(new DateOnly(2024, 3, 18));

    /// <summary>Written; the day or <c>?</c>; <c>+</c> where it goes on for ever; what is told.</summary>
    public static TheoryData<string, string> Spellings { get; } = Tables.Of(
        """
        2024年6月28日|2024-06-28
        2024.6.28|2024-06-28
        2024/6/28|2024-06-28
        2024-6-28|2024-06-28
        2024-06-28|2024-06-28
        20240628|2024-06-28
        ２０２４年６月２８日|2024-06-28
        ２０２４．６．２８|2024-06-28
        2024。6。28|2024-06-28
        2024年6月28号|2024-06-28
        2024年6月28|2024-06-28
        二〇二四年六月三十日|2024-06-30
        二○二四年十二月三十一日前|2024-12-31
        二零二四年六月底|2024-06-30
        二O二四年六月廿八日|2024-06-28
        2024 年 11 月 15 日|2024-11-15
        2024 6 28|2024-06-28
        2024年6月28日 18:00|2024-06-28
        2024-06-28 17:30:00|2024-06-28
        2024-06-28T00:00:00|2024-06-28
        2024年6月28日下午5点前|2024-06-28
        2024年6月28日（星期五）前|2024-06-28
        2024年6月28日24时前|2024-06-28
        2024年9月30日前|2024-09-30
        2024年9月30日之前|2024-09-30
        2024年9月30日以前完成|2024-09-30
        2024.9.30前|2024-09-30
        截至2024年9月30日|2024-09-30
        2024年6月|2024-06-30
        2024年6月份|2024-06-30
        2024年2月|2024-02-29
        2025年2月底|2025-02-28
        2024.6|2024-06-30
        2024-06|2024-06-30
        2024/12|2024-12-31
        2024年12月底|2024-12-31
        2024年12月末|2024-12-31
        2024年6月月底前|2024-06-30
        2024年6月底前|2024-06-30
        2024年6月底之前|2024-06-30
        2024年6月末前|2024-06-30
        ２０２４年６月底前|2024-06-30
        2024年6月内|2024-06-30
        2024年年内|2024-12-31
        2024.6-30|2024-06-30
        2024.9.1-30|2024-09-30
        2024年9月底前建成2.5公里，投资1.2亿元|2024-09-30
        2024年9月底前制定方案，每年12月底前报送|2024-09-30
        2024年\n9月底前|2024-09-30
        2024年12月\n31日前|2024-12-31
        2024.\n12.31|2024-12-31
        2024年第\n三季度|2024-09-30
        2024年汛期前（5月31日前）|2024-05-31
        2024年（6月30日前）|2024-06-30
        30-Nov-2024|2024-11-30
        November 30, 2024|2024-11-30
        2024年底|2024-12-31
        2024年底前|2024-12-31
        2024年年底前|2024-12-31
        2024年末|2024-12-31
        2024年内|2024-12-31
        2024年度内|2024-12-31
        2024年10月上旬|2024-10-10
        2024年10月中旬|2024-10-20
        2024年10月下旬|2024-10-31
        2024年上半年|2024-06-30
        2024年下半年|2024-12-31
        2024年上半年末|2024-06-30
        2024年三季度末|2024-09-30
        2024年第三季度|2024-09-30
        2024年前三季度|2024-09-30
        2024年前6个月|2024-06-30
        2024年3季度底前|2024-09-30
        2024年四季度|2024-12-31
        2024年4月至2024年9月|2024-09-30
        2024年4月—9月|2024-09-30
        2024年4-9月|2024-09-30
        2024年4月－2025年3月|2025-03-31
        2024年11月至2月|2025-02-28
        2024年11月至次年2月底|2025-02-28
        2024年6月1日至15日|2024-06-15
        2024年6月1日-2024年6月30日|2024-06-30
        2024.4.1-2024.6.30|2024-06-30
        2024.4.1-6.30|2024-06-30
        2024/4/1-2024/6/30|2024-06-30
        2024-04-01至2024-06-30|2024-06-30
        2024年第二至第三季度|2024-09-30
        2024年4月起至2024年9月底|2024-09-30
        2024-2025年|2025-12-31
        立行立改，2024年6月底前完成|2024-06-30
        2024年6月底前，并长期坚持|2024-06-30+
        2024年12月31日前完成，并长期坚持|2024-12-31+
        2024年底前完成，持续推进|2024-12-31+
        2025年6月底前并形成长效机制|2025-06-30+
        长期坚持（2024年6月底前取得阶段性成效）|2024-06-30+
        12月底前|2024-12-31|year-assumed
        6月30日前|2024-06-30|year-assumed
        6月28日|2024-06-28|year-assumed
        6.28|2024-06-28|year-assumed
        6/30|2024-06-30|year-assumed
        6.30前|2024-06-30|year-assumed
        3月1日前|2025-03-01|year-assumed
        2月底|2025-02-28|year-assumed
        年底前|2024-12-31|year-assumed
        年内|2024-12-31|year-assumed
        三季度末|2024-09-30|year-assumed
        上半年|2024-06-30|year-assumed
        24年6月28日|2024-06-28|year-assumed
        24.6.28|2024-06-28|year-assumed
        24年底前|2024-12-31|year-assumed
        30-Nov-24|2024-11-30|year-assumed
        9/30/25|2025-09-30|year-assumed
        24/10/12|2024-10-12|year-assumed
        31/12/24|2024-12-31|year-assumed
        6/7/25|?|ambiguous|2025-06-07 2025-07-06
        10/12/24|?|ambiguous|2024-10-12 2024-12-10
        2024年6月底前完成初步整改，2024年12月底前全部完成|2024-12-31|several-dates
        2024年6月底前完成初步整改，12月底前全部完成|2024-12-31|several-dates
        第一阶段2024年6月30日；第二阶段2024年9月30日|2024-09-30|several-dates
        2024年6月28日（已延期至2024年9月30日）|2024-09-30|several-dates
        2024年6月底前2024年9月底前|2024-09-30|several-dates
        2024年12月底前（其中第一阶段2024年6月底前）|?|several-dates|2024-06-30 2024-12-31
        6月前|?|ambiguous|2024-05-31 2024-06-30
        2024.6-12|?|ambiguous|2024-06-12 2024-12-31
        2024.9.1-10|?|ambiguous|2024-09-10 2024-10-31
        2024年中旬|?|ambiguous
        2024年6月前|?|ambiguous|2024-05-31 2024-06-30
        2024年8月第2周|?|ambiguous
        2024年8月第一个工作日前|?|ambiguous
        2024年8月上半月|?|ambiguous
        2024年6月之前|?|ambiguous|2024-05-31 2024-06-30
        2024年6月份以前|?|ambiguous|2024-05-31 2024-06-30
        2024年三季度前|?|ambiguous|2024-06-30 2024-09-30
        2024年前|?|ambiguous|2023-12-31 2024-12-31
        2024年4月至6月前|?|ambiguous|2024-05-31 2024-06-30
        2024年6月初|?|ambiguous|2024-05-31 2024-06-30
        2024年6月28日左右|?|ambiguous|2024-06-28
        6.3|?|number-unclear|2024-06-03 2024-06-30
        2024.1|?|number-unclear|2024-01-31 2024-10-31
        202406|?|number-unclear|2024-06-30
        2024|?|number-unclear
        立行立改|?|no-date
        即知即改|?|no-date
        立即整改|?|no-date
        长期|?+|no-date
        长期坚持|?+|no-date
        持续推进|?+|no-date
        常态化推进|?+|no-date
        立行立改，长期坚持|?+|no-date
        2024年6月起长期坚持|?+|no-date
        2024年4月1日—|?|no-date
        持之以恒|?+|no-date
        每季度末|?|no-date
        每年12月底前|?|no-date
        2024年春节前|?|no-date
        待定|?|no-date
        28日前|?|no-date
        3个月内|?|relative|2024-06-18
        三个月内|?|relative|2024-06-18
        巡察反馈后3个月内|?|relative|2024-06-18
        收到反馈意见之日起两个月以内|?|relative|2024-05-18
        自2024年4月1日起3个月内|?|relative|2024-07-01
        半年内|?|relative|2024-09-18
        30日内|?|relative|2024-04-17
        15个工作日内|?|relative
        一年内|?|relative|2025-03-18
        3个月内（2024年6月18日前）|2024-06-18
        2024年6月31日|?|not-a-day
        2024年2月30日前|?|not-a-day
        2024.13.1|?|not-a-day
        2024年13月|?|not-a-day
        2月30日|?|not-a-day
        —|?|missing
        ——|?|missing
        ／|?|missing
        　|?|missing
        """);

    [Theory]
    [MemberData(nameof(Spellings))]
    public void Words(string written, string expected) => Assert.Equal(
        expected, Said(Rule.Read(written.Replace("\\n", "\n", StringComparison.Ordinal))));

    [Theory]
    [InlineData(45471, null, false, "2024-06-28|number-as-day")]
    [InlineData(44009, null, true, "2024-06-28|number-as-day")]
    [InlineData(45471.75, null, false, "2024-06-28|number-as-day")]
    [InlineData(20240628, null, false, "2024-06-28")]
    [InlineData(6.3, null, false, "?|number-unclear|2024-06-03 2024-06-30")]
    [InlineData(6.28, null, false, "?|number-unclear|2024-06-28")]
    [InlineData(2024.1, null, false, "?|number-unclear|2024-01-31 2024-10-31")]
    [InlineData(2024.6, null, false, "?|number-unclear|2024-06-30")]
    [InlineData(2024, null, false, "?|number-unclear")]
    [InlineData(6, null, false, "?|number-unclear")]
    public void Bare_numbers(double number, string? format, bool from1904, string expected) => Assert.Equal(
        expected, Said(Rule.Read(new SheetCell { Column = 1, Kind = CellKind.Number, Text = "n", Number = number, Format = format }, from1904)));

    [Theory]
    [InlineData("yyyy-mm-dd", "2024-06-01", "2024-06-01")]
    [InlineData("yyyy\"年\"m\"月\"", "2024-06-01", "2024-06-30|month-shown")]
    [InlineData("yyyy\"年\"m\"月\"", "2024-06-15", "2024-06-15|month-shown")]
    [InlineData("[$-804]yyyy\"年\"m\"月\"\u003B@", "2024-02-01", "2024-02-29|month-shown")]
    [InlineData("mmm-yy", "2024-06-01", "2024-06-30|month-shown")]
    [InlineData("m\"月\"d\"日\"", "2024-06-28", "2024-06-28")]
    [InlineData("yyyy\"年\"m\"月\"d\"日\"", "2024-06-01", "2024-06-01")]
    public void Real_dates(string format, string day, string expected) => Assert.Equal(
        expected, Said(Rule.Read(new SheetCell { Column = 1, Kind = CellKind.Date, Text = "d", Number = 1, Day = DateOnly.Parse(day), Format = format })));

    [Fact]
    public void The_text_stays_as_written() => Assert.Equal("２０２４年６月底前", Rule.Read(" ２０２４年６月底前　").Text);

    [Fact]
    public void The_plans_rule_is_offered_for_at_once_and_not_taken()
    {
        var reading = new DeadlineRule(new DateOnly(2024, 3, 18), new DateOnly(2024, 4, 15)).Read("立行立改");
        Assert.Null(reading.Day);
        Assert.Equal(["2024-04-15"], Assert.Single(reading.Remarks).Candidates);
    }

    private static string Said(DeadlineReading reading)
    {
        var said = (reading.Day is { } day ? DeadlineReading.Iso(day) : "?") + (reading.LongTerm ? "+" : "");
        foreach (var remark in reading.Remarks)
        {
            said += "|" + remark.Code.Replace("ledger.deadline-", "", StringComparison.Ordinal);
            said += remark.Candidates.Count > 0 ? "|" + string.Join(' ', remark.Candidates) : "";
        }

        return said;
    }
}
