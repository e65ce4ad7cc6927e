using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Rectification.Deadlines;

namespace Rectification.Calendars;

/// <summary>Says once, at start, which years' working days are known: nobody should find out from a date that is off by a holiday.</summary>
internal sealed partial class CalendarNotice(WorkingDays days, ILogger<CalendarNotice> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        LogYears(days.Years.Count == 0 ? "-" : string.Join(", ", days.Years));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Information, Message = "Working days are known of the years {Years}; every other year counts Monday to Friday.")]
    private partial void LogYears(string years);
}
