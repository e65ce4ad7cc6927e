using System.Collections.Concurrent;
using Rectification.Plans;

namespace Rectification.Rosters;

/// <summary>The frames of the plans this silo works on, shared by its grains. Asking is one cheap call; a frame travels only when it changed.</summary>
internal sealed class PlanFrames(IGrainFactory grains)
{
    private readonly ConcurrentDictionary<string, PlanFrame> _known = new(StringComparer.Ordinal);

    /// <summary>The current frame, or <see langword="null"/> if there is no such plan.</summary>
    public async Task<PlanFrame?> Get(string plan)
    {
        var known = _known.GetValueOrDefault(plan);
        var newer = await grains.GetGrain<IPlanGrain>(plan).GetFrame(known?.RosterVersion ?? 0, known?.HistoryGeneration ?? 0);
        return newer is null ? known : _known[plan] = newer;
    }
}
