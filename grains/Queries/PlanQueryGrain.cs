using Orleans.Concurrency;
using Rectification.Measures;
using Rectification.Plans;
using Rectification.Rollups;
using Rectification.Rosters;
using Rectification.Units;

namespace Rectification.Queries;

/// <summary>Questions over a whole plan. Holds nothing: every answer comes from persisted states or from the counters.</summary>
[GrainType("plan-query"), StatelessWorker]
internal sealed partial class PlanQueryGrain(
    PlanServices plans, UnitSweep sweep, Replay replay, KnownPast past, WholeTrails trails, PlanTexts texts, KnownMeasures known) : Grain, IPlanQueryGrain
{
    /// <summary>Most definitions looked at for one page; a page may be short and still have a next one.</summary>
    private const int MaxScanned = 5_000;

    private static readonly TimeSpan TokenPatience = TimeSpan.FromSeconds(2);

    private string Plan => this.GetPrimaryKeyString();

    public async Task<MeasurePage> Measures(MeasureFilter filter)
    {
        var frame = await Frame();
        var text = await SoughtText(frame, filter.Text);
        var items = new List<MeasureView>();
        var (scanned, last) = (0, filter.After);
        await foreach (var page in Candidates(frame, filter))
        {
            foreach (var view in await Views(frame, page, filter, text))
            {
                if (Matches(frame, view, filter))
                {
                    items.Add(view);
                    if (items.Count == filter.Limit)
                    {
                        return new() { Items = items, Next = view.No };
                    }
                }
            }

            scanned += page.Count;
            last = page.Count > 0 ? page[^1].No : last;
            if (scanned >= MaxScanned)
            {
                return new() { Items = items, Next = last };
            }
        }

        return new() { Items = items };
    }

    public async Task<IReadOnlyList<UnitSheet>> Units()
    {
        var frame = await Frame();
        var regions = await Task.WhenAll(frame.Regions.Select(async region => (region.Id, Inspection: await Rollup(region.Id).Inspect())));
        var heard = regions.SelectMany(region => region.Inspection.Children).Where(child => child.Source.Kind == SourceKind.Unit)
            .ToDictionary(child => child.Source.Id, StringComparer.Ordinal);
        var below = regions.ToDictionary(region => region.Id, region => region.Inspection, StringComparer.Ordinal);
        return [.. frame.Units.Where(unit => heard.ContainsKey(unit.Id)).Select(unit => new UnitSheet
        {
            Unit = unit,
            Sheet = Sheet(frame, unit.Id, heard[unit.Id].Stamp, heard[unit.Id].Recovering, heard[unit.Id].Tally),
            WithBelow = below.TryGetValue(unit.Id, out var region)
                ? Sheet(frame, unit.Id, region.Stamp, region.Children.Sum(child => child.Recovering), region.Tally) : null,
        })];
    }

    public async Task<UnitSheet?> Unit(string unit)
    {
        var frame = await Frame();
        if (frame.Profile(unit) is not { } profile)
        {
            return null;
        }

        return new()
        {
            Unit = profile,
            Sheet = await GrainFactory.Unit(frame, profile).GetSheet(),
            WithBelow = frame.Regions.Any(region => region.Id == unit && region.Parent is not null) ? await Rollup(unit).GetSheet() : null,
        };
    }

    public async Task<RateSheet?> RatesAtLeast(string token)
    {
        var frame = await Frame();
        if (Token.TryParse(token, out var stamps))
        {
            var reached = await Task.WhenAll(stamps.Select(stamp => Reach(frame, stamp.Key, stamp.Value)));
            if (reached.Contains(false))
            {
                return null;
            }
        }

        return await Rollup(frame.RootRegion).GetSheet();
    }

    /// <summary>Climbs from the unit to the root: each level is asked for its stamp once it includes the one below.</summary>
    private async Task<bool> Reach(PlanFrame frame, string unit, Stamp stamp)
    {
        var source = new Source(SourceKind.Unit, unit);
        for (var parent = frame.Profile(unit)?.Parent; parent is not null; parent = frame.Regions.First(region => region.Id == parent).Parent)
        {
            if (await Rollup(parent).AtLeast(source, stamp, TokenPatience) is not { } reached)
            {
                return false;
            }

            (source, stamp) = (new(SourceKind.Region, parent), reached);
        }

        return true;
    }

    private async IAsyncEnumerable<IReadOnlyList<MeasureDefinition>> Candidates(PlanFrame frame, MeasureFilter filter)
    {
        if (filter.Unit is null)
        {
            await foreach (var page in plans.Rosters.MeasurePages(frame, filter.After))
            {
                yield return page;
            }

            yield break;
        }

        await foreach (var page in plans.Rosters.UnitPages(frame, filter.Unit))
        {
            var found = page.Measures.Where(measure => measure.No > filter.After).OrderBy(measure => measure.No);
            yield return await Task.WhenAll(found.Select(async measure => (await plans.Rosters.Measure(frame, measure.No))!));
        }
    }

    private async Task<IEnumerable<MeasureView>> Views(
        PlanFrame frame, IReadOnlyList<MeasureDefinition> measures, MeasureFilter filter, Predicate<string>? text)
    {
        var now = filter.AsOf ?? plans.Clock.GetUtcNow();
        // What an amendment changed may match as it is now or as it was then; of everything else only what matches is read.
        var candidates = measures.Where(measure => measure.Change is not null || Matches(measure, filter, text)).ToList();
        var matching = (await Known(frame, candidates, filter.AsOf))
            .Where(measure => Matches(measure.Definition, filter, text))
            .Select(measure => (Context: MeasureContext.Of(frame, measure.Definition), measure.State))
            .Where(measure => Matches(measure.Context, measure.State, filter, now));
        return filter.Reader is not { } reader
            ? matching.Select(measure => MeasureProjection.View(Plan, measure.Context, measure.State, now))
            : matching.Select(measure => MeasureProjection.ViewFor(reader, Plan, measure.Context, measure.State, now));
    }

    private async Task<PlanFrame> Frame() =>
        await plans.Frames.Get(Plan) ?? throw new InvalidOperationException($"There is no plan {Plan}.");

    private IRollupGrain Rollup(string region) => GrainFactory.GetGrain<IRollupGrain>(new NameKey(Plan, region).ToString());

    private RateSheet Sheet(PlanFrame frame, string scope, Stamp stamp, int recovering, Tally tally) =>
        RateSheet.Of(Plan, scope, PlanCalendar.Of(frame.TimeZone).Local(plans.Clock.GetUtcNow()), stamp.ToVersion(), recovering, tally);
}
