using Microsoft.Extensions.Hosting;

namespace Rectification.Hosting;

/// <summary>
/// Gives memory back once a rush is over. The collector only looks when something is allocated: a process that nobody asks any more would keep what the
/// rush left behind until the next one.
/// </summary>
internal sealed class MemoryRest : BackgroundService
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
                // Everything waits for it, a tenth of a second for 200 MB: nobody is there.
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            }
        }
    }

    /// <summary>Tells from what was allocated when it is worth while to look for memory: the judgement alone, without clock or collector.</summary>
    internal sealed class Rush
    {
        /// <summary>Bytes that a process allocates in a period at most while nobody asks it anything: for its meters and watches.</summary>
        public const long Quiet = 8 << 20;

        /// <summary>Bytes that make a rush, together.</summary>
        public const long Worth = 128 << 20;

        /// <summary>Quiet periods after which measures, which stay for five minutes after their last command, have left as well.</summary>
        public const int Left = 24;

        private long _seen;
        private long _rested;
        private int _quiet;
        private bool _again;

        /// <summary>Asked once a period. True in the first quiet period after a rush, and once more when its measures have left memory.</summary>
        /// <param name="allocated">Bytes allocated since the process began.</param>
        public bool IsOver(long allocated)
        {
            _quiet = allocated - _seen < Quiet ? _quiet + 1 : 0;
            _seen = allocated;
            var isFirst = _quiet == 1 && allocated - _rested >= Worth;
            if (!isFirst && !(_again && _quiet == Left))
            {
                return false;
            }

            (_rested, _again) = (allocated, isFirst);
            return true;
        }
    }
}
