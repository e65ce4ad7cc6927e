using System.Diagnostics.CodeAnalysis;
using TimeZoneConverter;

namespace Rectification;

/// <summary>
/// Time zones by their names in the IANA data base. Windows has names of its own and knows the others only through ICU, which is not used here: dates and
/// numbers must not depend on a machine's culture.
/// </summary>
public static class TimeZones
{
    /// <summary>Where a plan's office is unless it says otherwise.</summary>
    public const string Usual = "Asia/Shanghai";

    /// <summary>Whether this machine knows the zone.</summary>
    /// <param name="name">For example "Asia/Shanghai".</param>
    /// <param name="zone">The zone.</param>
    public static bool TryFind(string name, [NotNullWhen(true)] out TimeZoneInfo? zone) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(name, out zone)
        || (TZConvert.TryIanaToWindows(name, out var windows) && TimeZoneInfo.TryFindSystemTimeZoneById(windows, out zone));

    /// <summary>A zone that is known here.</summary>
    /// <exception cref="TimeZoneNotFoundException">It is not.</exception>
    public static TimeZoneInfo Find(string name) =>
        TryFind(name, out var zone) ? zone : throw new TimeZoneNotFoundException($"此机器没有时区 {name} 的数据。 This machine has no data of the time zone {name}.");
}
