using System.Text.Json.Nodes;
using Rectification.Measures;
using Rectification.Notices;

namespace Rectification.Tests.Notices;

/// <summary>A notice cannot lie: the published one agrees with the plan's figures, and with any of its tracked numbers changed it does not.</summary>
public sealed class NoticeCheckTests
{
    [Fact]
    public void The_published_notice_agrees_with_the_figures_word_for_word() =>
        Assert.Empty(NoticeCheck.Of(Published.Facts, Published.Sections()));

    [Theory]
    [InlineData("反馈问题29个", "反馈问题28个", "反馈问题", "28", "29")]
    [InlineData("制定整改措施94条", "制定整改措施95条", "整改措施", "95", "94")]
    [InlineData("已完成整改94条", "已完成整改93条", "已完成整改措施", "93", "94")]
    [InlineData("完成率100%", "完成率98.9%", "整改完成率", "98.9%", "100%")]
    [InlineData("完成率100%", "完成率百分之九十九", "整改完成率", "99%", "100%")]
    [InlineData("建章立制17项", "建章立制16项", "建章立制", "16", "17")]
    [InlineData("新制定10项", "新制定11项", "新制定制度", "11", "10")]
    [InlineData("修订完善7项", "修订完善6项", "修订完善制度", "6", "7")]
    [InlineData("反馈问题29个", "反馈问题二十八个", "反馈问题", "28", "29")]
    [InlineData("整改措施94条", "整改措施９５条", "整改措施", "95", "94")]
    [InlineData("整改措施94条", "整改措施1,094条", "整改措施", "1094", "94")]
    [InlineData("反馈问题29个", "反馈问题近29个", "反馈问题", "29", "29")]
    [InlineData("“理论加油站·周悦读”27期", "“理论加油站·周悦读”28期", "“理论加油站·周悦读”", "28", "27期")]
    [InlineData("33项重点工作任务清单", "32项重点工作任务清单", "重点任务清单", "32", "33项")]
    [InlineData("文艺精品39个", "文艺精品40个", "重点文艺精品", "40", "39个")]
    [InlineData("26个调研课题", "27个调研课题", "调研课题", "27", "26个")]
    [InlineData("100家四星级文化礼堂", "120家四星级文化礼堂", "四星级文化礼堂", "120", "100家")]
    [InlineData("13个核验小组", "12个核验小组", "核验小组", "12", "13个")]
    [InlineData("发放消费券超8000万元", "发放消费券超9000万元", "消费券", "9000万", "8126.5万元")]
    [InlineData("发放消费券超8000万元", "发放消费券超8126.5万元", "消费券", "8126.5万", "8126.5万元")]
    [InlineData("发放消费券超8000万元", "发放消费券8000万元", "消费券", "8000万", "8126.5万元")]
    [InlineData("发放消费券超8000万元", "发放消费券9000余万元", "消费券", "9000万", "8126.5万元")]
    [InlineData("发放消费券超8000万元", "发放消费券8千万元", "消费券", "8千万", "8126.5万元")]
    [InlineData("发放消费券超8000万元", "发放消费券1.2亿元左右", "消费券", "1.2亿", "8126.5万元")]
    [InlineData("发放消费券超8000万元", "发放消费券突破了9000万元", "消费券", "9000万", "8126.5万元")]
    [InlineData("发放消费券超8000万元", "发放消费券不止9000万元", "消费券", "9000万", "8126.5万元")]
    public void A_tracked_number_that_is_changed_is_named_with_its_place_and_the_right_one(string was, string typed, string figure, string said, string right)
    {
        Assert.Contains(was, Published.Text, StringComparison.Ordinal);

        var finding = Assert.Single(NoticeCheck.Of(Published.Facts, Published.Sections(Published.Text.Replace(was, typed, StringComparison.Ordinal))));

        Assert.Equal((figure, said, right), (finding.Figure, finding.Said, finding.Right));
    }

    [Theory]
    [InlineData("8100余万元")]
    [InlineData("8100多万元")]
    [InlineData("8千多万元")]
    [InlineData("0.8亿元以上")]
    [InlineData("8000万元左右")]
    [InlineData("超过了8000万元")]
    [InlineData("不止8000万元")]
    [InlineData("不下8126.5万元")]
    [InlineData("81265000元")]
    public void An_amount_may_be_said_in_any_of_an_offices_ways_that_are_true_of_it(string amount) => Assert.Empty(NoticeCheck.Of(
        Published.Facts, Published.Sections(Published.Text.Replace("消费券超8000万元", "消费券" + amount, StringComparison.Ordinal))));

