using Microsoft.Extensions.Options;

namespace Rectification.Gateway.Http;

/// <summary>
/// The gateway's orderly end. Asked to stop, it says so at /health/ready, ends its streams and asks every client to connect anew, but serves on for
/// a while, so that the load balancer notices before requests are refused. Then open requests finish.
/// </summary>
internal sealed class Leaving(IHostApplicationLifetime lifetime, IOptions<StoppingOptions> options, TimeProvider clock, ILocalSiloDetails? silo = null)
    : HostMoments, IDisposable
{
    private readonly CancellationTokenSource _closing = new();

    public bool HasBegun => lifetime.ApplicationStopping.IsCancellationRequested;

    /// <summary>Cancelled when no further request is taken.</summary>
    public CancellationToken Closing => _closing.Token;

    public override async Task StoppingAsync(CancellationToken cancellationToken)
    {
        // Where the silo is in this process too, no other process could serve meanwhile.
        var notice = options.Value.Notice ?? (silo is null ? StoppingOptions.DefaultNotice : TimeSpan.Zero);
        await Task.Delay(notice, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _closing.CancelAsync();
    }

    public void Dispose() => _closing.Dispose();
}
