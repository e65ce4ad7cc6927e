using System.Buffers;
using System.Collections.Concurrent;
using Rectification.Backups;
using Rectification.Profiles;

namespace Rectification.Gateway.Evidence;

/// <summary>Evidence in a folder: <c>evidence/ab/cdef…</c>. A file appears under its name only when all of it is on the disk.</summary>
internal sealed class FolderEvidenceStore(IConfiguration configuration) : IEvidenceStore
{
    private const int HashLength = 64;
    private const int BufferBytes = 64 * 1024;
    private const int MaxKnown = 100_000;

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdef");

    private readonly string _folder = Path.Combine(configuration.DataPath(), EvidenceFolder.Name);
    private readonly ConcurrentDictionary<string, bool> _known = new(StringComparer.Ordinal);

    public Task<bool> Exists(string sha256, CancellationToken cancellation) => Task.FromResult(IsThere(sha256));

    public Task Put(Upload upload, CancellationToken cancellation)
    {
        var path = PathOf(upload.Sha256);
        var folder = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(folder);
        File.Move(upload.Path, path, overwrite: true);
        DurableFolder.Flush(folder);
        DurableFolder.Flush(_folder);
        Remember(upload.Sha256);
        return Task.CompletedTask;
    }

    public Task<Stream?> Open(string sha256, CancellationToken cancellation) => Task.FromResult<Stream?>(
        IsThere(sha256) ? new FileStream(PathOf(sha256), FileMode.Open, FileAccess.Read, FileShare.Read, BufferBytes, useAsync: true) : null);

    private bool IsThere(string sha256)
    {
        if (!IsHash(sha256))
        {
            return false;
        }

        // Evidence is never deleted, so what was there is there.
        if (_known.ContainsKey(sha256))
        {
            return true;
        }

        var path = PathOf(sha256);
        if (!File.Exists(path))
        {
            return false;
        }

        // Another upload of the same file may have renamed it and not yet flushed the name.
        DurableFolder.Flush(Path.GetDirectoryName(path)!);
        Remember(sha256);
        return true;
    }

    private static bool IsHash(string text) => text.Length == HashLength && !text.AsSpan().ContainsAnyExcept(Digits);

    private string PathOf(string sha256) => EvidenceFolder.PathOf(_folder, sha256);

    private void Remember(string sha256)
    {
        if (_known.Count < MaxKnown)
        {
            _known.TryAdd(sha256, true);
        }
    }
}
