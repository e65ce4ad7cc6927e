using Rectification.Gateway.Auth;
using Rectification.Gateway.Plans;
using Rectification.Plans;
using Rectification.Queries;
using Rectification.Rollups;

namespace Rectification.Gateway.Rates.Pages;

/// <summary>Reads what the first page shows, within what the caller may see.</summary>
internal sealed class OverviewReader(
    IGrainFactory grains, PlanCache frames, PastDays past, DailyForecasts forecasts, ChosenPlan chosen, [FromKeyedServices(Clocks.Key)] TimeProvider clock)
{
    /// <returns><see langword="null"/> when there is no plan to show.</returns>
    public async Task<ShownPlan?> Read(Caller? visitor, string? asked, string? remembered, DateOnly? day, CancellationToken cancellation)
    {
        var plans = (await PlanList.All(grains)).Where(plan => plan.Public || visitor is { Reads: true })
            .OrderByDescending(plan => plan.FeedbackDate).ThenBy(plan => plan.Id, StringComparer.Ordinal).ToList();
        var plan = asked is null ? await chosen.Of(visitor, remembered, plans) : plans.Find(plan => plan.Id == asked);
        if (plan is null || await frames.Get(plan.Id) is not { } frame)
        {
            return null;
        }

        var calendar = PlanCalendar.Of(frame.TimeZone);
        var today = calendar.DayOf(clock.GetUtcNow());
        day = day < today ? (day < frame.FeedbackDate ? frame.FeedbackDate : day) : null;
        var query = grains.GetGrain<IPlanQueryGrain>(plan.Id);
        var end = day is { } shown ? calendar.EndOf(shown).AddTicks(-1) : (DateTimeOffset?)null;
        var sheets = await past.Before(frame, today, cancellation);
        var sheet = end is null
            ? await grains.GetGrain<IRollupGrain>(new NameKey(plan.Id, frame.RootRegion).ToString()).GetSheet()
            : sheets.FirstOrDefault(sheet => calendar.DayOf(sheet.AsOf) == day) ?? await query.RatesAsOf(end.Value, knownAt: null, exact: false);
        var units = visitor is not { Reads: true } ? [] : end is null ? await query.Units() : await query.UnitsAsOf(end.Value);
        return new()
        {
            Plan = plan,
            Plans = plans,
            Sheet = sheet,
            Today = today,
            Day = day,
            AsOf = end,
            Past = sheets,
            Forecast = visitor is { Reads: true } ? await forecasts.After(frame, day ?? today.AddDays(-1), cancellation) : null,
            Units = [.. units.Where(unit => visitor!.SeesUnit(unit.Unit.Id))],
        };
    }
}
