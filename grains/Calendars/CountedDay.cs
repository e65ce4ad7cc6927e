namespace Rectification.Calendars;

/// <summary>A day that was stated, or counted in working days.</summary>
/// <param name="Day">The day.</param>
/// <param name="Provisional">True where it was counted in a year whose working days are not known; otherwise nothing.</param>
public readonly record struct CountedDay(DateOnly Day, bool? Provisional)
{
    public static CountedDay After(DateOnly day, int workingDays, WorkingDays days)
    {
        var counted = days.AddWorkingDays(day, workingDays);
        return new(counted, days.IsProvisional(day, counted) ? true : null);
    }
}
