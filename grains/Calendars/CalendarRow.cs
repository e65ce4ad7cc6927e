using System.Collections.Immutable;

namespace Rectification.Calendars;

/// <summary>The calendars that were brought in, as they are persisted.</summary>
[GenerateSerializer, Alias("calendar-row")]
public sealed record CalendarRow
{
    /// <summary>Under this the row lies in the store, where silos read it too.</summary>
    public const string StateName = "calendars-v1";
    public const string GrainType = "calendar";

    /// <summary>Grows by one with every change of any year.</summary>
    [Id(0)] public long Version { get; init; }

    /// <summary>The years in force, in order.</summary>
    [Id(1)] public ImmutableArray<StoredCalendar> Years { get; init; } = [];

    /// <summary>The newest changes of all years, newest last.</summary>
    [Id(2)] public ImmutableArray<StoredCalendarChange> Changes { get; init; } = [];
}

/// <summary>A year in force and how often it was brought in.</summary>
[GenerateSerializer, Immutable, Alias("stored-calendar")]
public sealed record StoredCalendar
{
    [Id(0)] public required CalendarYear Calendar { get; init; }
    [Id(1)] public required long Version { get; init; }
}

/// <summary>A change and the id it came under, so that a repeat of it is known.</summary>
[GenerateSerializer, Immutable, Alias("stored-calendar-change")]
public sealed record StoredCalendarChange
{
    [Id(0)] public required string Id { get; init; }
    [Id(1)] public required CalendarChange Change { get; init; }
}
