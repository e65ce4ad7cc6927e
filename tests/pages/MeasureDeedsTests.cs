using Rectification.Gateway.Auth;
using Rectification.Gateway.Measures.Pages;
using Rectification.Measures;
using Rectification.Plans;
using Rectification.Tests.Pages.Support;

namespace Rectification.Tests.Pages;

public sealed class MeasureDeedsTests
{
    [Fact]
    public void A_reporter_of_a_unit_with_a_part_in_it_is_led_to_the_report_and_others_are_not()
    {
        Assert.True(MeasureDeeds.MayReport(Of(Roles.Reporter, [Samples.Supporting]), Samples.Measure));
        Assert.False(MeasureDeeds.MayReport(Of(Roles.Reporter, ["another"]), Samples.Measure));
        Assert.False(MeasureDeeds.MayReport(Of(Roles.Auditor, [Samples.Lead]), Samples.Measure));
    }

    [Fact]
    public void Nobody_is_led_to_report_on_what_is_signed_off() =>
        Assert.False(MeasureDeeds.MayReport(Of(Roles.Reporter, [Samples.Lead]), Samples.Measure with { Status = MeasureStatus.SignedOff }));

    [Fact]
    public void The_review_is_offered_to_whose_step_is_next()
    {
        var (leader, office) = (Of(Roles.Leader, leaders: [Samples.Leader]), Of(Roles.Reviewer));

        Assert.True(MeasureDeeds.MayReview(leader, Samples.Requested(ReviewStep.Leader), Samples.Frame));
        Assert.False(MeasureDeeds.MayReview(office, Samples.Requested(ReviewStep.Leader), Samples.Frame));
        Assert.True(MeasureDeeds.MayReview(office, Samples.Requested(ReviewStep.Office), Samples.Frame));
        Assert.True(MeasureDeeds.MayReview(leader, Samples.Requested(ReviewStep.Principal), Samples.Frame));
        Assert.False(MeasureDeeds.MayReview(office, Samples.Measure, Samples.Frame));
    }

    [Fact]
    public void The_review_is_not_offered_to_the_requester_to_a_unit_concerned_or_to_who_took_a_step()
    {
        var requested = Samples.Requested(ReviewStep.Office);

        Assert.False(MeasureDeeds.MayReview(new(Samples.Somebody(Roles.Reviewer, account: "reporter")), requested, Samples.Frame));
        Assert.False(MeasureDeeds.MayReview(Of(Roles.Reviewer, [Samples.Lead]), requested, Samples.Frame));
        Assert.False(MeasureDeeds.MayReview(Of(Roles.Reviewer, [Samples.Supporting]), requested, Samples.Frame));
        var taken = new StepView { Step = ReviewStep.Leader, By = "somebody", At = DateTimeOffset.UnixEpoch };
        Assert.False(MeasureDeeds.MayReview(Of(Roles.Reviewer), Samples.Requested(ReviewStep.Office, taken), Samples.Frame));
    }

    private static Caller Of(Roles roles, string[]? units = null, string[]? leaders = null) => new(Samples.Somebody(roles, units, leaders));
}
