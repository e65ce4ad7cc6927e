using System.Collections.Immutable;
using Rectification.Plans;

namespace Rectification.Measures;

/// <summary>What a measure's state means for others: what it counts for in each unit, and how people see it.</summary>
public static class MeasureProjection
{
    private const int ShownDecimals = 6;

    /// <summary>The same for a definition that may be newer than what the measure has taken over; before that the former one counts, or nothing.</summary>
    public static Contribution ContributionTo(PlanFrame frame, MeasureDefinition definition, MeasureState state, string unit) =>
        MeasureContext.InForce(frame, definition, state) is { } context ? ContributionTo(context, state, frame.RosterVersion, unit)
            : new() { Stamp = StampOf(state, frame.RosterVersion), First = default };

    /// <summary>
    /// What the measure counts for in <paramref name="unit"/>'s counter: its assignment, and for the lead unit the measure itself. In a
    /// unit that has (no longer) a part in it, nothing.
    /// </summary>
    public static Contribution ContributionTo(MeasureContext context, MeasureState state, int rosterVersion, string unit)
    {
        var (stamp, (figures, clocked)) = (StampOf(state, rosterVersion), FiguresIn(context, state, unit));
        var first = clocked?.At(DateTimeOffset.MinValue) ?? figures;
        return new() { Stamp = stamp, First = first, Later = clocked is null ? [] : Later(clocked, first) };
    }

    /// <summary>The same as figures: those that no clock changes, or all of them over time.</summary>
    internal static (FigureSet Fixed, ClockedFigures? Clocked) FiguresIn(MeasureContext context, MeasureState state, string unit)
    {
        if (!context.Definition.Involves(unit))
        {
            return default;
        }

        if (context.Definition.Rescinded is not null)
        {
            return (default(FigureSet).With(Figure.Rescinded, unit == context.Definition.LeadUnit), null);
        }

        var figures = Assignment(context, state, unit);
        return unit == context.Definition.LeadUnit ? (default, new(context, state, Settled(context, state, figures))) : (figures, null);
    }

    /// <summary>What the measure counts for in its problem: whether it has a part in it now, is signed off, and for which time.</summary>
    public static ProblemMark MarkFor(PlanFrame frame, MeasureDefinition definition, MeasureState state) =>
        MarkFor(state, frame.RosterVersion) with { Absent = Planned.InForce(definition, state) is not { Rescinded: null } };

    /// <summary>The same for a measure that has a part in its problem.</summary>
    public static ProblemMark MarkFor(MeasureState state, int rosterVersion) => new()
    {
        Stamp = StampOf(state, rosterVersion),
        SignedOff = state.Status == MeasureStatus.SignedOff,
        SignOffs = state.SignOffs,
    };

    /// <summary>
    /// The measure's own version decides, then the roster's: a sweep under a newer roster must not outdo what a measure that the roster does
    /// not concern, and that was therefore not told of it, says later.
    /// </summary>
    private static Stamp StampOf(MeasureState state, int rosterVersion) => new(state.Version, rosterVersion);

    private static FigureSet Assignment(MeasureContext context, MeasureState state, string unit)
    {
        var done = state.Status == MeasureStatus.SignedOff || unit != context.Definition.LeadUnit && state.Assignment(unit).Confirmed;
        return default(FigureSet).With(Figure.AssignmentTotal).With(Figure.AssignmentDone, done);
    }

    /// <summary>Whether the unit's assignment is done.</summary>
    internal static bool IsDone(MeasureContext context, MeasureState state, string unit) => Assignment(context, state, unit).Has(Figure.AssignmentDone);

    /// <summary>The figures that no clock changes.</summary>
    private static FigureSet Settled(MeasureContext context, MeasureState state, FigureSet figures) => figures
        .With(Figure.MeasureTotal)
        .With(StatusFigure(state.Status))
        .With(Figure.Reopened, state.Reopenings > 0 && state.Status != MeasureStatus.SignedOff)
        .With(Figure.Standing, state.Status == MeasureStatus.SignedOff && state.Standing is not null)
        .With(Figure.Extended, state.DeadlineBy == DeadlineSource.Extension && context.Deadline(state) > context.Definition.Deadline)
        .With(Figure.ReopenedLater, state.DeadlineBy == DeadlineSource.Reopening && context.Deadline(state) > context.Definition.Deadline)
        .With(Figure.SignedOffLate, context.SignedOffAfter(context.Deadline(state), state) > 0)
        .With(Figure.SignedOffLateByFirst, context.SignedOffAfter(context.FirstDeadline(state), state) > 0)
        .With(Figure.InstitutionNew, context.Definition.Institution?.Kind == InstitutionKind.New)
        .With(Figure.InstitutionRevised, context.Definition.Institution?.Kind == InstitutionKind.Revised)
        .With(Figure.InstitutionRegistered, context.Definition.Institution is not null && state.Institution is not null);

