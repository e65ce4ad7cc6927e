using Rectification.Measures;
using Rectification.Plans;
using static Rectification.Measures.MeasureRefusals;

namespace Rectification.Tests.Rules;

public sealed class SignOffRequestRules : RuleBook
{
    [Fact]
    public void A_request_states_person_act_and_result() =>
        Measure().Complete()
            .Refused(PersonMissing, Scene.LeadReporter, Say.Request with { Person = " " })
            .Refused(ActMissing, Scene.LeadReporter, Say.Request with { Act = "" })
            .Refused(ResultMissing, Scene.LeadReporter, Say.Request with { Result = Say.TooLong })
            .Accepted(Scene.LeadReporter, Say.Request with { Result = Say.Longest });

    [Fact]
    public void A_shortfall_has_at_most_2000_characters() =>
        Measure().Complete().Refused(ShortfallTooLong, Scene.LeadReporter, Say.Request with { Shortfall = Say.TooLong })
            .Accepted(Scene.LeadReporter, Say.Request with { Shortfall = Say.Longest });

    [Fact]
    public void Only_a_reporter_of_the_lead_unit_requests() =>
        Measure().Complete().Refused(NotReporter, Scene.LeadReporter with { Roles = Roles.Leader }, Say.Request)
            .Refused(NotOfLeadUnit, Scene.SupportingReporter, Say.Request)
            .Accepted(Scene.LeadReporter, Say.Request);

    [Fact]
    public void An_unclaimed_measure_cannot_be_signed_off() =>
        Measure().Refused(NotClaimed, Scene.LeadReporter, Say.Request).Complete().Accepted(Scene.LeadReporter, Say.Request);

    [Fact]
    public void One_request_is_enough() =>
        Measure().Requested().Refused(SignOffPending, Scene.LeadReporter, Say.Request)
            .Approved(Scene.Leader).Approved(Scene.Reviewer).Refused(IsSignedOff, Scene.LeadReporter, Say.Request);

    [Fact]
    public void Every_unit_is_at_100_percent() =>
        Measure().Claimed().Accepted(Scene.LeadReporter, Say.Report with { Percent = 100, Quantity = 40, Evidence = [Say.Photo] })
            .Refused(NotAllComplete, Scene.LeadReporter, Say.Request)
            .Accepted(Scene.SupportingReporter, Say.Report with { Unit = Scene.Supporting, Percent = 100 })
            .Refused(NotAllConfirmed, Scene.LeadReporter, Say.Request);

    [Fact]
    public void Every_supporting_unit_is_confirmed() =>
        Measure().Complete(confirmed: false).Refused(NotAllConfirmed, Scene.LeadReporter, Say.Request)
            .Accepted(Scene.LeadReporter, Say.Confirm).Accepted(Scene.LeadReporter, Say.Request);

    [Fact]
    public void The_target_is_met_or_the_shortfall_explained() =>
        Measure().Complete().Accepted(Scene.LeadReporter, Say.Report with { Percent = 100, Quantity = 39, Correction = "重复统计" })
            .Refused(TargetNotMet, Scene.LeadReporter, Say.Request)
            .Refused(TargetNotMet, Scene.LeadReporter, Say.Request with { Shortfall = " " })
            .Accepted(Scene.LeadReporter, Say.Request with { Shortfall = "一户已搬迁" });

    [Fact]
    public void The_quantities_of_all_units_add_up_to_the_target() =>
        Measure().Complete().Accepted(Scene.LeadReporter, Say.Report with { Percent = 100, Quantity = 39, Correction = "重复统计" })
            .Accepted(Scene.SupportingReporter, Say.Report with { Unit = Scene.Supporting, Percent = 100, Quantity = 1 })
            .Accepted(Scene.LeadReporter, Say.Request);

    [Fact]
    public void A_promised_institution_is_registered()
    {
        var measure = Measure().Complete(registered: false).Refused(InstitutionNotRegistered, Scene.LeadReporter, Say.Request);
        measure.Accepted(Scene.LeadReporter, Say.Register(measure)).Accepted(Scene.LeadReporter, Say.Request);
    }

    [Fact]
    public void At_least_one_piece_of_evidence_exists() =>
        Measure(plain => plain with { Institution = null }).Complete(evidence: false)
            .Refused(NoEvidence, Scene.LeadReporter, Say.Request)
            .Accepted(Scene.LeadReporter, Say.Report with { Percent = 100, Evidence = [Say.Photo] })
            .Accepted(Scene.LeadReporter, Say.Request);

    [Fact]
    public void A_registered_institution_is_evidence() => Measure().Complete(evidence: false).Accepted(Scene.LeadReporter, Say.Request);

    [Fact]
    public void After_reopening_evidence_is_new() =>
        Measure().Reopened().Refused(NoNewEvidence, Scene.LeadReporter, Say.Request)
            .Accepted(Scene.LeadReporter, Say.Report with { Percent = 100, Evidence = [Say.Photo] })
            .Accepted(Scene.LeadReporter, Say.Request);

    [Fact]
    public void Only_a_long_term_measure_stands_and_it_has_a_basis()
    {
        var standing = Say.Request with { Standing = new() { Basis = "制度规定" } };
        Measure().Complete().Refused(StandingNotLongTerm, Scene.LeadReporter, standing).Accepted(Scene.LeadReporter, Say.Request);
        Measure(plain => plain with { LongTerm = true }).Complete()
            .Refused(StandingBasisMissing, Scene.LeadReporter, Say.Request with { Standing = new() { Basis = " " } })
            .Accepted(Scene.LeadReporter, standing);
    }

    [Theory, InlineData(Cadence.Weekly, Cadence.Monthly, Cadence.Weekly), InlineData(null, Cadence.Monthly, Cadence.Monthly),
        InlineData(null, null, Cadence.Quarterly)]
    public void A_standing_measure_is_rechecked_as_asked_else_at_its_own_cadence_else_at_the_plans(Cadence? asked, Cadence? own, Cadence kept)
    {
        var measure = Measure(plain => plain with { LongTerm = true, Cadence = own }).Complete()
            .Accepted(Scene.LeadReporter, Say.Request with { Standing = new() { Basis = "制度规定", Cadence = asked } })
            .Approved(Scene.Leader).Approved(Scene.Reviewer);
        Assert.Equal(kept, measure.View.Standing!.Cadence);
    }

    [Fact]
    public void Only_the_lead_unit_withdraws_a_request()
    {
        var measure = Measure().Requested()
            .Refused(NotOfLeadUnit, Scene.SupportingReporter, Say.Withdraw)
            .Refused(NotReporter, Scene.LeadReporter with { Roles = Roles.Leader }, Say.Withdraw)
            .Accepted(Scene.LeadReporter, Say.Withdraw)
            .Refused(NoSignOffPending, Scene.LeadReporter, Say.Withdraw);
        Assert.Equal(MeasureStatus.InProgress, measure.View.Status);
    }
}
