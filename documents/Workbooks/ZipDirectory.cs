namespace Rectification.Documents.Workbooks;

/// <summary>Looks at how many entries a zip lists before anything takes them all into memory.</summary>
internal static class ZipDirectory
{
    /// <exception cref="WorkbookException">More than the limit.</exception>
    public static void Check(Stream stream, WorkbookLimits limits)
    {
        // The count a zip states need not be true: the marks that open its entries are counted. A zip of workbooks holds those of their parts, too.
        var marks = 0;
        var limit = (long)limits.Entries + ((long)limits.Files * 64);
        var buffer = new byte[64 * 1024];
        var kept = 0;
        stream.Position = 0;
        while (stream.Read(buffer, kept, buffer.Length - kept) is var read and > 0)
        {
            var length = kept + read;
            var rest = buffer.AsSpan(0, length);
            while (rest.IndexOf("PK\u0001\u0002"u8) is var at and >= 0)
            {
                rest = rest[(at + 4)..];
                if (++marks > limit)
                {
                    throw new WorkbookException(WorkbookRefusals.TooManyEntries(limits.Entries));
                }
            }

            kept = Math.Min(3, rest.Length);
            rest[^kept..].CopyTo(buffer);
        }

        stream.Position = 0;
    }
}
