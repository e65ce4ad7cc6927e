using System.Text.Json;
using Rectification.Measures;
using Rectification.Tests.Simulation;
using static Rectification.CommandRefusals;
using static Rectification.Measures.MeasureRefusals;

namespace Rectification.Tests.Rules;

public sealed class ReportRules : RuleBook
{
    [Fact]
    public void Only_a_unit_with_an_assignment_reports() =>
        Measure().Refused(UnitNotAssigned, Scene.Stranger, Say.Report with { Unit = "elsewhere" })
            .Accepted(Scene.SupportingReporter, Say.Report with { Unit = Scene.Supporting });

    [Theory, InlineData(0), InlineData(100)]
    public void Percent_runs_from_0_to_100(int bound) => Measure().Accepted(Scene.LeadReporter, Say.Report with { Percent = bound });

    [Fact]
    public void Percent_beyond_its_bounds_is_refused() =>
        Measure().Refused(PercentOutOfRange, Scene.LeadReporter, Say.Report with { Percent = -1 })
            .Refused(PercentOutOfRange, Scene.LeadReporter, Say.Report with { Percent = 101 })
            .Accepted(Scene.LeadReporter, Say.Report with { Percent = 99 });

    [Fact]
    public void A_quantity_has_bounds_and_six_decimals() =>
        Measure().Refused(QuantityOutOfRange, Scene.LeadReporter, Say.Report with { Quantity = -1 })
            .Refused(QuantityOutOfRange, Scene.LeadReporter, Say.Report with { Quantity = 1_000_000_000_000.000001m })
            .Refused(QuantityOutOfRange, Scene.LeadReporter, Say.Report with { Quantity = 0.0000001m })
            .Accepted(Scene.LeadReporter, Say.Report with { Quantity = 0.0000010m })
            .Accepted(Scene.LeadReporter, Say.Report with { Quantity = 1_000_000_000_000m });

    [Fact]
    public void A_quantity_needs_a_target()
    {
        Measure(plain => plain with { Target = null }).Refused(QuantityWithoutTarget, Scene.LeadReporter, Say.Report with { Quantity = 1 });
        Measure().Accepted(Scene.LeadReporter, Say.Report with { Quantity = 1 });
    }

    [Fact]
    public void A_metric_has_an_id_for_a_name_and_a_number_with_six_decimals_for_a_value()
    {
        var measure = Measure();
        const decimal TooMuch = 1_000_000_000_000.000001m;
        foreach (var (name, value) in new[] { ("percent", 1m), ("quantity", 1), ("预算", 1), ("", 1), ("a", 0.0000001m), ("a", TooMuch), ("a", -TooMuch) })
        {
            measure.Refused(MetricMalformed, Scene.LeadReporter, Say.Report with { Metrics = Metric(name, value) });
        }

        measure.Accepted(Scene.LeadReporter, Say.Report with { Metrics = Metric("budgetExecution", -1_000_000_000_000m) })
            .Accepted(Scene.LeadReporter, Say.Report with { Metrics = Metric("budgetExecution", 8.123456m) });
        Assert.Equal(8.123456m, measure.View.Assignments[0].Metrics!["budgetExecution"]);
    }

    [Fact]
    public void A_report_names_at_most_20_metrics_and_a_unit_50()
    {
        var measure = Measure();
        measure.Refused(TooManyMetrics, Scene.LeadReporter, Say.Report with { Metrics = Many(0, 21) })
            .Accepted(Scene.LeadReporter, Say.Report with { Metrics = Many(0, 20) })
            .Accepted(Scene.LeadReporter, Say.Report with { Metrics = Many(20, 20) })
            .Refused(TooManyMetrics, Scene.LeadReporter, Say.Report with { Metrics = Many(31, 20) })
            .Accepted(Scene.LeadReporter, Say.Report with { Metrics = Many(30, 20) })
            .Accepted(Scene.SupportingReporter, Say.Report with { Unit = Scene.Supporting, Metrics = Many(50, 20) });
        Assert.Equal(50, measure.View.Assignments[0].Metrics!.Count);
    }

    [Fact]
    public void A_metric_keeps_its_value_until_it_is_reported_again_and_may_fall()
    {
        var measure = Measure().Accepted(Scene.LeadReporter, Say.Report with { Metrics = Metric("a", 5) })
            .Accepted(Scene.LeadReporter, Say.Report with { Metrics = Metric("b", 1) })
            .Accepted(Scene.LeadReporter, Say.Report with { Metrics = Metric("b", -1) })
            .Accepted(Scene.LeadReporter, Say.Report);
        Assert.Equal([("a", 5m), ("b", -1m)], measure.View.Assignments[0].Metrics!.Select(metric => (metric.Key, metric.Value)));
        Assert.Null(measure.View.Assignments[1].Metrics);
    }

    [Fact]
    public void A_report_without_metrics_is_sealed_as_it_was_before_there_were_any()
    {
        Assert.Equal(
            """{"type":"progressReported","unit":"lead","percent":50,"note":"","evidence":[]}""",
                Sealed(Say.Report with { Metrics = new Dictionary<string, decimal>() }));
        Assert.Equal(
            """{"type":"progressReported","unit":"lead","percent":50,"note":"","evidence":[],"metrics":{"b":8.5,"a":-1}}""",
            Sealed(Say.Report with { Metrics = new Dictionary<string, decimal> { ["b"] = 8.5m, ["a"] = -1 } }));
    }

    private string Sealed(ReportProgress report)
    {
        var claimed = Measure().Claimed();
        var reported = MeasureDecider.Decide(claimed.Context, claimed.State, report, Scene.LeadReporter, claimed.Now, historical: false).Events.Single();
        return JsonSerializer.Serialize(reported, TrailJson.Canonical.MeasureEvent);
    }

