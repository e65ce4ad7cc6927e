using Rectification.Measures;
using Rectification.Plans;
using Rectification.Tests.Simulation;
using static Rectification.Measures.MeasureRefusals;

namespace Rectification.Tests.Rules;

public sealed class SignOffReviewRules : RuleBook
{
    private static readonly PlanRules OfficeOnly = new() { SignOffChain = [ReviewStep.Office] };
    private static readonly Actor Everybody =
        new() { Account = "everybody", Roles = Roles.Leader | Roles.Reviewer | Roles.Reporter, Leaders = [Worlds.Leader] };

    [Fact]
    public void Who_returns_says_why()
    {
        var measure = Measure().Requested();
        measure.Refused(ReasonMissing, Scene.Leader, Say.Return(measure) with { Reason = " " })
            .Refused(ReasonMissing, Scene.Leader, Say.Approve(measure) with { Reason = Say.TooLong })
            .Accepted(Scene.Leader, Say.Return(measure));
        Assert.Equal((MeasureStatus.InProgress, "证据不全"), (measure.View.Status, measure.View.Returned!.Reason));
    }

    [Fact]
    public void Only_a_pending_request_is_reviewed()
    {
        var measure = Measure().Complete();
        measure.Refused(NoSignOffPending, Scene.Leader, Say.Approve(measure)).Accepted(Scene.LeadReporter, Say.Request).Approved(Scene.Leader);
    }

    [Fact]
    public void The_leaders_step_belongs_to_the_measures_leader()
    {
        var measure = Measure().Requested();
        measure.Refused(NotLeader, Cast.LeaderFor("leader-b"), Say.Approve(measure))
            .Refused(NotLeader, Scene.Leader with { Roles = Roles.Reviewer }, Say.Approve(measure))
            .Approved(Scene.Leader);
    }

    [Fact]
    public void The_offices_step_needs_a_reviewer()
    {
        var measure = Measure().Requested().Approved(Scene.Leader);
        measure.Refused(NotReviewer, Cast.LeaderFor(Worlds.Leader, 2), Say.Approve(measure)).Approved(Scene.Reviewer);
    }

    [Fact]
    public void The_principals_step_belongs_to_the_principal()
    {
        var measure = Measure(rules: new() { SignOffChain = [ReviewStep.Principal] }).Requested();
        measure.Refused(NotPrincipal, Scene.Leader, Say.Approve(measure)).Approved(Cast.LeaderFor("leader-b"));
    }

    [Fact]
    public void The_requester_cannot_sign_off()
    {
        var measure = Measure(rules: OfficeOnly).Requested();
        measure.Refused(ReviewerIsRequester, Scene.Reviewer with { Account = Scene.LeadReporter.Account }, Say.Approve(measure)).Approved(Scene.Reviewer);
    }

    [Fact]
    public void A_reviewer_of_the_lead_unit_cannot_sign_off()
    {
        var measure = Measure(rules: OfficeOnly).Requested();
        measure.Refused(ReviewerIsOfLeadUnit, Scene.Reviewer with { Units = [Worlds.Lead] }, Say.Approve(measure)).Approved(Scene.Reviewer);
    }

    [Fact]
    public void A_reviewer_of_a_supporting_unit_cannot_sign_off()
    {
        var measure = Measure(rules: OfficeOnly).Requested();
        measure.Refused(ReviewerIsOfSupportingUnit, Scene.Reviewer with { Units = ["office", Scene.Supporting] }, Say.Approve(measure))
            .Approved(Scene.Reviewer);
    }

    [Fact]
    public void One_person_cannot_take_two_steps()
    {
        var measure = Measure().Requested().Approved(Everybody);
        measure.Refused(ReviewerTookAStep, Everybody, Say.Approve(measure)).Approved(Everybody with { Account = "somebody else" });
        Assert.Equal(MeasureStatus.SignedOff, measure.View.Status);
    }

    [Fact]
    public void Nobody_uses_two_accounts_authority_on_both_sides()
    {
        var measure = Measure(rules: OfficeOnly).Requested();
        measure.Refused(ReviewerIsRequester, Scene.Reviewer with { OnBehalfOf = Scene.LeadReporter.Account }, Say.Approve(measure))
            .Refused(ReviewerIsRequester, Scene.Reviewer with { Account = Scene.LeadReporter.Account, OnBehalfOf = "office-9" }, Say.Approve(measure))
            .Accepted(Scene.LeadReporter, Say.Withdraw)
            .Accepted(Scene.LeadReporter with { Account = "deputy", OnBehalfOf = Scene.LeadReporter.Account }, Say.Request)
            .Refused(ReviewerIsRequester, Scene.Reviewer with { Account = "deputy" }, Say.Approve(measure))
            .Refused(ReviewerIsRequester, Scene.Reviewer with { Account = Scene.LeadReporter.Account }, Say.Approve(measure))
            .Approved(Scene.Reviewer with { Account = "other", OnBehalfOf = Scene.Reviewer.Account });
    }

