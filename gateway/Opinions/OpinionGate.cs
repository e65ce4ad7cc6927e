using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using Rectification.Gateway.Auth;
using Rectification.Gateway.Evidence;
using Rectification.Opinions;

namespace Rectification.Gateway.Opinions;

/// <summary>Where opinions come in: bounds how often one address sends, and lets nothing through that is too large to be kept.</summary>
internal sealed class OpinionGate : IDisposable
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private readonly PartitionedRateLimiter<IPAddress> _limiter;
    private readonly IGrainFactory _grains;

    public OpinionGate(IGrainFactory grains, IOptions<RateLimitOptions> options)
    {
        _grains = grains;
        var most = options.Value.OpinionsPerAddress;
        _limiter = PartitionedRateLimiter.Create<IPAddress, IPAddress>(address => most == 0 ? RateLimitPartition.GetNoLimiter(address)
            : RateLimitPartition.GetFixedWindowLimiter(address, _ => new() { PermitLimit = most, Window = Hour }));
    }

    /// <param name="plan">The plan; it is there.</param>
    /// <param name="from">The sender's address.</param>
    /// <param name="given">What he says, without the attachment.</param>
    /// <param name="file">The attachment.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async Task<GivenOutcome> Take(string plan, IPAddress? from, GivenOpinion given, IFormFile? file, CancellationToken cancellation)
    {
        if (file?.Length > OpinionLimits.MaxFileBytes)
        {
            return OpinionRefusals.FileTooLarge;
        }

        using var lease = _limiter.AttemptAcquire(Network(from ?? IPAddress.None));
        if (!lease.IsAcquired)
        {
            return OpinionRefusals.TooOften;
        }

        if (file is not null)
        {
            using var bytes = new MemoryStream();
            await file.CopyToAsync(bytes, cancellation);
            given = given with { AttachmentName = FileNames.Clean(file.FileName), Attachment = bytes.ToArray() };
        }

        return await _grains.GetGrain<IOpinionGrain>(plan).Give(given);
    }

    public void Dispose() => _limiter.Dispose();

    /// <summary>Of the newer kind of address one household has as many as it likes: its network counts.</summary>
    private static IPAddress Network(IPAddress address) => address.AddressFamily != AddressFamily.InterNetworkV6 || address.IsIPv4MappedToIPv6 ? address
        : new([.. address.GetAddressBytes().Take(8), .. new byte[8]]);
}
