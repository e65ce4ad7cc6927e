using Microsoft.Extensions.DependencyInjection;

namespace Rectification.Calendars;

/// <summary>A shell around <see cref="CalendarDecider"/>: decide, write once, tell this silo; the others read the row themselves.</summary>
[GrainType(CalendarRow.GrainType)]
internal sealed class CalendarGrain(
    [PersistentState(CalendarRow.StateName)] IPersistentState<CalendarRow> stored,
    OfficeCalendar office,
    [FromKeyedServices(Clocks.Key)] TimeProvider clock) : Grain, ICalendarGrain
{
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        office.Take(stored.State);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<CalendarView>> List()
    {
        var years = stored.State.Years.Select(year => year.Calendar.Year).Concat(office.Files.Select(file => file.Year)).Distinct().Order();
        return Task.FromResult<IReadOnlyList<CalendarView>>([.. years.Select(year => View(year)!)]);
    }

    public Task<CalendarView?> Get(int year) => Task.FromResult(View(year));

    public async Task<CalendarOutcome> Put(PutCalendar command)
    {
        var verdict = CalendarDecider.Decide(stored.State, command, clock.GetUtcNow());
        if (verdict.Refusal is { } refusal)
        {
            return refusal;
        }

        if (verdict.Next is { } next)
        {
            await Store(next);
            office.Take(next);
        }

        return new() { Calendar = View(command.Calendar.Year), Repeated = verdict.Repeated };
    }

    private async Task Store(CalendarRow next)
    {
        var before = stored.State;
        stored.State = next;
        try
        {
            await stored.WriteStateAsync();
        }
        catch
        {
            stored.State = before;
            DeactivateOnIdle();
            throw;
        }
    }

    private CalendarView? View(int year)
    {
        var there = stored.State.Years.FirstOrDefault(known => known.Calendar.Year == year);
        return (there?.Calendar ?? office.Files.FirstOrDefault(file => file.Year == year)) is not { } calendar ? null : new()
        {
            Year = year,
            Source = calendar.Source,
            Holidays = calendar.Holidays,
            Workdays = calendar.Workdays,
            Origin = there is null ? CalendarOrigin.File : CalendarOrigin.Stored,
            Version = there?.Version ?? 0,
            Changes = [.. stored.State.Changes.Where(change => change.Change.Calendar.Year == year).Select(change => change.Change).Reverse()],
        };
    }
}
