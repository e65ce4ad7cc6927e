using System.Collections.Concurrent;

namespace Rectification.Tests.Oracle;

/// <summary>Days of a time zone, found by walking: the first quarter of an hour whose local date is the day.</summary>
internal static class OracleDays
{
    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);

    // The walk is naive and slow; each day is walked to once.
    private static readonly ConcurrentDictionary<(string, DateOnly), DateTimeOffset> Walked = new();

    public static DateTimeOffset Beginning(string zone, DateOnly day) => Walked.GetOrAdd((zone, day), Walk);

    /// <summary>The first instant after the day.</summary>
    public static DateTimeOffset End(string zone, DateOnly day) => Beginning(zone, day.AddDays(1));

    public static DateOnly DayAt(string zone, DateTimeOffset instant) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, TimeZoneInfo.FindSystemTimeZoneById(zone)).DateTime);

    public static (DateOnly Day, TimeOnly Time) ClockAt(string zone, DateTimeOffset instant)
    {
        var local = TimeZoneInfo.ConvertTime(instant, TimeZoneInfo.FindSystemTimeZoneById(zone));
        return (DayAt(zone, instant), new(local.Hour, local.Minute, local.Second));
    }

    private static DateTimeOffset Walk((string Zone, DateOnly Day) wanted)
    {
        // No place on earth is more than 14 hours ahead of UTC.
        var instant = new DateTimeOffset(wanted.Day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero).AddHours(-15);
        while (DayAt(wanted.Zone, instant) < wanted.Day)
        {
            instant += Quarter;
        }

        return instant;
    }
}
