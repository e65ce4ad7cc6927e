using Rectification.Plans;

namespace Rectification.Measures;

/// <summary>What stands around a measure while its rules are applied: what the plan says of it, the plan's rules and its calendar.</summary>
public sealed record MeasureContext(MeasureDefinition Definition, PlanRules Rules, PlanCalendar Calendar, string? Principal)
{
    public static MeasureContext Of(PlanFrame frame, MeasureDefinition definition) =>
        new(definition, frame.Rules, PlanCalendar.Of(frame.TimeZone), frame.Rules.Principal ?? (frame.Leaders is [var first, ..] ? first.Id : null));

    public DateOnly Deadline(MeasureState state) => state.Deadline ?? Definition.Deadline;

    /// <summary>The first instant at which the measure is late.</summary>
    public DateTimeOffset DeadlineEnd(MeasureState state) => Calendar.EndOf(Deadline(state));

    public decimal QuantityReached(MeasureState state) => state.Assignments.Sum(assignment => assignment.Quantity ?? 0m);
}
