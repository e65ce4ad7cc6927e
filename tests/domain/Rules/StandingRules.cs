using Rectification.Measures;
using Rectification.Plans;
using Rectification.Tests.Simulation;
using static Rectification.CommandRefusals;
using static Rectification.Measures.MeasureRefusals;

namespace Rectification.Tests.Rules;

public sealed class StandingRules : RuleBook
{
    [Fact]
    public void A_check_states_what_was_seen()
    {
        var measure = Standing();
        measure.Refused(CheckNoteMissing, Scene.Reviewer, Say.CheckPassed with { Note = " " })
            .Refused(CheckNoteMissing, Scene.Reviewer, Say.CheckPassed with { Note = Say.TooLong })
            .Accepted(Scene.Reviewer, Say.CheckPassed with { Note = Say.Longest });
    }

    [Fact]
    public void A_check_names_at_most_50_files()
    {
        var measure = Standing();
        measure.Refused(TooMuchEvidence, Scene.Reviewer, Say.CheckPassed with { Evidence = [.. Enumerable.Repeat(Say.Photo, 51)] })
            .Refused(EvidenceMalformed, Scene.Reviewer, Say.CheckPassed with { Evidence = [Say.Named] })
            .Accepted(Scene.Reviewer, Say.CheckPassed with { Evidence = [Say.Named] }, historical: true)
            .Accepted(Scene.Reviewer, Say.CheckPassed with { Evidence = [Say.Photo, Say.Photo] });
        Assert.Equal(2 + 3, measure.View.EvidenceCount);
    }

    [Fact]
    public void A_failed_check_states_a_day_from_today_within_ten_years()
    {
        var measure = Standing();
        var right = Say.CheckFailed(measure);
        measure.Refused(CheckUntilMissing, Scene.Reviewer, right with { Until = null })
            .Refused(DateTooFar, Scene.Reviewer, right with { Until = measure.Today.AddYears(10).AddDays(1) })
            .Refused(ReopenUntilPast, Scene.Reviewer, right with { Until = measure.Today.AddDays(-1) })
            .Accepted(Scene.Reviewer, right with { Until = measure.Today });
    }

    [Fact]
    public void A_failed_check_gives_no_deadline_before_the_measures_start()
    {
        var start = Scene.Plain.Start;
        var measure = Measure(plain => plain with { LongTerm = true }).OnDay(start.AddDays(-5)).Complete()
            .Accepted(Scene.LeadReporter, Say.RequestStanding).Approved(Scene.Leader).Approved(Scene.Reviewer);
        measure.Refused(DateBeforeStart, Scene.Reviewer, Say.CheckFailed(measure) with { Until = start.AddDays(-1) })
            .Accepted(Scene.Reviewer, Say.CheckFailed(measure) with { Until = start });
    }

    [Fact]
    public void Only_a_reviewer_without_a_part_in_it_checks()
    {
        var measure = Standing();
        measure.Refused(NotReviewer, Scene.Leader, Say.CheckPassed)
            .Refused(ReviewerIsOfLeadUnit, Scene.Reviewer with { Units = [Worlds.Lead] }, Say.CheckPassed)
            .Refused(ReviewerIsOfSupportingUnit, Scene.Reviewer with { Units = [Scene.Supporting] }, Say.CheckPassed)
            .Accepted(Scene.Reviewer, Say.CheckPassed);
    }

    [Fact]
    public void Only_what_stands_is_checked()
    {
        Measure().SignedOff().Refused(NotStanding, Scene.Reviewer, Say.CheckPassed);
        var measure = Measure(plain => plain with { LongTerm = true }).Complete().Accepted(Scene.LeadReporter, Say.RequestStanding);
        measure.Refused(NotStanding, Scene.Reviewer, Say.CheckPassed)
            .Approved(Scene.Leader).Approved(Scene.Reviewer).Accepted(Scene.Reviewer, Say.CheckPassed);
    }

    [Fact]
    public void A_measure_that_passes_stays_signed_off_and_its_next_check_counts_from_this_one()
    {
        var measure = Standing();
        var signedOff = measure.Now;
        Assert.Equal((null, signedOff.AddDays(31)), (measure.View.LastCheckAt, measure.View.NextCheckDue));
        measure.At(signedOff.AddDays(40)).Accepted(Scene.Reviewer, Say.CheckPassed);
        Assert.Equal((MeasureStatus.SignedOff, signedOff), (measure.View.Status, measure.View.SignedOffAt));
        Assert.Equal((measure.Now, measure.Now.AddDays(31)), (measure.View.LastCheckAt, measure.View.NextCheckDue));
    }

    [Fact]
    public void A_measure_that_fails_is_reopened_and_leaves_the_numerator()
    {
        var measure = Standing();
        Assert.True(Figures(measure).Has(Figure.SignedOff) && Figures(measure).Has(Figure.Standing));
        measure.Accepted(Scene.Reviewer, Say.CheckFailed(measure) with { Evidence = [Say.Photo] });
        var view = measure.View;
        Assert.Equal((MeasureStatus.InProgress, 1, measure.Today.AddDays(30)), (view.Status, view.Reopened, view.Deadline));
        Assert.Equal((null, null, null, null), (view.SignedOffAt, view.Standing, view.LastCheckAt, view.NextCheckDue));
        Assert.False(Figures(measure).Has(Figure.SignedOff) || Figures(measure).Has(Figure.Standing) || Figures(measure).Has(Figure.AssignmentDone));
        Assert.True(Figures(measure).Has(Figure.Reopened));
        measure.Refused(NoNewEvidence, Scene.LeadReporter, Say.Request);
    }

    [Theory, InlineData(Cadence.Weekly, 7), InlineData(Cadence.Monthly, 31), InlineData(Cadence.Quarterly, 92), InlineData(Cadence.Yearly, 366)]
    public void A_check_is_due_when_the_last_one_is_further_back_than_the_cadence(Cadence cadence, int days)
    {
        var measure = Standing(cadence);
        var due = measure.Now.AddDays(days);
        Assert.False(Figures(measure.At(due.AddTicks(-1))).Has(Figure.StandingDue));
        Assert.True(Figures(measure.At(due)).Has(Figure.StandingDue));
        measure.Accepted(Scene.Reviewer, Say.CheckPassed);
        Assert.False(Figures(measure).Has(Figure.StandingDue));
        Assert.True(Figures(measure.At(due.AddDays(days))).Has(Figure.StandingDue));
    }

    private Scene Standing(Cadence cadence = Cadence.Monthly) =>
        Measure(plain => plain with { LongTerm = true }).Complete()
            .Accepted(Scene.LeadReporter, Say.Request with { Standing = new() { Basis = "制度规定", Cadence = cadence } })
            .Approved(Scene.Leader).Approved(Scene.Reviewer);

    private static FigureSet Figures(Scene measure) =>
        MeasureProjection.ContributionTo(measure.Context, measure.State, 1, Worlds.Lead).At(measure.Now);
}
