namespace Rectification.Verifier;

/// <summary>The lines of a stream as bytes, one at a time; only the longest line bounds the memory.</summary>
internal sealed class LineReader(Stream stream)
{
    private const int FirstBuffer = 256 * 1024;
    private const int MaxLine = 64 * 1024 * 1024;

    private byte[] _buffer = new byte[FirstBuffer];
    private int _start;
    private int _end;
    private bool _ended;

    /// <summary>Number of the line read last, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>The next line without its line feed; false at the end. The bytes are good until the next call.</summary>
    public bool Next(out ReadOnlyMemory<byte> line)
    {
        for (var searched = 0; ;)
        {
            var at = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (at >= 0)
            {
                line = _buffer.AsMemory(_start, searched + at);
                _start += searched + at + 1;
                Number++;
                return true;
            }

            searched = _end - _start;
            if (_ended)
            {
                line = default;
                return searched == 0 ? false : throw new MisfitException(Number + 1, "最后一行没有换行符，文件被截断。", "The last line does not end: the file is cut off.");
            }

            Fill();
        }
    }

    private void Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }
        else if (_end == _buffer.Length)
        {
            if (_end >= MaxLine)
            {
                throw new MisfitException(Number + 1, "行过长。", "The line is too long.");
            }

            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var read = stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        _ended = read == 0;
    }
}
