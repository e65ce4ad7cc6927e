using System.Buffers.Binary;
using System.Security.Cryptography;
using Rectification.Streams;

namespace Rectification.Backups;

/// <summary>Reads what <see cref="FramedOutput"/> wrote, up to the empty frame, and hashes every byte that comes in.</summary>
internal sealed class FramedInput(Stream source, IncrementalHash sha) : ForwardStream
{
    private readonly byte[] _length = new byte[sizeof(uint)];
    private byte[] _frame = [];
    private int _at;
    private int _end;

    /// <summary>Whether the empty frame has come.</summary>
    public bool Ended { get; private set; }

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
