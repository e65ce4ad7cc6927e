using Rectification.Measures;
using static Rectification.Measures.MeasureRefusals;

namespace Rectification.Tests.Rules;

public sealed class RescindedRules : RuleBook
{
    [Fact]
    public void A_measure_that_is_not_to_be_carried_out_takes_no_command_and_lights_nothing()
    {
        var measure = Measure().Claimed();
        measure.At(measure.Now.AddYears(2));
        Assert.True(measure.View.Overdue);

        measure.Rescinded().Refused(IsRescinded, Scene.LeadReporter, Say.Report).Refused(NotReporter, Scene.Reviewer, Say.Claim);
        Assert.Equal((MeasureStatus.Rescinded, false), (measure.View.Status, measure.View.Overdue));
        Assert.Empty(measure.View.Lit);
        var figures = MeasureProjection.ContributionTo(measure.Context, measure.State, 1, measure.Context.Definition.LeadUnit);
        Assert.Equal(default(FigureSet).With(Figure.Rescinded), figures.First);
        Assert.Empty(figures.Later);
    }

    [Fact]
    public void A_sign_off_that_came_before_the_measure_heard_of_it_stays_to_be_seen_and_counts_no_more()
    {
        var measure = Measure().Requested().Approved(Scene.Leader);
        measure.Accepted(Scene.Reviewer, Say.Approve(measure));
        var signed = measure.View.SignedOffAt;

        measure.Rescinded().At(measure.Now.AddYears(1));
        Assert.NotNull(signed);
        Assert.Equal((MeasureStatus.Rescinded, signed, null), (measure.View.Status, measure.View.SignedOffAt, measure.View.NextCheckDue));
        var figures = MeasureProjection.ContributionTo(measure.Context, measure.State, 1, measure.Context.Definition.LeadUnit);
        Assert.Equal(default(FigureSet).With(Figure.Rescinded), figures.First);
        Assert.Empty(figures.Later);
        measure.Refused(IsRescinded, Scene.Reviewer, Say.Reopen(measure));
    }
}
