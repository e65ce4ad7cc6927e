using System.Globalization;
using Rectification.Plans;

namespace Rectification.Gateway.Plans.Pages;

/// <summary>Names and times of a plan as people know them.</summary>
internal static class PlanNames
{
    public static string Unit(this PlanFrame frame, string id) => frame.Units.FirstOrDefault(unit => unit.Id == id)?.Name ?? id;

    /// <summary>By the clock of the plan's place.</summary>
    public static string Time(this PlanFrame frame, DateTimeOffset at) =>
        PlanCalendar.Of(frame.TimeZone).Local(at).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    public static DateOnly Day(this PlanFrame frame, DateTimeOffset at) => PlanCalendar.Of(frame.TimeZone).DayOf(at);
}
