using Rectification.Measures;
using Rectification.Notices;

namespace Rectification.Tests.Notices;

/// <summary>What a notice says to whom.</summary>
public sealed class NoticeTextTests
{
    [Fact]
    public void It_is_in_the_order_in_which_such_notices_are_published()
    {
        var body = NoticeText.Of(Published.Facts, Published.Draft, NoticeScope.Inside);

        Assert.Equal(
            ["preamble", "general", "totals", .. Enumerable.Range(1, 10).Select(no => $"category-{no}"), "institutions", "next", "contact"],
            body.Sections.Select(section => section.Id));
        Assert.Equal("十、关于“上轮巡察问题整改不彻底”问题的整改情况", body.Sections.Single(section => section.Id == "category-10").Heading);
        Assert.StartsWith("根据统一部署，2023年10月10日至2024年1月12日，市委第四巡察组对中共温州市委宣传部进行了巡察。2024年4月11日，",
            body.Sections[0].Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("联系电话：88966219。", "联系电话：（电话不公开）。")]
    [InlineData("联系电话：0577-88966219。", "联系电话：（电话不公开）。")]
    [InlineData("手机13812345678", "手机（电话不公开）")]
    [InlineData("联系电话：0577-88961234。", "联系电话：0577-88961234。")]
    [InlineData("下载量2000000次，发放8000000元，2024年", "下载量2000000次，发放8000000元，2024年")]
    public void A_telephone_number_is_never_public_unless_it_is_marked(string typed, string open)
    {
        var notice = Published.Draft with { Typed = Published.Draft.Typed.Add("contact", typed), Phones = ["0577 88961234"] };
        string Contact(NoticeScope scope) => NoticeText.Of(Published.Facts, notice, scope).Sections.Single(section => section.Id == "contact").Text;

        Assert.Equal((typed, open), (Contact(NoticeScope.Inside), Contact(NoticeScope.Public)));
    }

    [Fact]
    public void The_public_is_told_of_a_measure_what_its_mark_says()
    {
        var notice = Published.Draft with
        {
            Marks = [new() { Measure = 2, Public = [] }, new() { Measure = 10, Public = [NoticeField.Text, NoticeField.Deadline] }],
        };
        var open = NoticeText.Of(Published.Facts, notice, NoticeScope.Public);
        var inside = NoticeText.Of(Published.Facts, notice, NoticeScope.Inside);

        Assert.Contains("27期", Text(inside), StringComparison.Ordinal);
        Assert.DoesNotContain("27期", Text(open), StringComparison.Ordinal);
        Assert.Equal((null, null, null), (open.Measures[1].Text, open.Measures[1].Outcome, open.Measures[1].LeadUnit));
        Assert.NotNull(open.Measures[9].Deadline);
        Assert.Null(open.Measures[0].Deadline);
        Assert.Equal((17, 16), (inside.Institutions.Count, open.Institutions.Count));

        // Whatever is hidden, it is counted.
        Assert.Equal(inside.Figures, open.Figures);
    }

    [Fact]
    public void What_is_not_signed_off_never_reads_as_done()
    {
        var facts = Published.Facts with
        {
            Measures = [.. Published.Facts.Measures.Select(measure => measure.No switch
            {
                2 => measure with { Status = MeasureStatus.BasicallyDone },
                3 => measure with { Status = MeasureStatus.InProgress },
                _ => measure,
            })],
        };
        var body = NoticeText.Of(facts, Published.Draft, NoticeScope.Public);

        Assert.Contains("已完成整改92条，整改完成率97.9%", Text(body), StringComparison.Ordinal);
        Assert.Contains("另有1条措施基本完成，不计入完成率", Text(body), StringComparison.Ordinal);
        Assert.Contains("每周推出一期“理论加油站·周悦读”（基本完成，仍在整改）", Text(body), StringComparison.Ordinal);
        Assert.Null(body.Measures[1].Outcome);
        Assert.Empty(NoticeCheck.Of(facts, body.Sections));
    }

    [Fact]
    public void A_measure_reopened_between_draft_and_freeze_is_refused_with_its_name()
    {
        var facts = Published.Facts with
        {
            Measures = [.. Published.Facts.Measures.Select(measure => measure.No == 12 ? measure with { Status = MeasureStatus.InProgress } : measure)],
        };
        var body = NoticeText.Of(facts, Published.Draft, NoticeScope.Inside);
        var reading = new NoticeReading { Body = body, Sha256 = "x", Findings = [], Reopened = NoticeDecider.ReopenedSince(Published.Draft, facts) };
        var refusal = Assert.Single(NoticeDecider.Hindrances(facts, reading, "x"));

        Assert.Equal("notice.measure-reopened", refusal.Code);
        Assert.Contains(facts.Measures[11].Text, refusal.Zh, StringComparison.Ordinal);
        Assert.Contains("措施 12", refusal.Zh, StringComparison.Ordinal);
    }

    private static string Text(NoticeBody body) => string.Concat(body.Sections.Select(section => section.Text));
}
