using Rectification.Rollups;

namespace Rectification.Gateway.Rates.Pages;

/// <summary>How far a plan was at the end of a day, beside an even pace.</summary>
/// <param name="Day">The day.</param>
/// <param name="Done">Measures signed off.</param>
/// <param name="Total">All measures.</param>
/// <param name="Pace">The total × the share of the concentrated period that is over; <see langword="null"/> without such a period.</param>
internal sealed record BurnUpDay(DateOnly Day, long Done, long Total, double? Pace)
{
    private const int DaysAfterTheEnd = 30;

    /// <summary>
    /// The days up to the one that is shown, whose sheet may be of the running day. A plan that is all done has nothing more to show: the curve ends some days
    /// after its last change.
    /// </summary>
    public static IReadOnlyList<BurnUpDay> Of(DateOnly feedback, DateOnly? periodEnd, IReadOnlyList<RateSheet> past, DateOnly last, RateSheet shown)
    {
        double? Pace(DateOnly day) => periodEnd is not { } end ? null
            : shown.Measures.Total * Math.Clamp((double)(day.DayNumber - feedback.DayNumber + 1) / (end.DayNumber - feedback.DayNumber + 1), 0, 1);
        BurnUpDay At(DateOnly day, RateSheet sheet) => new(day, sheet.Measures.SignedOff, sheet.Measures.Total, Pace(day));
        var days = past.Select(sheet => At(DateOnly.FromDateTime(sheet.AsOf.DateTime), sheet)).Where(day => day.Day < last).Append(At(last, shown)).ToList();
        var changed = days.Count - 1;
        while (changed > 0 && days[changed - 1].Done == days[^1].Done)
        {
            changed--;
        }

        return days[^1].Done < days[^1].Total ? days : [.. days.Take(changed + DaysAfterTheEnd)];
    }
}
