using System.Security.Cryptography;

namespace Rectification.Storage;

/// <summary>A file on its way into a store; its end is given out only if the whole has the hash it is named by.</summary>
internal sealed class CheckedContent(Stream content, string sha256, long size) : Stream
{
    private readonly IncrementalHash _sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long _read;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => size;

    public override long Position { get => _read; set => throw new NotSupportedException(); }

    /// <exception cref="InvalidDataException">At the end: the content does not have this hash or size.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await content.ReadAsync(buffer, cancellationToken);
        _sha.AppendData(buffer.Span[..count]);
        _read += count;
        return count > 0 || buffer.IsEmpty || (_read == size && Convert.ToHexStringLower(_sha.GetCurrentHash()) == sha256)
            ? count
            : throw new InvalidDataException($"佐证材料 {sha256} 的内容与其哈希不符，未保存。 The evidence {sha256} does not match its hash; it was not stored.");
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
