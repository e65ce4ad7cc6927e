using Rectification.Counting;
using Rectification.Plans;
using Rectification.Trails;

namespace Rectification.Chains;

/// <summary>The one chain of a plan that a grain keeps, whose key is the plan.</summary>
/// <param name="grains">Where the grain is.</param>
/// <param name="name">The chain's name in seals and exports; for ever.</param>
/// <param name="whereUsed">Whether a plan whose chain has no entry is sealed and exported without it.</param>
internal sealed class PlanChain<TGrain>(IGrainFactory grains, string name, bool whereUsed) : IChainSource
    where TGrain : IChainGrain
{
    public ChainTurn Turn => ChainTurn.Plan;

    public string Name => name;

    public async Task<IReadOnlyList<NumberedHead>> Heads(PlanFrame frame, PlanTally tally)
    {
        var head = await grains.GetGrain<TGrain>(frame.Plan).GetHead();
        return whereUsed && head.Version == 0 ? [] : [new(0, name, head)];
    }

    public Task<ReadChain> Open(string plan, string chain) => Task.FromResult<ReadChain>(grains.GetGrain<TGrain>(plan).GetTrail);
}
