namespace Rectification.Tests.Cluster.Support;

/// <summary>Waits for conditions, never for time alone. Nothing waits to the limit when all is well.</summary>
internal static class Eventually
{
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    public static Task InTime(this Task task) => task.WaitAsync(Limit, TestContext.Current.CancellationToken);

    public static Task<T> InTime<T>(this Task<T> task) => task.WaitAsync(Limit, TestContext.Current.CancellationToken);

    /// <summary>Reads until <paramref name="holds"/>; returns what held, fails with what was read last.</summary>
    public static async Task<T> Becomes<T>(Func<Task<T>> read, Func<T, bool> holds)
    {
        using var timer = new PeriodicTimer(Look);
        var start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            // However long this process stood still, it looks once more after that.
            var isLast = TimeProvider.System.GetElapsedTime(start) > Limit;
            var last = await read();
            if (holds(last))
                return last;
            if (isLast)
                Assert.Fail($"Never came true; last: {last}");
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }

    public static Task Becomes(Func<bool> holds) => Becomes(() => Task.FromResult(holds()), held => held);
}
