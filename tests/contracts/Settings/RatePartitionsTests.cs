using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Rectification.Gateway.Auth;

namespace Rectification.Tests.Settings;

/// <summary>What a caller has in hand beyond his share of the work waits behind his own, so that nobody else waits behind it.</summary>
public sealed class RatePartitionsTests
{
    private const int InWork = 64;
    private const int AtOnce = 100;
    private static readonly CancellationToken Cancel = CancellationToken.None;

    private readonly PartitionedRateLimiter<HttpContext> _ofCaller =
        PartitionedRateLimiter.Create<HttpContext, object>(new RatePartitions(new() { AtOncePerCaller = AtOnce }).InHandOfCaller);

    [Fact]
    public async Task More_than_a_callers_share_waits_in_the_order_it_came_and_others_do_not()
    {
        var (noisy, quiet) = (From("10.0.0.1"), From("10.0.0.2"));
        var worked = new Queue<RateLimitLease>();
        for (var i = 0; i < InWork; i++)
        {
            worked.Enqueue(_ofCaller.AttemptAcquire(noisy));
        }

        Assert.All(worked, lease => Assert.True(lease.IsAcquired));
        var waiting = Enumerable.Range(0, AtOnce - InWork).Select(_ => _ofCaller.AcquireAsync(noisy, 1, Cancel).AsTask()).ToList();
        Assert.DoesNotContain(waiting, one => one.IsCompleted);

        Assert.True(_ofCaller.AttemptAcquire(quiet).IsAcquired);
        Assert.False((await _ofCaller.AcquireAsync(noisy, 1, Cancel)).IsAcquired, "more than he may have in hand is refused");
        foreach (var next in waiting)
        {
            Assert.False(next.IsCompleted);
            worked.Dequeue().Dispose();
            worked.Enqueue(await next);
        }
    }

    [Fact]
    public async Task Whoever_may_have_less_than_the_share_in_hand_is_refused_and_does_not_wait()
    {
        var few = PartitionedRateLimiter.Create<HttpContext, object>(new RatePartitions(new() { AtOncePerCaller = 3 }).InHandOfCaller);
        var caller = From("10.0.0.1");
        var leases = Enumerable.Range(0, 3).Select(_ => few.AttemptAcquire(caller)).ToList();

        Assert.All(leases, lease => Assert.True(lease.IsAcquired));
        var more = few.AcquireAsync(caller, 1, Cancel).AsTask();
        Assert.True(more.IsCompleted);
        Assert.False((await more).IsAcquired);
    }

    private static DefaultHttpContext From(string address) => new() { Connection = { RemoteIpAddress = IPAddress.Parse(address) } };
}
