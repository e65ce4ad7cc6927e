using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Orleans.Serialization;

namespace Rectification.Gateway.Ledgers;

/// <summary>
/// What is gone through several times and asked for only once: the first reading keeps it in a file, every later one reads the file. A large plan takes room
/// on the disk meanwhile and none in memory.
/// </summary>
/// <param name="source">Where it comes from; read at most once, and to its end.</param>
/// <param name="file">An empty file of its own.</param>
/// <param name="serializer">Writes and reads an item.</param>
/// <param name="seen">Told each item that is passed on, and whether it comes from the source.</param>
internal sealed class Spooled<T>(IAsyncEnumerable<T> source, Stream file, Serializer<T> serializer, Action<T, bool> seen) : IAsyncDisposable
{
    private const int Portion = 128 * 1024;

    private bool _whole;

    public IAsyncEnumerable<T> Read() => _whole ? Again() : First();

    public ValueTask DisposeAsync() => file.DisposeAsync();

    private async IAsyncEnumerable<T> First([EnumeratorCancellation] CancellationToken cancel = default)
    {
        // Of a reading that was given up nothing is left.
        file.SetLength(0);
        var buffer = new ArrayBufferWriter<byte>(Portion * 2);
        var item = new ArrayBufferWriter<byte>();
        await foreach (var one in source.WithCancellation(cancel))
        {
            item.ResetWrittenCount();
            serializer.Serialize(one, item);
            BinaryPrimitives.WriteInt32LittleEndian(buffer.GetSpan(sizeof(int)), item.WrittenCount);
            buffer.Advance(sizeof(int));
            buffer.Write(item.WrittenSpan);
            if (buffer.WrittenCount > Portion)
            {
                await file.WriteAsync(buffer.WrittenMemory, cancel);
                buffer.ResetWrittenCount();
            }

            seen(one, true);
            yield return one;
        }

        await file.WriteAsync(buffer.WrittenMemory, cancel);
        await file.FlushAsync(cancel);
        _whole = true;
    }

    private async IAsyncEnumerable<T> Again([EnumeratorCancellation] CancellationToken cancel = default)
    {
        file.Position = 0;
        var buffered = new BufferedStream(file, Portion);
        var (length, item) = (new byte[sizeof(int)], Array.Empty<byte>());
        while (await buffered.ReadAtLeastAsync(length, length.Length, throwOnEndOfStream: false, cancel) == length.Length)
        {
            var size = BinaryPrimitives.ReadInt32LittleEndian(length);
            if (item.Length < size)
            {
                item = new byte[size * 2];
            }

            await buffered.ReadExactlyAsync(item.AsMemory(0, size), cancel);
            var one = serializer.Deserialize(item.AsMemory(0, size))!;
            seen(one, false);
            yield return one;
        }
    }
}
