using System.Buffers;
using Microsoft.Win32.SafeHandles;

namespace Rectification.Gateway.Evidence;

/// <summary>Whether a file is text from its first byte to its last: valid UTF-8 or valid GB18030, and no control characters.</summary>
internal static class TextSniffer
{
    private const int BufferBytes = 64 * 1024;

    public static bool IsText(SafeFileHandle file)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            var (utf8, gb, at) = (new Utf8Run(), new Gb18030Run(), 0L);
            for (int read; (read = RandomAccess.Read(file, buffer, at)) > 0; at += read)
            {
                foreach (var value in buffer.AsSpan(0, read))
                {
                    utf8.Take(value);
                    gb.Take(value);
                }

                if (utf8.Failed && gb.Failed)
                {
                    return false;
                }
            }

            return utf8.IsWhole || gb.IsWhole;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static bool IsControl(byte value) => value is < 0x20 and not ((byte)'\t' or (byte)'\n' or (byte)'\r' or (byte)'\f') or 0x7F;

    private struct Utf8Run
    {
        private int _missing;
        private byte _least;
        private byte _most;

        public bool Failed { get; private set; }

        public readonly bool IsWhole => !Failed && _missing == 0;

        public void Take(byte value)
        {
            if (_missing > 0)
            {
                Failed |= value < _least || value > _most;
                (_missing, _least, _most) = (_missing - 1, (byte)0x80, (byte)0xBF);
                return;
            }

            // The bounds of the second byte leave out what is too long, surrogates, and what lies past Unicode.
            (_missing, _least, _most) = value switch
            {
                < 0x80 => (0, (byte)0, (byte)0),
                >= 0xC2 and <= 0xDF => (1, (byte)0x80, (byte)0xBF),
                0xE0 => (2, (byte)0xA0, (byte)0xBF),
                0xED => (2, (byte)0x80, (byte)0x9F),
                >= 0xE1 and <= 0xEF => (2, (byte)0x80, (byte)0xBF),
                0xF0 => (3, (byte)0x90, (byte)0xBF),
                >= 0xF1 and <= 0xF3 => (3, (byte)0x80, (byte)0xBF),
                0xF4 => (3, (byte)0x80, (byte)0x8F),
                _ => (-1, (byte)0, (byte)0),
            };
            Failed |= _missing < 0 || IsControl(value);
            _missing = Math.Max(_missing, 0);
        }
    }

    private struct Gb18030Run
    {
        /// <summary>How many bytes of the character have come.</summary>
        private int _place;

        public bool Failed { get; private set; }

        public readonly bool IsWhole => !Failed && _place == 0;

        public void Take(byte value)
        {
            (_place, var good) = _place switch
            {
                0 when value < 0x80 => (0, !IsControl(value)),
                0 => (1, value is >= 0x81 and <= 0xFE),
                1 when value is >= 0x30 and <= 0x39 => (2, true),
                1 => (0, value is >= 0x40 and <= 0xFE and not 0x7F),
                2 => (3, value is >= 0x81 and <= 0xFE),
                _ => (0, value is >= 0x30 and <= 0x39),
            };
            Failed |= !good;
        }
    }
}
