using Rectification.Measures;
using Rectification.Tests.Simulation;
using static Rectification.Measures.MeasureRefusals;

namespace Rectification.Tests.Rules;

public sealed class BasicallyDoneRules : RuleBook
{
    [Fact]
    public void A_proposal_states_a_reason_and_a_day_within_ten_years()
    {
        var measure = Measure().Claimed();
        measure.Refused(ReasonMissing, Scene.LeadReporter, Say.Propose(measure) with { Reason = " " })
            .Refused(ExpectedByTooFar, Scene.LeadReporter, Say.Propose(measure) with { ExpectedBy = measure.Today.AddYears(10).AddDays(1) })
            .Refused(ExpectedByPast, Scene.LeadReporter, Say.Propose(measure) with { ExpectedBy = measure.Today.AddDays(-1) })
            .Accepted(Scene.LeadReporter, Say.Propose(measure) with { ExpectedBy = measure.Today });
    }

    [Fact]
    public void Only_a_reporter_of_the_lead_unit_proposes()
    {
        var measure = Measure().Claimed();
        measure.Refused(NotReporter, Scene.Reviewer, Say.Propose(measure))
            .Refused(NotOfLeadUnit, Scene.SupportingReporter, Say.Propose(measure))
            .Accepted(Scene.LeadReporter, Say.Propose(measure));
    }

    [Fact]
    public void Only_a_measure_in_progress_becomes_basically_done_and_once()
    {
        var measure = Measure();
        measure.Refused(NotClaimed, Scene.LeadReporter, Say.Propose(measure))
            .Claimed().Accepted(Scene.LeadReporter, Say.Propose(measure))
            .Refused(BasicallyDonePending, Scene.LeadReporter, Say.Propose(measure))
            .Accepted(Scene.Reviewer, Say.ApproveProposal)
            .Refused(IsBasicallyDone, Scene.LeadReporter, Say.Propose(measure))
            .Requested().Refused(SignOffPending, Scene.LeadReporter, Say.Propose(measure))
            .Approved(Scene.Leader).Approved(Scene.Reviewer).Refused(IsSignedOff, Scene.LeadReporter, Say.Propose(measure));
    }

    [Fact]
    public void Four_eyes_review_a_proposal()
    {
        var measure = Measure().Claimed();
        measure.Accepted(Scene.LeadReporter, Say.Propose(measure))
            .Refused(ReasonMissing, Scene.Reviewer, Say.ReturnProposal with { Reason = "" })
            .Refused(NotReviewer, Scene.Leader, Say.ApproveProposal)
            .Refused(ReviewerIsRequester, Scene.Reviewer with { Account = Scene.LeadReporter.Account }, Say.ApproveProposal)
            .Refused(ReviewerIsOfLeadUnit, Scene.Reviewer with { Units = [Worlds.Lead] }, Say.ApproveProposal)
            .Refused(ReviewerIsOfSupportingUnit, Scene.Reviewer with { Units = [Scene.Supporting] }, Say.ApproveProposal)
            .Accepted(Scene.Reviewer, Say.ApproveProposal);
    }

    [Fact]
    public void Only_a_pending_proposal_is_reviewed() =>
        Measure().Claimed().Refused(NoBasicallyDonePending, Scene.Reviewer, Say.ApproveProposal)
            .BasicallyDone().Refused(NoBasicallyDonePending, Scene.Reviewer, Say.ApproveProposal);

    [Fact]
    public void After_the_sign_off_no_proposal_is_reviewed() =>
        Measure().SignedOff().Refused(IsSignedOff, Scene.Reviewer, Say.ApproveProposal);

    [Fact]
    public void A_returned_proposal_is_gone()
    {
        var measure = Measure().Claimed();
        measure.Accepted(Scene.LeadReporter, Say.Propose(measure)).Accepted(Scene.Reviewer, Say.ReturnProposal);
        Assert.Null(measure.View.BasicallyDone);
        measure.Accepted(Scene.LeadReporter, Say.Propose(measure));
    }

    [Fact]
    public void A_report_brings_a_basically_done_measure_back_to_work()
    {
        var measure = Measure().Claimed().BasicallyDone();
        Assert.Equal(MeasureStatus.BasicallyDone, measure.View.Status);
        measure.Accepted(Scene.LeadReporter, Say.Report);
        Assert.Equal((MeasureStatus.InProgress, null), (measure.View.Status, measure.View.BasicallyDone));
    }

    [Fact]
    public void A_report_leaves_a_pending_proposal()
    {
        var measure = Measure().Claimed();
        measure.Accepted(Scene.LeadReporter, Say.Propose(measure)).Accepted(Scene.LeadReporter, Say.Report).Accepted(Scene.Reviewer, Say.ApproveProposal);
        Assert.Equal(MeasureStatus.BasicallyDone, measure.View.Status);
    }

    [Fact]
    public void Basically_done_is_late_once_its_expected_day_is_over()
    {
        var measure = Measure().Claimed().BasicallyDone();
        var expected = measure.View.BasicallyDone!.ExpectedBy;
        Assert.False(measure.OnDay(expected).View.BasicallyDone!.Late);
        Assert.True(measure.OnDay(expected.AddDays(1)).View.BasicallyDone!.Late);
    }

    [Fact]
    public void Basically_done_is_not_done()
    {
        var measure = Measure().Claimed().BasicallyDone();
        var figures = MeasureProjection.ContributionTo(measure.Context, measure.State, 1, Worlds.Lead).At(measure.Now);
        Assert.True(figures.Has(Figure.BasicallyDone) && figures.Has(Figure.MeasureTotal));
        Assert.False(figures.Has(Figure.SignedOff) || figures.Has(Figure.AssignmentDone));
    }
}
