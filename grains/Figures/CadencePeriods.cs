using Rectification.Measures;
using Rectification.Plans;

namespace Rectification.Figures;

/// <summary>
/// Which periods of a measure's cadence were reported on and which were missed, from its trail alone. Periods are those of the calendar: weeks from
/// Monday on, months, quarters, years. Pure.
/// </summary>
internal static class CadencePeriods
{
    /// <summary>Most periods of a measure that are told, the newest: more than eleven years of weeks.</summary>
    public const int Most = 600;

    /// <summary>The measure's periods from its start to a moment; <see langword="null"/> where it has no cadence, or is not part of the plan.</summary>
    public static CadenceView? Of(PlanFrame frame, MeasureDefinition definition, IReadOnlyList<TrailEntry> trail, DateTimeOffset moment)
    {
        var asked = new MeasureLife(frame, definition, trail);
        asked.To(moment);
        if (asked.Context is not { Definition: { Cadence: { } cadence, Rescinded: null } planned } context)
        {
            return null;
        }

        var all = Between(cadence, planned.Start, context.Calendar.DayOf(moment)).ToList();
        var (life, units) = (new MeasureLife(frame, definition, trail), planned.AllUnits().ToDictionary(unit => unit, _ => new List<CadencePeriod>()));
        foreach (var (from, to) in all.TakeLast(Most))
        {
            var (start, end) = (context.Calendar.StartOf(from), context.Calendar.EndOf(to));
            var over = end <= moment;
            life.To(over ? end.AddTicks(-1) : moment);
            var reports = trail.Where(entry => entry.At >= start && entry.At < end && entry.At <= moment)
                .SelectMany(entry => entry.Events).OfType<ProgressReported>().CountBy(report => report.Unit).ToDictionary(StringComparer.Ordinal);
            foreach (var (unit, periods) in units)
            {
                var count = reports.GetValueOrDefault(unit);
                periods.Add(new()
                {
                    From = from,
                    To = to,
                    Reports = count,
                    State = count > 0 ? PeriodState.Reported
                        : !over ? PeriodState.Open
                        : IsOwed(life, unit, planned.Start, (from, to), end) ? PeriodState.Missed
                        : PeriodState.NotOwed,
                });
            }
        }

        return new()
        {
            Measure = planned.No,
            Cadence = cadence,
            Units = [.. units.Select(unit => new CadenceUnit { Unit = unit.Key, Periods = unit.Value })],
            LeftOut = all.Count > Most,
            Day = context.Calendar.DayOf(moment),
        };
    }

    /// <summary>The periods that have a day between two days.</summary>
    public static IEnumerable<(DateOnly From, DateOnly To)> Between(Cadence cadence, DateOnly first, DateOnly last)
    {
        for (var period = Around(cadence, first); period.From <= last; period = Around(cadence, period.To.AddDays(1)))
        {
            yield return period;
        }
    }

    private static (DateOnly From, DateOnly To) Around(Cadence cadence, DateOnly day)
    {
        var (from, months) = cadence switch
        {
            Cadence.Weekly => (day.AddDays(-(((int)day.DayOfWeek + 6) % 7)), 0),
            Cadence.Monthly => (new DateOnly(day.Year, day.Month, 1), 1),
            Cadence.Quarterly => (new DateOnly(day.Year, day.Month - ((day.Month - 1) % 3), 1), 3),
            Cadence.Yearly => (new DateOnly(day.Year, 1, 1), 12),
            _ => throw new ArgumentOutOfRangeException(nameof(cadence), cadence, "A cadence without periods."),
        };
        return (from, months == 0 ? from.AddDays(6) : from.AddMonths(months).AddDays(-1));
    }

    /// <summary>
    /// A period in which the measure began is owed if at least half of it was left; and none is at whose end the part was done, waited, or rested.
    /// </summary>
    private static bool IsOwed(MeasureLife life, string unit, DateOnly start, (DateOnly From, DateOnly To) period, DateTimeOffset end)
    {
        var (days, left) = (period.To.DayNumber - period.From.DayNumber + 1, period.To.DayNumber - start.DayNumber + 1);
        return life.Context is { Definition.Rescinded: null } context && context.Definition.Involves(unit) && 2 * left >= days
            && life.State.Status is not (MeasureStatus.SignedOff or MeasureStatus.SignOffRequested) && !life.State.Assignment(unit).Confirmed
            && context.Waiting(life.State, end.AddTicks(-1))?.ApprovedAt is null && !MeasureDecider.Rests(context, life.State);
    }
}
