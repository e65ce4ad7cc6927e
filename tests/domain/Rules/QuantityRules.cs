using Rectification.Figures;
using Rectification.Measures;
using Rectification.Plans;
using static Rectification.Measures.MeasureRefusals;

namespace Rectification.Tests.Rules;

/// <summary>Several targets of a measure: each is met by what all units report under its name, or the shortfall is explained.</summary>
public sealed class QuantityRules : RuleBook
{
    private static readonly Func<MeasureDefinition, MeasureDefinition> Two = plain => plain with
    {
        Quantities =
        [
            new() { Name = "visits", Unit = "人次", Target = 100 },
            new() { Name = "share", Unit = "%", Target = 60, Bound = Bound.AtMost },
            new() { Name = "saved", Unit = "万元", Outcome = MoneyOutcome.Saved },
        ],
    };

    [Fact]
    public void Every_target_is_met_by_the_sum_of_the_units()
    {
        var measure = Measure(Two).Complete().Refused(TargetNotMet, Scene.LeadReporter, Say.Request);
        measure.Accepted(Scene.LeadReporter, Report(("visits", 60), ("share", 60)))
            .Refused(TargetNotMet, Scene.LeadReporter, Say.Request)
            .Accepted(Scene.SupportingReporter, Report(("visits", 40)) with { Unit = Scene.Supporting })
            .Accepted(Scene.LeadReporter, Say.Request);
        Assert.Equal([(100m, true), (60m, true), (null, true)], measure.View.Quantities!.Select(quantity => (quantity.Reached, quantity.Met)));
    }

    [Fact]
    public void A_ceiling_is_not_passed_and_nothing_reported_is_no_ceiling_kept()
    {
        Measure(Two).Complete().Accepted(Scene.LeadReporter, Report(("visits", 100))).Refused(TargetNotMet, Scene.LeadReporter, Say.Request)
            .Accepted(Scene.LeadReporter, Report(("share", 60.5m))).Refused(TargetNotMet, Scene.LeadReporter, Say.Request)
            .Accepted(Scene.LeadReporter, Say.Request with { Shortfall = "占比年内再降" });
    }

    private static ReportProgress Report(params (string Name, decimal Value)[] metrics) => Say.Report with
    {
        Percent = 100,
        Quantity = null,
        Metrics = metrics.ToDictionary(metric => metric.Name, metric => metric.Value),
    };
}
