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
}
