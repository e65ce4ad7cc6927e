namespace Rectification.Calendars;

/// <summary>The working days that this silo counts with: its files, and before them the years that ops brought in.</summary>
public sealed class OfficeCalendar(IReadOnlyList<CalendarYear> files)
{
    /// <summary>Years are those of the country, whatever the time zone of a plan.</summary>
    private static readonly TimeSpan Country = TimeSpan.FromHours(8);

    private readonly Lock _taking = new();
    private volatile Held? _held;

    /// <summary>The years of this silo's files.</summary>
    public IReadOnlyList<CalendarYear> Files => files;

    /// <summary>How often the years brought in have changed, as far as this silo knows.</summary>
    public long Version => Now.Version;

    /// <exception cref="InvalidOperationException">Nothing was read yet: with the files alone dates could be wrong.</exception>
    public WorkingDays Days => Now.Days;

    /// <summary>The instant at which the last year ends whose arrangement is known; <see langword="null"/> while none is.</summary>
    public DateTimeOffset? End => _held?.Days.Years is [.., var last] ? new DateTimeOffset(last + 1, 1, 1, 0, 0, 0, Country) : null;

    private Held Now => _held ?? throw new InvalidOperationException("Working days were asked for before the calendars that were brought in had been read.");

    /// <summary>Takes what was brought in; what is older than what it knows changes nothing.</summary>
    /// <param name="stored"><see langword="null"/>: nothing was brought in yet.</param>
    /// <returns>Whether it was news.</returns>
    public bool Take(CalendarRow? stored)
    {
        var row = stored ?? new();
        lock (_taking)
        {
            if (_held is { } held && row.Version <= held.Version)
            {
                return false;
            }

            var years = row.Years.Select(year => year.Calendar).ToList();
            _held = new(row.Version, new([.. years, .. files.Where(file => !years.Exists(year => year.Year == file.Year))]));
            return true;
        }
    }

    private sealed record Held(long Version, WorkingDays Days);
}
