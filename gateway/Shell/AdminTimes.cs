using System.Globalization;
using Rectification.Plans;

namespace Rectification.Gateway.Shell;

/// <summary>Times of accounts, keys and deliveries as people read and type them: days and hours of the country, not of a plan's time zone.</summary>
internal static class AdminTimes
{
    public const string Zone = TimeZones.Usual;

    private static readonly PlanCalendar Calendar = PlanCalendar.Of(Zone);

    public static string Text(DateTimeOffset at) => Calendar.Local(at).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    public static string Text(DateTimeOffset? at) => at is { } instant ? Text(instant) : "–";

    /// <summary>A day and an hour as a page's field gives them; <see langword="null"/> for what is neither.</summary>
    public static DateTimeOffset? Read(string time) =>
        DateTime.TryParseExact(HalfWidth.Of(time), ["yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var read)
            ? Calendar.StartOf(DateOnly.FromDateTime(read)) + read.TimeOfDay : null;

    public static DateTimeOffset? StartOf(string day) => Days.Read(day) is { } read ? Calendar.StartOf(read) : null;

    public static DateTimeOffset? EndOf(string day) => Days.Read(day) is { } read ? Calendar.EndOf(read) : null;
}
