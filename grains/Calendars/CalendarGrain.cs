using Microsoft.Extensions.DependencyInjection;
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
        var verdict = CalendarDecider.Decide(_stored.Row, command, _clock.GetUtcNow());
        if (verdict.Refusal is { } refusal)
        {
            return refusal;
        }

        if (verdict.Next is { } next)
        {
            await _stored.Write(next);
            _office.Take(next);
        }

        return new() { Calendar = View(command.Calendar.Year), Repeated = verdict.Repeated };
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
