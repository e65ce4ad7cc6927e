using Rectification.Measures;
using Rectification.Problems;
using Rectification.Rollups;
using Rectification.Storage;
using Rectification.Units;

namespace Rectification.Plans;

internal sealed partial class PlanGrain
{
    /// <summary>Tells everybody the new roster concerns: the measures that changed, the units, the regions from the leaves to the root.</summary>
    private async Task Announce(IReadOnlyList<MeasureDefinition> changed)
    {
        var frame = _row.Frame!;
        await GrainFactory.GetGrain<IPlanIndexGrain>(IPlanIndexGrain.Key).Add(frame.Plan);
        await this.RegisterOrUpdateReminder(AwakeReminder, AwakePeriod, AwakePeriod);
        await Windowed(changed.Select(measure => measure.No), no =>
            GrainFactory.GetGrain<IMeasureGrain>(new NumberKey(frame.Plan, no).ToString()).RosterChanged(frame.RosterVersion));
        await Windowed(changed.Select(measure => measure.Problem).Distinct(), no =>
            GrainFactory.GetGrain<IProblemGrain>(new NumberKey(frame.Plan, no).ToString()).RosterChanged(frame.RosterVersion));
        await Windowed(frame.Units, unit => GrainFactory.Unit(frame, unit).RosterChanged(frame.RosterVersion));
        await Windowed(frame.Regions, region =>
            GrainFactory.GetGrain<IRollupGrain>(new NameKey(frame.Plan, region.Id).ToString()).RosterChanged(frame.RosterVersion));
    }

    private static async Task Windowed<T>(IEnumerable<T> items, Func<T, Task> tell)
    {
        foreach (var window in items.Chunk(RowStore.Window))
        {
            await Task.WhenAll(window.Select(tell));
        }
    }
}
