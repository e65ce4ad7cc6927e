using Rectification.Gateway.Auth;
using Rectification.Measures;
using Rectification.Plans;

namespace Rectification.Gateway.Pages.Records;

/// <summary>
/// What whoever looks at a measure may do about it now, so that nobody is led to a form that must refuse him. The measure decides; this
/// only chooses the links.
/// </summary>
internal static class MeasureDeeds
{
    /// <summary>Report, claim, ask for the sign-off or for more time: a reporter of a unit that has a part in it, until it is signed off.</summary>
    public static bool MayReport(Caller caller, MeasureView measure) =>
        measure.Status != MeasureStatus.SignedOff && caller.Actor.Is(Roles.Reporter) && measure.Assignments.Any(assignment => caller.Actor.ActsForUnit(assignment.Unit));

    /// <summary>Take the next step of a pending sign-off.</summary>
    public static bool MayReview(Caller caller, MeasureView measure, PlanFrame frame)
    {
        var actor = caller.Actor;
        if (measure.SignOff is not { NextStep: { } step } request)
        {
            return false;
        }

        var holds = step switch
        {
            ReviewStep.Leader => actor.Is(Roles.Leader) && actor.ActsForLeader(measure.Leader),
            ReviewStep.Office => actor.Is(Roles.Reviewer),
            ReviewStep.Principal => actor.Is(Roles.Leader) && (frame.Rules.Principal ?? (frame.Leaders is [var first, ..] ? first.Id : null)) is { } principal && actor.ActsForLeader(principal),
            _ => false,
        };
        return holds && !actor.SharesAPersonWith(request.RequestedBy, onBehalfOf: null)
            && !measure.Assignments.Any(assignment => actor.BelongsTo(assignment.Unit))
            && !request.Steps.Any(taken => actor.SharesAPersonWith(taken.By, taken.OnBehalfOf));
    }
}
