namespace Rectification.Tests.Cli;

/// <summary>A file that is made as it is read, the same bytes each time; notes how far what is held in memory grows meanwhile.</summary>
internal sealed class Made(long size) : Stream
{
    /// <summary>After how many bytes memory is looked at, after a collection: what is only not yet collected is held by nobody.</summary>
    private const long Between = 8L * 1024 * 1024;

    private readonly long _before = GC.GetTotalMemory(forceFullCollection: true);
    private long _read;

    public long Grown { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => size;

    public override long Position { get => _read; set => _read = value; }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var (count, looked) = (0, _read / Between);
        for (; count < buffer.Length && _read < size; count++, _read++)
        {
            buffer[count] = (byte)(_read * 2_654_435_761 >> 11 ^ _read >> 3);
        }

        if (_read / Between > looked)
        {
            Grown = Math.Max(Grown, GC.GetTotalMemory(forceFullCollection: true) - _before);
        }

        return count;
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        Task.FromResult(Read(buffer, offset, count));

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
