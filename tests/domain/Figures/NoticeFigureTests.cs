using Rectification.Figures;
using Rectification.Measures;
using Rectification.Notices;
using Rectification.Tests.Notices;

namespace Rectification.Tests.Figures;

/// <summary>A number typed into a notice that names a figure of the plan is held against what is reported.</summary>
public sealed class NoticeFigureTests
{
    [Theory]
    [InlineData(58, "清退违规款项超60万元。", "60万", "58万元")]
    [InlineData(60, "清退违规款项超60万元。", "60万", "60万元")]
    [InlineData(60.000001, "清退违规款项超60万元。", null, null)]
    [InlineData(58, "清退违规款项超过60万余元。", "60万", "58万元")]
    [InlineData(58, "清退违规款项近60万元。", null, null)]
    [InlineData(47, "清退违规款项近60万元。", "60万", "47万元")]
    [InlineData(60, "清退违规款项近60万元。", "60万", "60万元")]
    [InlineData(60, "清退违规款项60万余元。", null, null)]
    [InlineData(58, "清退违规款项60万元以上。", "60万", "58万元")]
    [InlineData(60, "清退违规款项60万元以上。", null, null)]
    [InlineData(60, "清退违规款项不足60万元。", "60万", "60万元")]
    [InlineData(58, "清退违规款项不足60万元。", null, null)]
    [InlineData(58, "清退违规款项约60万元。", null, null)]
    [InlineData(53, "清退违规款项约60万元。", "60万", "53万元")]
    [InlineData(60, "清退违规款项600000元。", null, null)]
    [InlineData(60.5, "清退违规款项600000元。", "600000", "60.5万元")]
    [InlineData(58, "清退违规款项不超过60万元。", null, null)]
    [InlineData(61, "清退违规款项不超过60万元。", "60万", "61万元")]
    public void Words_and_number_are_true_of_the_sum_or_are_refused(double reported, string typed, string? said, string? right)
    {
        var facts = Published.Facts with { Derived = [Figure("清退违规款项", "万元", (decimal)reported)] };
        var findings = NoticeCheck.Of(facts, [Published.Typed(NoticeText.General, typed)]);
        Assert.Equal((said, right), findings is [var found] ? (found.Said, found.Right) : (null, null));
    }

    [Theory]
    [InlineData("政府购买服务占比56.5%", true)]
    [InlineData("政府购买服务占比56.50%", true)]
    [InlineData("政府购买服务占比56%", false)]
    [InlineData("政府购买服务占比不超过60%", true)]
    [InlineData("政府购买服务占比不超过56%", false)]
    [InlineData("政府购买服务占比低于57%", true)]
    public void A_share_is_true_at_the_decimals_typed(string typed, bool isTrue)
    {
        var facts = Published.Facts with { Derived = [Figure("政府购买服务占比", "%", 56.504547m)] };
        Assert.Equal(isTrue, NoticeCheck.Of(facts, [Published.Typed(NoticeText.General, typed)]).Count == 0);
    }

    [Fact]
    public void People_and_their_visits_are_two_things()
    {
        var facts = Published.Facts with { Derived = [Figure("社群活动参与者", "人", 500)] };
        Assert.Empty(NoticeCheck.Of(facts, [Published.Typed(NoticeText.General, "社群活动参与者900人次。")]));
        Assert.Single(NoticeCheck.Of(facts, [Published.Typed(NoticeText.General, "社群活动参与者900人。")]));
    }

    [Fact]
    public void A_further_quantity_of_a_measure_is_checked_too_and_its_outcome()
    {
        var quantity = new QuantityView { Stated = new() { Name = "masters", Unit = "名", What = "温州名家", Target = 12 }, Reached = 11, Met = false };
        var facts = Published.Facts with
        {
            Measures = [.. Published.Facts.Measures.Select(measure => measure.No == 51 ? measure with { Quantities = [quantity] } : measure)],
        };
        Assert.Contains(NoticeCheck.Of(facts, []), found => found is { Figure: "温州名家", Said: "12", Right: "11名" });
        Assert.Contains(NoticeCheck.Of(facts, [Published.Typed(NoticeText.General, "产生温州名家13名。")]), found => found is { Said: "13", Right: "11名" });
    }

    private static FigureView Figure(string what, string unit, decimal value) => new()
    {
        Name = "x",
        What = what,
        Unit = unit,
        Bound = Bound.Exact,
        Derived = true,
        Value = value,
        Terms = [new() { Measure = 1, Unit = unit, Value = value }],
    };
}
