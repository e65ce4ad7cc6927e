using System.Collections.Immutable;
using Rectification.Plans;
using Rectification.Storage;

namespace Rectification.Rollups;

/// <summary>A day's points of a roll-up's tally, oldest first.</summary>
[GenerateSerializer, Immutable, Alias("point-page")]
public sealed record PointPage
{
    [Id(0)] public ImmutableArray<TallyPoint> Points { get; init; } = [];
}

/// <summary>Rows of points, one a region and day.</summary>
internal sealed class PointRows(RowStore rows)
{
    private const string StateName = "points-v1";
    private const string RowType = "points";

    public async Task<PointPage> Read(NameKey region, DateOnly day) => await rows.Read<PointPage>(StateName, RowType, Key(region, day)) ?? new();

    public async Task<IEnumerable<TallyPoint>> Read(NameKey region, DateOnly from, DateOnly to)
    {
        var days = Enumerable.Range(0, to.DayNumber - from.DayNumber + 1).Select(from.AddDays);
        var pages = await rows.ReadMany<PointPage>(StateName, [.. days.Select(day => GrainId.Create(RowType, Key(region, day)))]);
        return pages.OfType<PointPage>().SelectMany(page => page.Points);
    }

    public Task Write(NameKey region, DateOnly day, PointPage page) => rows.Write(StateName, RowType, Key(region, day), page);

    private static string Key(NameKey region, DateOnly day) => $"{region}:{day:yyyy-MM-dd}";
}

/// <summary>The trend of one roll-up: a point a minute while things change, and the last of each day stands for its end.</summary>
internal sealed class PointBook(PointRows rows, NameKey region)
{
    public static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    /// <summary>Longest span read at once, in days.</summary>
    public const int MaxDays = 4_000;

    private bool _changed;

    /// <summary>The tally changed; the next <see cref="Note"/> stores a point.</summary>
    public void Changed() => _changed = true;

    public async Task Note(PlanCalendar calendar, DateTimeOffset now, Tally tally)
    {
        if (!_changed)
        {
            return;
        }

        _changed = false;
        var day = calendar.DayOf(now);
        var page = await rows.Read(region, day);
        if (page.Points.IsEmpty || !page.Points[^1].Tally.Equals(tally))
        {
            await rows.Write(region, day, new() { Points = page.Points.Add(new() { At = calendar.Local(now), Tally = tally }) });
        }
    }

    public async Task<IReadOnlyList<TallyPoint>> Read(DateOnly from, DateOnly to) =>
        to < from || to.DayNumber - from.DayNumber > MaxDays ? [] : [.. (await rows.Read(region, from, to)).OrderBy(point => point.At)];

    public async Task Replace(PlanCalendar calendar, IReadOnlyList<TallyPoint> points)
    {
        foreach (var day in points.GroupBy(point => calendar.DayOf(point.At)))
        {
            await rows.Write(region, day.Key, new() { Points = [.. day.OrderBy(point => point.At)] });
        }
    }
}
