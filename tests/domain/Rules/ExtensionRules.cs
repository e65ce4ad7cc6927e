using Rectification.Plans;
using Rectification.Tests.Simulation;
using static Rectification.Measures.MeasureRefusals;

namespace Rectification.Tests.Rules;

public sealed class ExtensionRules : RuleBook
{
    [Fact]
    public void An_extension_states_a_reason_and_a_date_within_ten_years()
    {
        var measure = Measure().Claimed();
        measure.Refused(ReasonMissing, Scene.LeadReporter, Say.Extend(measure) with { Reason = "" })
            .Refused(DateTooFar, Scene.LeadReporter, Say.Extend(measure) with { Until = measure.Today.AddYears(10).AddDays(1) })
            .Accepted(Scene.LeadReporter, Say.Extend(measure) with { Until = measure.Today.AddYears(10) });
    }

    [Fact]
    public void Only_a_reporter_of_the_lead_unit_asks()
    {
        var measure = Measure().Claimed();
        measure.Refused(NotReporter, Scene.Reviewer, Say.Extend(measure))
            .Refused(NotOfLeadUnit, Scene.SupportingReporter, Say.Extend(measure))
            .Accepted(Scene.LeadReporter, Say.Extend(measure));
    }

    [Fact]
    public void No_extension_before_the_claim_nor_during_the_review_nor_after_the_sign_off()
    {
        var measure = Measure();
        measure.Refused(NotClaimed, Scene.LeadReporter, Say.Extend(measure))
            .Requested().Refused(SignOffPending, Scene.LeadReporter, Say.Extend(measure))
            .Approved(Scene.Leader).Approved(Scene.Reviewer).Refused(IsSignedOff, Scene.LeadReporter, Say.Extend(measure))
            .Accepted(Scene.Reviewer, Say.Reopen(measure)).Accepted(Scene.LeadReporter, Say.Extend(measure));
    }

    [Fact]
    public void One_extension_is_open_at_a_time()
    {
        var measure = Measure().Claimed();
        measure.Accepted(Scene.LeadReporter, Say.Extend(measure)).Refused(ExtensionOpen, Scene.LeadReporter, Say.Extend(measure))
            .Accepted(Scene.Reviewer, Say.ReturnExtension).Accepted(Scene.LeadReporter, Say.Extend(measure));
        Assert.Equal(2, measure.View.Extension!.Id);
    }

    [Fact]
    public void An_extension_ends_after_the_current_deadline()
    {
        var measure = Measure().Claimed();
        measure.Refused(ExtensionNotLater, Scene.LeadReporter, Say.Extend(measure) with { Until = measure.View.Deadline })
            .Accepted(Scene.LeadReporter, Say.Extend(measure) with { Until = measure.View.Deadline.AddDays(1) });
    }

    [Fact]
    public void No_more_extensions_are_granted_than_the_plan_says()
    {
        PlanRules once = new() { Extensions = new() { Most = 1 } };
        var measure = Measure(rules: once).Claimed();
        measure.Accepted(Scene.LeadReporter, Say.Extend(measure)).Accepted(Scene.Reviewer, Say.ReturnExtension)
            .Accepted(Scene.LeadReporter, Say.Extend(measure)).Accepted(Scene.Reviewer, Say.ApproveExtension with { Extension = 2 })
            .Refused(ExtensionsUsedUp, Scene.LeadReporter, Say.Extend(measure))
            .Under(new()).Accepted(Scene.LeadReporter, Say.Extend(measure))
            .Under(once).Refused(ExtensionsUsedUp, Scene.Reviewer, Say.ApproveExtension with { Extension = 3 })
            .Accepted(Scene.Reviewer, Say.ReturnExtension with { Extension = 3 });
    }

    [Fact]
    public void No_extension_lies_further_after_the_first_deadline_than_the_plan_says()
    {
        PlanRules month = new() { Extensions = new() { LongestDays = 30 } };
        var measure = Measure(rules: month).Claimed();
        var (right, last) = (Say.Extend(measure), Scene.Plain.Deadline.AddDays(30));
        measure.Accepted(Scene.LeadReporter, right).Accepted(Scene.Reviewer, Say.ApproveExtension)
            .Refused(ExtensionTooLong, Scene.LeadReporter, right with { Until = last.AddDays(1) })
            .Accepted(Scene.LeadReporter, right with { Until = last })
            .Under(new() { Extensions = new() { LongestDays = 29 } }).Refused(ExtensionTooLong, Scene.Reviewer, Say.ApproveExtension with { Extension = 2 })
            .Under(month).Accepted(Scene.Reviewer, Say.ApproveExtension with { Extension = 2 });
        Assert.Equal((last, Scene.Plain.Deadline), (measure.View.Deadline, measure.View.FirstDeadline));
    }

    [Fact]
    public void A_returned_extension_has_a_reason_and_an_approved_one_may()
    {
        var measure = Measure().Claimed();
        measure.Accepted(Scene.LeadReporter, Say.Extend(measure))
            .Refused(ReasonMissing, Scene.Reviewer, Say.ReturnExtension with { Reason = null })
            .Refused(ReasonMissing, Scene.Reviewer, Say.ApproveExtension with { Reason = Say.TooLong })
            .Accepted(Scene.Reviewer, Say.ApproveExtension);
    }

    [Fact]
    public void Four_eyes_review_an_extension()
    {
        var measure = Measure().Claimed();
        measure.Accepted(Scene.LeadReporter, Say.Extend(measure))
            .Refused(NotReviewer, Scene.Leader, Say.ApproveExtension)
            .Refused(ReviewerIsRequester, Scene.Reviewer with { Account = Scene.LeadReporter.Account }, Say.ApproveExtension)
            .Refused(ReviewerIsOfLeadUnit, Scene.Reviewer with { Units = [Worlds.Lead] }, Say.ApproveExtension)
            .Refused(ReviewerIsOfSupportingUnit, Scene.Reviewer with { Units = [Scene.Supporting] }, Say.ApproveExtension)
            .Accepted(Scene.Reviewer, Say.ApproveExtension);
    }

    [Fact]
    public void Only_the_open_extension_is_reviewed()
    {
        var measure = Measure().Claimed().Refused(NoExtensionOpen, Scene.Reviewer, Say.ApproveExtension);
        measure.Accepted(Scene.LeadReporter, Say.Extend(measure))
            .Refused(NoExtensionOpen, Scene.Reviewer, Say.ApproveExtension with { Extension = 2 })
            .Accepted(Scene.Reviewer, Say.ApproveExtension);
    }

    [Fact]
    public void The_sign_off_voids_an_open_extension()
    {
        var measure = Measure().Complete();
        measure.Accepted(Scene.LeadReporter, Say.Extend(measure)).Accepted(Scene.LeadReporter, Say.Request)
            .Approved(Scene.Leader).Approved(Scene.Reviewer)
            .Refused(IsSignedOff, Scene.Reviewer, Say.ApproveExtension)
            .Accepted(Scene.Reviewer, Say.Reopen(measure))
            .Refused(NoExtensionOpen, Scene.Reviewer, Say.ApproveExtension);
    }

    [Fact]
    public void An_approved_extension_moves_the_deadline_and_keeps_the_first()
    {
        var measure = Measure().Claimed();
        measure.Accepted(Scene.LeadReporter, Say.Extend(measure)).Accepted(Scene.Reviewer, Say.ApproveExtension);
        Assert.Equal((Scene.Plain.Deadline.AddDays(1), Scene.Plain.Deadline), (measure.View.Deadline, measure.View.FirstDeadline));
    }
}
