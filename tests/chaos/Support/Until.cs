using System.Diagnostics;

namespace Rectification.Tests.Support;

/// <summary>Waits for conditions, and says how long that took.</summary>
internal static class Until
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>What a timer can tell apart.</summary>
    private static readonly TimeSpan ShortestTime = TimeSpan.FromMilliseconds(1);

    /// <summary>Lets time pass: for a load's pace, a slow line, an outage's length; never to wait for something to have happened.</summary>
    public static async Task Passed(TimeSpan time, CancellationToken cancellation)
    {
        if (time >= ShortestTime)
        {
            using var timer = new PeriodicTimer(time);
            await timer.WaitForNextTickAsync(cancellation);
        }
    }

    public static async Task<TimeSpan> True(Func<Task<bool>> condition, TimeSpan patience, string what)
    {
        var started = Stopwatch.GetTimestamp();
        using var timer = new PeriodicTimer(Pause);
        do
        {
            if (await condition())
            {
                return Stopwatch.GetElapsedTime(started);
            }
        }
        while (Stopwatch.GetElapsedTime(started) < patience && await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken));

        throw new TimeoutException($"Not within {patience}: {what}");
    }
}
