using Rectification.Plans;

namespace Rectification.Gateway.Plans;

/// <summary>All plans there are.</summary>
internal static class PlanList
{
    private const int ConcurrentReads = 32;

    /// <summary>Their ids, in the order they came.</summary>
    public static Task<IReadOnlyList<string>> Ids(IGrainFactory grains) => grains.GetGrain<IPlanIndexGrain>(IPlanIndexGrain.Key).List();

    public static async Task<IReadOnlyList<PlanView>> All(IGrainFactory grains)
    {
        var ids = await Ids(grains);
        var plans = new List<PlanView>(ids.Count);
        await foreach (var plan in Read(grains, ids))
        {
            plans.Add(plan);
        }

        return plans;
    }

    /// <summary>Reads a few at a time, and no further than it is asked.</summary>
    public static async IAsyncEnumerable<PlanView> Read(IGrainFactory grains, IEnumerable<string> ids)
    {
        foreach (var chunk in ids.Chunk(ConcurrentReads))
        {
            foreach (var plan in (await Task.WhenAll(chunk.Select(id => grains.GetGrain<IPlanGrain>(id).Get()))).OfType<PlanView>())
            {
                yield return plan;
            }
        }
    }
}
