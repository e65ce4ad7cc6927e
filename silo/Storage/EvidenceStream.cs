using System.Security.Cryptography;
using Rectification.Streams;

namespace Rectification.Storage;

/// <summary>A file read chunk by chunk; its last chunk is given out only if the whole has the hash it is named by.</summary>
internal sealed class EvidenceStream(string sha256, long size, Func<string, int, CancellationToken, Task<byte[]>> read) : ForwardStream
{
    private readonly IncrementalHash _sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private byte[] _chunk = [];
    private int _next;
    private int _at;
    private long _fetched;

    public override long Length => size;

    public override long Position { get => _fetched - _chunk.Length + _at; set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_at == _chunk.Length && _fetched < size)
        {
            await Fetch(cancellationToken);
        }

        var count = Math.Min(buffer.Length, _chunk.Length - _at);
        _chunk.AsMemory(_at, count).CopyTo(buffer);
        _at += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        _sha.Dispose();
        base.Dispose(disposing);
    }

    private async Task Fetch(CancellationToken cancellation)
    {
        _chunk = await read(sha256, _next++, cancellation);
        _at = 0;
        _fetched += _chunk.Length;
        _sha.AppendData(_chunk);
        if (_fetched > size || (_fetched == size && Convert.ToHexStringLower(_sha.GetHashAndReset()) != sha256))
        {
            throw new IOException($"The evidence {sha256} does not match its hash.");
        }
    }
}
