using Rectification.Plans;

namespace Rectification.Forecasts;

/// <summary>From measures as they are known at a moment to what is foretold of measures, units and city. Pure.</summary>
public static class Foretelling
{
    /// <summary>Points of the band at most; between them a line is good enough.</summary>
    private const int MaxPoints = 24;

    /// <summary>How far the band goes on where every deadline is over, in days.</summary>
    private const int DaysBeyond = 30;
    private const double Few = 0.1;
    private const double Many = 0.9;

    /// <param name="frame">The plan as it was known.</param>
    /// <param name="courses">Its measures as they are known at <paramref name="now"/>.</param>
    /// <param name="now">The moment.</param>
    /// <param name="by">The day asked about; <see langword="null"/>: <see cref="Until"/>.</param>
    public static PlanForecast Of(PlanFrame frame, IReadOnlyList<MeasureCourse> courses, DateTimeOffset now, DateOnly? by)
    {
        var calendar = PlanCalendar.Of(frame.TimeZone);
        var model = new ForecastModel(courses, now, ForecastTerms.Usual);
        var (today, until) = (calendar.DayOf(now), Until(frame, courses, now));
        var day = by ?? until;
        var measures = courses.Where(course => course.SignedOffAt is null).OrderBy(course => course.No)
            .Select(course => Measure(model, course, calendar, calendar.EndOf(day))).ToList();
        var late = measures.Where(measure => measure.LikelyLate).CountBy(measure => measure.LeadUnit).ToDictionary(StringComparer.Ordinal);
        var led = courses.ToLookup(course => course.LeadUnit, StringComparer.Ordinal);
        return new()
        {
            Plan = frame.Plan,
            AsOf = calendar.Local(now),
            Model = ForecastModel.Version,
            By = day,
            City = Count(model, courses, calendar.EndOf(day)),
            Units =
            [
                .. frame.Units.Where(unit => led.Contains(unit.Id)).Select(unit => new UnitForecast
                {
                    Unit = unit.Id,
                    Measures = Count(model, [.. led[unit.Id]], calendar.EndOf(day)),
                    LikelyLate = late.GetValueOrDefault(unit.Id),
                }),
            ],
            Measures = measures,
            Band = [.. Days(today, until).Select(point => Point(point, Count(model, courses, point == today ? now : calendar.EndOf(point))))],
        };
    }

    /// <summary>A chance in whole percent: what may still go either way is neither 0 nor 100.</summary>
    public static int Percent(double chance) => chance <= 0 ? 0 : chance >= 1 ? 100 : Math.Clamp((int)Math.Round(100 * chance), 1, 99);

    /// <summary>可能逾期：the chance of not being in time is the greater one, and it is not overdue yet.</summary>
    public static bool IsLikelyLate(MeasureCourse course, double inTime) => !course.Overdue && Percent(inTime) < 50;

    /// <summary>The end of the concentrated period; where that is over, the last deadline of what is open, or some days from now.</summary>
    private static DateOnly Until(PlanFrame frame, IReadOnlyList<MeasureCourse> courses, DateTimeOffset now)
    {
        var calendar = PlanCalendar.Of(frame.TimeZone);
        var today = calendar.DayOf(now);
        var last = courses.Where(course => course.SignedOffAt is null).Select(course => calendar.DayOf(course.DeadlineEnd.AddTicks(-1)))
            .Append(DateOnly.MinValue).Max();
        return frame.ConcentratedPeriodEnd is { } end && end > today ? end : last > today ? last
            : DateOnly.FromDayNumber(Math.Min(today.DayNumber + DaysBeyond, DateOnly.MaxValue.DayNumber));
    }

    private static IEnumerable<DateOnly> Days(DateOnly from, DateOnly until)
    {
        var length = until.DayNumber - from.DayNumber;
        var step = Math.Max(1, (length + MaxPoints - 2) / (MaxPoints - 1));
        for (var day = 0; day < length; day += step)
        {
            yield return from.AddDays(day);
        }

        yield return until;
    }

    private static BandPoint Point(DateOnly day, CountForecast count) => new() { Day = day, Low = count.Low, Middle = count.Middle, High = count.High };

    private static MeasureForecast Measure(ForecastModel model, MeasureCourse course, PlanCalendar calendar, DateTimeOffset end)
    {
        var inTime = model.InTime(course);
        return new()
        {
            No = course.No,
            LeadUnit = course.LeadUnit,
            Deadline = calendar.DayOf(course.DeadlineEnd.AddTicks(-1)),
            InTimePercent = Percent(inTime),
            DonePercent = Percent(model.DoneBy(course, course.DeadlineEnd)),
            DoneByPercent = Percent(model.DoneBy(course, end)),
            LikelyLate = IsLikelyLate(course, inTime),
        };
    }

    private static CountForecast Count(ForecastModel model, IReadOnlyList<MeasureCourse> courses, DateTimeOffset instant)
    {
        var (done, open) = (courses.Count(course => course.SignedOffAt is not null), courses.Where(course => course.SignedOffAt is null).ToList());
        var chances = model.CountBy(open, instant);
        return new()
        {
            Total = courses.Count,
            Done = done,
            Low = done + CountBand.Quantile(chances, Few),
            Middle = done + CountBand.Quantile(chances, 0.5),
            High = done + CountBand.Quantile(chances, Many),
            AllPercent = open.Count == 0 ? 100 : Percent(chances[^1]),
        };
    }
}
