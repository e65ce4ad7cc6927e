using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace Rectification.Gateway.Auth;

/// <summary>Which bound a request counts against. What is the same for every request is made once: this is on the way of each.</summary>
internal sealed class RatePartitions(RateLimitOptions limits)
{
    /// <summary>
    /// So many requests of one caller are worked on at once; what he has in hand beyond that waits behind his own and is in nobody's way. As many
    /// reports at once bring nearly the most there are in a second.
    /// </summary>
    private const int InWorkPerCaller = 64;

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    /// <summary>No account is called so: it is no name.</summary>
    private static readonly RateLimitPartition<object> Unlimited = RateLimitPartition.GetNoLimiter(new object());

    private readonly RateLimitPartition<object> _ofAll = new(new object(), Places(limits.AtOnce));
    private readonly Func<object, RateLimiter> _ofCaller = Places(limits.AtOncePerCaller, InWorkPerCaller);
    private readonly Func<object, RateLimiter> _accountsRequests = Tokens(limits.PerAccount, limits.BurstSeconds);
    private readonly Func<object, RateLimiter> _addressesRequests = Tokens(limits.PerAddress, limits.BurstSeconds);
    private readonly Func<object, RateLimiter> _accountsStreams = Places(limits.StreamsPerAccount);
    private readonly Func<object, RateLimiter> _addressesStreams = Places(limits.StreamsPerAddress);

    /// <summary>Requests of everybody that are worked on at once; open streams have a limit of their own.</summary>
    public RateLimitPartition<object> InHandOfAll(HttpContext context) => limits.AtOnce == 0 || IsStream(context) ? Unlimited : _ofAll;

    /// <summary>Requests of one caller that are worked on at once.</summary>
    public RateLimitPartition<object> InHandOfCaller(HttpContext context) =>
        limits.AtOncePerCaller == 0 || IsStream(context) ? Unlimited : new(CallerOf(context), _ofCaller);

    /// <summary>Requests of one caller in a second.</summary>
    public RateLimitPartition<object> Requests(HttpContext context)
    {
        var caller = CallerOf(context);
        var (most, limiter) = caller is string ? (limits.PerAccount, _accountsRequests) : (limits.PerAddress, _addressesRequests);
        return most == 0 ? Unlimited : new(caller, limiter);
    }

    /// <summary>Open streams of one caller.</summary>
    public RateLimitPartition<object> Open(HttpContext context)
    {
        var caller = CallerOf(context);
        var (most, limiter) = caller is string ? (limits.StreamsPerAccount, _accountsStreams) : (limits.StreamsPerAddress, _addressesStreams);
        return most == 0 ? Unlimited : new(caller, limiter);
    }

    private static bool IsStream(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<EnableRateLimitingAttribute>() is { PolicyName: RateLimits.Streams };

    /// <summary>The account's name, or the address.</summary>
    private static object CallerOf(HttpContext context) =>
        context.User is CallerPrincipal { Caller.Actor.Account: var account } ? account : context.Connection.RemoteIpAddress ?? IPAddress.None;

    private static Func<object, RateLimiter> Places(int most, int inWork = int.MaxValue)
    {
        var options = new ConcurrencyLimiterOptions { PermitLimit = Math.Min(most, inWork), QueueLimit = Math.Max(most - inWork, 0) };
        return _ => new ConcurrencyLimiter(options);
    }

    private static Func<object, RateLimiter> Tokens(int perSecond, int burstSeconds) => _ => new TokenBucketRateLimiter(new()
    {
        TokenLimit = (int)Math.Min((long)perSecond * burstSeconds, int.MaxValue),
        TokensPerPeriod = perSecond,
        ReplenishmentPeriod = Second,

        // One timer of the limiter of all fills every bucket.
        AutoReplenishment = false,
    });
}
