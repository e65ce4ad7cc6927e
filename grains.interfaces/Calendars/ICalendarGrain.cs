using System.Text.Json.Serialization;
using Orleans.Concurrency;

namespace Rectification.Calendars;

/// <summary>
/// The calendars of working days that ops brought in, for the whole cluster (key <c>all</c>). Each silo counts with them within seconds; a year
/// that was brought in goes before the file of the same year.
/// </summary>
[Alias("calendar")]
public interface ICalendarGrain : IGrainWithStringKey
{
    const string Key = "all";

    /// <summary>Every year that is known, brought in or from this cluster's files, in order.</summary>
    [Alias("list"), AlwaysInterleave]
    Task<IReadOnlyList<CalendarView>> List();

    [Alias("get"), AlwaysInterleave]
    Task<CalendarView?> Get(int year);

    /// <summary>Gives a year its arrangement. Durable when this returns; the same under the same id once more changes nothing.</summary>
    [Alias("put")]
    Task<CalendarOutcome> Put(PutCalendar command);
}

[GenerateSerializer, Immutable, Alias("put-calendar")]
public sealed record PutCalendar
{
    /// <summary>Idempotency-Key.</summary>
    [Id(0)] public required string Id { get; init; }
    [Id(1)] public required string By { get; init; }
    [Id(2)] public required CalendarYear Calendar { get; init; }

    /// <summary>The version it is meant to replace; 0: none was brought in yet; <see langword="null"/>: whichever.</summary>
    [Id(3)] public long? IfVersion { get; init; }
}

[GenerateSerializer, Immutable, Alias("calendar-outcome")]
public sealed record CalendarOutcome : IOutcome
{
    [Id(0)] public Refusal? Refusal { get; init; }
    [Id(1)] public CalendarView? Calendar { get; init; }

    /// <summary>It had been done before; nothing changed.</summary>
    [Id(2)] public bool Repeated { get; init; }

    public static implicit operator CalendarOutcome(Refusal refusal) => new() { Refusal = refusal };
}

/// <summary>Where a year's arrangement comes from.</summary>
[GenerateSerializer, Alias("calendar-origin")]
public enum CalendarOrigin
{
    /// <summary>A file in <c>Calendar:Path</c>.</summary>
    File = 1,

    /// <summary>Brought in by ops.</summary>
    Stored = 2,
}

/// <summary>A year's arrangement as people see it.</summary>
[GenerateSerializer, Immutable, Alias("calendar-view")]
public sealed record CalendarView
{
    [Id(0)] public required int Year { get; init; }
    [Id(1)] public required string Source { get; init; }
    [Id(2)] public required IReadOnlyList<DateOnly> Holidays { get; init; }
    [Id(3)] public required IReadOnlyList<DateOnly> Workdays { get; init; }
    [Id(4)] public required CalendarOrigin Origin { get; init; }

    /// <summary>How often the year was brought in; 0 for a file.</summary>
    [Id(5)] public required long Version { get; init; }

    /// <summary>The newest times it was brought in, newest first.</summary>
    [Id(6)] public required IReadOnlyList<CalendarChange> Changes { get; init; }

    [JsonIgnore]
    public CalendarYear Arrangement => new() { Year = Year, Source = Source, Holidays = Holidays, Workdays = Workdays };
}

/// <summary>One time a year was brought in: by whom, when, and what it said.</summary>
[GenerateSerializer, Immutable, Alias("calendar-change")]
public sealed record CalendarChange
{
    /// <summary>The year's version that it made.</summary>
    [Id(0)] public required long Version { get; init; }
    [Id(1)] public required DateTimeOffset At { get; init; }
    [Id(2)] public required string By { get; init; }
    [Id(3)] public required CalendarYear Calendar { get; init; }
}
