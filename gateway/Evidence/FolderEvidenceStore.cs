using System.Buffers;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using Rectification.Hosting;

namespace Rectification.Gateway.Evidence;

/// <summary>Evidence in a folder: <c>evidence/ab/cdef…</c>. A file appears under its name only when all of it is on the disk.</summary>
internal sealed class FolderEvidenceStore : IEvidenceStore
{
    private const int HashLength = 64;
    private const int BufferBytes = 64 * 1024;
    private const int MaxKnown = 100_000;

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdef");

    private readonly string _folder;
    private readonly string _incoming;
    private readonly ConcurrentDictionary<string, bool> _known = new(StringComparer.Ordinal);

    public FolderEvidenceStore(IConfiguration configuration)
    {
        _folder = Path.Combine(configuration.DataPath(), "evidence");
        _incoming = Path.Combine(_folder, "incoming");
    }

    public bool Exists(string sha256)
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

        if (!File.Exists(PathOf(sha256)))
        {
            return false;
        }

        Remember(sha256);
        return true;
    }

    public async Task<StoredEvidence?> Store(Stream content, CancellationToken cancellation)
    {
        Directory.CreateDirectory(_incoming);
        var temporary = Path.Combine(_incoming, Guid.NewGuid().ToString("N"));
        try
        {
            if (await Receive(content, temporary, cancellation) is not { } stored)
            {
                return null;
            }

            var path = PathOf(stored.Sha256);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.Move(temporary, path, overwrite: true);
            Remember(stored.Sha256);
            return stored;
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    public Stream? Open(string sha256) =>
        Exists(sha256) ? new FileStream(PathOf(sha256), FileMode.Open, FileAccess.Read, FileShare.Read, BufferBytes, useAsync: true) : null;

    private static async Task<StoredEvidence?> Receive(Stream content, string path, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            long size = 0;
            await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, useAsync: true);
            for (int read; (read = await content.ReadAsync(buffer, cancellation)) > 0;)
            {
                size += read;
                if (size > EvidenceLimits.MaxBytes)
                {
                    return null;
                }

                hash.AppendData(buffer, 0, read);
                await file.WriteAsync(buffer.AsMemory(0, read), cancellation);
            }

            file.Flush(flushToDisk: true);
            return new(Convert.ToHexStringLower(hash.GetHashAndReset()), size);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static bool IsHash(string text) => text.Length == HashLength && !text.AsSpan().ContainsAnyExcept(Digits);

    private string PathOf(string sha256) => Path.Combine(_folder, sha256[..2], sha256[2..]);

    private void Remember(string sha256)
    {
        if (_known.Count < MaxKnown)
        {
            _known.TryAdd(sha256, true);
        }
    }
}
