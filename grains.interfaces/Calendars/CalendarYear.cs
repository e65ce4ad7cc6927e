namespace Rectification.Calendars;

/// <summary>The public arrangement of one year（放假调休）：days off, and the weekend days that are worked in their stead.</summary>
[GenerateSerializer, Immutable, Alias("calendar-year")]
public sealed record CalendarYear
{
    [Id(0)] public required int Year { get; init; }

    /// <summary>Where the arrangement was published.</summary>
    [Id(1)] public required string Source { get; init; }

    /// <summary>Days off: of the year, and of the December before where New Year's Day takes some of it along.</summary>
    [Id(2)] public required IReadOnlyList<DateOnly> Holidays { get; init; }

    /// <summary>Weekend days that are worked, of the same days.</summary>
    [Id(3)] public required IReadOnlyList<DateOnly> Workdays { get; init; }

    /// <summary>The same arrangement with its days in order.</summary>
    public CalendarYear InOrder() => this with { Holidays = [.. Holidays.Order()], Workdays = [.. Workdays.Order()] };

    /// <summary>Whether both arrange the year alike and name the same source; the order of days does not matter.</summary>
    public bool SaysTheSameAs(CalendarYear other) =>
        Year == other.Year && Source == other.Source
        && Holidays.ToHashSet().SetEquals(other.Holidays) && Workdays.ToHashSet().SetEquals(other.Workdays);
}
