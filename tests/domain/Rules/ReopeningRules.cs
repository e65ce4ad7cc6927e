using Rectification.Measures;
using Rectification.Tests.Simulation;
using static Rectification.Measures.MeasureRefusals;

namespace Rectification.Tests.Rules;

public sealed class ReopeningRules : RuleBook
{
    [Fact]
    public void A_reopening_states_a_reason_and_a_day_from_today_within_ten_years()
    {
        var measure = Measure().SignedOff();
        measure.Refused(ReasonMissing, Scene.Reviewer, Say.Reopen(measure) with { Reason = "" })
            .Refused(DateTooFar, Scene.Reviewer, Say.Reopen(measure) with { Until = measure.Today.AddYears(10).AddDays(1) })
            .Refused(ReopenUntilPast, Scene.Reviewer, Say.Reopen(measure) with { Until = measure.Today.AddDays(-1) })
            .Accepted(Scene.Reviewer, Say.Reopen(measure) with { Until = measure.Today });
    }

    [Fact]
    public void A_reopening_gives_no_deadline_before_the_measures_start()
    {
        var start = Scene.Plain.Start;
        var measure = Measure().OnDay(start.AddDays(-5)).SignedOff();
        measure.Refused(DateBeforeStart, Scene.Reviewer, Say.Reopen(measure) with { Until = start.AddDays(-1) })
            .Accepted(Scene.Reviewer, Say.Reopen(measure) with { Until = start });
    }

    [Fact]
    public void Only_a_reviewer_without_a_part_in_it_reopens()
    {
        var measure = Measure().SignedOff();
        measure.Refused(NotReviewer, Scene.Leader, Say.Reopen(measure))
            .Refused(ReviewerIsOfLeadUnit, Scene.Reviewer with { Units = [Worlds.Lead] }, Say.Reopen(measure))
            .Refused(ReviewerIsOfSupportingUnit, Scene.Reviewer with { Units = [Scene.Supporting] }, Say.Reopen(measure))
            .Accepted(Scene.Reviewer, Say.Reopen(measure));
    }

    [Fact]
    public void Only_a_measure_signed_off_is_reopened()
    {
        var measure = Measure().Requested();
        measure.Refused(NotSignedOff, Scene.Reviewer, Say.Reopen(measure))
            .Approved(Scene.Leader).Approved(Scene.Reviewer).Accepted(Scene.Reviewer, Say.Reopen(measure));
    }

    [Fact]
    public void A_reopened_measure_keeps_percents_and_confirmations_and_has_a_new_deadline()
    {
        var measure = Measure().Reopened();
        Assert.Equal((MeasureStatus.InProgress, 1, 100), (measure.View.Status, measure.View.Reopened, measure.View.Percent));
        Assert.True(measure.View.Assignments[1].Confirmed);
        Assert.Equal(measure.Today.AddDays(30), measure.View.Deadline);
    }

    [Fact]
    public void Each_sign_off_has_its_own_number_for_the_problem()
    {
        var measure = Measure().SignedOff();
        Assert.Equal((true, 1), Mark(measure));
        measure.Accepted(Scene.Reviewer, Say.Reopen(measure));
        Assert.Equal((false, 1), Mark(measure));
        measure.Accepted(Scene.LeadReporter, Say.Report with { Percent = 100, Evidence = [Say.Photo] })
            .Accepted(Scene.LeadReporter, Say.Request).Approved(Scene.Leader).Approved(Scene.Reviewer);
        Assert.Equal((true, 2), Mark(measure));
    }

    private static (bool SignedOff, int SignOffs) Mark(Scene measure)
    {
        var mark = MeasureProjection.MarkFor(measure.State, 1);
        return (mark.SignedOff, mark.SignOffs);
    }
}
