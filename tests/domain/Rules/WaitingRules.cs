using Rectification.Measures;
using Rectification.Plans;
using Rectification.Tests.Simulation;
using static Rectification.CommandRefusals;
using static Rectification.Measures.MeasureRefusals;

namespace Rectification.Tests.Rules;

/// <summary>等待外部：whom for, since when, what was sent, until when; and what stands still meanwhile.</summary>
public sealed class WaitingRules : RuleBook
{
    [Fact]
    public void A_request_to_wait_says_on_whom_what_was_sent_and_until_when()
    {
        var measure = Measure();
        var right = Say.Wait(measure);
        measure.Refused(NotClaimed, Scene.LeadReporter, right).Claimed();
        (Refusal Refusal, RequestWaiting Wrong)[] wrongs =
        [
            (WaitingWithMissing, right with { With = " " }), (WaitingWithMissing, right with { With = new('字', 201) }),
            (WaitingSentMissing, right with { Sent = "" }), (WaitingSentMissing, right with { Sent = Say.TooLong }),
            (DateTooFar, right with { Until = measure.Today.AddYears(10).AddDays(1) }),
            (TooMuchEvidence, right with { Evidence = [.. Enumerable.Repeat(Say.Photo, 51)] }), (EvidenceMalformed, right with { Evidence = [Say.Named] }),
            (WaitingSinceFuture, right with { Since = measure.Today.AddDays(1) }), (WaitingUntilPast, right with { Until = measure.Today.AddDays(-1) }),
        ];
        Assert.All(wrongs, wrong => measure.Refused(wrong.Refusal, Scene.LeadReporter, wrong.Wrong));
        measure.Refused(NotOfLeadUnit, Scene.SupportingReporter, right)
            .Accepted(Scene.LeadReporter, right with { Since = measure.Today, Until = measure.Today, Evidence = [Say.Photo] })
            .Refused(WaitingOpen, Scene.LeadReporter, right);
        Assert.Equal((1, null), (measure.View.EvidenceCount, measure.View.Waiting!.ApprovedAt));
    }

    [Fact]
    public void Nothing_holds_before_the_office_approves_and_what_is_returned_never_does()
    {
        var measure = Measure().Claimed();
        measure.Refused(NoWaitingPending, Scene.Reviewer, Say.ApproveWaiting).Accepted(Scene.LeadReporter, Say.Wait(measure));
        Assert.False(Counts(measure, Figure.Waiting));
        measure.Refused(ReasonMissing, Scene.Reviewer, Say.ReturnWaiting with { Reason = null }).Refused(NotReviewer, Scene.Leader, Say.ApproveWaiting)
            .Accepted(Scene.Reviewer, Say.ReturnWaiting).Refused(NotWaiting, Scene.LeadReporter, Say.EndWaiting);
        Assert.Null(measure.View.Waiting);
        measure.Accepted(Scene.LeadReporter, Say.Wait(measure)).OnDay(measure.Today.AddDays(11))
            .Refused(WaitingUntilPast, Scene.Reviewer, Say.ApproveWaiting);
    }

    [Fact]
    public void It_ends_by_itself_after_its_last_day()
    {
        var measure = Waiting(days: 10);
        var end = measure.Context.Calendar.EndOf(measure.Today.AddDays(10));
        Assert.True(Counts(measure.At(end.AddTicks(-1)), Figure.Waiting) && measure.View.Waiting is not null);
        Assert.False(Counts(measure.At(end), Figure.Waiting) || measure.View.Waiting is not null);
        measure.Refused(NotWaiting, Scene.Reviewer, Say.EndWaiting).Accepted(Scene.LeadReporter, Say.Wait(measure));
    }

