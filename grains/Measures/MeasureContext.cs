using Rectification.Plans;

namespace Rectification.Measures;

/// <summary>What stands around a measure while its rules are applied: what the plan says of it, the plan's newest rules and its calendar.</summary>
public sealed record MeasureContext(MeasureDefinition Definition, PlanRules Rules, PlanCalendar Calendar, string? Principal)
{
    /// <summary>The rules before <see cref="Rules"/>, oldest first, each up to the instant from which the next were in force.</summary>
    public IReadOnlyList<RulesPeriod> Former { get; init; } = [];

    /// <summary>Whether the plan is closed.</summary>
    public bool PlanClosed { get; init; }

    public static MeasureContext Of(PlanFrame frame, MeasureDefinition definition) =>
        new(definition, frame.Rules, PlanCalendar.Of(frame.TimeZone), frame.Rules.PrincipalOf(frame.Leaders))
        {
            Former = frame.FormerRules,
            PlanClosed = frame.Closed,
        };

    /// <summary>The same for a measure whose state may not know of the newest amendment; <see langword="null"/> while it was not taken up yet.</summary>
    public static MeasureContext? InForce(PlanFrame frame, MeasureDefinition definition, MeasureState state) =>
        Planned.InForce(definition, state) is { } known ? Of(frame, known) : null;

    /// <summary>The rules in force at an instant: what happened is judged by the rules of its time.</summary>
    public PlanRules RulesAt(DateTimeOffset instant) => RulesOf(PeriodAt(instant));

    /// <summary>Number of the period of rules in which the instant lies; the newest is the number of former ones.</summary>
    internal int PeriodAt(DateTimeOffset instant)
    {
        var period = 0;
        while (period < Former.Count && Former[period].Until <= instant)
        {
            period++;
        }

        return period;
    }

    internal PlanRules RulesOf(int period) => period < Former.Count ? Former[period].Rules : Rules;

    internal DateTimeOffset BeginOf(int period) => period == 0 ? DateTimeOffset.MinValue : Former[period - 1].Until;

    internal DateTimeOffset? EndOf(int period) => period < Former.Count ? Former[period].Until : null;

    public DateOnly Deadline(MeasureState state) => state.Deadline ?? Definition.Deadline;

    /// <summary>As the plan set it first, before any amendment.</summary>
    public DateOnly FirstDeadline(MeasureState state) => state.FirstDeadline ?? Definition.Deadline;

    /// <summary>Whether it was signed off after a day, by how many days; <see langword="null"/> while it is not signed off.</summary>
    public int? SignedOffAfter(DateOnly deadline, MeasureState state) =>
        state.SignedOffAt is { } at ? Math.Max(0, Calendar.DayOf(at).DayNumber - deadline.DayNumber) : null;

    /// <summary>The first instant at which the measure is late.</summary>
    public DateTimeOffset DeadlineEnd(MeasureState state) => Calendar.EndOf(Deadline(state));

    /// <summary>The first instant at which an approved waiting is over by itself; <see langword="null"/> where there is none.</summary>
    public DateTimeOffset? WaitingEnd(MeasureState state) =>
        state.Waiting is { ApprovedAt: not null } waiting ? Calendar.EndOf(waiting.Stated.Until) : null;

    /// <summary>Waiting that is asked for or holds at an instant.</summary>
    public WaitingState? Waiting(MeasureState state, DateTimeOffset at) => WaitingEnd(state) <= at ? null : state.Waiting;

    /// <summary>Sum of the units' latest numbers under a name; <see langword="null"/> where none has reported one.</summary>
    public static decimal? Reached(MeasureState state, string name)
    {
        var numbers = state.Assignments.SelectMany(assignment => assignment.Metrics).Where(metric => metric.Name == name).ToList();
        return numbers.Count == 0 ? null : numbers.Sum(metric => metric.Value);
    }

    public decimal QuantityReached(MeasureState state) => state.Assignments.Sum(assignment => assignment.Quantity ?? 0m);
}
