using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Rectification.Backups;

/// <summary>Cuts what is written into frames that carry their length, and hashes every byte that leaves.</summary>
internal sealed class FramedOutput(Stream target, IncrementalHash sha) : Stream
{
    private const int LengthBytes = sizeof(uint);

    private readonly byte[] _frame = new byte[LengthBytes + BackupFormat.FrameBytes];
    private int _filled;
    private bool _dropped;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (!buffer.IsEmpty)
        {
            var part = buffer[..Math.Min(buffer.Length, BackupFormat.FrameBytes - _filled)];
            part.CopyTo(_frame.AsMemory(LengthBytes + _filled));
            _filled += part.Length;
            buffer = buffer[part.Length..];
            if (_filled == BackupFormat.FrameBytes)
            {
                await Send(cancellationToken);
            }
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <summary>Sends the last frame and an empty one, which says that nothing follows.</summary>
    public async Task End(CancellationToken cancellation)
    {
        if (_filled > 0)
        {
            await Send(cancellation);
        }

        await Send(cancellation);
    }

    /// <summary>From now on nothing leaves: what was begun is not worth ending.</summary>
    public void Drop() => _dropped = true;

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Flush() { }

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private async Task Send(CancellationToken cancellation)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(_frame, (uint)_filled);
        var bytes = _frame.AsMemory(0, LengthBytes + _filled);
        sha.AppendData(bytes.Span);
        _filled = 0;
        if (!_dropped)
        {
            await target.WriteAsync(bytes, cancellation);
        }
    }
}
