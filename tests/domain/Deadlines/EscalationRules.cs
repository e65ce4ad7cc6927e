using Rectification.Calendars;
using Rectification.Escalations;
using Rectification.Measures;
using Rectification.Plans;
using Rectification.Tests.Rules;

namespace Rectification.Tests.Deadlines;

/// <summary>Who is told of a measure's lights, and when: each step once for each time a light goes on.</summary>
public sealed class EscalationRules : RuleBook
{
    private static readonly WorkingDays Days = WorkingDays.MondayToFriday;
    private readonly List<FiredStep> _fired = [];

    [Fact]
    public void Every_step_is_fired_once_at_its_delay()
    {
        var measure = Measure(rules: new() { Lights = [new() { Light = Light.Red, Kind = LightKind.Overdue }] }).Claimed().OnDay(Scene.Plain.Deadline);
        Assert.Empty(Overdue(measure));
        Assert.Equal([0], Overdue(measure.OnDay(Late(1))));
        Assert.Empty(Overdue(measure.OnDay(Late(3))));
        Assert.Equal([3], Overdue(measure.OnDay(Late(4))));
        Assert.Empty(Overdue(measure.OnDay(Late(5))));
        Assert.Equal([7, 14], Overdue(measure.OnDay(Late(60))));
        Assert.Empty(Overdue(measure.OnDay(Late(61))));
    }

    [Fact]
    public void Steps_that_are_past_when_first_seen_are_fired_together() =>
        Assert.Equal([0, 3, 7], Overdue(Measure().Claimed().OnDay(Late(8))));

    [Fact]
    public void A_light_that_came_and_went_before_anybody_looked_is_not_fired()
    {
        var measure = Measure().OnDay(Late(20)).SignedOff();
        Assert.Empty(Fired(measure));
    }

    [Fact]
    public void A_pending_request_stops_the_clock_and_a_return_lets_the_same_episode_go_on()
    {
        var measure = Measure().OnDay(Late(1));
        Assert.Equal([0], Overdue(measure.Complete()));
        measure.Accepted(Scene.LeadReporter, Say.Request);
        Assert.Empty(Overdue(measure.OnDay(Late(10))));

        measure.Accepted(Scene.Leader, Say.Return(measure));
        Assert.Equal([3, 7], Overdue(measure));

        measure.Accepted(Scene.LeadReporter, Say.Request).OnDay(Late(30));
        Assert.Empty(Overdue(measure));
        measure.Accepted(Scene.Leader, Say.Return(measure));
        Assert.Equal([14], Overdue(measure));
    }

    [Fact]
    public void What_was_due_before_the_request_is_fired_during_it()
    {
        var measure = Measure().OnDay(Late(5)).Requested().OnDay(Late(20));
        Assert.Equal([0, 3], Overdue(measure));
    }

    [Fact]
    public void An_extension_ends_the_episode_and_a_later_light_is_a_new_one()
    {
        var measure = Measure().Claimed().OnDay(Late(5));
        Assert.Equal([0, 3], Overdue(measure));
        measure.Accepted(Scene.LeadReporter, Say.Extend(measure) with { Until = Late(30) }).Accepted(Scene.Reviewer, Say.ApproveExtension);
        Assert.Empty(Fired(measure.OnDay(Late(29))));

        Assert.Equal([0], Overdue(measure.OnDay(Late(31))));
        Assert.Equal([3], Overdue(measure.OnDay(Late(34))));
    }

    [Fact]
    public void A_light_that_turns_worse_is_escalated_anew()
    {
        var measure = Measure().Claimed().OnDay(Scene.Plain.Deadline.AddDays(-1));
        Assert.Equal([(Light.Yellow, LightKind.BehindPace)], Fired(measure).Select(step => (step.Episode.Light, step.Episode.Rule)).Distinct());

        Assert.Equal([(Light.Red, LightKind.Overdue, 0)],
            Fired(measure.OnDay(Late(1))).Select(step => (step.Episode.Light, step.Episode.Rule, step.Step.After)));
    }

