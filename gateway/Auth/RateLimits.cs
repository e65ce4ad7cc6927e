using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace Rectification.Gateway.Auth;

/// <summary>Section <c>RateLimits</c>: what one caller may ask of one gateway. Generous: they keep a runaway script from blocking other callers.</summary>
internal sealed class RateLimitOptions
{
    public const string Section = "RateLimits";

    /// <summary>Requests a second that an account may go on sending; 0: as many as it likes.</summary>
    public int PerAccount { get; set; } = 2_000;

    /// <summary>Requests a second from an address of whoever is not known; 0: as many as it likes. An office behind one address shares it.</summary>
    public int PerAddress { get; set; } = 500;

    /// <summary>How many seconds' worth may come at once after a rest.</summary>
    public int BurstSeconds { get; set; } = 20;

    /// <summary>
    /// Requests that the gateway has in hand at once, of everybody, open streams apart; 0: as many as come. Whoever comes on top is answered 503 at
    /// once: what waits longer than its sender is work for nobody.
    /// </summary>
    public int AtOnce { get; set; } = 1_024;

    /// <summary>How many of them one account may have in hand, or an address of whoever is not known; 0: all.</summary>
    public int AtOncePerCaller { get; set; } = 256;

    /// <summary>Open streams of an account; 0: as many as it likes.</summary>
    public int StreamsPerAccount { get; set; } = 1_000;

    /// <summary>Open streams from an address of whoever is not known; 0: as many as it likes.</summary>
    public int StreamsPerAddress { get; set; } = 1_000;

    /// <summary>Opinions of the public that an address may send in an hour; 0: as many as it likes.</summary>
    public int OpinionsPerAddress { get; set; } = 10;
}

/// <summary>Bounds what one caller takes: by account where it is known, else by address.</summary>
internal static class RateLimits
{
    /// <summary>The policy of endpoints that go on answering.</summary>
    public const string Streams = "streams";

    public static void AddRateLimits(this IServiceCollection services)
    {
        services.AddOptions<RateLimitOptions>().BindConfiguration(RateLimitOptions.Section)
            .Validate(static limits => limits is { PerAccount: >= 0, PerAddress: >= 0, BurstSeconds: > 0, StreamsPerAccount: >= 0, StreamsPerAddress: >= 0 }
                    and { AtOnce: >= 0, AtOncePerCaller: >= 0, OpinionsPerAddress: >= 0 },
                "RateLimits: no number may be negative, and BurstSeconds is at least 1.")
            .ValidateOnStart();
        services.AddRateLimiter(static _ => { });
        services.AddOptions<RateLimiterOptions>().Configure<IOptions<RateLimitOptions>>(static (limiter, options) =>
        {
            var partitions = new RatePartitions(options.Value);
            var ofAll = PartitionedRateLimiter.Create<HttpContext, object>(partitions.InHandOfAll);

            // What is refused costs no token, so tokens come last; what waits behind its caller's own is in hand.
            limiter.GlobalLimiter = PartitionedRateLimiter.CreateChained(
                ofAll,
                PartitionedRateLimiter.Create<HttpContext, object>(partitions.InHandOfCaller),
                PartitionedRateLimiter.Create<HttpContext, object>(partitions.Requests));
            limiter.AddPolicy(Streams, partitions.Open);
            limiter.OnRejected = (rejected, _) => new(Overload.Tell(
                rejected.HttpContext,
                isOfAll: ofAll.GetStatistics(rejected.HttpContext) is { CurrentAvailablePermits: 0 },
                rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : null));
        });
    }
}
