using Rectification.Plans;
using static Rectification.Measures.MeasureRefusals;

namespace Rectification.Measures;

/// <summary>
/// The rules of a measure's life (DESIGN §7) as one pure function. Each command is checked in one order: may
/// this actor send it, is its content in shape, does the state allow it. <c>docs/reference/rules.md</c> says the same in words and is walked by a test.
/// </summary>
public static partial class MeasureDecider
{
    /// <param name="context">What the plan says of the measure.</param>
    /// <param name="state">The measure as it is.</param>
    /// <param name="command">The command.</param>
    /// <param name="actor">Who wants it.</param>
    /// <param name="at">When; never before the measure's last event.</param>
    /// <param name="historical">Whether the command is brought in from the past; its evidence may then be bare names.</param>
    public static Verdict Decide(
        MeasureContext context, MeasureState state, MeasureCommand command, Actor actor, DateTimeOffset at, bool historical) =>
        Right(context, state, command, actor) is { } no ? no : context.Definition.Rescinded is not null ? IsRescinded
        : !historical && Rests(context, state) ? ClosingRefusals.MeasureRests : command switch
        {
            ClaimMeasure c => Claim(context, state, c),
            ReportProgress c => Report(context, state, c, historical),
            ConfirmAssignment c => Confirm(context, state, c),
            RequestSignOff c => RequestSignOff(context, state, c, at),
            WithdrawSignOff => state.Status == MeasureStatus.SignOffRequested ? Verdict.Accept(new SignOffWithdrawn()) : NoSignOffPending,
            ReviewSignOff c => Review(context, state, c, historical),
            RequestExtension c => RequestExtension(context, state, c, at),
            ReviewExtension c => ReviewExtension(context, state, c, at),
            ProposeBasicallyDone c => ProposeBasicallyDone(context, state, c, at),
            ReviewBasicallyDone c => ReviewBasicallyDone(state, c),
            ReopenMeasure c => Reopen(context, state, c, at),
            RegisterInstitution c => RegisterInstitution(context, state, c, at, historical),
            RecordStandingCheck c => RecordStandingCheck(context, state, c, at, historical),
            RequestWaiting c => RequestWaiting(context, state, c, at, historical),
            ReviewWaiting c => ReviewWaiting(context, state, c, at),
            EndWaiting c => EndWaiting(context, state, c, at),
            _ => throw new InvalidOperationException($"No rule for the command {command.GetType().Name}."),
        };

    /// <summary>Whether the plan was closed over it with an explanation: nothing is done about it, and nobody is chased for it.</summary>
    public static bool Rests(MeasureContext context, MeasureState state) =>
        context.PlanClosed && state.Status != MeasureStatus.SignedOff && state.Reopenings == 0;

    private static Verdict Claim(MeasureContext context, MeasureState state, ClaimMeasure command) =>
        !context.Definition.Involves(command.Unit) ? UnitNotAssigned
        : command.Unit != context.Definition.LeadUnit ? UnitIsNotLead
        : state.Status switch
        {
            MeasureStatus.Unclaimed => Verdict.Accept(new MeasureClaimed()),
            MeasureStatus.SignedOff => IsSignedOff,
            _ => AlreadyClaimed,
        };

    private static Verdict Report(MeasureContext context, MeasureState state, ReportProgress command, bool historical)
    {
        if (ReportShape(context, command, historical) is { } malformed)
        {
            return malformed;
        }

        if (state.Status == MeasureStatus.SignedOff)
        {
            return IsSignedOff;
        }

        var assignment = state.Assignment(command.Unit);
        if (command.Correction is null)
        {
            if (command.Percent < assignment.Percent)
            {
                return PercentFalls;
            }

            if (command.Quantity < assignment.Quantity)
            {
                return QuantityFalls;
            }
        }

        if (command.Metrics is { } metrics
            && assignment.Metrics.Length + metrics.Keys.Count(name => assignment.Metrics.All(known => known.Name != name)) > MaxMetricsOfUnit)
        {
            return TooManyMetrics;
        }

        var reported = new ProgressReported
        {
            Unit = command.Unit,
            Percent = command.Percent,
            Quantity = command.Quantity,
            Note = command.Note,
            Evidence = command.Evidence,
            Correction = command.Correction,
            Metrics = command.Metrics,
        };
        return state.Status switch
        {
            MeasureStatus.Unclaimed when command.Unit == context.Definition.LeadUnit => Verdict.Accept(new MeasureClaimed(), reported),
            MeasureStatus.SignOffRequested => Verdict.Accept(new SignOffLapsed(), reported),
            _ => Verdict.Accept(reported),
        };
    }

    private static Verdict Confirm(MeasureContext context, MeasureState state, ConfirmAssignment command)
    {
        if (!context.Definition.Involves(command.Unit))
        {
            return UnitNotAssigned;
        }

        if (command.Unit == context.Definition.LeadUnit)
        {
            return UnitIsLead;
        }

        switch (state.Status)
        {
            case MeasureStatus.Unclaimed: return NotClaimed;
            case MeasureStatus.SignedOff: return IsSignedOff;
        }

        var assignment = state.Assignment(command.Unit);
        if (!command.Withdraw)
        {
            return assignment.Confirmed ? AlreadyConfirmed
                : assignment.Percent < 100 ? AssignmentNotComplete
                : Verdict.Accept(new AssignmentConfirmed { Unit = command.Unit });
        }

        var withdrawn = new ConfirmationWithdrawn { Unit = command.Unit };
        return !assignment.Confirmed ? NotConfirmed
            : state.Status == MeasureStatus.SignOffRequested ? Verdict.Accept(new SignOffLapsed(), withdrawn)
            : Verdict.Accept(withdrawn);
    }

    private static Verdict RegisterInstitution(
        MeasureContext context, MeasureState state, RegisterInstitution command, DateTimeOffset at, bool historical)
    {
        if (InstitutionShape(command, historical) is { } malformed)
        {
            return malformed;
        }

        switch (state.Status)
        {
            case MeasureStatus.Unclaimed: return NotClaimed;
            case MeasureStatus.SignedOff: return IsSignedOff;
        }

        return context.Definition.Institution is not { } promised ? NoInstitutionPromised
            : state.Institution is not null ? InstitutionRegisteredAlready
            : promised.Kind != command.Kind ? InstitutionKindDiffers
            : command.Date > context.Calendar.DayOf(at) ? InstitutionDateFuture
            : Verdict.Accept(new InstitutionRegistered
            {
                Title = command.Title,
                Number = command.Number,
                Date = command.Date,
                IssuedBy = command.IssuedBy,
                Kind = command.Kind,
                Evidence = command.Evidence,
            });
    }
}
