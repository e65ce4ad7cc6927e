using System.Collections.Concurrent;

namespace Rectification.Gateway.Evidence;

/// <summary>Evidence is never deleted, so what was there is there: each file is looked for once.</summary>
internal abstract class RememberingStore : IEvidenceStore
{
    private const int MaxKnown = 100_000;

    private readonly ConcurrentDictionary<string, bool> _known = new(StringComparer.Ordinal);

    public async Task<bool> Exists(string sha256, CancellationToken cancellation)
    {
        if (!EvidenceNames.IsHash(sha256))
        {
            return false;
        }

        if (_known.ContainsKey(sha256))
        {
            return true;
        }

        if (!await IsThere(sha256, cancellation))
        {
            return false;
        }

        Remember(sha256);
        return true;
    }

    public async Task Put(Upload upload, CancellationToken cancellation)
    {
        await TakeIn(upload, cancellation);
        Remember(upload.Sha256);
    }

    public abstract Task<Stream?> Open(string sha256, CancellationToken cancellation);

    protected abstract Task<bool> IsThere(string sha256, CancellationToken cancellation);

    /// <summary>The file is durable when this returns.</summary>
    protected abstract Task TakeIn(Upload upload, CancellationToken cancellation);

    private void Remember(string sha256)
    {
        if (_known.Count < MaxKnown)
        {
            _known.TryAdd(sha256, true);
        }
    }
}
