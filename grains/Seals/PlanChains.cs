using Rectification.Denials;
using Rectification.Escalations;
using Rectification.LookBacks;
using Rectification.Orders;
using Rectification.Trails;

namespace Rectification.Seals;

/// <summary>The chains of a plan beside those of its measures and problems: what a seal covers and an export contains.</summary>
internal static class PlanChains
{
    /// <summary>Each chain's name in seals and exports, and the grain that keeps it, by plan.</summary>
    public static readonly IReadOnlyList<(string Name, Func<IGrainFactory, string, IChainGrain> Of)> All =
    [
        (DenialGrain.Chain, static (grains, plan) => grains.GetGrain<IDenialGrain>(plan)),
        (SealGrain.Chain, static (grains, plan) => grains.GetGrain<ISealGrain>(plan)),
        ("escalations", static (grains, plan) => grains.GetGrain<IEscalationGrain>(plan)),
        ("orders", static (grains, plan) => grains.GetGrain<IOrderGrain>(plan)),
        ("lookBacks", static (grains, plan) => grains.GetGrain<ILookBackGrain>(plan)),
    ];
}
