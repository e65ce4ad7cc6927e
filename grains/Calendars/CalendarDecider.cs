
namespace Rectification.Calendars;

/// <summary>What comes of a wish to bring a year in: the next row, or a "no"; neither when it says what is there already.</summary>
public readonly record struct CalendarVerdict(CalendarRow? Next, Refusal? Refusal, bool Repeated)
{
    public static implicit operator CalendarVerdict(Refusal refusal) => new(null, refusal, Repeated: false);
}

/// <summary>Decides on a calendar that is brought in.</summary>
public static class CalendarDecider
{
    /// <summary>Changes that are kept; a year is arranged once or twice.</summary>
    public const int KeptChanges = 100;

    public static CalendarVerdict Decide(CalendarRow row, PutCalendar command, DateTimeOffset now)
    {
        if (row.Changes.LastOrDefault(known => known.Id == command.Id && known.Change.By == command.By) is { } known)
        {
            return known.Change.Calendar.SaysTheSameAs(command.Calendar) ? new CalendarVerdict(null, null, Repeated: true) : CommandRefusals.KeyReused;
        }

        if (CalendarRules.Wrong(command.Calendar) is { } wrong)
        {
            return wrong;
        }

        var there = row.Years.FirstOrDefault(year => year.Calendar.Year == command.Calendar.Year);
        if (command.IfVersion is { } meant && meant != (there?.Version ?? 0))
        {
            return CalendarRefusals.StaleVersion;
        }

        return there?.Calendar.SaysTheSameAs(command.Calendar) is true
            ? new(null, null, Repeated: false)
            : new(With(row, there, command, now), null, Repeated: false);
    }

    private static CalendarRow With(CalendarRow row, StoredCalendar? there, PutCalendar command, DateTimeOffset now)
    {
        var calendar = command.Calendar.InOrder();
        var version = (there?.Version ?? 0) + 1;
        var change = new StoredCalendarChange { Id = command.Id, Change = new() { Version = version, At = now, By = command.By, Calendar = calendar } };
        return new()
        {
            Version = row.Version + 1,
            Years = [.. row.Years.Where(year => year != there).Append(new() { Calendar = calendar, Version = version }).OrderBy(year => year.Calendar.Year)],
            Changes = [.. row.Changes.TakeLast(KeptChanges - 1), change],
        };
    }
}
