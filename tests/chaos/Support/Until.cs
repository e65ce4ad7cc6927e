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

    public static Task<TimeSpan> True(Func<Task<bool>> condition, TimeSpan patience, string what) => True(condition, patience, () => what);

    /// <summary>The same with words that say how it stands when patience ends. However long this process stood still, it looks once more after that.</summary>
    public static async Task<TimeSpan> True(Func<Task<bool>> condition, TimeSpan patience, Func<string> what)
    {
        var started = Stopwatch.GetTimestamp();
        using var timer = new PeriodicTimer(Pause);
        for (var isLast = false; ; isLast = Stopwatch.GetElapsedTime(started) >= patience)
        {
            if (await condition())
            {
                return Stopwatch.GetElapsedTime(started);
            }

            if (isLast)
            {
                throw new TimeoutException($"Not within {patience}: {what()}");
            }

            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }
}
