using System.Diagnostics;

namespace Rectification.Tests.Chaos.Campaign;

/// <summary>What trouble cost those who sent: tries without an answer that settles anything, refusals for the time being, the longest wait.</summary>
internal sealed class Wear
{
    private long _retries;
    private long _unavailable;
    private long _slowestTicks;
    private long _underWay;

    /// <summary>Requests that are not answered yet.</summary>
    public long UnderWay => Interlocked.Read(ref _underWay);

    public void Retry() => Interlocked.Increment(ref _retries);

    public void Unavailable() => Interlocked.Increment(ref _unavailable);

    /// <summary>A request, under way until the returned value is disposed of.</summary>
    public IDisposable Request() => new Running(this);

    /// <summary>What there was since the last time, and begins anew.</summary>
    public (long Retries, long Unavailable, TimeSpan Slowest) Take() => (
        Interlocked.Exchange(ref _retries, 0), Interlocked.Exchange(ref _unavailable, 0), TimeSpan.FromTicks(Interlocked.Exchange(ref _slowestTicks, 0)));

    private sealed class Running : IDisposable
    {
        private readonly Wear _wear;
        private readonly long _started = Stopwatch.GetTimestamp();

        public Running(Wear wear)
        {
            _wear = wear;
            Interlocked.Increment(ref wear._underWay);
        }

        public void Dispose()
        {
            Interlocked.Decrement(ref _wear._underWay);
            var took = Stopwatch.GetElapsedTime(_started).Ticks;
            for (var slowest = Interlocked.Read(ref _wear._slowestTicks); took > slowest; slowest = Interlocked.Read(ref _wear._slowestTicks))
            {
                if (Interlocked.CompareExchange(ref _wear._slowestTicks, took, slowest) == slowest)
                {
                    return;
                }
            }
        }
    }
}