    /// <summary>Only real changes: a yellow light that begins under a red one would wake every counter for nothing.</summary>
    private static ImmutableArray<Step> Later(ClockedFigures clocked, FigureSet first)
    {
        var later = ImmutableArray.CreateBuilder<Step>();
        var last = first;
        foreach (var instant in clocked.Changes())
        {
            var figures = clocked.At(instant);
            if (figures != last)
            {
                later.Add(new(instant, figures));
                last = figures;
            }
        }

        return later.ToImmutable();
    }

    private static Figure StatusFigure(MeasureStatus status) => status switch
    {
        MeasureStatus.Unclaimed => Figure.Unclaimed,
        MeasureStatus.InProgress => Figure.InProgress,
        MeasureStatus.SignOffRequested => Figure.SignOffRequested,
        MeasureStatus.BasicallyDone => Figure.BasicallyDone,
        MeasureStatus.SignedOff => Figure.SignedOff,
        _ => throw new InvalidOperationException($"Unknown status {status}."),
    };

    /// <summary>The measure as people see it at <paramref name="now"/>.</summary>
    public static MeasureView View(string plan, MeasureContext context, MeasureState state, DateTimeOffset now) =>
        View(plan, context, state, now, null);

    /// <summary>The measure with what somebody may do about it. The many questions are asked for a reader only, never on a command's way.</summary>
    public static MeasureView ViewFor(Actor reader, string plan, MeasureContext context, MeasureState state, DateTimeOffset now) =>
        View(plan, context, state, now, reader);

    private static MeasureView View(string plan, MeasureContext context, MeasureState state, DateTimeOffset now, Actor? reader)
    {
        var at = context.Calendar.Local(now > state.LastAt ? now : state.LastAt);
        var definition = context.Definition;
        IReadOnlyList<LitRuleView> lit =
            [.. LightPolicy.Lit(context, state).Where(lit => lit.At(now)).Select(lit => LitRuleView(context, state, lit.Rule, lit.Since))];
        string[] units = [.. definition.AllUnits()];
        var allowed = reader is null ? null : units.Select(unit => MeasureDecider.AllowedFor(context, state, unit, reader, at)).ToArray();
        return new()
        {
            Plan = plan,
            No = definition.No,
            Problem = definition.Problem,
            Text = definition.Text,
            Status = definition.Rescinded is null ? state.Status : MeasureStatus.Rescinded,
            Version = state.Version,
            Percent = state.Assignment(definition.LeadUnit).Percent,
            Leader = definition.Leader,
            LeadUnit = definition.LeadUnit,
            Assignments = [.. units.Select((unit, i) => AssignmentView(context, state, unit, allowed?[i]))],
            Start = definition.Start,
            FirstDeadline = context.FirstDeadline(state),
            Deadline = context.Deadline(state),
            DeadlineBy = state.DeadlineBy,
            LateDays = context.SignedOffAfter(context.Deadline(state), state),
            LateDaysByFirst = context.SignedOffAfter(context.FirstDeadline(state), state),
            Rescinded = definition.Rescinded,
            Overdue = LightPolicy.OverdueFrom(context, state) <= now,
            Light = lit.Count == 0 ? Light.None : lit.Max(rule => rule.Light),
            Cadence = definition.Cadence,
            Target = definition.Target is not { } target ? null
                : new() { Value = target.Value, Unit = target.Unit, What = target.What, Reached = context.QuantityReached(state), Shares = target.Shares },
            Quantities = definition.Quantities is not { } quantities ? null : [.. quantities.Select(quantity => QuantityView(state, quantity))],
            Institution = state.Institution ?? (definition.Institution is not { } promised ? null
                : new() { Kind = promised.Kind, Title = promised.Title, Registered = false }),
            LongTerm = definition.LongTerm,
            Outcome = definition.Outcome,
            Source = definition.Source,
            Extra = definition.Extra,
            EvidenceCount = state.EvidenceCount,
            Reopened = state.Reopenings,
            SignOff = state.Request is not { } request ? null : SignOffView(context, request),
            Returned = state.Returned,
            Extension = state.Extension,
            ExtensionsGranted = state.ExtensionsGranted,
            BasicallyDone = state.BasicallyDone is not { } basically ? null : BasicallyDoneView(context, basically, now),
            Waiting = context.Waiting(state, now) is not { } waiting ? null : WaitingView(waiting),
            SignedOffAt = state.SignedOffAt,
            Standing = state.Standing,
            ChangedAt = state.Version == 0 ? null : state.LastAt,
            LastCheckAt = state.LastCheckAt,
            NextCheckDue = definition.Rescinded is null ? LightPolicy.CheckDueFrom(state) : null,
            Lit = lit,
            Allowed = allowed is null ? null : MeasureDecider.Allowed(context, state, allowed, reader!, at),
            Missing = reader is null ? null : MeasureDecider.Missing(context, state),
        };
    }

