using Rectification.Plans;

namespace Rectification.Gateway.Plans.Pages;

/// <summary>Which day it is in a plan, by the clock of the field.</summary>
internal sealed class PlanClock([FromKeyedServices(Clocks.Key)] TimeProvider clock)
{
    public DateOnly Today(PlanFrame frame) => PlanCalendar.Of(frame.TimeZone).DayOf(clock.GetUtcNow());
}
