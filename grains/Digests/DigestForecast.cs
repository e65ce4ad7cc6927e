using Rectification.Forecasts;
using Rectification.Plans;

namespace Rectification.Digests;

/// <summary>可能逾期：gathers measures as they are known at a digest's end and says which of them are likelier to become overdue than not. Pure.</summary>
internal sealed class DigestForecast(PlanFrame frame, DigestSlot slot)
{
    /// <summary>Days that it looks ahead: what is due later says little.</summary>
    private const int DaysAhead = 35;

    private readonly List<(MeasureCourse Course, DigestMeasure Line)> _known = [];

    public void Add(MeasureCourse course, DigestMeasure line) => _known.Add((course, line));

    /// <summary>Soonest first.</summary>
    public IEnumerable<DigestLikelyLate> Lines()
    {
        var (calendar, model) = (PlanCalendar.Of(frame.TimeZone), new ForecastModel([.. _known.Select(known => known.Course)], slot.To, ForecastTerms.Usual));
        return from known in _known
               where known.Course.SignedOffAt is null && known.Course.DeadlineEnd <= slot.To.AddDays(DaysAhead)
               let inTime = model.InTime(known.Course)
               where Foretelling.IsLikelyLate(known.Course, inTime)
               orderby known.Course.DeadlineEnd, known.Course.No
               select new DigestLikelyLate
               {
                   Measure = known.Line,
                   Deadline = calendar.DayOf(known.Course.DeadlineEnd.AddTicks(-1)),
                   InTimePercent = Foretelling.Percent(inTime),
               };
    }
}