    [Fact]
    public void A_light_that_was_on_under_a_worse_one_stays_quiet_when_the_worse_one_ends()
    {
        var measure = Measure().Claimed().OnDay(Late(5));
        Assert.Equal([0, 3], Overdue(measure));
        measure.Accepted(Scene.LeadReporter, Say.Extend(measure) with { Until = Late(6) }).Accepted(Scene.Reviewer, Say.ApproveExtension);
        Assert.Equal(Light.Yellow, measure.View.Light);

        Assert.Empty(Fired(measure.OnDay(Late(6))));
    }

    [Fact]
    public void A_measure_signed_off_is_not_escalated_and_a_reopened_one_is_when_it_is_late_again()
    {
        var measure = Measure().OnDay(Late(2));
        Assert.Equal([0], Overdue(measure));
        measure.SignedOff().OnDay(Late(40));
        Assert.Empty(Fired(measure));
        var until = measure.Today.AddDays(30);
        measure.Accepted(Scene.Reviewer, Say.Reopen(measure));

        Assert.Equal([0], Overdue(measure.OnDay(until.AddDays(1))));
    }

    [Fact]
    public void Steps_that_would_be_due_while_it_waits_come_later_by_the_days_waited()
    {
        var measure = Measure().Claimed().OnDay(Late(2));
        Assert.Equal([0], Overdue(measure));
        measure.Accepted(Scene.LeadReporter, Say.Wait(measure)).Accepted(Scene.Reviewer, Say.ApproveWaiting);
        Assert.Empty(Fired(measure.OnDay(Late(7))));
        measure.Accepted(Scene.Reviewer, Say.EndWaiting);

        // Five days waited: what was due after three days is due after eight.
        Assert.Empty(Fired(measure.At(measure.Context.Calendar.EndOf(Late(8)).AddTicks(-1))));
        Assert.Equal([3], Overdue(measure.At(measure.Context.Calendar.EndOf(Late(8)))));
    }

    [Theory]
    [InlineData("2024-12-23T00:00", 3, "2024-12-26T00:00")]
    [InlineData("2024-12-25T10:00", 3, "2024-12-30T10:00")]
    [InlineData("2024-12-28T00:00", 3, "2025-01-02T00:00")]
    [InlineData("2024-12-28T15:00", 1, "2024-12-31T00:00")]
    [InlineData("2024-12-28T15:00", 0, "2024-12-28T15:00")]
    public void Working_days_are_counted_whole_from_the_first_that_is_worked(string since, int after, string due)
    {
        var step = new Escalation { After = after, To = EscalationTarget.Office, Days = DayKind.Working };

        Assert.Equal(Instant(due), EscalationPolicy.DueAt(Instant(since), step, Terms([step])));
    }

    private static DateOnly Late(int days) => Scene.Plain.Deadline.AddDays(days);

    private static DateTimeOffset Instant(string local) => new(DateTime.Parse(local, System.Globalization.CultureInfo.InvariantCulture), TimeSpan.FromHours(8));

    private static EscalationTerms Terms(IReadOnlyList<Escalation> steps) => new(steps, PlanCalendar.Of("Asia/Shanghai"), Days);

    /// <summary>Delays of what is fired now, all of it for being overdue.</summary>
    private IEnumerable<int> Overdue(Scene measure) => Fired(measure).Select(step =>
    {
        Assert.Equal((Light.Red, LightKind.Overdue), (step.Episode.Light, step.Episode.Rule));
        return step.Step.After;
    });

    private static UnitClock Clock(Scene measure) =>
        new(measure.State.Request?.At, (since, due) => LightPolicy.AfterWaits(measure.Context, measure.State, since, due));

    private List<FiredStep> Fired(Scene measure)
    {
        var lit = LightPolicy.Lit(measure.Context, measure.State).Select(light => new Episode(light.Rule.Light, light.Rule.Kind, light.From)).ToList();
        var look = EscalationPolicy.Look(lit, Clock(measure), Terms(measure.Context.Rules.Escalation), _fired, measure.Now);
        List<FiredStep> fired = [.. look.Due.Select(step => new FiredStep(look.Lead!.Value, step, measure.Now))];
        _fired.AddRange(fired);
        return fired;
    }
}
