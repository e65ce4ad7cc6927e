using Rectification.Rules;
using static Rectification.Plans.AmendmentRefusals;

namespace Rectification.Plans;

/// <summary>
/// The rules of amendments as pure functions: who proposes one, what needs approval, who approves. Checked in one order: right, shape, state.
/// <c>docs/reference/amendments.md</c> says the same in words.
/// </summary>
internal static class AmendmentDecider
{
    private static readonly AmendmentRule Usual = new();

    private static readonly FourEyesRefusals Breaches = new()
    {
        IsAsker = ReviewerAsked,
        IsOfLeadUnit = ReviewerIsOfUnit,
        IsOfOtherUnit = ReviewerIsOfUnit,
        WasOfLeadUnit = ReviewerWasOfUnit,
        WasOfOtherUnit = ReviewerWasOfUnit,
        IsReviewer = ReviewerReviewed,
    };

    /// <summary>How a plan with these rules is amended.</summary>
    public static AmendmentRule RuleOf(PlanRules rules) => rules.Amendments ?? Usual;

    /// <summary>The right to propose an amendment.</summary>
    public static Refusal? MayPropose(Actor actor) => actor.Is(Roles.Reviewer) || actor.Is(Roles.Ops) ? null : NotOffice;

    /// <summary>Why changes may not be proposed, be it for now; none if they may.</summary>
    public static Refusal? Propose(PlanSource source, IReadOnlyList<FieldChange> changes, int lines, int open) =>
        MayPropose(source.Actor) is { } no ? no
        : string.IsNullOrWhiteSpace(source.Reason) ? ReasonMissing
        : source.Reason.Length > AmendmentLimits.MaxText || source.Document?.Length > AmendmentLimits.MaxText ? ReasonTooLong
        : lines > AmendmentLimits.MaxLines || changes.Sum(Length) > AmendmentLimits.MaxCharacters ? TooLarge
        : open >= AmendmentLimits.MaxOpen ? TooManyOpen
        : null;

    /// <summary>Whether changes wait for approval.</summary>
    public static bool NeedsApproval(AmendmentRule rule, IEnumerable<FieldChange> changes) =>
        rule.Chain.Count > 0 && changes.Any(change => change.Kind == ChangeKind.Duty || !rule.Direct.Contains(change.Kind));

    /// <summary>Why the actor may not do this to the amendment; none if he may.</summary>
    public static Refusal? Review(AmendmentRule rule, string? principal, AmendmentState amendment, AmendmentReview review, Actor actor)
    {
        if (review.Act == AmendmentAct.Withdraw)
        {
            return !actor.SharesAPersonWith(amendment.By, amendment.OnBehalfOf) ? NotAsker
                : amendment.Status != AmendmentStatus.Proposed ? Decided
                : null;
        }

        var step = amendment.NextStep(rule) ?? ReviewStep.Principal;
        return MayTake(step, principal, actor) is { } no ? no
            : FourEyes.Breach(actor, Reviewed(amendment), Breaches) is { } breach ? breach
            : review.Act == AmendmentAct.Return && string.IsNullOrWhiteSpace(review.Reason) ? ReturnReasonMissing
            : review.Reason?.Length > AmendmentLimits.MaxText ? ReasonTooLong
            : review.Act == AmendmentAct.Approve && string.IsNullOrEmpty(review.Fingerprint) ? FingerprintMissing
            : amendment.Status != AmendmentStatus.Proposed ? Decided
            : review.Act == AmendmentAct.Approve && review.Fingerprint != amendment.Proposed.Fingerprint ? FingerprintChanged
            : null;
    }

    /// <summary>What an actor may do about the amendment, each act put as well as it can be put.</summary>
    public static IReadOnlyDictionary<string, Refusal?> Allowed(AmendmentRule rule, string? principal, AmendmentState amendment, Actor actor) =>
        Enum.GetValues<AmendmentAct>().ToDictionary(
            act => act.ToString().ToLowerInvariant(),
            act => Review(rule, principal, amendment, AsGoodAsCanBe(amendment.Proposed, act), actor),
            StringComparer.Ordinal);

    private static AmendmentReview AsGoodAsCanBe(AmendmentProposed proposed, AmendmentAct act) =>
        new() { No = proposed.Amendment, Act = act, Fingerprint = proposed.Fingerprint, Reason = "-" };

    private static int Length(FieldChange change) => (change.From?.Length ?? 0) + (change.To?.Length ?? 0);

    private static Refusal? MayTake(ReviewStep step, string? principal, Actor actor) => step switch
    {
        ReviewStep.Office => actor.Is(Roles.Reviewer) ? null : NotReviewer,
        ReviewStep.Principal => actor.Is(Roles.Leader) && principal is not null && actor.ActsForLeader(principal) ? null : NotPrincipal,
        _ => throw new InvalidOperationException($"An amendment has no step {step}."),
    };

    private static Reviewed Reviewed(AmendmentState amendment) => new("", amendment.Proposed.Units)
    {
        AskedBy = [new(amendment.By, amendment.OnBehalfOf)],
        AskedAt = amendment.At,
        Reviewers = amendment.Steps.Select(step => new Party(step.By, step.OnBehalfOf)),
    };
}
