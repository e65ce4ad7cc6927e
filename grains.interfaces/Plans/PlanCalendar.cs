using System.Collections.Concurrent;

namespace Rectification.Plans;

/// <summary>Turns days of a plan into instants and back. A day belongs to the plan's time zone; a deadline means the end of its day.</summary>
public sealed class PlanCalendar
{
    private static readonly ConcurrentDictionary<string, PlanCalendar> Known = new(StringComparer.Ordinal);

    /// <summary>Days kept; a campaign knows some hundreds, and every report asks for several of them.</summary>
    private const int MostKept = 10_000;

    private readonly TimeZoneInfo _zone;
    private readonly ConcurrentDictionary<DateOnly, DateTimeOffset> _starts = new();

    private PlanCalendar(TimeZoneInfo zone) => _zone = zone;

    /// <exception cref="TimeZoneNotFoundException">This machine does not know the zone.</exception>
    public static PlanCalendar Of(string timeZone) =>
        Known.GetOrAdd(timeZone, static name => new(TimeZones.Find(name)));

    /// <summary>The first instant of the day; the first that can be told where the day began before that.</summary>
    public DateTimeOffset StartOf(DateOnly day)
    {
        if (_starts.TryGetValue(day, out var known))
        {
            return known;
        }

        if (_starts.Count >= MostKept)
        {
            // Days are asked for in runs; starting anew costs less than keeping an order of use.
            _starts.Clear();
        }

        return _starts[day] = FirstOf(day);
    }

    private DateTimeOffset FirstOf(DateOnly day) => InstantOf(day, TimeOnly.MinValue);

    /// <summary>When the zone's clocks first show the time of that day; the first time after it that can be told where they skip it.</summary>
    public DateTimeOffset InstantOf(DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time);
        // Where clocks skip midnight, the day begins with the first minute that exists.
        while (_zone.IsInvalidTime(local))
        {
            local = local.AddMinutes(1);
        }

        // Where clocks go back to midnight, it strikes twice; the day begins with the first, the one farther ahead of UTC.
        var offset = _zone.IsAmbiguousTime(local) ? _zone.GetAmbiguousTimeOffsets(local).Max() : _zone.GetUtcOffset(local);
        return local.Ticks < offset.Ticks ? DateTimeOffset.MinValue : new(local, offset);
    }

    /// <summary>The first instant that is no longer the day; after the last day there is the last instant that can be told.</summary>
    public DateTimeOffset EndOf(DateOnly day) => day == DateOnly.MaxValue ? DateTimeOffset.MaxValue : StartOf(day.AddDays(1));

    public DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, _zone).DateTime);

    /// <summary>The same instant with the zone's offset, for people.</summary>
    public DateTimeOffset Local(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, _zone);
}
