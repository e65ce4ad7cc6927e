using Rectification.Gateway.Evidence;
using Rectification.Storage;

namespace Rectification.Gateway.Hosting;

/// <summary>Evidence in a store beside the gateways, which share no folder.</summary>
internal sealed class SharedEvidenceStore(IEvidenceFiles files) : RememberingStore, IAsyncDisposable
{
    public override async Task<Stream?> Open(string sha256, CancellationToken cancellation) =>
        EvidenceNames.IsHash(sha256) ? await files.Open(sha256, cancellation) : null;

    public ValueTask DisposeAsync() => files.DisposeAsync();

    protected override async Task<bool> IsThere(string sha256, CancellationToken cancellation) => await files.Find(sha256, cancellation) is not null;

    protected override async Task TakeIn(Upload upload, CancellationToken cancellation)
    {
        await using var file = new FileStream(upload.Path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, useAsync: true);
        await files.Put(upload.Sha256, upload.Size, file, cancellation);
    }
}
