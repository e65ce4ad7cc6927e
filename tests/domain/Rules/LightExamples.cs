using Rectification.Measures;
using Rectification.Plans;
using Rectification.Tests.Simulation;

namespace Rectification.Tests.Rules;

/// <summary>The clock by example. The plan's own rules: red when overdue, yellow when 20 points behind for 14 days.</summary>
public sealed class LightExamples : RuleBook
{
    /// <summary>20 October to 28 December 2024: 70 days; at 0 % the 20 points are used up after 14 days, the light follows 14 days later.</summary>
    private static readonly DateOnly YellowFrom = new(2024, 11, 17);

    private static readonly DateOnly RedFrom = Scene.Plain.Deadline.AddDays(1);

    [Fact]
    public void The_deadlines_day_is_still_in_time()
    {
        var measure = Measure();
        var end = measure.Context.Calendar.StartOf(RedFrom);
        Assert.Equal((Light.Yellow, false), (measure.At(end.AddTicks(-1)).View.Light, measure.View.Overdue));
        Assert.Equal((Light.Red, true), (measure.At(end).View.Light, measure.View.Overdue));
    }

    [Fact]
    public void Being_behind_lights_after_14_days_without_a_break()
    {
        var measure = Measure();
        var lit = measure.Context.Calendar.StartOf(YellowFrom);
        Assert.Equal(Light.None, measure.At(lit.AddTicks(-1)).View.Light);
        Assert.Equal(Light.Yellow, measure.At(lit).View.Light);
    }

    [Fact]
    public void A_report_that_leaves_it_behind_does_not_start_the_14_days_anew()
    {
        var measure = Measure().OnDay(YellowFrom.AddDays(-1)).Accepted(Scene.LeadReporter, Say.Report with { Percent = 1 });
        Assert.Equal(Light.Yellow, measure.OnDay(YellowFrom).View.Light);
    }

    [Fact]
    public void A_report_that_catches_up_puts_the_light_out_until_it_falls_behind_again()
    {
        var measure = Measure().OnDay(YellowFrom).Accepted(Scene.LeadReporter, Say.Report with { Percent = 50 });
        Assert.Equal(Light.None, measure.View.Light);

        // 50 % and 20 points are used up after 49 of the 70 days.
        Assert.Equal(measure.Context.Calendar.StartOf(Scene.Plain.Start.AddDays(49 + 14)), LightPolicy.NextChange(measure.Context, measure.State, measure.Now));
    }

    [Fact]
    public void The_units_clock_stands_still_while_its_request_waits_and_the_reviewers_runs()
    {
        var measure = Measure().Requested();
        var asked = measure.Now;
        var waiting = measure.OnDay(RedFrom.AddDays(30));
        Assert.Equal((Light.None, false), (waiting.View.Light, waiting.View.Overdue));
        var figures = MeasureProjection.ContributionTo(measure.Context, measure.State, 1, Worlds.Lead);
        Assert.False(figures.At(asked.AddDays(5).AddTicks(-1)).Has(Figure.ReviewLate));
        Assert.True(figures.At(asked.AddDays(5)).Has(Figure.ReviewLate));
    }

    [Fact]
    public void A_returned_request_runs_on_by_the_current_deadline()
    {
        var measure = Measure().Requested().OnDay(RedFrom);
        measure.Accepted(Scene.Leader, Say.Return(measure));
        Assert.Equal((Light.Red, true), (measure.View.Light, measure.View.Overdue));
    }

    [Fact]
    public void An_approved_extension_puts_red_out()
    {
        var measure = Measure().Claimed().OnDay(RedFrom);
        Assert.Equal(Light.Red, measure.View.Light);
        measure.Accepted(Scene.LeadReporter, Say.Extend(measure) with { Until = RedFrom.AddDays(300) }).Accepted(Scene.Reviewer, Say.ApproveExtension);
        Assert.Equal(Light.None, measure.View.Light);
    }

    [Fact]
    public void A_measure_signed_off_has_no_light()
    {
        var measure = Measure().SignedOff().OnDay(RedFrom.AddDays(1));
        Assert.Equal((Light.None, false), (measure.View.Light, measure.View.Overdue));
        Assert.Null(LightPolicy.NextChange(measure.Context, measure.State, measure.Now));
    }

