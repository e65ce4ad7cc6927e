using static Rectification.Measures.MeasureRefusals;

namespace Rectification.Tests.Rules;

public sealed class ConfirmationRules : RuleBook
{
    [Fact]
    public void Only_a_supporting_units_part_is_confirmed() =>
        Measure().Complete(confirmed: false)
            .Refused(UnitNotAssigned, Scene.LeadReporter, Say.Confirm with { Unit = "elsewhere" })
            .Refused(UnitIsLead, Scene.LeadReporter, Say.Confirm with { Unit = Scene.LeadReporter.Units[0] })
            .Accepted(Scene.LeadReporter, Say.Confirm);

    [Fact]
    public void A_supporting_unit_cannot_confirm_its_own_part() =>
        Measure().Complete(confirmed: false)
            .Refused(NotOfLeadUnit, Scene.SupportingReporter, Say.Confirm)
            .Refused(NotReporter, Scene.LeadReporter with { Roles = Roles.Reviewer }, Say.Confirm)
            .Accepted(Scene.LeadReporter, Say.Confirm);

    [Fact]
    public void Nothing_is_confirmed_before_the_claim() =>
        Measure().Accepted(Scene.SupportingReporter, Say.Report with { Unit = Scene.Supporting, Percent = 100 })
            .Refused(NotClaimed, Scene.LeadReporter, Say.Confirm)
            .Claimed().Accepted(Scene.LeadReporter, Say.Confirm);

    [Fact]
    public void A_part_is_confirmed_at_100_percent_and_once() =>
        Measure().Claimed().Accepted(Scene.SupportingReporter, Say.Report with { Unit = Scene.Supporting, Percent = 99 })
            .Refused(AssignmentNotComplete, Scene.LeadReporter, Say.Confirm)
            .Accepted(Scene.SupportingReporter, Say.Report with { Unit = Scene.Supporting, Percent = 100 })
            .Accepted(Scene.LeadReporter, Say.Confirm)
            .Refused(AlreadyConfirmed, Scene.LeadReporter, Say.Confirm);

    [Fact]
    public void Only_what_is_confirmed_can_be_withdrawn() =>
        Measure().Complete(confirmed: false).Refused(NotConfirmed, Scene.LeadReporter, Say.WithdrawConfirmation)
            .Accepted(Scene.LeadReporter, Say.Confirm).Accepted(Scene.LeadReporter, Say.WithdrawConfirmation);

    [Fact]
    public void After_the_sign_off_no_confirmation_is_withdrawn() =>
        Measure().SignedOff().Refused(IsSignedOff, Scene.LeadReporter, Say.WithdrawConfirmation);

    [Fact]
    public void A_confirmed_part_that_falls_under_100_percent_is_no_longer_confirmed()
    {
        var measure = Measure().Complete();
        Assert.True(measure.View.Assignments[1].Confirmed);
        measure.Accepted(Scene.SupportingReporter, Say.Report with { Unit = Scene.Supporting, Percent = 90, Correction = "反弹" });
        Assert.False(measure.View.Assignments[1].Confirmed);
    }
}
