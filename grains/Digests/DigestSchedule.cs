using Rectification.Calendars;
using Rectification.Plans;

namespace Rectification.Digests;

/// <summary>A digest that was frozen, as far as the next one depends on it.</summary>
internal readonly record struct DigestMark(DateOnly Period, DateTimeOffset To, DateTimeOffset Moment);

/// <summary>A digest to come or one that is due: of which day, what it covers, when it is frozen.</summary>
internal sealed record DigestSlot
{
    /// <inheritdoc cref="Digest.Period"/>
    public required DateOnly Period { get; init; }

    /// <inheritdoc cref="Digest.From"/>
    public required DateTimeOffset From { get; init; }

    /// <inheritdoc cref="Digest.To"/>
    public required DateTimeOffset To { get; init; }

    /// <inheritdoc cref="Digest.Moment"/>
    public required DateTimeOffset Moment { get; init; }

    /// <inheritdoc cref="Digest.Before"/>
    public required DateTimeOffset Before { get; init; }

    /// <inheritdoc cref="Digest.ReportBy"/>
    public required DateTimeOffset ReportBy { get; init; }

    /// <inheritdoc cref="Digest.Provisional"/>
    public required bool Provisional { get; init; }

    public DigestMark Mark => new(Period, To, Moment);
}

/// <summary>
/// When a plan's digests are due, as pure functions: what a digest covers follows from the plan's rule and the calendar, never from when somebody was
/// awake to freeze it.
/// </summary>
internal sealed class DigestSchedule(DigestRule rule, PlanCalendar calendar, WorkingDays days)
{
    private const int Week = 7;

    /// <summary>The mark of a plan without digests: the first one due after the instant follows it, and covers the week before its day.</summary>
    public DigestMark Beginning(DateTimeOffset instant)
    {
        var day = calendar.DayOf(instant);
        while (day.DayOfWeek != rule.Day || At(day) > instant)
        {
            day = day.AddDays(-1);
        }

        return new(day, At(day), DateTimeOffset.MinValue);
    }

    /// <summary>The digest that follows another.</summary>
    public DigestSlot After(DigestMark last)
    {
        var period = NextDay(last.Period);
        while (At(period) <= last.To)
        {
            period = NextDay(period);
        }

        var (moved, moment) = Frozen(period, last.Period, last.Moment);
        // Several digests that a holiday brought to one moment each cover their own week; the last of them goes up to the moment.
        var following = NextDay(period);
        var alone = Frozen(following, period, last.Moment).Moment > moment;
        var to = Later(last.To, alone ? moment : At(period));
        return new()
        {
            Period = period,
            From = calendar.Local(last.To),
            To = calendar.Local(to),
            Moment = calendar.Local(moment),
            Before = calendar.Local(last.Moment == DateTimeOffset.MinValue ? moment : last.Moment),
            ReportBy = calendar.Local(ReportBy(period, moment)),
            Provisional = !days.Years.Contains(period.Year) || !days.Years.Contains(moved.Year),
        };
    }

    private (DateOnly Day, DateTimeOffset Moment) Frozen(DateOnly period, DateOnly before, DateTimeOffset notBefore)
    {
        var moved = Moved(period, before);
        return (moved, Later(At(moved), notBefore));
    }

    private DateTimeOffset ReportBy(DateOnly period, DateTimeOffset moment)
    {
        if (rule.ReportBy is not { } reportBy)
        {
            return moment;
        }

        var day = period;
        while (day.DayOfWeek != reportBy.Day || calendar.InstantOf(day, reportBy.At) > At(period))
        {
            day = day.AddDays(-1);
        }

        var by = calendar.InstantOf(Moved(day, day.AddDays(-Week)), reportBy.At);
        return by < moment ? by : moment;
    }

    /// <summary>Where a day goes that is a public holiday; a day that the plan chose on a weekend stays.</summary>
    private DateOnly Moved(DateOnly day, DateOnly before)
    {
        if (days.IsWorkingDay(day) || day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
        {
            return day;
        }

        if (rule.Holiday == HolidayRule.WorkingDayAfter)
        {
            return days.AddWorkingDays(day, Math.Max(1, rule.WorkingDay ?? 1));
        }

        for (var earlier = day.AddDays(-1); rule.Holiday == HolidayRule.PreviousWorkingDay && earlier > before; earlier = earlier.AddDays(-1))
        {
            if (days.IsWorkingDay(earlier))
            {
                return earlier;
            }
        }

        return days.OnOrAfter(day);
    }

    private DateOnly NextDay(DateOnly day)
    {
        do
        {
            day = day.AddDays(1);
        }
        while (day.DayOfWeek != rule.Day);
        return day;
    }

    private DateTimeOffset At(DateOnly day) => calendar.InstantOf(day, rule.At);

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
