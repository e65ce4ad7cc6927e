namespace Rectification.Documents.Workbooks.Xlsx;

/// <summary>
/// A sheet's XML with nothing between the tags of <c>sheetData</c>. What stands behind the rows is needed before them, and to look for one tag among the bytes
/// takes a tenth of the time of reading a hundred thousand rows twice.
/// </summary>
/// <remarks>
/// Only for encodings in which ASCII is itself. Text cannot hold the tag but in a CDATA section; a sheet that does so to deceive is read without its
/// merges, or refused.
/// </remarks>
internal sealed class WithoutRows : Stream
{
    private const int Size = 64 * 1024;

    /// <summary>Bytes that are always seen together, so that no tag lies over an edge.</summary>
    private const int Ahead = 64;

    private static readonly byte[] Tag = "sheetData"u8.ToArray();

    private readonly Stream inner;
    private readonly byte[] buffer = new byte[Size];
    private int from;
    private int to;
    private int rowsBegin;
    private bool ended;
    private Place place = Place.Before;

    public WithoutRows(Stream inner) => this.inner = inner;

    private enum Place
    {
        Before,
        Within,
        Behind
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> target)
    {
        if (place == Place.Within)
        {
            PassRows();
        }

        if (to - from <= Ahead)
        {
            Fill();
        }

        var length = Math.Min(place == Place.Before ? UpToRows() : to - from, target.Length);
        buffer.AsSpan(from, length).CopyTo(target);
        from += length;
        if (place == Place.Before && from == rowsBegin)
        {
            place = Place.Within;
        }

        return length;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <summary>How many bytes may be handed on before the rows begin, or before more of them have to be seen.</summary>
    private int UpToRows()
    {
        if (rowsBegin > 0)
        {
            return rowsBegin - from;
        }

        var available = buffer.AsSpan(from, to - from);
        var tag = available.IndexOf(Tag);
        if (tag < 0 || (tag > 0 && tag + Ahead > available.Length && available.Length > Ahead))
        {
            return available.Length > Ahead && !ended ? available.Length - Ahead : available.Length;
        }

        var end = available[tag..].IndexOf((byte)'>');
        if (tag == 0 || available[tag - 1] is not ((byte)'<' or (byte)':') || end != Tag.Length)
        {
            // Not the tag as every program writes it: all is read.
            place = Place.Behind;
            return available.Length;
        }

        rowsBegin = from + tag + end + 1;
        return rowsBegin - from;
    }

    private void PassRows()
    {
        place = Place.Behind;
        while (true)
        {
            var available = buffer.AsSpan(from, to - from);
            for (var at = available.IndexOf(Tag); at >= 0; at = available[(at + 1)..].IndexOf(Tag) is var next and >= 0 ? at + 1 + next : -1)
            {
                var start = available[..at].LastIndexOf((byte)'<');
                if (start >= 0 && at - start <= Ahead && available[start + 1] == '/')
                {
                    from += start;
                    return;
                }
            }

            from = Math.Max(from, to - Ahead - Tag.Length);
            if (!Fill())
            {
                from = to;
                return;
            }
        }
    }

    /// <summary>Moves what is left to the front and fills up behind it.</summary>
    private bool Fill()
    {
        var left = to - from;
        buffer.AsSpan(from, left).CopyTo(buffer);
        rowsBegin -= rowsBegin > 0 ? from : 0;
        (from, to) = (0, left);
        var read = inner.ReadAtLeast(buffer.AsSpan(left), Size - left, throwOnEndOfStream: false);
        to += read;
        ended |= read == 0;
        return read > 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
