using System.Globalization;
using Rectification.Plans;
using Rectification.Rosters;

namespace Rectification.Queries;

internal sealed partial class PlanQueryGrain
{
    /// <summary>One look at one counter.</summary>
    private sealed record Check(IReadOnlyList<Mismatch> Found, long Measures, bool Recovering);

    private const int MaxMismatches = 1_000;

    /// <summary>How often a difference is looked at again before it is reported: a report on its way is no difference.</summary>
    private const int Looks = 8;

    private static readonly TimeSpan LookPause = TimeSpan.FromMilliseconds(150);

    public async Task<RecountView> Recount()
    {
        var frame = await Frame();
        var mismatches = new List<Mismatch>();
        var (measures, recovering) = (0L, 0);
        foreach (var unit in frame.Units)
        {
            var check = await Stand(() => CheckUnit(frame, unit));
            mismatches.AddRange(check.Found);
            measures += check.Measures;
            recovering += check.Recovering ? 1 : 0;
        }

        foreach (var region in frame.Regions)
        {
            mismatches.AddRange((await Stand(() => CheckRegion(frame, region.Id))).Found);
        }

        mismatches.AddRange((await Stand(() => CheckFigures(frame))).Found);
        return new()
        {
            Checked = measures,
            Mismatches = [.. mismatches.Take(MaxMismatches)],
            Recovering = recovering,
            At = PlanCalendar.Of(frame.TimeZone).Local(plans.Clock.GetUtcNow()),
        };
    }

    /// <summary>Repeats a check and keeps what it finds every time, unchanged: what still moves is a report on its way.</summary>
    private async Task<Check> Stand(Func<Task<Check>> check)
    {
        var result = await check();
        for (var look = 1; look < Looks && result.Found.Count > 0; look++)
        {
            await Task.Delay(LookPause, plans.Real);
            var again = await check();
            result = again with { Found = [.. again.Found.Intersect(result.Found)] };
        }

        return result;
    }

    /// <summary>
    /// What the unit counts against what its children's persisted states say, each at the counter's own moment, and its tally against their sum.
    /// </summary>
    private async Task<Check> CheckUnit(PlanFrame frame, UnitProfile unit)
    {
        var counted = await GrainFactory.Unit(frame, unit).Inspect();
        var held = counted.Children.ToDictionary(child => child.Child);
        var name = $"unit:{unit.Id}";
        var found = new List<Mismatch>();
        var measures = 0L;
        await foreach (var (child, contribution) in sweep.Read(frame, unit.Id))
        {
            var expected = contribution.At(counted.Now);
            measures += expected.Has(Figure.MeasureTotal) ? 1 : 0;
            if (!held.Remove(child, out var entry) || entry.Figures != expected)
            {
                found.Add(Difference(name, Item(child), expected, entry.Figures));
            }
        }

        found.AddRange(held.Values.Select(extra => Difference(name, Item(extra.Child), default, extra.Figures)));
        var sums = new long[Tally.Size];
        foreach (var child in counted.Children)
        {
            child.Figures.AddTo(sums, +1);
        }

        if (!new Tally(sums).Equals(counted.Tally))
        {
            found.Add(new() { Counter = name, Item = "tally", Expected = Text(new Tally(sums)), Counted = Text(counted.Tally) });
        }

        return new(found, measures, counted.Recovering);
    }

    /// <summary>What the roll-up heard of each child against what the child says, and its tally against their sum.</summary>
    private async Task<Check> CheckRegion(PlanFrame frame, string region)
    {
        var name = $"region:{region}";
        var found = new List<Mismatch>();
        var children = (await Rollup(region).Inspect()).Children.Select(child => child.Source).ToList();
        var said = await Task.WhenAll(children.Select(child => child.Kind == SourceKind.Unit
            ? GrainFactory.Unit(frame, child.Id).GetSummary()
            : Rollup(child.Id).GetSummary()));
        var heard = await Rollup(region).Inspect();
        var byChild = heard.Children.ToDictionary(child => child.Source);
        for (var i = 0; i < children.Count; i++)
        {
            if (said[i].Tally is { } tally && (!byChild.TryGetValue(children[i], out var child) || !child.Tally.Equals(tally)))
            {
                var item = $"{children[i].Kind}:{children[i].Id}";
                found.Add(new() { Counter = name, Item = item, Expected = Text(tally), Counted = Text(child?.Tally ?? Tally.Zero) });
            }
        }

        var sum = heard.Children.Aggregate(Tally.Zero, (total, child) => total + child.Tally);
        if (!sum.Equals(heard.Tally))
        {
            found.Add(new() { Counter = name, Item = "tally", Expected = Text(sum), Counted = Text(heard.Tally) });
        }

        return new(found, 0, false);
    }

    private static Mismatch Difference(string counter, string item, FigureSet expected, FigureSet counted) =>
        new() { Counter = counter, Item = item, Expected = Text(expected), Counted = Text(counted) };

    private static string Item(Child child) => string.Create(CultureInfo.InvariantCulture, $"{child.Kind}:{child.No}");

    private static string Text(FigureSet figures) => string.Join('+', Enum.GetValues<Figure>().Where(figures.Has));

    private static string Text(Tally tally) =>
        string.Join(' ', Enum.GetValues<Figure>().Where(figure => tally[figure] != 0).Select(figure => $"{figure}={tally[figure]}"));
}
