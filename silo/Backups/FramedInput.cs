using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Rectification.Backups;

/// <summary>Reads what <see cref="FramedOutput"/> wrote, up to the empty frame, and hashes every byte that comes in.</summary>
internal sealed class FramedInput(Stream source, IncrementalHash sha) : Stream
{
    private readonly byte[] _length = new byte[sizeof(uint)];
    private byte[] _frame = [];
    private int _at;
    private int _end;

    /// <summary>Whether the empty frame has come.</summary>
    public bool Ended { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_at == _end && !Ended)
        {
            await Next(cancellationToken);
        }

        var count = Math.Min(buffer.Length, _end - _at);
        _frame.AsMemory(_at, count).CopyTo(buffer);
        _at += count;
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush() { }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private async Task Next(CancellationToken cancellation)
    {
        await source.ReadExactlyAsync(_length, cancellation);
        var length = BinaryPrimitives.ReadUInt32LittleEndian(_length);
        if (length > BackupFormat.MaxFrameBytes)
        {
            throw BackupException.Damaged($"frame {length}");
        }

        if (_frame.Length < length)
        {
            _frame = new byte[length];
        }

        (_at, _end, Ended) = (0, (int)length, length == 0);
        await source.ReadExactlyAsync(_frame.AsMemory(0, _end), cancellation);
        sha.AppendData(_length);
        sha.AppendData(_frame, 0, _end);
    }
}
