using Orleans.Storage;
using Rectification.Storage;

namespace Rectification.FieldClocks;

/// <summary>Reads the clock's anchor before any grain lives, or stores it at the very first start.</summary>
internal sealed class ClockAnchoring(FieldClock clock, ClockOptions options, RowStore rows) : ILifecycleParticipant<ISiloLifecycle>
{
    private const string StateName = "clock-v1";
    private const string RowType = "clock";
    private const string RowKey = "anchor";

    // After the store has opened, before grains are called.
    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe(nameof(ClockAnchoring), ServiceLifecycleStage.RuntimeGrainServices, _ => Load());

    private async Task Load()
    {
        var stored = await rows.Read<ClockAnchor>(StateName, RowType, RowKey);
        if (stored?.For == options.Signature)
        {
            clock.Anchor = stored;
            return;
        }

        var now = TimeProvider.System.GetUtcNow();
        var anchor = new ClockAnchor { RealTime = now, FieldTime = options.StartAt ?? now, For = options.Signature };
        try
        {
            await rows.Write(StateName, RowType, RowKey, anchor);
        }
        catch (InconsistentStateException)
        {
            // Another silo of this cluster was first: its anchor is everybody's.
            anchor = (await rows.Read<ClockAnchor>(StateName, RowType, RowKey))!;
        }

        clock.Anchor = anchor;
    }
}
