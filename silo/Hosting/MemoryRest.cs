using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Rectification.Hosting;

/// <summary>
/// Gives memory back once a rush is over. Grains that were used leave memory minutes after their last call, and the collector only looks when something is
/// allocated: a process that nobody asks any more would keep what the rush left behind until the next one.
/// </summary>
/// <param name="grains">Where grains are asked to leave.</param>
/// <param name="logger">Is told when that failed.</param>
/// <param name="silo">The silo of this process; a gateway of a cluster has none.</param>
internal sealed partial class MemoryRest(IGrainFactory grains, ILogger<MemoryRest> logger, ILocalSiloDetails? silo = null) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var rush = new Rush();
        using var timer = new PeriodicTimer(Period);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (rush.IsOver(GC.GetTotalAllocatedBytes()))
            {
                await LetGo();

                // Everything waits for it, a tenth of a second for 200 MB: nobody is there.
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            }
        }
    }

    /// <summary>What stays in memory for a while after its last call and was not called in this period leaves now. What counts stays in any case.</summary>
    private async Task LetGo()
    {
        try
        {
            if (silo is not null)
            {
                await grains.GetGrain<IManagementGrain>(0).ForceActivationCollection([silo.SiloAddress], Period);
            }
        }
        catch (Exception problem)
        {
            // They leave by themselves a little later.
            LogStayed(problem);
        }
    }

    [LoggerMessage(LogLevel.Debug, "Grains stay in memory until their time is over.")]
    private partial void LogStayed(Exception problem);

    /// <summary>Tells from what was allocated when it is worth while to look for memory: the judgement alone, without clock or collector.</summary>
    internal sealed class Rush
    {
        /// <summary>Bytes that a process allocates in a period at most while nobody asks it anything: for its meters and watches.</summary>
        public const long Quiet = 8 << 20;

        /// <summary>Bytes that make a rush, together.</summary>
        public const long Worth = 128 << 20;

        private long _seen;
        private long _rested;

        /// <summary>Asked once a period. True in the first quiet period after a rush.</summary>
        /// <param name="allocated">Bytes allocated since the process began.</param>
        public bool IsOver(long allocated)
        {
            var isQuiet = allocated - _seen < Quiet;
            _seen = allocated;
            if (!isQuiet || allocated - _rested < Worth)
            {
                return false;
            }

            _rested = allocated;
            return true;
        }
    }
}
