using Microsoft.Extensions.Time.Testing;
using Rectification.Waiting;

namespace Rectification.Tests.Cluster;

/// <summary>Many moments on one timer: each comes when it is due, in its order, and none that was given up.</summary>
public sealed class AlarmClockTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _time = new(Start);
    private readonly List<string> _rung = [];

    [Fact]
    public async Task Each_comes_when_it_is_due_however_far_and_in_whatever_order_they_were_asked_for()
    {
        using var clock = new AlarmClock(_time);
        var (far, near) = (clock.At(Start.AddDays(40)), clock.At(Start.AddHours(1)));
        _time.Advance(TimeSpan.FromMinutes(59));
        Assert.False(near.Come.IsCompleted);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.True(await near.Come);
        for (var day = 0; day < 39; day++)
        {
            _time.Advance(TimeSpan.FromDays(1));
        }

        Assert.False(far.Come.IsCompleted);
        _time.Advance(TimeSpan.FromDays(1));
        Assert.True(await far.Come);
    }

    [Fact]
    public async Task What_has_passed_comes_at_once_and_what_is_given_up_does_not()
    {
        using var clock = new AlarmClock(_time);
        var (past, given) = (clock.At(Start.AddDays(-1)), clock.At(Start.AddMinutes(1)));
        given.Dispose();
        _time.Advance(TimeSpan.FromMinutes(2));
        Assert.True(await past.Come);
        Assert.False(await given.Come);
    }

    [Fact]
    public async Task Of_many_at_one_moment_all_come()
    {
        using var clock = new AlarmClock(_time);
        var moments = Enumerable.Range(0, 1_000).Select(_ => clock.At(Start.AddDays(1))).ToList();
        _time.Advance(TimeSpan.FromDays(1));
        Assert.All(await Task.WhenAll(moments.Select(static moment => moment.Come)), Assert.True);
    }

    [Fact]
    public async Task An_alarm_rings_for_its_last_setting_only()
    {
        using var clock = new AlarmClock(_time);
        var done = new TaskCompletionSource();
        using var alarm = new Alarm(clock, () =>
        {
            _rung.Add($"{_time.GetUtcNow() - Start}");
            done.TrySetResult();
            return Task.CompletedTask;
        });
        alarm.Set(Start.AddHours(1));
        alarm.Set(Start.AddHours(3));
        alarm.Set(Start.AddHours(2));
        alarm.Set(Start.AddHours(2));
        _time.Advance(TimeSpan.FromHours(1));
        _time.Advance(TimeSpan.FromHours(1));
        await done.Task;
        alarm.Set(Start.AddHours(4));
        alarm.Set(null);
        _time.Advance(TimeSpan.FromHours(9));
        Assert.Equal(["02:00:00"], _rung);
    }
}