    private static Dictionary<string, decimal> Metric(string name, decimal value) => new() { [name] = value };

    private static Dictionary<string, decimal> Many(int first, int count) => Enumerable.Range(first, count).ToDictionary(i => $"m-{i}", i => (decimal)i);

    [Fact]
    public void A_note_has_at_most_2000_characters() =>
        Measure().Refused(NoteTooLong, Scene.LeadReporter, Say.Report with { Note = Say.TooLong })
            .Accepted(Scene.LeadReporter, Say.Report with { Note = Say.Longest });

    [Fact]
    public void A_correction_says_why_in_at_most_2000_characters() =>
        Measure().Refused(CorrectionTooLong, Scene.LeadReporter, Say.Report with { Correction = Say.TooLong })
            .Refused(CorrectionTooLong, Scene.LeadReporter, Say.Report with { Correction = " " })
            .Accepted(Scene.LeadReporter, Say.Report with { Correction = Say.Longest });

    [Fact]
    public void A_report_names_at_most_50_pieces_of_evidence() =>
        Measure().Refused(TooMuchEvidence, Scene.LeadReporter, Say.Report with { Evidence = [.. Enumerable.Repeat(Say.Photo, 51)] })
            .Accepted(Scene.LeadReporter, Say.Report with { Evidence = [.. Enumerable.Repeat(Say.Photo, 50)] });

    [Fact]
    public void Live_evidence_is_a_hash_and_only_history_has_bare_names() =>
        Measure().Refused(EvidenceMalformed, Scene.LeadReporter, Say.Report with { Evidence = [Say.Photo, Say.Named] })
            .Refused(EvidenceMalformed, Scene.LeadReporter, Say.Report with { Evidence = [new() { Sha256 = new('A', 64) }] }, historical: true)
            .Accepted(Scene.LeadReporter, Say.Report with { Evidence = [Say.Photo, Say.Named] }, historical: true);

    [Fact]
    public void Only_a_reporter_reports() =>
        Measure().Refused(NotReporter, Scene.LeadReporter with { Roles = Roles.Reviewer | Roles.Ops }, Say.Report)
            .Accepted(Scene.LeadReporter, Say.Report);

    [Fact]
    public void A_reporter_reports_only_for_a_unit_of_its_own() =>
        Measure().Refused(NotOfUnit, Scene.LeadReporter, Say.Report with { Unit = Scene.Supporting })
            .Accepted(Scene.SupportingReporter, Say.Report with { Unit = Scene.Supporting });

    [Fact]
    public void After_the_sign_off_nothing_is_reported() =>
        Measure().Requested().Approved(Scene.Leader).Accepted(Scene.LeadReporter, Say.Report with { Percent = 100 })
            .Accepted(Scene.LeadReporter, Say.Request).Approved(Scene.Leader).Approved(Scene.Reviewer)
            .Refused(IsSignedOff, Scene.LeadReporter, Say.Report with { Percent = 100 });

    [Fact]
    public void Percent_falls_only_as_a_correction() =>
        Measure().Accepted(Scene.LeadReporter, Say.Report with { Percent = 60 })
            .Refused(PercentFalls, Scene.LeadReporter, Say.Report with { Percent = 59 })
            .Accepted(Scene.LeadReporter, Say.Report with { Percent = 59, Correction = "重复统计" });

    [Fact]
    public void One_units_percent_does_not_bind_another() =>
        Measure().Accepted(Scene.LeadReporter, Say.Report with { Percent = 60 })
            .Accepted(Scene.SupportingReporter, Say.Report with { Unit = Scene.Supporting, Percent = 1 });

    [Fact]
    public void A_quantity_falls_only_as_a_correction() =>
        Measure().Accepted(Scene.LeadReporter, Say.Report with { Quantity = 10 })
            .Refused(QuantityFalls, Scene.LeadReporter, Say.Report with { Quantity = 9 })
            .Accepted(Scene.LeadReporter, Say.Report with { Quantity = 9, Correction = "重复统计" });

    [Fact]
    public void A_report_without_a_quantity_keeps_the_last_one()
    {
        var measure = Measure().Accepted(Scene.LeadReporter, Say.Report with { Quantity = 10 }).Accepted(Scene.LeadReporter, Say.Report);
        Assert.Equal(10, measure.View.Target!.Reached);
    }

    [Fact]
    public void The_lead_units_first_report_claims_and_a_supporting_units_does_not()
    {
        var measure = Measure().Accepted(Scene.SupportingReporter, Say.Report with { Unit = Scene.Supporting });
        Assert.Equal(MeasureStatus.Unclaimed, measure.View.Status);
        measure.Accepted(Scene.LeadReporter, Say.Report);
        Assert.Equal(MeasureStatus.InProgress, measure.View.Status);
    }

    [Fact]
    public void Only_the_lead_unit_claims_and_only_once() =>
        Measure().Refused(UnitNotAssigned, Scene.Stranger, Say.Claim with { Unit = "elsewhere" })
            .Refused(UnitIsNotLead, Scene.SupportingReporter, Say.Claim with { Unit = Scene.Supporting })
            .Refused(NotReporter, Scene.LeadReporter with { Roles = Roles.Leader }, Say.Claim)
            .Refused(NotOfUnit, Scene.SupportingReporter, Say.Claim)
            .Accepted(Scene.LeadReporter, Say.Claim)
            .Refused(AlreadyClaimed, Cast.Reporter(Worlds.Lead, 2), Say.Claim);

    [Fact]
    public void A_measure_signed_off_is_not_claimed_again() =>
        Measure().SignedOff().Refused(IsSignedOff, Scene.LeadReporter, Say.Claim);
}
