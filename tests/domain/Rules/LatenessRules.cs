using Rectification.Measures;
using Rectification.Plans;
using Rectification.Tests.Simulation;
using static Rectification.Measures.MeasureRefusals;

namespace Rectification.Tests.Rules;

/// <summary>Lateness never disappears: what a measure that came late says of itself, and how long one has.</summary>
public sealed class LatenessRules : RuleBook
{
    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(1, 0, 1)]
    [InlineData(10, 0, 10)]
    [InlineData(11, 1, 11)]
    public void A_sign_off_after_the_deadline_says_by_how_many_days(int after, int late, int byFirst)
    {
        var measure = Measure().Claimed();
        measure.Accepted(Scene.LeadReporter, Say.Extend(measure) with { Until = Scene.Plain.Deadline.AddDays(10) })
            .Accepted(Scene.Reviewer, Say.ApproveExtension).OnDay(Scene.Plain.Deadline.AddDays(after)).SignedOff();
        Assert.Equal((late, byFirst), (measure.View.LateDays, measure.View.LateDaysByFirst));
        Assert.Equal((late > 0, byFirst > 0, true, false), (Counts(measure, Figure.SignedOffLate), Counts(measure, Figure.SignedOffLateByFirst),
            Counts(measure, Figure.Extended), Counts(measure, Figure.ReopenedLater)));
    }

    [Fact]
    public void A_deadline_that_a_reopening_sets_is_no_extension()
    {
        var measure = Measure().OnDay(Scene.Plain.Deadline).Reopened();
        Assert.Equal((DeadlineSource.Reopening, null), (measure.View.DeadlineBy, measure.View.LateDays));
        Assert.Equal((false, true), (Counts(measure, Figure.Extended), Counts(measure, Figure.ReopenedLater)));
        measure.Accepted(Scene.LeadReporter, Say.Extend(measure)).Accepted(Scene.Reviewer, Say.ApproveExtension);
        Assert.Equal((true, false), (Counts(measure, Figure.Extended), Counts(measure, Figure.ReopenedLater)));
    }

    [Theory]
    [InlineData(-21, Figure.DueLater)]
    [InlineData(-20, Figure.DueWithin20)]
    [InlineData(-11, Figure.DueWithin20)]
    [InlineData(-10, Figure.DueWithin10)]
    [InlineData(0, Figure.DueWithin10)]
    [InlineData(1, Figure.OverdueWithin7)]
    [InlineData(7, Figure.OverdueWithin7)]
    [InlineData(8, Figure.OverdueWithin30)]
    [InlineData(30, Figure.OverdueWithin30)]
    [InlineData(31, Figure.OverdueLonger)]
    public void A_measure_that_is_not_signed_off_has_one_age(int days, Figure age)
    {
        Figure[] ages = [Figure.DueWithin10, Figure.DueWithin20, Figure.DueLater, Figure.OverdueWithin7, Figure.OverdueWithin30, Figure.OverdueLonger];
        var (begin, end) = (PlanCalendar.Of("Asia/Shanghai").StartOf(Scene.Plain.Deadline.AddDays(days)), TimeSpan.FromDays(1) - TimeSpan.FromTicks(1));
        Assert.All([begin, begin + end], instant => Assert.Equal([age], ages.Where(figure => Counts(Measure().At(instant), figure))));
        Assert.DoesNotContain(ages, figure => Counts(Measure().SignedOff().At(begin), figure));
    }

    [Fact]
    public void An_extension_is_asked_for_before_the_plans_hour_of_the_day_due()
    {
        var measure = Measure(rules: new() { Extensions = new() { Until = new(17, 0) } }).Claimed();
        var hour = measure.Context.Calendar.StartOf(Scene.Plain.Deadline).AddHours(17);
        measure.At(hour).Refused(ExtensionTooLate, Scene.LeadReporter, Say.Extend(measure))
            .At(hour.AddDays(9)).Refused(ExtensionTooLate, Scene.LeadReporter, Say.Extend(measure))
            .At(hour.AddTicks(-1)).Accepted(Scene.LeadReporter, Say.Extend(measure));

        // What was asked in time may be granted later; the hour then goes by the new deadline.
        measure.At(hour.AddHours(2)).Accepted(Scene.Reviewer, Say.ApproveExtension).Accepted(Scene.LeadReporter, Say.Extend(measure));
    }

    private static bool Counts(Scene measure, Figure figure) =>
        MeasureProjection.ContributionTo(measure.Context, measure.State, rosterVersion: 0, Worlds.Lead).At(measure.Now).Has(figure);
}
