using Rectification.Storage.Blobs;

namespace Rectification.Gateway.Hosting;

/// <summary>Creates the container of the evidence before requests are served.</summary>
internal sealed class BlobContainer(BlobEvidence files) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => files.Start(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
