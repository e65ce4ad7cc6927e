using Rectification.Plans;
using Rectification.Rules;
using static Rectification.Measures.MeasureRefusals;

namespace Rectification.Measures;

/// <summary>Who may send what. It is the first thing a command is asked, so that nobody else learns anything of its content or of the measure.</summary>
public static partial class MeasureDecider
{
    /// <summary>What a measure says to whoever would be on both sides of a review.</summary>
    internal static readonly FourEyesRefusals Breaches = new()
    {
        IsAsker = ReviewerIsRequester,
        IsOfLeadUnit = ReviewerIsOfLeadUnit,
        IsOfOtherUnit = ReviewerIsOfSupportingUnit,
        WasOfLeadUnit = ReviewerWasOfLeadUnit,
        WasOfOtherUnit = ReviewerWasOfSupportingUnit,
        IsReviewer = ReviewerTookAStep,
    };

    /// <summary>Why somebody may not send a command, whatever stands in it; none if he may.</summary>
    public static Refusal? Right(MeasureContext context, MeasureState state, MeasureCommand command, Actor actor) => command switch
    {
        ClaimMeasure c => MayReportFor(actor, c.Unit),
        ReportProgress c => MayReportFor(actor, c.Unit),
        ConfirmAssignment _ or RequestSignOff _ or WithdrawSignOff _ => MayActForLead(context, actor),
        RequestExtension _ or ProposeBasicallyDone _ or RegisterInstitution _ or RequestWaiting _ => MayActForLead(context, actor),
        EndWaiting _ => actor.Is(Roles.Reviewer) ? null : MayActForLead(context, actor),
        ReviewSignOff _ => MayReviewSignOff(context, state, actor),
        ReviewExtension _ when state.Extension is { } asked => MayReview(actor, Asked(context, asked.RequestedBy, asked.OnBehalfOf, asked.RequestedAt)),
        ReviewBasicallyDone _ when state.BasicallyDone is { } proposed => MayReview(actor, Asked(context, proposed.By, proposed.OnBehalfOf, proposed.At)),
        ReviewWaiting _ when state.Waiting is { ApprovedAt: null } waiting => MayReview(actor, Asked(context, waiting.By, waiting.OnBehalfOf, waiting.At)),
        ReviewExtension _ or ReviewBasicallyDone _ or ReviewWaiting _ => MayReview(actor, Unasked(context.Definition)),
        ReopenMeasure _ or RecordStandingCheck _ => MayReview(actor, Unasked(context.Definition)),
        _ => throw new InvalidOperationException($"No right for the command {command.GetType().Name}."),
    };

    private static Refusal? MayReportFor(Actor actor, string unit) =>
        !actor.Is(Roles.Reporter) ? NotReporter
        : !actor.ActsForUnit(unit) ? NotOfUnit
        : null;

    private static Refusal? MayActForLead(MeasureContext context, Actor actor) =>
        !actor.Is(Roles.Reporter) ? NotReporter
        : !actor.ActsForUnit(context.Definition.LeadUnit) ? NotOfLeadUnit
        : null;

    /// <summary>The next step is for whoever holds it; while nothing is asked for, whoever could take any step hears so.</summary>
    private static Refusal? MayReviewSignOff(MeasureContext context, MeasureState state, Actor actor)
    {
        var (chain, request) = (context.Rules.SignOffChain, Pending(state));
        Refusal? MayTake(ReviewStep step) => MeasureDecider.MayTake(step, context.Definition.Leader, context.Principal, actor);
        var no = request is not null ? MayTake(chain[request.Steps.Length]) : chain.Any(step => MayTake(step) is null) ? null : MayTake(chain[0]);
        return no ?? FourEyes.Breach(actor, request is null ? Unasked(context.Definition) : Asked(context, request.By, request.OnBehalfOf, request.At) with
        {
            Reviewers = request.Steps.Select(taken => new Party(taken.By, taken.OnBehalfOf)),
        }, Breaches);
    }

    private static SignOffRequest? Pending(MeasureState state) => state.Status == MeasureStatus.SignOffRequested ? state.Request : null;

    /// <summary>Whether somebody holds the role of a step of the chain, for a measure of this leader in a plan of this principal.</summary>
    public static Refusal? MayTake(ReviewStep step, string leader, string? principal, Actor actor) => step switch
    {
        ReviewStep.Leader => actor.Is(Roles.Leader) && actor.ActsForLeader(leader) ? null : NotLeader,
        ReviewStep.Office => actor.Is(Roles.Reviewer) ? null : NotReviewer,
        ReviewStep.Principal => actor.Is(Roles.Leader) && principal is not null && actor.ActsForLeader(principal) ? null : NotPrincipal,
        _ => throw new InvalidOperationException($"No rule for the step {step}."),
    };

    /// <summary>The right to review for the office.</summary>
    internal static Refusal? MayReview(Actor actor, Reviewed reviewed) =>
        actor.Is(Roles.Reviewer) ? FourEyes.Breach(actor, reviewed, Breaches) : NotReviewer;

    /// <summary>A look at the measure that nobody asked for, or will be asked for.</summary>
    internal static Reviewed Unasked(MeasureDefinition measure) => new(measure.LeadUnit, measure.Units);

    private static Reviewed Asked(MeasureContext context, string by, string? onBehalfOf, DateTimeOffset at) =>
        Unasked(context.Definition) with { AskedBy = [new(by, onBehalfOf)], AskedAt = at };
}
