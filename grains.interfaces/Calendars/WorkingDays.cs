namespace Rectification.Calendars;

/// <summary>工作日：which days are worked. A year whose arrangement is not known counts Monday to Friday.</summary>
public sealed class WorkingDays
{
    public static readonly WorkingDays MondayToFriday = new([]);

    private readonly HashSet<DateOnly> _off;
    private readonly HashSet<DateOnly> _worked;

    public WorkingDays(IReadOnlyList<CalendarYear> years)
    {
        Years = [.. years.Select(year => year.Year).Order()];
        (_off, _worked) = ([], []);

        // The later notice goes before: it is the one that moves days of the December before its year.
        foreach (var year in years.OrderBy(year => year.Year))
        {
            _off.ExceptWith(year.Workdays);
            _off.UnionWith(year.Holidays);
            _worked.ExceptWith(year.Holidays);
            _worked.UnionWith(year.Workdays);
        }
    }

    /// <summary>The years whose arrangement is known, in order.</summary>
    public IReadOnlyList<int> Years { get; }

    /// <summary>
    /// 暂定：whether a day counted from another is only likely, since it lies in, or behind, a year whose arrangement is not known: holidays can still move it.
    /// </summary>
    public bool IsProvisional(DateOnly from, DateOnly until)
    {
        for (var year = from.Year; year <= until.Year; year++)
        {
            if (!Years.Contains(year))
            {
                return true;
            }
        }

        return false;
    }

    public bool IsWorkingDay(DateOnly day) =>
        _worked.Contains(day) || (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !_off.Contains(day));

    /// <summary>
    /// The working day that is <paramref name="count"/> working days after <paramref name="day"/>, which itself never counts; 0: the day itself.
    /// </summary>
    public DateOnly AddWorkingDays(DateOnly day, int count)
    {
        for (; count > 0; count--)
        {
            day = OnOrAfter(day.AddDays(1));
        }

        return day;
    }

    /// <summary>The day itself where it is worked, or the first working day after it.</summary>
    public DateOnly OnOrAfter(DateOnly day)
    {
        while (!IsWorkingDay(day))
        {
            day = day.AddDays(1);
        }

        return day;
    }
}