    private static QuantityView QuantityView(MeasureState state, MeasureQuantity quantity)
    {
        var reached = MeasureContext.Reached(state, quantity.Name);
        return new() { Stated = quantity, Reached = reached, Met = quantity.IsMetBy(reached) };
    }

    private static AssignmentView AssignmentView(
        MeasureContext context, MeasureState state, string unit, IReadOnlyDictionary<string, Refusal?>? allowed)
    {
        var assignment = state.Assignment(unit);
        return new()
        {
            Unit = unit,
            Lead = unit == context.Definition.LeadUnit,
            Percent = assignment.Percent,
            Quantity = assignment.Quantity,
            Confirmed = assignment.Confirmed,
            Done = IsDone(context, state, unit),
            Reports = assignment.Reports,
            ReportedAt = assignment.ReportedAt,
            Metrics = assignment.Metrics.IsEmpty ? null
                : assignment.Metrics.ToDictionary(metric => metric.Name, metric => metric.Value, StringComparer.Ordinal),
            Allowed = allowed,
        };
    }

    private static LitRuleView LitRuleView(MeasureContext context, MeasureState state, LightRule rule, DateTimeOffset since)
    {
        var compares = rule.Kind is LightKind.BehindPace or LightKind.Below;
        return new()
        {
            Light = rule.Light,
            Kind = rule.Kind,
            Metric = compares ? rule.MetricWord : null,
            Value = compares && LightPolicy.Value(context, state, rule) is { } value ? decimal.Round(value, ShownDecimals) : null,
            Since = context.Calendar.Local(since),
        };
    }

    private static BasicallyDoneView BasicallyDoneView(MeasureContext context, BasicallyDoneState basically, DateTimeOffset now) => new()
    {
        Reason = basically.Reason,
        ExpectedBy = basically.ExpectedBy,
        Approved = basically.Approved,
        ProposedBy = basically.By,
        OnBehalfOf = basically.OnBehalfOf,
        Late = context.Calendar.DayOf(now) > basically.ExpectedBy,
    };

    private static WaitingView WaitingView(WaitingState waiting) => new()
    {
        With = waiting.Stated.With,
        Since = waiting.Stated.Since,
        Sent = waiting.Stated.Sent,
        Until = waiting.Stated.Until,
        Evidence = waiting.Stated.Evidence,
        RequestedBy = waiting.By,
        RequestedAt = waiting.At,
        OnBehalfOf = waiting.OnBehalfOf,
        ApprovedAt = waiting.ApprovedAt,
    };

    private static SignOffView SignOffView(MeasureContext context, SignOffRequest request) => new()
    {
        Fingerprint = request.Stated.Fingerprint,
        RequestedBy = request.By,
        OnBehalfOf = request.OnBehalfOf,
        RequestedAt = request.At,
        Person = request.Stated.Person,
        Act = request.Stated.Act,
        Result = request.Stated.Result,
        Standing = request.Stated.Standing,
        Shortfall = request.Stated.Shortfall,
        Steps = request.Steps,
        NextStep = context.Rules.SignOffChain[request.Steps.Length],
    };
}
