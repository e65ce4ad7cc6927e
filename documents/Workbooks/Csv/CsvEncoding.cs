using System.Text;

namespace Rectification.Documents.Workbooks.Csv;

/// <summary>
/// Which encoding a text is in. Nothing is guessed by likeness: bytes that are UTF-8 throughout are UTF-8, what is left has to be GB18030 throughout.
/// </summary>
internal static class CsvEncoding
{
    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);

    /// <returns>The encoding, strict, and where the text starts.</returns>
    public static (Encoding Encoding, int Start) Detect(Stream stream)
    {
        var head = new byte[4096];
        stream.Position = 0;
        var length = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        var (encoding, start) = Marked(head.AsSpan(0, length));
        if (encoding is not null)
        {
            return Fits(stream, encoding, start) == Fit.Whole ? (encoding, start) : throw new WorkbookException(WorkbookRefusals.Encoding);
        }

        return Fits(stream, Utf8, 0) switch
        {
            Fit.Whole => (Utf8, 0),

            // A text of many valid characters that ends within one was cut off; as GB18030 it would be nonsense that looks valid.
            Fit.CutOff => throw new WorkbookException(WorkbookRefusals.Encoding),
            _ when Fits(stream, TextEncodings.StrictGb18030, 0) == Fit.Whole => (TextEncodings.StrictGb18030, 0),
            _ => throw new WorkbookException(WorkbookRefusals.Encoding)
        };
    }

    private static (Encoding? Encoding, int Start) Marked(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
        {
            return (Utf8, 3);
        }

        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]))
        {
            return (Utf16(false), 2);
        }

        if (head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
        {
            return (Utf16(true), 2);
        }

        if (head.StartsWith((ReadOnlySpan<byte>)[0x84, 0x31, 0x95, 0x33]))
        {
            return (TextEncodings.StrictGb18030, 4);
        }

        // Separators and line ends of UTF-16 have a zero byte; no other text has one.
        return head.Contains((byte)0) ? (Unmarked(head), 0) : (null, 0);
    }

    // 一 (4E00) and the wide blank (3000) have a zero byte on the other side than signs of ASCII have, separators and line ends turned round are nothing
    // that anybody writes: those say which way the bytes go.
    private static UnicodeEncoding Unmarked(ReadOnlySpan<byte> head)
    {
        var little = 0;
        var big = 0;
        var isText = true;
        for (var at = 0; at + 1 < head.Length; at += 2)
        {
            var (first, second) = (head[at], head[at + 1]);
            isText &= first != 0 || second != 0;
            little += second == 0 ? Weight(first) : 0;
            big += first == 0 ? Weight(second) : 0;
        }

        return isText && little != big ? Utf16(big > little) : throw new WorkbookException(WorkbookRefusals.NotAWorkbook);
    }

    private static int Weight(byte sign) => sign switch
    {
        (byte)'\t' or (byte)'\n' or (byte)'\r' or (byte)',' or (byte)';' or (byte)'"' => 4096,
        >= 0x20 and < 0x7F or >= 0xA0 => 1,
        _ => 0
    };

    private static UnicodeEncoding Utf16(bool bigEndian) => new(bigEndian, byteOrderMark: false, throwOnInvalidBytes: true);

    private static Fit Fits(Stream stream, Encoding encoding, int start)
    {
        stream.Position = start;
        var decoder = encoding.GetDecoder();
        var bytes = new byte[64 * 1024];
        var characters = new char[encoding.GetMaxCharCount(bytes.Length)];
        try
        {
            while (stream.Read(bytes) is var length and > 0)
            {
                var count = decoder.GetChars(bytes, 0, length, characters, 0);
                if (characters.AsSpan(0, count).Contains('\0'))
                {
                    throw new WorkbookException(WorkbookRefusals.NotAWorkbook);
                }
            }
        }
        catch (DecoderFallbackException)
        {
            return Fit.Not;
        }

        try
        {
            decoder.GetChars([], 0, 0, characters, 0, flush: true);
            return Fit.Whole;
        }
        catch (DecoderFallbackException)
        {
            // A short text of one Chinese word in GB18030 may look like the beginning of one in UTF-8.
            return stream.Length - start > 64 ? Fit.CutOff : Fit.Not;
        }
    }

    private enum Fit
    {
        Whole,
        CutOff,
        Not
    }
}
