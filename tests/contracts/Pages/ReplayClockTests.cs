using Rectification.Gateway.Demo;
using Rectification.Tests.Cluster.Support;

namespace Rectification.Tests.Contracts.Pages;

public sealed class ReplayClockTests
{
    private static readonly DateTimeOffset Start = new(2024, 4, 11, 0, 0, 0, TimeSpan.FromHours(8));
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Fact]
    public void It_stands_still_until_it_is_run_and_never_goes_back()
    {
        var clock = new ReplayClock(Start);
        Assert.Equal(Start, clock.GetUtcNow());

        clock.MoveTo(Start + Day);
        clock.MoveTo(Start);

        Assert.Equal(Start + Day, clock.GetUtcNow());
    }

    [Fact]
    public async Task It_runs_as_fast_as_it_is_told_and_stops_at_once()
    {
        var clock = new ReplayClock(Start);
        clock.Run(Day.TotalSeconds);
        await Eventually.Becomes(() => Task.FromResult(clock.GetUtcNow()), now => now > Start + TimeSpan.FromHours(1));
        clock.Run(0);

        var stopped = clock.GetUtcNow();
        Assert.Equal(stopped, clock.GetUtcNow());
        Assert.Equal(0, clock.Speed);
    }

    [Fact]
    public async Task What_is_due_on_a_day_that_is_passed_over_rings_at_once_and_once()
    {
        var clock = new ReplayClock(Start);
        var rings = 0;
        using var timer = clock.CreateTimer(_ => Interlocked.Increment(ref rings), null, Day, Timeout.InfiniteTimeSpan);
        clock.MoveTo(Start + Day / 2);
        Assert.Equal(0, Volatile.Read(ref rings));

        clock.MoveTo(Start + Day * 30);

        await Eventually.Becomes(() => Task.FromResult(Volatile.Read(ref rings)), count => count == 1);
    }

    [Fact]
    public async Task A_timer_follows_when_the_clock_is_hurried_and_goes_on_with_its_period()
    {
        var clock = new ReplayClock(Start);
        var rings = 0;
        using var timer = clock.CreateTimer(_ => Interlocked.Increment(ref rings), null, Day, Day);
        clock.Run(1);
        clock.Run(Day.TotalSeconds * 100);

        await Eventually.Becomes(() => Task.FromResult(Volatile.Read(ref rings)), count => count >= 3);

        clock.Run(0);
        Assert.True(clock.GetUtcNow() >= Start + Day * 3);
    }
}
