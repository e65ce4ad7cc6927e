using System.Security.Cryptography;

namespace Rectification.Backups;

/// <summary>One file inside a backup: ends where the file ends, and hashes it on its way.</summary>
internal sealed class EvidenceInput(Stream records, long size, BackupCounts counts) : Stream
{
    private readonly IncrementalHash _sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long _read;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => size;

    public override long Position { get => _read; set => throw new NotSupportedException(); }

    /// <summary>Whether all of it was read and has this hash.</summary>
    public bool EndedWith(string sha256) => _read == size && Convert.ToHexStringLower(_sha.GetHashAndReset()) == sha256;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var wanted = (int)Math.Min(buffer.Length, size - _read);
        if (wanted <= 0)
        {
            return 0;
        }

        var read = await records.ReadAsync(buffer[..wanted], cancellationToken);
        if (read == 0)
        {
            throw new EndOfStreamException();
        }

        _read += read;
        _sha.AppendData(buffer.Span[..read]);
        counts.CountEvidenceBytes(read);
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush() { }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        _sha.Dispose();
        base.Dispose(disposing);
    }
}
