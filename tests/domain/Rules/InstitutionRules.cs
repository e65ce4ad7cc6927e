using Rectification.Plans;
using static Rectification.CommandRefusals;
using static Rectification.Measures.MeasureRefusals;

namespace Rectification.Tests.Rules;

public sealed class InstitutionRules : RuleBook
{
    [Fact]
    public void An_institution_has_a_title_a_number_and_an_issuer()
    {
        var measure = Measure().Claimed();
        var right = Say.Register(measure);
        measure.Refused(InstitutionTitleMissing, Scene.LeadReporter, right with { Title = new('字', 501) })
            .Refused(InstitutionNumberMissing, Scene.LeadReporter, right with { Number = " " })
            .Refused(InstitutionIssuerMissing, Scene.LeadReporter, right with { IssuedBy = new('字', 201) })
            .Accepted(Scene.LeadReporter, right with { Title = new('字', 500), Number = new('字', 200), IssuedBy = new('字', 200) });
    }

    [Fact]
    public void An_institution_has_evidence()
    {
        var measure = Measure().Claimed();
        var right = Say.Register(measure);
        measure.Refused(EvidenceMalformed, Scene.LeadReporter, right with { Evidence = null })
            .Refused(EvidenceMalformed, Scene.LeadReporter, right with { Evidence = Say.Named })
            .Accepted(Scene.LeadReporter, right with { Evidence = Say.Named }, historical: true);
        Assert.Equal(1, measure.View.EvidenceCount);
    }

    [Fact]
    public void Only_a_reporter_of_the_lead_unit_registers()
    {
        var measure = Measure().Claimed();
        measure.Refused(NotReporter, Scene.Reviewer, Say.Register(measure))
            .Refused(NotOfLeadUnit, Scene.SupportingReporter, Say.Register(measure))
            .Accepted(Scene.LeadReporter, Say.Register(measure));
    }

    [Fact]
    public void An_institution_is_registered_between_claim_and_sign_off()
    {
        var measure = Measure();
        measure.Refused(NotClaimed, Scene.LeadReporter, Say.Register(measure)).SignedOff().Refused(IsSignedOff, Scene.LeadReporter, Say.Register(measure));
    }

    [Fact]
    public void Only_a_promised_institution_is_registered()
    {
        var measure = Measure(plain => plain with { Institution = null }).Claimed();
        measure.Refused(NoInstitutionPromised, Scene.LeadReporter, Say.Register(measure));
    }

    [Fact]
    public void An_institution_is_registered_once_and_of_the_promised_kind()
    {
        var measure = Measure().Claimed();
        measure.Refused(InstitutionKindDiffers, Scene.LeadReporter, Say.Register(measure) with { Kind = InstitutionKind.Revised })
            .Accepted(Scene.LeadReporter, Say.Register(measure))
            .Refused(InstitutionRegisteredAlready, Scene.LeadReporter, Say.Register(measure));
    }

    [Fact]
    public void What_is_registered_is_shown_with_its_file()
    {
        var measure = Measure().Claimed();
        Assert.Equal((false, "监管办法", null), (measure.View.Institution!.Registered, measure.View.Institution.Title, measure.View.Institution.Evidence));
        var right = Say.Register(measure);
        var shown = measure.Accepted(Scene.LeadReporter, right).View.Institution!;
        Assert.Equal(
            (true, right.Kind, right.Title, right.Number, right.Date, right.IssuedBy, right.Evidence),
            (shown.Registered, shown.Kind, shown.Title, shown.Number, shown.Date, shown.IssuedBy, shown.Evidence));
    }

    [Fact]
    public void An_institution_is_not_dated_tomorrow()
    {
        var measure = Measure().Claimed();
        measure.Refused(InstitutionDateFuture, Scene.LeadReporter, Say.Register(measure) with { Date = measure.Today.AddDays(1) })
            .Accepted(Scene.LeadReporter, Say.Register(measure));
    }
}
