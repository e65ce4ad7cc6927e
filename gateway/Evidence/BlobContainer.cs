using Rectification.Storage.Blobs;

namespace Rectification.Gateway.Evidence;

/// <summary>Makes the container of the evidence before anybody is served.</summary>
internal sealed class BlobContainer(BlobEvidence files) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => files.Start(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