    [Theory]
    [InlineData("对29个问题逐一制定94条整改措施，已完成94条。")]
    [InlineData("建立“一个问题、一位领导、一个方案、一抓到底”的整改机制，先后10余次召开会议。")]
    [InlineData("发现预算执行问题线索处置3件，2020年以来12个项目入选，占比不超过60%。")]
    [InlineData("第1条措施、第28个问题已经说明。")]
    [InlineData("二十九个反馈问题全部完成整改，完成率达100.0%。")]
    public void Words_that_are_true_or_name_no_figure_pass(string text) =>
        Assert.Empty(NoticeCheck.Of(Published.Facts, [Published.Typed(NoticeText.General, text)]));

    [Theory]
    [InlineData("对28个问题逐一制定措施。", "28", "29")]
    [InlineData("93条整改措施全部完成。", "93", "94")]
    [InlineData("九十三条整改措施已经销号。", "93", "94")]
    public void Typed_numbers_in_free_text_are_held_against_the_trail_too(string text, string said, string right)
    {
        var finding = Assert.Single(NoticeCheck.Of(Published.Facts, [Published.Typed(NoticeText.General, text)]));
        Assert.Equal((said, right, NoticeText.General), (finding.Said, finding.Right, finding.Section));
    }

    [Fact]
    public void In_the_section_of_a_category_its_own_totals_are_meant()
    {
        Assert.Empty(NoticeCheck.Of(Published.Facts, [Published.Typed("category-2", "本类反馈问题6个，整改措施26条，已完成整改26条。")]));
        Assert.Equal("26", Assert.Single(NoticeCheck.Of(Published.Facts, [Published.Typed("category-2", "整改措施94条。")])).Right);
    }

    /// <summary>One measure is open: 93 of 94 are 98.9 %, which is not to be printed as 99 nor as 100.</summary>
    [Theory]
    [InlineData("完成率98.9%", true)]
    [InlineData("完成率98.94%", true)]
    [InlineData("完成率99%", true)]
    [InlineData("完成率100%", false)]
    [InlineData("完成率98.8%", false)]
    public void A_rate_is_right_by_the_one_rule_of_rounding_at_the_decimals_printed(string text, bool isRight)
    {
        var open = Published.Facts with
        {
            Measures = [.. Published.Facts.Measures.Select(measure => measure.No == 12 ? measure with { Status = MeasureStatus.InProgress } : measure)],
        };
        Assert.Equal(isRight, NoticeCheck.Of(open, [Published.Typed(NoticeText.Totals, text)]).Count == 0);
    }

    [Fact]
    public void What_is_written_from_the_data_agrees_with_it_and_says_every_published_figure_that_is_tracked()
    {
        var body = NoticeText.Of(Published.Facts, Published.Draft, NoticeScope.Public);
        Assert.Empty(NoticeCheck.Of(Published.Facts, body.Sections));

        var text = string.Concat(body.Sections.Select(section => section.Text));
        var sources = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "seeds", "wenzhou-2024", "plan.json")))!["figureSources"]!.AsObject();
        string[] totals = ["problems", "measures", "measuresDone", "completionRatePercent", "institutions", "institutionsNew", "institutionsRevised"];
        Assert.All(totals, key =>
        {
            var quote = sources[key]!["quote"]!.GetValue<string>();
            Assert.Contains(quote, Published.Text, StringComparison.Ordinal);
            Assert.Contains(quote, text, StringComparison.Ordinal);
        });

        // Targets whose number stands in the published text as it is.
        string[] reached = ["27期", "33项", "10个单位", "200万", "7.3万", "210多场", "8000万元", "12个项目", "39个", "24家", "温州名家12名", "26个", "100家", "13个", "22次"];
        Assert.All(reached, number =>
        {
            Assert.Contains(number, Published.Text, StringComparison.Ordinal);
            Assert.Contains(number, text, StringComparison.Ordinal);
        });
    }

    /// <summary>The outcome is printed as it was planned; when another number was reached, that is found, too.</summary>
    [Fact]
    public void An_outcome_that_says_another_number_than_was_reached_is_found()
    {
        var facts = Published.Facts with
        {
            Measures = [.. Published.Facts.Measures.Select(measure =>
                measure.No == 2 ? measure with { Target = measure.Target! with { Reached = 25 } } : measure)],
        };
        var finding = Assert.Single(NoticeCheck.Of(facts, NoticeText.Of(facts, Published.Draft, NoticeScope.Inside).Sections));

        Assert.Equal(("category-1", "27", "25期"), (finding.Section, finding.Said, finding.Right));
    }

    [Fact]
    public void Two_thousand_measures_are_written_and_checked()
    {
        var many = Published.Facts with
        {
            Measures = [.. Enumerable.Range(0, 2_000).Select(i => Published.Facts.Measures[i % 94] with { No = i + 1 })],
        };
        var body = NoticeText.Of(many, Published.Draft, NoticeScope.Inside);

        Assert.Equal(2_000, body.Measures.Count);
        Assert.Empty(NoticeCheck.Of(many, body.Sections));
        Assert.Contains("2000条", string.Concat(body.Sections.Select(section => section.Text)), StringComparison.Ordinal);
    }
}
