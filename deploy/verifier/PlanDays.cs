namespace Rectification.Verifier;

/// <summary>When days of the plan's time zone begin and end.</summary>
internal sealed class PlanDays(string timeZone)
{
    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(timeZone);
    private readonly Dictionary<DateOnly, DateTimeOffset> _starts = [];

    /// <summary>The first instant of the day: after a skipped midnight the first minute there is, of two midnights the earlier; the first instant there is,
    /// where
    /// the day began before that.</summary>
    public DateTimeOffset StartOf(DateOnly day)
    {
        if (_starts.TryGetValue(day, out var known))
        {
            return known;
        }

        var local = day.ToDateTime(TimeOnly.MinValue);
        while (_zone.IsInvalidTime(local))
        {
            local = local.AddMinutes(1);
        }

        var offset = _zone.IsAmbiguousTime(local) ? _zone.GetAmbiguousTimeOffsets(local).Max() : _zone.GetUtcOffset(local);
        return _starts[day] = local.Ticks < offset.Ticks ? DateTimeOffset.MinValue : new(local, offset);
    }

    public DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, _zone).DateTime);

    /// <summary>The first instant after the day; after the last day there is the last instant there is.</summary>
    public DateTimeOffset EndOf(DateOnly day) => day == DateOnly.MaxValue ? DateTimeOffset.MaxValue : StartOf(day.AddDays(1));
}
