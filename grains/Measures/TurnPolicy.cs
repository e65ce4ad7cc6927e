using Rectification.Plans;

namespace Rectification.Measures;

/// <summary>轮到谁 as a pure function of a measure that is not done: whoever something waits for, otherwise the lead unit.</summary>
public static class TurnPolicy
{
    public static Turn Of(MeasureContext context, MeasureState state, DateTimeOffset at)
    {
        var (calendar, waiting) = (context.Calendar, context.Waiting(state, at));
        return state.Request is { } request
                ? new(TurnOf.Reviewer, context.Rules.SignOffChain[request.Steps.Length], Since: calendar.Local(request.Steps.LastOrDefault()?.At ?? request.At))
            : waiting is { ApprovedAt: { } from } ? new(TurnOf.Outside, With: waiting.Stated.With, Since: calendar.Local(from))
            : waiting is not null ? Office(waiting.At)
            : state.Extension is { } extension ? Office(extension.RequestedAt)
            : state.BasicallyDone is { Approved: false } proposed ? Office(proposed.At)
            : new(TurnOf.Unit);

        // A proposal stored before its time was kept says nothing of it.
        Turn Office(DateTimeOffset since) => new(TurnOf.Reviewer, ReviewStep.Office, Since: since == default ? null : calendar.Local(since));
    }
}
