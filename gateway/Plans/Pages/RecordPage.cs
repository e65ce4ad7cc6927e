using Microsoft.AspNetCore.Components;
using Rectification.Gateway.Http;
using Rectification.Plans;
using Rectification.Queries;

namespace Rectification.Gateway.Plans.Pages;

/// <summary>A page of a plan's records. What it asks stands in its address; it is of now, or with <c>day</c> of the end of a past day.</summary>
public abstract class RecordPage : PlanPage
{
    [Inject(Key = Clocks.Key)]
    internal TimeProvider Clock { get; set; } = null!;

    /// <summary>The past day that is shown; <see langword="null"/>: now.</summary>
    protected DateOnly? Day { get; private set; }

    /// <summary>The last instant of <see cref="Day"/>.</summary>
    protected DateTimeOffset? AsOf { get; private set; }

    protected DateOnly Today { get; private set; }

    internal IPlanQueryGrain Records => Grains.GetGrain<IPlanQueryGrain>(Plan);

    protected sealed override async Task Load()
    {
        // A form sends along what was left empty; that asks nothing.
        var stated = Context.Request.Query.Where(pair => pair.Value.ToString().Length > 0).ToDictionary(StringComparer.Ordinal);
        if (!stated.ContainsKey("unit"))
        {
            // The form keeps whose part was asked for; where its unit is cleared, that asks nothing either.
            stated.Remove("led");
            stated.Remove("done");
        }

        var query = new Query(new QueryCollection(stated));
        var calendar = PlanCalendar.Of(Frame!.TimeZone);
        Today = calendar.DayOf(Clock.GetUtcNow());
        Day = query.Day("day") is { } day && day < Today ? day : null;
        AsOf = Day is { } past ? calendar.EndOf(past).AddTicks(-1) : null;
        Ask(query);
        if (query.Wrong is { } wrong)
        {
            Refuse(wrong);
            return;
        }

        await Read();
    }

    /// <summary>Takes from the address what the page wants to know; before <see cref="Read"/>.</summary>
    private protected virtual void Ask(Query query)
    {
    }

    /// <summary>Reads what the page shows.</summary>
    protected abstract Task Read();
}
