using System.IO.Compression;

namespace Rectification.Documents.Workbooks;

/// <summary>Counts what comes out of a zip, since the sizes it states need not be true.</summary>
internal sealed class UnzipBudget(WorkbookLimits limits)
{
    /// <summary>Bytes of markup without a single tag: 32,767 characters need a quarter of it, however they are escaped.</summary>
    private const int LongestRun = 1 << 20;

    private long total;

    /// <summary>The content of an entry; reading beyond the limits is refused.</summary>
    public Stream Open(ZipArchiveEntry entry) => new CountedStream(entry.Open(), this, entry.CompressedLength, markup: false);

    /// <summary>
    /// The content of an XML entry; a name, an attribute or a text that goes on and on is refused, too, before an XML reader takes it into memory whole.
    /// </summary>
    public Stream OpenMarkup(ZipArchiveEntry entry) => new CountedStream(entry.Open(), this, entry.CompressedLength, markup: true);

    private void Count(int bytes, long ofEntry, long zipped)
    {
        total += bytes;
        if (total > limits.UnzippedBytes || (ofEntry > limits.RatioFrom && ofEntry / Math.Max(1, zipped) > limits.Ratio))
        {
            throw new WorkbookException(WorkbookRefusals.Unzipped(limits.UnzippedBytes));
        }
    }

    private sealed class CountedStream(Stream inner, UnzipBudget budget, long zipped, bool markup) : Stream
    {
        private long read;
        private long run;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => read; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            var bytes = inner.Read(buffer);
            read += bytes;
            budget.Count(bytes, read, zipped);
            if (markup)
            {
                var lastTag = buffer[..bytes].LastIndexOf((byte)'<');
                run = lastTag < 0 ? run + bytes : bytes - lastTag;
                if (run > LongestRun)
                {
                    throw Damage.At("XML");
                }
            }

            return bytes;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                inner.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