    [Fact]
    public void A_substitute_takes_no_second_step_for_another()
    {
        var measure = Measure().Requested().Approved(Scene.Leader with { Account = "deputy", OnBehalfOf = Scene.Leader.Account });
        measure.Refused(ReviewerTookAStep, Scene.Reviewer with { Account = "deputy", OnBehalfOf = Scene.Reviewer.Account }, Say.Approve(measure))
            .Refused(ReviewerTookAStep, Scene.Reviewer with { OnBehalfOf = Scene.Leader.Account }, Say.Approve(measure))
            .Approved(Scene.Reviewer);
    }

    [Fact]
    public void A_substitute_of_the_lead_unit_cannot_sign_off_for_a_reviewer()
    {
        var measure = Measure(rules: OfficeOnly).Requested();
        var substitute = Scene.Reviewer with { Account = "deputy", OnBehalfOf = Scene.Reviewer.Account };
        measure.Refused(ReviewerIsOfLeadUnit, substitute with { OwnUnits = [Worlds.Lead] }, Say.Approve(measure))
            .Refused(ReviewerIsOfSupportingUnit, substitute with { OwnUnits = [Scene.Supporting] }, Say.Approve(measure))
            .Approved(substitute with { OwnUnits = ["elsewhere"] });
    }

    [Fact]
    public void A_reviewer_who_left_the_lead_unit_after_the_request_cannot_sign_off()
    {
        var measure = Measure(rules: OfficeOnly).Requested();
        var asked = measure.Now;
        measure.At(asked.AddDays(2))
            .Refused(ReviewerWasOfLeadUnit, Left(Worlds.Lead, asked), Say.Approve(measure))
            .Approved(Left(Worlds.Lead, asked.AddTicks(-1)));
    }

    [Fact]
    public void A_reviewer_who_left_a_supporting_unit_after_the_request_cannot_sign_off()
    {
        var measure = Measure(rules: OfficeOnly).Requested();
        var asked = measure.Now;
        measure.At(asked.AddDays(2))
            .Refused(ReviewerWasOfSupportingUnit, Left(Scene.Supporting, asked.AddDays(1)), Say.Approve(measure))
            .Approved(Left(Scene.Supporting, asked.AddTicks(-1)));
    }

    [Fact]
    public void Who_left_the_lead_unit_reviews_neither_its_extension_nor_its_proposal_of_that_time()
    {
        var measure = Measure().Claimed();
        var asked = measure.Now;
        measure.Accepted(Scene.LeadReporter, Say.Extend(measure)).Accepted(Scene.LeadReporter, Say.Propose(measure)).At(asked.AddDays(1))
            .Refused(ReviewerWasOfLeadUnit, Left(Worlds.Lead, asked), Say.ApproveExtension)
            .Refused(ReviewerWasOfLeadUnit, Left(Worlds.Lead, asked), Say.ApproveProposal)
            .Accepted(Left(Worlds.Lead, asked.AddTicks(-1)), Say.ApproveExtension)
            .Accepted(Left(Worlds.Lead, asked.AddTicks(-1)), Say.ApproveProposal);
    }

    private static Actor Left(string unit, DateTimeOffset until) => Scene.Reviewer with { FormerUnits = [new() { Unit = unit, Until = until }] };

    [Fact]
    public void A_review_is_bound_to_the_request_it_saw()
    {
        var measure = Measure().Requested();
        var seen = Say.Approve(measure);
        measure.Accepted(Scene.LeadReporter, Say.Withdraw).Accepted(Scene.LeadReporter, Say.Request)
            .Refused(FingerprintChanged, Scene.Leader, seen)
            .Refused(FingerprintChanged, Scene.Leader, seen with { Fingerprint = "" })
            .Approved(Scene.Leader);
    }

    [Fact]
    public void Only_history_reviews_without_a_fingerprint()
    {
        var measure = Measure().Requested();
        measure.Refused(FingerprintChanged, Scene.Leader, Say.Approve(measure) with { Fingerprint = "" })
            .Accepted(Scene.Leader, Say.Approve(measure) with { Fingerprint = "" }, historical: true);
    }

    [Fact]
    public void A_report_during_the_review_voids_the_request_and_the_steps_taken()
    {
        var measure = Measure().Requested().Approved(Scene.Leader)
            .Accepted(Scene.SupportingReporter, Say.Report with { Unit = Scene.Supporting, Percent = 100 });
        measure.Refused(NoSignOffPending, Scene.Reviewer, Say.Approve(measure)).Accepted(Scene.LeadReporter, Say.Request);
        Assert.Empty(measure.View.SignOff!.Steps);
    }

    [Fact]
    public void A_confirmation_withdrawn_voids_the_request()
    {
        var measure = Measure().Requested().Accepted(Scene.LeadReporter, Say.WithdrawConfirmation);
        Assert.Equal(MeasureStatus.InProgress, measure.View.Status);
        measure.Refused(NotAllConfirmed, Scene.LeadReporter, Say.Request);
    }

    [Fact]
    public void A_new_request_clears_the_reason_of_the_return()
    {
        var measure = Measure().Requested();
        measure.Accepted(Scene.Leader, Say.Return(measure)).Accepted(Scene.LeadReporter, Say.Request);
        Assert.Null(measure.View.Returned);
    }
}