    [Theory, InlineData(Cadence.Weekly, 7), InlineData(Cadence.Monthly, 31), InlineData(Cadence.Quarterly, 92), InlineData(Cadence.Yearly, 366)]
    public void Silence_is_the_cadence_and_some_days_without_a_report_of_the_lead(Cadence cadence, int days)
    {
        var measure = Measure(
            plain => plain with { Cadence = cadence }, new() { Lights = [new() { Light = Light.Yellow, Kind = LightKind.Silent, Days = 3 }] });
        var reported = measure.Accepted(Scene.LeadReporter, Say.Report).Now;
        Assert.Equal(Light.None, measure.At(reported.AddDays(days + 3).AddTicks(-1)).View.Light);
        Assert.Equal(Light.Yellow, measure.At(reported.AddDays(days + 3)).View.Light);
    }

    [Fact]
    public void A_reported_metric_lights_from_the_report_that_fell_under_the_line_but_not_before_its_share_of_the_time()
    {
        var measure = Measure(rules: new() { Lights = [Below(afterShare: 50)] });
        var half = measure.Context.Calendar.StartOf(Scene.Plain.Start.AddDays(35));
        measure.Accepted(Scene.LeadReporter, Budget(Worlds.Lead, 5));
        Assert.Equal(Light.None, measure.At(half.AddTicks(-1)).View.Light);
        Assert.Equal((Light.Red, half), (measure.At(half).View.Light, measure.View.Lit[0].Since));
        var caughtUp = measure.Accepted(Scene.LeadReporter, Budget(Worlds.Lead, 10));
        Assert.Empty(caughtUp.View.Lit);
        var fell = half.AddDays(3);
        measure.At(fell).Accepted(Scene.LeadReporter, Budget(Worlds.Lead, 9));
        measure.At(fell.AddDays(1)).Accepted(Scene.LeadReporter, Budget(Worlds.Lead, 8));
        Assert.Equal((fell, 8m), (measure.View.Lit[0].Since, measure.View.Lit[0].Value));
    }

    [Fact]
    public void A_reported_metric_is_as_good_as_its_slowest_unit()
    {
        var measure = Measure(rules: new() { Lights = [Below(afterShare: 0)] });
        Assert.Equal(Light.None, measure.View.Light);
        measure.Accepted(Scene.LeadReporter, Budget(Worlds.Lead, 50));
        Assert.Equal(Light.None, measure.View.Light);
        measure.Accepted(Scene.SupportingReporter, Budget(Scene.Supporting, 2));
        Assert.Equal((Light.Red, 2m), (measure.View.Light, measure.View.Lit[0].Value));
        measure.Accepted(Scene.SupportingReporter, Budget(Scene.Supporting, 12));
        Assert.Equal(Light.None, measure.View.Light);
    }

    [Fact]
    public void A_negative_metric_is_behind_from_its_report_on()
    {
        var measure = Measure(rules: new() { Lights = [new() { Light = Light.Yellow, Kind = LightKind.BehindPace, MetricName = Worlds.Budget }] });
        measure.OnDay(Scene.Plain.Start.AddDays(-5)).Accepted(Scene.LeadReporter, Budget(Worlds.Lead, -1_000_000_000_000m));
        var start = measure.Context.Calendar.StartOf(Scene.Plain.Start);
        Assert.Equal(Light.None, measure.At(start.AddTicks(-1)).View.Light);
        Assert.Equal((Light.Yellow, start), (measure.At(start).View.Light, measure.View.Lit[0].Since));
    }

    private static LightRule Below(int afterShare) =>
        new() { Light = Light.Red, Kind = LightKind.Below, Percent = 10, AfterShare = afterShare, MetricName = Worlds.Budget };

    private static ReportProgress Budget(string unit, decimal execution) =>
        Say.Report with { Unit = unit, Metrics = new Dictionary<string, decimal> { [Worlds.Budget] = execution } };

    [Fact]
    public void A_quantity_rule_looks_at_what_all_units_reached()
    {
        var below = new LightRule { Light = Light.Red, Kind = LightKind.Below, Percent = 50, AfterShare = 10, Metric = Metric.Quantity };
        var measure = Measure(rules: new() { Lights = [below] }).OnDay(Scene.Plain.Start.AddDays(7))
            .Accepted(Scene.LeadReporter, Say.Report with { Percent = 100, Quantity = 10 });
        Assert.Equal(Light.Red, measure.View.Light);
        measure.Accepted(Scene.SupportingReporter, Say.Report with { Unit = Scene.Supporting, Quantity = 10 });
        Assert.Equal(Light.None, measure.View.Light);
    }
}
