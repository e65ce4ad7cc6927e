namespace Rectification.Seeds.Wenzhou;

/// <summary>Working days in mainland China from April to October 2024, with the public holidays and the days worked in their stead.</summary>
internal static class WorkCalendar
{
    private static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    private static readonly HashSet<DateOnly> Holidays =
    [
        .. Enumerable.Range(1, 5).Select(day => new DateOnly(2024, 5, day)),
        new(2024, 6, 10),
        new(2024, 9, 16),
        new(2024, 9, 17),
        .. Enumerable.Range(1, 7).Select(day => new DateOnly(2024, 10, day)),
    ];

    private static readonly HashSet<DateOnly> WorkedInstead = [new(2024, 4, 28), new(2024, 5, 11), new(2024, 9, 14), new(2024, 9, 29), new(2024, 10, 12)];

    public static bool IsWorkday(DateOnly day) =>
        WorkedInstead.Contains(day) || (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !Holidays.Contains(day));

    /// <summary>The day itself, or the first working day after it.</summary>
    public static DateOnly OnOrAfter(DateOnly day)
    {
        while (!IsWorkday(day))
        {
            day = day.AddDays(1);
        }

        return day;
    }

    /// <summary>The working day that many working days later.</summary>
    public static DateOnly Later(DateOnly day, int workdays)
    {
        for (; workdays > 0; workdays--)
        {
            day = OnOrAfter(day.AddDays(1));
        }

        return day;
    }

    public static DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(instant.ToOffset(Offset).DateTime);

    public static DateTimeOffset At(DateOnly day, int hour, int minute) => new(day.ToDateTime(new(hour, 0)).AddMinutes(minute), Offset);
}
