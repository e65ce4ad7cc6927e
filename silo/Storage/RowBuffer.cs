using System.Buffers;
using Orleans.Storage;

namespace Rectification.Storage;

/// <summary>A row's bytes in memory of the pool, from when they are written down until their commit.</summary>
internal sealed class RowBuffer : IBufferWriter<byte>
{
    /// <summary>What the usual row fits in.</summary>
    private const int UsualBytes = 4096;

    private byte[] _bytes;
    private int _length;

    private RowBuffer(int bytes) => _bytes = ArrayPool<byte>.Shared.Rent(bytes);

    /// <summary>The bytes. Not to be looked at after <see cref="Return"/>.</summary>
    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, _length);

    /// <summary>Serializes a state; with another serializer than the product's own into memory of its own.</summary>
    public static RowBuffer Of<T>(IGrainStorageSerializer serializer, T state)
    {
        var buffer = new RowBuffer(UsualBytes);
        if (serializer is RowSerializer rows)
        {
            rows.Serialize(state, buffer);
        }
        else
        {
            buffer.Write(serializer.Serialize(state));
        }

        return buffer;
    }

    /// <summary>Gives the memory back. Only of a row that is committed: of another somebody may still hold the bytes.</summary>
    public void Return()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        (_bytes, _length) = ([], 0);
    }

    public void Advance(int count) => _length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        MakeRoom(sizeHint);
        return _bytes.AsMemory(_length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        MakeRoom(sizeHint);
        return _bytes.AsSpan(_length);
    }

    private void MakeRoom(int bytes)
    {
        if (_bytes.Length - _length >= Math.Max(1, bytes))
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_bytes.Length * 2, _length + bytes));
        Written.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
