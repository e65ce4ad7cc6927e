using System.Collections.Concurrent;
using Rectification.Storage;

namespace Rectification.Gateway.Evidence;

/// <summary>Evidence in a store beside the gateways, which share no folder.</summary>
internal sealed class SharedEvidenceStore(IEvidenceFiles files) : IEvidenceStore, IAsyncDisposable
{
    private const int MaxKnown = 100_000;

    private readonly ConcurrentDictionary<string, bool> _known = new(StringComparer.Ordinal);

    public async Task<bool> Exists(string sha256, CancellationToken cancellation)
    {
        if (!EvidenceNames.IsHash(sha256))
        {
            return false;
        }

        // Evidence is never deleted, so what was there is there.
        if (_known.ContainsKey(sha256))
        {
            return true;
        }

        if (await files.Find(sha256, cancellation) is null)
        {
            return false;
        }

        Remember(sha256);
        return true;
    }

    public async Task Put(Upload upload, CancellationToken cancellation)
    {
        await using (var file = new FileStream(upload.Path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, useAsync: true))
        {
            await files.Put(upload.Sha256, upload.Size, file, cancellation);
        }

        Remember(upload.Sha256);
    }

    public async Task<Stream?> Open(string sha256, CancellationToken cancellation) =>
        EvidenceNames.IsHash(sha256) ? await files.Open(sha256, cancellation) : null;

    public ValueTask DisposeAsync() => files.DisposeAsync();

    private void Remember(string sha256)
    {
        if (_known.Count < MaxKnown)
        {
            _known.TryAdd(sha256, true);
        }
    }
}