    [Fact]
    public void The_unit_or_the_office_ends_it_and_so_does_a_request_for_sign_off()
    {
        Assert.False(Counts(Waiting().Accepted(Scene.LeadReporter, Say.EndWaiting), Figure.Waiting));
        Assert.False(Counts(Waiting().Accepted(Scene.Reviewer, new EndWaiting()), Figure.Waiting));
        var measure = Waiting().Refused(NotOfLeadUnit, Scene.SupportingReporter, Say.EndWaiting)
            .Refused(ReasonMissing, Scene.LeadReporter, Say.EndWaiting with { Reason = Say.TooLong }).Requested();
        Assert.False(Counts(measure, Figure.Waiting));
        measure.Refused(SignOffPending, Scene.LeadReporter, Say.Wait(measure)).Approved(Scene.Leader).Approved(Scene.Reviewer)
            .Refused(IsSignedOff, Scene.LeadReporter, Say.Wait(measure));
    }

    [Fact]
    public void A_measure_waits_at_most_20_times()
    {
        var measure = Measure().Claimed();
        for (var times = 0; times < 20; times++)
        {
            measure.Accepted(Scene.LeadReporter, Say.Wait(measure)).Accepted(Scene.Reviewer, Say.ApproveWaiting).Accepted(Scene.Reviewer, Say.EndWaiting);
        }

        measure.Refused(WaitsUsedUp, Scene.LeadReporter, Say.Wait(measure));
    }

    /// <summary>At 0 % the light comes on 28 days after the start; ten days waited before put it off by as many, and as late as they were ended.</summary>
    [Theory]
    [InlineData(null, 38)]
    [InlineData(4, 32)]
    public void Days_waited_do_not_count_towards_being_behind(int? ended, int lit)
    {
        var measure = Measure().At(StartOf(5)).Claimed();
        measure.Accepted(Scene.LeadReporter, Say.Wait(measure) with { Until = measure.Today.AddDays(9) }).Accepted(Scene.Reviewer, Say.ApproveWaiting);
        if (ended is { } days)
        {
            measure.At(StartOf(5 + days)).Accepted(Scene.LeadReporter, Say.EndWaiting);
        }

        Assert.Equal(Light.None, measure.At(StartOf(lit).AddTicks(-1)).View.Light);
        Assert.Equal(Light.Yellow, measure.At(StartOf(lit)).View.Light);
    }

    [Fact]
    public void The_plans_deadline_goes_on_and_so_does_overdue_while_the_red_light_waits()
    {
        var measure = Waiting(days: 10, from: Scene.Plain.Deadline.AddDays(-2));
        var over = measure.Context.Calendar.EndOf(Scene.Plain.Deadline);
        measure.At(over);
        Assert.Equal((true, true, false), (measure.View.Overdue, Counts(measure, Figure.OverdueWithin7), measure.View.Lit.Any(IsOverdue)));
        var lit = over + (measure.Context.Calendar.EndOf(Scene.Plain.Deadline.AddDays(8)) - measure.State.Waits[0].From);
        Assert.DoesNotContain(measure.At(lit.AddTicks(-1)).View.Lit, IsOverdue);
        Assert.Contains(measure.At(lit).View.Lit, IsOverdue);
    }

    [Fact]
    public void What_was_lit_when_the_waiting_began_stays_lit()
    {
        var measure = Waiting(from: Scene.Plain.Deadline.AddDays(3));
        Assert.Equal((Light.Red, true), (measure.View.Light, Counts(measure, Figure.Waiting)));
    }

    private Scene Waiting(int days = 10, DateOnly? from = null)
    {
        var measure = Measure();
        measure = (from is { } day ? measure.OnDay(day) : measure).Claimed();
        return measure.Accepted(Scene.LeadReporter, Say.Wait(measure) with { Until = measure.Today.AddDays(days) })
            .Accepted(Scene.Reviewer, Say.ApproveWaiting);
    }

    private static DateTimeOffset StartOf(int days) => PlanCalendar.Of("Asia/Shanghai").StartOf(Scene.Plain.Start.AddDays(days));

    private static bool IsOverdue(LitRuleView lit) => lit.Kind == LightKind.Overdue;

    private static bool Counts(Scene measure, Figure figure) =>
        MeasureProjection.ContributionTo(measure.Context, measure.State, rosterVersion: 0, Worlds.Lead).At(measure.Now).Has(figure);
}
