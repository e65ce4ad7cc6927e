using static Rectification.Measures.MeasureRefusals;

namespace Rectification.Measures;

/// <summary>等待外部：an interval that the lead unit asks for and the office approves.</summary>
public static partial class MeasureDecider
{
    /// <summary>Most times one measure may wait.</summary>
    public const int MaxWaits = 20;

    private static Verdict RequestWaiting(MeasureContext context, MeasureState state, RequestWaiting command, DateTimeOffset at, bool historical) =>
        WaitingShape(context, command, at, historical) is { } malformed ? malformed
        : state.Status switch
        {
            MeasureStatus.Unclaimed => NotClaimed,
            MeasureStatus.SignOffRequested => SignOffPending,
            MeasureStatus.SignedOff => IsSignedOff,
            _ when context.Waiting(state, at) is not null => WaitingOpen,
            _ when state.Waits.Length >= MaxWaits => WaitsUsedUp,
            _ when command.Since > context.Calendar.DayOf(at) => WaitingSinceFuture,
            _ when command.Until < context.Calendar.DayOf(at) => WaitingUntilPast,
            _ => Verdict.Accept(new WaitingRequested
            {
                With = command.With,
                Since = command.Since,
                Sent = command.Sent,
                Until = command.Until,
                Evidence = command.Evidence,
            }),
        };

    private static Refusal? WaitingShape(MeasureContext context, RequestWaiting command, DateTimeOffset at, bool historical) =>
        !IsText(command.With, MaxLabel) ? WaitingWithMissing
        : !IsText(command.Sent, MaxText) ? WaitingSentMissing
        : TooFar(context, command.Until, at) ? DateTooFar
        : EvidenceShape(command.Evidence, historical);

    private static Verdict ReviewWaiting(MeasureContext context, MeasureState state, ReviewWaiting command, DateTimeOffset at) =>
        ReviewShape(command.Decision, command.Reason) is { } malformed ? malformed
        : state.Waiting is not { ApprovedAt: null, Stated: var asked } ? NoWaitingPending
        : command.Decision == Decision.Return ? Verdict.Accept(new WaitingReturned { Reason = command.Reason! })
        : asked.Until < context.Calendar.DayOf(at) ? WaitingUntilPast
        : Verdict.Accept(new WaitingApproved { Until = asked.Until });

    private static Verdict EndWaiting(MeasureContext context, MeasureState state, EndWaiting command, DateTimeOffset at) =>
        command.Reason?.Length > MaxText ? ReasonMissing
        : context.Waiting(state, at) is null ? NotWaiting
        : Verdict.Accept(new WaitingEnded { Reason = command.Reason });
}
