using System.Collections.Immutable;

namespace Rectification.Measures;

/// <summary>How each event changes a measure. The only way a state changes; replaying a trail through it gives the state of any moment.</summary>
public static class MeasureEvolution
{
    /// <summary>The state after one accepted command: all its events at one time, by one account, which may act for a person.</summary>
    public static MeasureState Apply(
        MeasureContext context, MeasureState state, IEnumerable<MeasureEvent> events, string account, DateTimeOffset at, string? onBehalfOf = null)
    {
        var next = state;
        foreach (var happened in events)
        {
            next = Apply(next, happened, account, at, onBehalfOf);
        }

        return Taken(context, state, next, at);
    }

    /// <summary>The same of a report that was read by a glance.</summary>
    internal static MeasureState Apply(MeasureContext context, MeasureState state, in ReportGlance report) =>
        Taken(context, state, Reported(report.Claims ? state with { Status = MeasureStatus.InProgress } : state, report), report.At);

    /// <summary>The same of several in a row that only say again what is known, under the rules of the entry before them: lights keep their marks.</summary>
    /// <param name="state">The measure before them.</param>
    /// <param name="last">The last of them, with the evidence of all.</param>
    /// <param name="reports">How many.</param>
    internal static MeasureState Again(MeasureState state, in ReportGlance last, int reports)
    {
        var before = state.Assignment(last.Unit);
        return WithEvidence(state, last.Evidence).With(before with { Reports = before.Reports + reports, ReportedAt = last.At }) with
        {
            Version = state.Version + reports,
            LastAt = last.At,
        };
    }

    private static MeasureState Taken(MeasureContext context, MeasureState before, MeasureState after, DateTimeOffset at) => after with
    {
        Version = before.Version + 1,
        LastAt = at,
        LightMarks = LightPolicy.Remark(context, before, after, at),
    };

    private static MeasureState Apply(MeasureState state, MeasureEvent happened, string account, DateTimeOffset at, string? onBehalfOf) => happened switch
    {
        WaitingRequested or WaitingApproved or WaitingReturned or WaitingEnded => Waited(state, happened, account, at, onBehalfOf),
        MeasureClaimed => state with { Status = MeasureStatus.InProgress },
        ProgressReported e => Reported(state, new(at, e.Unit, e.Percent, e.Quantity, e.Evidence.Count), e.Metrics),
        AssignmentConfirmed e => state.With(state.Assignment(e.Unit) with { Unit = e.Unit, Confirmed = true }),
        ConfirmationWithdrawn e => state.With(state.Assignment(e.Unit) with { Unit = e.Unit, Confirmed = false }),
        SignOffRequested e => state with
        {
            Status = MeasureStatus.SignOffRequested,
            Request = new() { Stated = e, By = account, At = at, OnBehalfOf = onBehalfOf },
            BasicallyDone = null,
            Returned = null,
        },
        SignOffLapsed or SignOffWithdrawn => state with { Status = MeasureStatus.InProgress, Request = null },
        SignOffStepApproved e => state with
        {
            Request = state.Request! with { Steps = state.Request.Steps.Add(new() { Step = e.Step, By = account, At = at, OnBehalfOf = onBehalfOf }) },
        },
        SignOffReturned e => state with
        {
            Status = MeasureStatus.InProgress,
            Request = null,
            Returned = new() { Reason = e.Reason, Step = e.Step, By = account, At = at },
        },
        MeasureSignedOff e => SignedOff(state, e, at),
        ExtensionRequested e => state with
        {
            ExtensionsAsked = e.Extension,
            Extension = new() { Id = e.Extension, Until = e.Until, Reason = e.Reason, RequestedBy = account, RequestedAt = at, OnBehalfOf = onBehalfOf },
        },
        ExtensionApproved e => state with
        {
            Extension = null,
            ExtensionsGranted = state.ExtensionsGranted + 1,
            Deadline = e.Until,
            DeadlineBy = DeadlineSource.Extension,
        },
        ExtensionReturned => state with { Extension = null },
        BasicallyDoneProposed e => state with
        {
            BasicallyDone = new() { Reason = e.Reason, ExpectedBy = e.ExpectedBy, By = account, OnBehalfOf = onBehalfOf, At = at },
        },
        BasicallyDoneApproved => state with { Status = MeasureStatus.BasicallyDone, BasicallyDone = state.BasicallyDone! with { Approved = true } },
        BasicallyDoneReturned => state with { BasicallyDone = null },
        MeasureReopened e => Reopened(state, e.Until),
        StandingCheckPassed e => WithEvidence(state, e.Evidence.Count) with { LastCheckAt = at },
        StandingCheckFailed e => Reopened(WithEvidence(state, e.Evidence.Count), e.Until),
        InstitutionRegistered e => WithEvidence(state, e.Evidence is null ? 0 : 1) with
        {
            Institution = new()
            {
                Kind = e.Kind,
                Title = e.Title,
                Registered = true,
                Number = e.Number,
                Date = e.Date,
                IssuedBy = e.IssuedBy,
                Evidence = e.Evidence,
            },
        },
        MeasureReplanned e => Replanned(e.To.Rescinded is not null || e.From?.LeadUnit != e.To.LeadUnit ? WaitingOver(state, at) : state, e),
        _ => throw new InvalidOperationException($"No evolution for the event {happened.GetType().Name}."),
    };

