using System.Security.Cryptography;
using System.Text;
using static Rectification.Measures.MeasureRefusals;

namespace Rectification.Measures;

public static partial class MeasureDecider
{
    private static Verdict RequestSignOff(MeasureContext context, MeasureState state, RequestSignOff command, DateTimeOffset at)
    {
        if (SignOffShape(command) is { } malformed)
        {
            return malformed;
        }

        switch (state.Status)
        {
            case MeasureStatus.Unclaimed: return NotClaimed;
            case MeasureStatus.SignOffRequested: return SignOffPending;
            case MeasureStatus.SignedOff: return IsSignedOff;
        }

        var explained = !string.IsNullOrWhiteSpace(command.Shortfall);
        if (NotReady(context, state).FirstOrDefault(missing => !explained || missing.Refusal != TargetNotMet) is { } first)
        {
            return first.Refusal;
        }

        if (command.Standing is not null && !context.Definition.LongTerm)
        {
            return StandingNotLongTerm;
        }

        var standing = command.Standing is { } terms
            ? terms with { Cadence = terms.Cadence ?? context.Definition.Cadence ?? context.Rules.StandingCadence }
            : null;
        var requested = new SignOffRequested
        {
            Person = command.Person,
            Act = command.Act,
            Result = command.Result,
            Standing = standing,
            Shortfall = command.Shortfall,
            Fingerprint = Fingerprint(state, command, standing),
        };

        // What is finished waits for nobody.
        return context.Waiting(state, at) is null ? Verdict.Accept(requested) : Verdict.Accept(new WaitingEnded(), requested);
    }

    /// <summary>What is missing, a shortfall of the target too, which a request may explain.</summary>
    private static IEnumerable<MissingView> NotReady(MeasureContext context, MeasureState state)
    {
        var measure = context.Definition;
        foreach (var unit in measure.AllUnits())
        {
            if (state.Assignment(unit).Percent < 100)
            {
                yield return new() { Refusal = NotAllComplete, Unit = unit };
            }
        }

        foreach (var unit in measure.Units)
        {
            if (!state.Assignment(unit).Confirmed)
            {
                yield return new() { Refusal = NotAllConfirmed, Unit = unit };
            }
        }

        if ((measure.Target is { } target && context.QuantityReached(state) < target.Value)
            || measure.Quantities?.All(quantity => quantity.IsMetBy(MeasureContext.Reached(state, quantity.Name))) == false)
        {
            yield return new() { Refusal = TargetNotMet };
        }

        if (measure.Institution is not null && state.Institution is null)
        {
            yield return new() { Refusal = InstitutionNotRegistered };
        }

        if (state.EvidenceCount == 0)
        {
            yield return new() { Refusal = NoEvidence };
        }
        else if (state.Reopenings > 0 && state.EvidenceSinceReopening == 0)
        {
            yield return new() { Refusal = NoNewEvidence };
        }
    }

    /// <summary>
    /// Binds a sign-off to what it saw: SHA-256 over the trail's head, which commits to every report, evidence hash, confirmation and
    /// institution before, and over what the request states. It can be recomputed from the exported trail.
    /// </summary>
    private static string Fingerprint(MeasureState state, RequestSignOff command, StandingTerms? standing)
    {
        var stated = string.Join('\0', state.TrailHash, command.Person, command.Act, command.Result, command.Shortfall, standing?.Cadence?.ToString(),
            standing?.Basis);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(stated)));
    }

    private static Verdict Review(MeasureContext context, MeasureState state, ReviewSignOff command, bool historical)
    {
        if (ReviewShape(command.Decision, command.Reason) is { } malformed)
        {
            return malformed;
        }

        if (Pending(state) is not { } request)
        {
            return NoSignOffPending;
        }

        // A spreadsheet's past reviews know no fingerprint: they are bound to the request that was pending then.
        var fingerprint = historical && command.Fingerprint.Length == 0 ? request.Stated.Fingerprint : command.Fingerprint;
        if (fingerprint != request.Stated.Fingerprint)
        {
            return FingerprintChanged;
        }

        var step = context.Rules.SignOffChain[request.Steps.Length];
        if (command.Decision == Decision.Return)
        {
            return Verdict.Accept(new SignOffReturned { Step = step, Reason = command.Reason!, Fingerprint = fingerprint });
        }

        var approved = new SignOffStepApproved { Step = step, Fingerprint = fingerprint };
        return request.Steps.Length + 1 == context.Rules.SignOffChain.Count
            ? Verdict.Accept(approved, new MeasureSignedOff { Standing = request.Stated.Standing })
            : Verdict.Accept(approved);
    }

    private static Verdict Reopen(MeasureContext context, MeasureState state, ReopenMeasure command, DateTimeOffset at) =>
        ReasonShape(command.Reason) is { } malformed ? malformed
        : TooFar(context, command.Until, at) ? DateTooFar
        : state.Status != MeasureStatus.SignedOff ? NotSignedOff
        : NewDeadline(context, command.Until, at) is { } refusal ? refusal
        : Verdict.Accept(new MeasureReopened { Reason = command.Reason, Until = command.Until });

    private static Verdict RecordStandingCheck(
        MeasureContext context, MeasureState state, RecordStandingCheck command, DateTimeOffset at, bool historical) =>
        CheckShape(context, command, at, historical) is { } malformed ? malformed
        : state.Standing is null ? NotStanding
        : command.Passed ? Verdict.Accept(new StandingCheckPassed { Note = command.Note, Evidence = command.Evidence })
        : NewDeadline(context, command.Until!.Value, at) is { } refusal ? refusal
        : Verdict.Accept(new StandingCheckFailed { Reason = command.Note, Until = command.Until.Value, Evidence = command.Evidence });

    /// <summary>The deadline of a measure that goes back to work: neither over already nor before its time began, which no pace could follow.</summary>
    private static Refusal? NewDeadline(MeasureContext context, DateOnly until, DateTimeOffset at) =>
        until < context.Calendar.DayOf(at) ? ReopenUntilPast
        : until < context.Definition.Start ? DateBeforeStart
        : null;
}
