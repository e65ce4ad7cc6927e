using Rectification.Plans;

namespace Rectification.Gateway.Plans;

/// <summary>All plans there are.</summary>
internal static class PlanList
{
    private const int ConcurrentReads = 32;

    public static async Task<IReadOnlyList<PlanView>> All(IGrainFactory grains)
    {
        var ids = await grains.GetGrain<IPlanIndexGrain>(IPlanIndexGrain.Key).List();
        var plans = new List<PlanView>(ids.Count);
        foreach (var chunk in ids.Chunk(ConcurrentReads))
        {
            plans.AddRange((await Task.WhenAll(chunk.Select(id => grains.GetGrain<IPlanGrain>(id).Get()))).OfType<PlanView>());
        }

        return plans;
    }
}