    private static MeasureState Reported(MeasureState state, in ReportGlance report, IReadOnlyDictionary<string, decimal>? metrics = null)
    {
        var before = state.Assignment(report.Unit);
        var next = WithEvidence(state, report.Evidence).With(before with
        {
            Unit = report.Unit,
            Percent = report.Percent,
            Quantity = report.Quantity ?? before.Quantity,
            Confirmed = before.Confirmed && report.Percent == 100,
            Reports = before.Reports + 1,
            ReportedAt = report.At,
            Metrics = metrics is null ? before.Metrics : Latest(before.Metrics, metrics),
        });
        return next.Status == MeasureStatus.BasicallyDone ? next with { Status = MeasureStatus.InProgress, BasicallyDone = null } : next;
    }

    private static ImmutableArray<MetricValue> Latest(ImmutableArray<MetricValue> before, IReadOnlyDictionary<string, decimal> reported) =>
    [
        .. before.Where(known => !reported.ContainsKey(known.Name))
            .Concat(reported.Select(metric => new MetricValue(metric.Key, metric.Value)))
            .OrderBy(metric => metric.Name, StringComparer.Ordinal),
    ];

    private static MeasureState SignedOff(MeasureState state, MeasureSignedOff e, DateTimeOffset at) => state with
    {
        Status = MeasureStatus.SignedOff,
        Request = null,
        Extension = null,
        SignOffs = state.SignOffs + 1,
        SignedOffAt = at,
        Standing = e.Standing,
        LastCheckAt = null,
    };

    private static MeasureState Waited(MeasureState state, MeasureEvent happened, string account, DateTimeOffset at, string? onBehalfOf) => happened switch
    {
        WaitingRequested e => WithEvidence(state, e.Evidence.Count) with
        {
            Waiting = new() { Stated = e, By = account, At = at, OnBehalfOf = onBehalfOf },
        },
        WaitingApproved e => state with
        {
            Waiting = state.Waiting! with { ApprovedAt = at },
            Waits = state.Waits.Add(new(at, e.Until, EndedAt: null)),
        },
        _ => WaitingOver(state, at),
    };

    /// <summary>Nothing is waited for any more; where something was, up to now.</summary>
    private static MeasureState WaitingOver(MeasureState state, DateTimeOffset at) => state with
    {
        Waiting = null,
        Waits = state.Waiting is { ApprovedAt: not null } ? state.Waits.SetItem(state.Waits.Length - 1, state.Waits[^1] with { EndedAt = at }) : state.Waits,
    };

    /// <summary>Back to work; evidence given until now does not support the next sign-off.</summary>
    private static MeasureState Reopened(MeasureState state, DateOnly until) => state with
    {
        Status = MeasureStatus.InProgress,
        Reopenings = state.Reopenings + 1,
        EvidenceSinceReopening = 0,
        Deadline = until,
        DeadlineBy = DeadlineSource.Reopening,
        SignedOffAt = null,
        Standing = null,
        LastCheckAt = null,
    };

    /// <summary>A deadline that an amendment moves is the one in force, whatever was granted before; one it leaves alone stays as it is.</summary>
    private static MeasureState Replanned(MeasureState state, MeasureReplanned e)
    {
        var moved = e.From is { } was && was.Deadline != e.To.Deadline;
        var gone = e.To.Rescinded is not null;
        // What was asked for was asked under another plan: of another unit, for another target, or for nothing at all.
        var lapses = state.Request is not null && (gone || e.From?.LeadUnit != e.To.LeadUnit || e.From?.AsksAs(e.To) != true);
        return state with
        {
            Roster = e.Roster,
            Status = lapses ? MeasureStatus.InProgress : state.Status,
            Request = lapses ? null : state.Request,
            Extension = gone || moved ? null : state.Extension,
            BasicallyDone = gone && state.Status != MeasureStatus.BasicallyDone ? null : state.BasicallyDone,
            Deadline = moved ? null : state.Deadline,
            DeadlineBy = moved ? DeadlineSource.Plan : state.DeadlineBy,
            FirstDeadline = moved ? state.FirstDeadline ?? e.From!.Deadline : state.FirstDeadline,
        };
    }

    private static MeasureState WithEvidence(MeasureState state, int pieces) => pieces == 0 ? state : state with
    {
        EvidenceCount = state.EvidenceCount + pieces,
        EvidenceSinceReopening = state.EvidenceSinceReopening + pieces,
    };
}
