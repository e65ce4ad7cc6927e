using Rectification.Gateway.Auth;
using Rectification.Measures;
using Rectification.Plans;

namespace Rectification.Gateway.Measures.Pages;

/// <summary>
/// What whoever looks at a measure may do about it now, so that nobody is led to a form that must refuse him. The measure decides; this
/// only chooses what is shown.
/// </summary>
internal static class MeasureDeeds
{
    /// <summary>Report, claim: a reporter of a unit that has a part in it, until it is signed off.</summary>
    public static bool MayReport(Caller caller, MeasureView measure) =>
        measure.Status != MeasureStatus.SignedOff && caller.Actor.Is(Roles.Reporter) && measure.Assignments.Any(assignment => caller.Actor.ActsForUnit(assignment.Unit));

    /// <summary>Ask for the sign-off or for more time: a reporter of the lead unit, until it is signed off.</summary>
    public static bool MayRequest(Caller caller, MeasureView measure) => MayReport(caller, measure) && caller.Actor.ActsForUnit(measure.LeadUnit);

    /// <summary>Decide on anything that waits.</summary>
    public static bool MayReview(Caller caller, MeasureView measure, PlanFrame frame) =>
        MaySignOff(caller.Actor, frame, measure) || MayExtend(caller.Actor, measure) || MayCallBasicallyDone(caller.Actor, measure);

    /// <summary>Take the next step of a pending sign-off.</summary>
    public static bool MaySignOff(Actor actor, PlanFrame frame, MeasureView measure) =>
        measure.SignOff is { NextStep: { } step } request
        && step switch
        {
            ReviewStep.Leader => actor.Is(Roles.Leader) && actor.ActsForLeader(measure.Leader),
            ReviewStep.Office => actor.Is(Roles.Reviewer),
            ReviewStep.Principal => actor.Is(Roles.Leader) && frame.Rules.PrincipalOf(frame.Leaders) is { } principal && actor.ActsForLeader(principal),
            _ => false,
        }
        && IsApart(actor, measure, request.RequestedBy) && request.Steps.All(taken => !actor.SharesAPersonWith(taken.By, taken.OnBehalfOf));

    /// <summary>Decide on more time.</summary>
    public static bool MayExtend(Actor actor, MeasureView measure) =>
        measure.Extension is { } open && actor.Is(Roles.Reviewer) && IsApart(actor, measure, open.RequestedBy);

    /// <summary>Decide whether it counts as basically done.</summary>
    public static bool MayCallBasicallyDone(Actor actor, MeasureView measure) =>
        measure.BasicallyDone is { Approved: false } proposed && actor.Is(Roles.Reviewer) && IsApart(actor, measure, proposed.ProposedBy);

    private static bool IsApart(Actor actor, MeasureView measure, string asked) =>
        !actor.SharesAPersonWith(asked, onBehalfOf: null) && !measure.Assignments.Any(assignment => actor.BelongsTo(assignment.Unit));
}
