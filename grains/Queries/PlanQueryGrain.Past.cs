using Rectification.Plans;
using Rectification.Rollups;

namespace Rectification.Queries;

internal sealed partial class PlanQueryGrain
{
    /// <summary>Up to this many measures every past figure is replayed; a larger plan answers from stored points unless asked to be exact.</summary>
    private const int MaxReplayed = 5_000;

    /// <summary>How far back a stored point may lie and still stand for a moment of a large plan, in days.</summary>
    private const int PointReach = 60;

    public async Task<RateSheet> RatesAsOf(DateTimeOffset asOf, DateTimeOffset? knownAt, bool exact)
    {
        var frame = await Frame();
        var calendar = PlanCalendar.Of(frame.TimeZone);
        if (frame.MeasureCount > MaxReplayed && !exact && knownAt is null)
        {
            var day = calendar.DayOf(asOf);
            var points = await Rollup(frame.RootRegion).GetPoints(day.AddDays(-PointReach), day);
            if (points.LastOrDefault(point => point.At <= asOf) is { } point)
            {
                return Past(frame, calendar.Local(asOf), point.Tally) with { Exact = false };
            }
        }

        var tallies = knownAt is null ? await Tallies(frame, [asOf]) : await replay.Tallies(frame.KnownAt(knownAt), [asOf], knownAt);
        return Past(frame, calendar.Local(asOf), tallies[frame.RootRegion][0]);
    }

    public async Task<IReadOnlyList<UnitSheet>> UnitsAsOf(DateTimeOffset asOf)
    {
        var frame = await Frame();
        if (frame.MeasureCount > MaxReplayed)
        {
            return [];
        }

        var at = PlanCalendar.Of(frame.TimeZone).Local(asOf);
        var tallies = await past.Of(frame) is { } kept ? kept.UnitTallies(asOf) : await replay.UnitTallies(frame, asOf);
        return [.. frame.Units.Select(unit => new UnitSheet { Unit = unit, Sheet = Past(frame, at, tallies[unit.Id]) with { Scope = unit.Id } })];
    }

    public async Task<IReadOnlyList<RateSheet>> RatesHistory(DateOnly from, DateOnly to)
    {
        var frame = await Frame();
        var calendar = PlanCalendar.Of(frame.TimeZone);
        if (frame.MeasureCount > MaxReplayed)
        {
            var points = await Rollup(frame.RootRegion).GetPoints(from, to);
            return [.. points.GroupBy(point => calendar.DayOf(point.At)).Select(day => Past(frame, day.Last().At, day.Last().Tally) with { Exact = false })];
        }

        var moments = DayEnds(calendar, from, to);
        var tallies = await Tallies(frame, moments);
        return [.. moments.Zip(tallies[frame.RootRegion], (moment, tally) => Past(frame, calendar.Local(moment), tally))];
    }

    public async Task<IReadOnlyList<RateSheet>> RatesUnder(PlanRules rules, DateOnly from, DateOnly to)
    {
        var frame = await Frame();
        if (frame.MeasureCount > MaxReplayed)
        {
            return [];
        }

        var calendar = PlanCalendar.Of(frame.TimeZone);
        var moments = DayEnds(calendar, from, to);
        var tallies = await replay.Tallies(frame with { Rules = rules, FormerRules = [] }, moments, knownAt: null);
        return [.. moments.Zip(tallies[frame.RootRegion], (moment, tally) => Past(frame, calendar.Local(moment), tally))];
    }

    public async Task RebuildPoints()
    {
        var frame = await Frame();
        var calendar = PlanCalendar.Of(frame.TimeZone);
        var moments = DayEnds(calendar, frame.FeedbackDate, calendar.DayOf(plans.Clock.GetUtcNow()));
        foreach (var (region, tallies) in await replay.Tallies(frame, moments, knownAt: null))
        {
            await Rollup(region).ReplacePoints([.. moments.Zip(tallies, (moment, tally) => new TallyPoint { At = calendar.Local(moment), Tally = tally })
                .Where((point, i) => i == 0 || !point.Tally.Equals(tallies[i - 1]))]);
        }
    }

    /// <summary>By all that is known today, from memory where the past is kept.</summary>
    private async Task<IReadOnlyDictionary<string, IReadOnlyList<Tally>>> Tallies(PlanFrame frame, IReadOnlyList<DateTimeOffset> moments) =>
        await past.Of(frame) is { } kept ? kept.Tallies(moments) : await replay.Tallies(frame, moments, knownAt: null);

    /// <summary>The last instant of each day that is over, and now for the day that is not; at most <see cref="PointBook.MaxDays"/>.</summary>
    private List<DateTimeOffset> DayEnds(PlanCalendar calendar, DateOnly from, DateOnly to)
    {
        var now = plans.Clock.GetUtcNow();
        var moments = new List<DateTimeOffset>();
        for (var day = from; day <= to && calendar.StartOf(day) <= now && moments.Count < PointBook.MaxDays; day = day.AddDays(1))
        {
            var end = calendar.EndOf(day).AddTicks(-1);
            moments.Add(end < now ? end : now);
        }

        return moments;
    }

    private static RateSheet Past(PlanFrame frame, DateTimeOffset asOf, Tally tally) =>
        RateSheet.Of(frame.Plan, "city", asOf, version: 0, recovering: 0, tally);
}
