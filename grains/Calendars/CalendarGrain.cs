using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Rectification.Accounts;
using Rectification.Storage;

namespace Rectification.Calendars;

/// <summary>A shell around <see cref="CalendarDecider"/>: decide, write once, tell this silo; the others read the row themselves.</summary>
[GrainType(CalendarRow.GrainType)]
internal sealed class CalendarGrain : Grain, ICalendarGrain
{
    private readonly Committed<CalendarRow> _stored;
    private readonly OfficeCalendar _office;
    private readonly TimeProvider _clock;

    public CalendarGrain(
        [PersistentState(CalendarRow.StateName)] IPersistentState<CalendarRow> stored,
        OfficeCalendar office,
        [FromKeyedServices(Clocks.Key)] TimeProvider clock) =>
        (_stored, _office, _clock) = (new(stored, DeactivateOnIdle), office, clock);

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _office.Take(_stored.Row);
        // A crash between the write and the trail is made good.
        this.RegisterGrainTimer(static (grain, _) => grain.Record(), this, new GrainTimerCreationOptions(TimeSpan.Zero, Timeout.InfiniteTimeSpan));
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<CalendarView>> List()
    {
        var years = _stored.Row.Years.Select(year => year.Calendar.Year).Concat(_office.Files.Select(file => file.Year)).Distinct().Order();
        return Task.FromResult<IReadOnlyList<CalendarView>>([.. years.Select(year => View(year)!)]);
    }

    public Task<CalendarView?> Get(int year) => Task.FromResult(View(year));

    public async Task<CalendarOutcome> Put(PutCalendar command)
    {
        await Record();
        var verdict = CalendarDecider.Decide(_stored.Row, command, _clock.GetUtcNow());
        if (verdict.Refusal is { } refusal)
        {
            return refusal;
        }

        if (verdict.Next is { } next)
        {
            await _stored.Write(next);
            _office.Take(next);
            await Record();
        }

        return new() { Calendar = View(command.Calendar.Year), Repeated = verdict.Repeated };
    }

    /// <summary>Has the newest change in the trail of accounts; the next change waits for that.</summary>
    private async Task Record()
    {
        if (_stored.Row.Changes is [.., { Id: var id, Change: var change }])
        {
            var subject = string.Create(CultureInfo.InvariantCulture, $"calendar:{change.Calendar.Year}");
            await GrainFactory.GetGrain<IAccountTrailGrain>(IAccountTrailGrain.Key).Record(new()
            {
                Account = subject,
                Version = change.Version,
                By = change.By,
                Body = id,
                At = change.At,
                Event = new CalendarBroughtIn
                {
                    Account = subject,
                    Source = change.Calendar.Source,
                    Holidays = change.Calendar.Holidays,
                    Workdays = change.Calendar.Workdays,
                },
            });
        }
    }

    private CalendarView? View(int year)
    {
        var there = _stored.Row.Years.FirstOrDefault(known => known.Calendar.Year == year);
        return (there?.Calendar ?? _office.Files.FirstOrDefault(file => file.Year == year)) is not { } calendar ? null : new()
        {
            Year = year,
            Source = calendar.Source,
            Holidays = calendar.Holidays,
            Workdays = calendar.Workdays,
            Origin = there is null ? CalendarOrigin.File : CalendarOrigin.Stored,
            Version = there?.Version ?? 0,
            Changes = [.. _stored.Row.Changes.Where(change => change.Change.Calendar.Year == year).Select(change => change.Change).Reverse()],
        };
    }
}
