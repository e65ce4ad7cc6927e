namespace Rectification.Calendars;

/// <summary>What makes a year's arrangement whole, whether it comes from a file, over HTTP or from a page.</summary>
public static class CalendarRules
{
    public const int FirstYear = 1949;
    public const int LastYear = 2199;
    public const int MaxDays = 366;
    public const int MaxSource = 200;

    /// <returns>The first thing that is wrong, with its field; <see langword="null"/> when nothing is.</returns>
    public static Refusal? Wrong(CalendarYear calendar) =>
        calendar.Year is < FirstYear or > LastYear ? CalendarRefusals.YearOutOfRange
        : calendar.Source.Length > MaxSource || string.IsNullOrWhiteSpace(calendar.Source) ? CalendarRefusals.SourceMissing
        : WrongDays(calendar.Holidays, calendar.Year, "/holidays")
            ?? WrongDays(calendar.Workdays, calendar.Year, "/workdays")
            ?? WrongWorkday(calendar);

    /// <summary>
    /// Whether a year's notice may arrange a day: one of the year, or of the December before, whose last days New Year's Day takes along
    /// （the notice of 2019 has 29 December 2018 worked and 31 December off）.
    /// </summary>
    public static bool Arranges(int year, DateOnly day) => day.Year == year || (day.Year == year - 1 && day.Month == 12);

    private static Refusal? WrongDays(IReadOnlyList<DateOnly> days, int year, string field)
    {
        if (days.Count > MaxDays)
        {
            return CalendarRefusals.NotDays(field);
        }

        var seen = new HashSet<DateOnly>();
        for (var i = 0; i < days.Count; i++)
        {
            if (!Arranges(year, days[i]) || !seen.Add(days[i]))
            {
                return CalendarRefusals.NotADay(year, field, i);
            }
        }

        return null;
    }

    private static Refusal? WrongWorkday(CalendarYear calendar)
    {
        for (var i = 0; i < calendar.Workdays.Count; i++)
        {
            var day = calendar.Workdays[i];
            if (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) || calendar.Holidays.Contains(day))
            {
                return CalendarRefusals.WorkdayMisplaced(i);
            }
        }

        return null;
    }
}
