using Microsoft.Extensions.Logging;
using Rectification.Storage;
using Rectification.Telemetry;

namespace Rectification.Calendars;

/// <summary>
/// Reads the calendars that were brought in from the store: once before any grain of this silo lives, without which the silo does not start, and
/// again every few seconds. A row read over and over is late by seconds at most and, unlike a message, never lost.
/// </summary>
internal sealed partial class CalendarWatch : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    /// <summary>After every store has opened, Orleans' own among them, and before other silos call.</summary>
    private const int Stage = ServiceLifecycleStage.ApplicationServices + 1;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _ending = new();
    private readonly OfficeCalendar _office;
    private readonly RowStore _rows;
    private readonly TimeProvider _clock;
    private readonly ILogger<CalendarWatch> _logger;
    private Task _watching = Task.CompletedTask;

    public CalendarWatch(OfficeCalendar office, RowStore rows, TimeProvider clock, ILogger<CalendarWatch> logger)
    {
        (_office, _rows, _clock, _logger) = (office, rows, clock, logger);
        RectificationMeter.ObserveGauge(
            "rectification.calendar.end", "s", "End of the last year whose days off are known, in seconds since 1970.",
            () => office.End is { } end ? [new((double)end.ToUnixTimeSeconds())] : []);
    }

    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(nameof(CalendarWatch), Stage, Start, Stop);

    public void Dispose() => _ending.Dispose();

    private async Task Start(CancellationToken cancellation)
    {
        _office.Take(await Read());
        LogYears(_office.Days.Years.Count == 0 ? "-" : string.Join(", ", _office.Days.Years));
        _watching = Task.Run(() => Watch(_ending.Token), CancellationToken.None);
    }

    private async Task Stop(CancellationToken cancellation)
    {
        await _ending.CancelAsync();
        await _watching.WaitAsync(cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task Watch(CancellationToken ending)
    {
        using var timer = new PeriodicTimer(Pause, _clock);
        for (var reads = true; await timer.WaitForNextTickAsync(ending);)
        {
            try
            {
                if (_office.Take(await Read()))
                {
                    LogYears(string.Join(", ", _office.Days.Years));
                }

                reads = true;
            }
            catch (Exception problem)
            {
                // What is known stays in force: nothing else counts with more while the store is away, and a change needs the store too.
                if (reads)
                {
                    LogNotRead(problem);
                }

                reads = false;
            }
        }
    }

    private Task<CalendarRow?> Read() => _rows.Read<CalendarRow>(CalendarRow.StateName, CalendarRow.GrainType, ICalendarGrain.Key);

    [LoggerMessage(Level = LogLevel.Information, Message = "Calendars are loaded for the years {Years}; every other year counts Monday to Friday.")]
    private partial void LogYears(string years);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The calendars could not be reloaded; the loaded ones stay in force.")]
    private partial void LogNotRead(Exception problem);
}
