namespace Rectification.Verifier;

/// <summary>When days of the plan's time zone begin and end.</summary>
internal sealed class PlanDays(string timeZone)
{
    /// <summary>Windows' names of the zones a Chinese office is in: by those of the IANA data base it finds none without ICU.</summary>
    private static readonly Dictionary<string, string> WindowsNames = new(StringComparer.Ordinal)
    {
        ["Asia/Shanghai"] = "China Standard Time",
        ["Asia/Chongqing"] = "China Standard Time",
        ["Asia/Harbin"] = "China Standard Time",
        ["Asia/Urumqi"] = "Central Asia Standard Time",
        ["Asia/Hong_Kong"] = "China Standard Time",
        ["Asia/Macau"] = "China Standard Time",
        ["Asia/Taipei"] = "Taipei Standard Time",
    };

    private readonly TimeZoneInfo _zone = TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var known) ? known
        : TimeZoneInfo.FindSystemTimeZoneById(WindowsNames.GetValueOrDefault(timeZone, timeZone));
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
