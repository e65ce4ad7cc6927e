using Rectification.Drafts;
using Rectification.Plans;

namespace Rectification.Tests.Rules;

/// <summary>What closing a plan and drafting one ask for, before any measure is looked at.</summary>
public sealed class ClosingRules
{
    private static readonly ClosedView Before = new()
    {
        At = DateTimeOffset.UnixEpoch,
        By = "a",
        Reason = "b",
        Amendment = 1,
        Seal = 1,
        Figures = new Dictionary<string, long>(),
        Explanations = [],
    };

    private static readonly PlanDocument Draft = new()
    {
        Id = "p",
        Title = "方案",
        FeedbackDate = new(2026, 1, 1),
        Units = [new() { Id = "c1", Name = "甲县", Kind = UnitKind.County }],
        Leaders = [new() { Id = "l1", Title = "领导" }],
        Problems = [new() { No = 1, Title = "一", Leader = "l1", LeadUnit = "c1" }, new() { No = 2, Title = "二", Leader = "l1", LeadUnit = "c1" }],
        Measures = [],
    };

    [Theory]
    [InlineData(Roles.Reporter, "理由", "说明", false, "closing.not-office")]
    [InlineData(Roles.Ops, " ", "说明", false, "closing.reason-missing")]
    [InlineData(Roles.Ops, "理由", " ", true, "closing.explanation-missing")]
    [InlineData(Roles.Reviewer, "理由", "说明", true, "plan.closed")]
    [InlineData(Roles.Reviewer, "理由", "说明", false, null)]
    public void Closing_asks_for_right_then_shape_then_state(Roles role, string reason, string text, bool closed, string? code)
    {
        var source = new PlanSource { Actor = new() { Account = "a", Roles = role }, Id = "1", Reason = reason };
        var state = closed ? ClosingState.Open with { Closed = Before } : ClosingState.Open;

        Assert.Equal(code, ClosingDecider.Close(source, [new() { No = 1, Text = text }], state)?.Code);
        Assert.Equal("closing.measure-twice", ClosingDecider.Close(
            source with { Actor = new() { Account = "a", Roles = Roles.Ops }, Reason = "理由" },
            [new() { No = 1, Text = "x" }, new() { No = 1, Text = "y" }], state)?.Code);
    }

    [Theory]
    [InlineData(14, "closing.objection-runs")]
    [InlineData(15, "closing.objection-runs")]
    [InlineData(16, null)]
    public void The_last_day_of_objection_still_counts(int day, string? code)
    {
        var state = ClosingState.Open with { Objection = new() { OpenedAt = DateTimeOffset.UnixEpoch, By = "a", WorkingDays = 3, LastDay = new(2027, 1, 15) } };

        Assert.Equal(code, ClosingDecider.Objection(state, new(2027, 1, day))?.Code);
    }

    [Fact]
    public void A_draft_may_lack_measures_and_nothing_else()
    {
        var measure = new MeasureDefinition
        {
            No = 1,
            Problem = 1,
            Text = "x",
            LeadUnit = "c1",
            Leader = "l1",
            Start = new(2026, 1, 1),
            Deadline = new(2026, 2, 1),
        };

        Assert.Empty(DraftDecider.Wrong(Draft));
        Assert.Empty(DraftDecider.Wrong(Draft with { Measures = [measure] }));
        Assert.Equal("/problems/0/leadUnit", DraftDecider.Wrong(Draft with { Problems = [Draft.Problems[0] with { LeadUnit = "c9" }] }).Single().Pointer);
        Assert.Equal("/measures/0/deadline", DraftDecider.Wrong(Draft with { Measures = [measure with { Deadline = new(2025, 1, 1) }] }).Single().Pointer);
    }
}
