using static Rectification.Measures.MeasureRefusals;

namespace Rectification.Measures;

public static partial class MeasureDecider
{
    private static Verdict RequestExtension(MeasureContext context, MeasureState state, RequestExtension command, DateTimeOffset at) =>
        ReasonShape(command.Reason) is { } malformed ? malformed
        : TooFar(context, command.Until, at) ? DateTooFar
        : state.Status switch
        {
            MeasureStatus.Unclaimed => NotClaimed,
            MeasureStatus.SignOffRequested => SignOffPending,
            MeasureStatus.SignedOff => IsSignedOff,
            _ when state.Extension is not null => ExtensionOpen,
            _ when AskedTooLate(context, state, at) => ExtensionTooLate,
            _ when NotGranted(context, state, command.Until, at) is { } refusal => refusal,
            _ => Verdict.Accept(new ExtensionRequested { Extension = state.ExtensionsAsked + 1, Until = command.Until, Reason = command.Reason }),
        };

    /// <summary>By the clock on the wall: what it shows twice as clocks go back is in time both times.</summary>
    private static bool AskedTooLate(MeasureContext context, MeasureState state, DateTimeOffset at) =>
        context.RulesAt(at).Extensions.Until is { } until && context.Calendar.Local(at).DateTime >= context.Deadline(state).ToDateTime(until);

    private static Verdict ReviewExtension(MeasureContext context, MeasureState state, ReviewExtension command, DateTimeOffset at)
    {
        if (ReviewShape(command.Decision, command.Reason) is { } malformed)
        {
            return malformed;
        }

        if (state.Status == MeasureStatus.SignedOff)
        {
            return IsSignedOff;
        }

        if (state.Extension is not { } open || open.Id != command.Extension)
        {
            return NoExtensionOpen;
        }

        return command.Decision == Decision.Return ? Verdict.Accept(new ExtensionReturned { Extension = open.Id, Reason = command.Reason! })
            : NotGranted(context, state, open.Until, at) is { } refusal ? refusal
            : Verdict.Accept(new ExtensionApproved { Extension = open.Id, Until = open.Until });
    }

    /// <summary>Why the plan grants no extension to this date; asked when it is requested and, as things may have moved, again when it is approved.</summary>
    private static Refusal? NotGranted(MeasureContext context, MeasureState state, DateOnly until, DateTimeOffset at) =>
        state.ExtensionsGranted >= context.RulesAt(at).Extensions.Most ? ExtensionsUsedUp
        : until <= context.Deadline(state) ? ExtensionNotLater
        : context.RulesAt(at).Extensions.LongestDays is { } days && until > context.Definition.Deadline.AddDays(days) ? ExtensionTooLong
        : null;

    private static Verdict ProposeBasicallyDone(MeasureContext context, MeasureState state, ProposeBasicallyDone command, DateTimeOffset at) =>
        ReasonShape(command.Reason) is { } malformed ? malformed
        : TooFar(context, command.ExpectedBy, at) ? ExpectedByTooFar
        : state.Status switch
        {
            MeasureStatus.Unclaimed => NotClaimed,
            MeasureStatus.SignOffRequested => SignOffPending,
            MeasureStatus.BasicallyDone => IsBasicallyDone,
            MeasureStatus.SignedOff => IsSignedOff,
            _ when state.BasicallyDone is not null => BasicallyDonePending,
            _ when command.ExpectedBy < context.Calendar.DayOf(at) => ExpectedByPast,
            _ => Verdict.Accept(new BasicallyDoneProposed { Reason = command.Reason, ExpectedBy = command.ExpectedBy }),
        };

    private static Verdict ReviewBasicallyDone(MeasureState state, ReviewBasicallyDone command)
    {
        if (ReviewShape(command.Decision, command.Reason) is { } malformed)
        {
            return malformed;
        }

        if (state.Status == MeasureStatus.SignedOff)
        {
            return IsSignedOff;
        }

        return state.BasicallyDone is not { Approved: false } ? NoBasicallyDonePending
            : command.Decision == Decision.Return ? Verdict.Accept(new BasicallyDoneReturned { Reason = command.Reason! })
            : Verdict.Accept(new BasicallyDoneApproved());
    }
}
