using System.Globalization;
using System.Text;
using Rectification.Calendars;
using Rectification.Gateway.Shell;

namespace Rectification.Gateway.Calendars.Pages;

/// <summary>Days as people type them: one a line or separated by commas and blanks, several in a row as <c>2027-02-05~2027-02-11</c>.</summary>
internal static class CalendarText
{
    private const char To = '~';

    /// <summary>The days in order, those in a row as one range.</summary>
    public static string Of(IEnumerable<DateOnly> days)
    {
        var text = new StringBuilder();
        (DateOnly From, DateOnly Until)? row = null;
        foreach (var day in days.Order())
        {
            if (row is { } open && open.Until.AddDays(1) == day)
            {
                row = (open.From, day);
                continue;
            }

            Append(text, row);
            row = (day, day);
        }

        return Append(text, row).ToString();
    }

    /// <returns>The days in the order typed, or the first piece that is no day or range.</returns>
    public static (IReadOnlyList<DateOnly> Days, string? Wrong) Read(string text)
    {
        var days = new List<DateOnly>();
        foreach (var piece in HalfWidth.Pieces(text.Replace('至', To)))
        {
            var ends = piece.Split(To);
            if (ends.Length > 2 || Days.Read(ends[0]) is not { } from || Days.Read(ends[^1]) is not { } until
                || until < from || until.DayNumber - from.DayNumber >= CalendarRules.MaxDays || days.Count > CalendarRules.MaxDays)
            {
                return ([], piece);
            }

            days.AddRange(Enumerable.Range(0, until.DayNumber - from.DayNumber + 1).Select(from.AddDays));
        }

        return (days, null);
    }

    private static StringBuilder Append(StringBuilder text, (DateOnly From, DateOnly Until)? row) => row is not { } ended ? text
        : text.Append(CultureInfo.InvariantCulture,
            $"{(text.Length == 0 ? "" : "\n")}{Days.Text(ended.From)}{(ended.Until == ended.From ? "" : $"{To}{Days.Text(ended.Until)}")}");
}
