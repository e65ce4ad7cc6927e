using System.Buffers.Binary;
using System.Text;

namespace Rectification.Documents.Workbooks.Xls;

/// <summary>One stream of an OLE container, as the chain of its sectors tells; a chain that leads out of the file or in circles ends.</summary>
internal sealed class OleStream
{
    private const int HeaderSize = 512;
    private const int EntrySize = 128;
    private const int SmallSector = 64;
    private const uint EndOfChain = 0xFFFF_FFFA;

    private readonly Stream file;
    private readonly int sector;
    private readonly List<uint> table = [];

    private OleStream(Stream file, int sector) => (this.file, this.sector) = (file, sector);

    /// <summary>The bytes of the first stream that has one of the names; <see langword="null"/>: there is none, or it is longer than the file.</summary>
    /// <param name="file">Whose header was found sound.</param>
    /// <param name="names">In order of preference.</param>
    public static byte[]? Read(Stream file, params IReadOnlyList<string> names)
    {
        var header = new byte[HeaderSize];
        file.Position = 0;
        if (file.ReadAtLeast(header, HeaderSize, throwOnEndOfStream: false) < HeaderSize)
        {
            return null;
        }

        var ole = new OleStream(file, 1 << BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(30)));
        ole.Table(header);
        var directory = ole.Chain(Word(header, 48), long.MaxValue);
        var root = Entry(directory, "Root Entry");
        foreach (var name in names)
        {
            if (Entry(directory, name) is not var (first, length))
            {
                continue;
            }

            if (length > file.Length)
            {
                return null;
            }

            return length >= Word(header, 56) || root is not var (small, of) ? ole.Chain(first, length)
                : ole.Small(ole.Chain(small, of), ole.Chain(Word(header, 60), long.MaxValue), first, length);
        }

        return null;
    }

    private static uint Word(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);

    private static (uint First, long Length)? Entry(byte[] directory, string name)
    {
        for (var at = 0; at + EntrySize <= directory.Length; at += EntrySize)
        {
            var entry = directory.AsSpan(at, EntrySize);
            var length = BinaryPrimitives.ReadUInt16LittleEndian(entry[64..]);
            if (length is >= 2 and <= 64 && Encoding.Unicode.GetString(entry[..(length - 2)]) == name)
            {
                return (Word(entry, 116), Word(entry, 120));
            }
        }

        return null;
    }

    // The first 109 sectors of the table stand in the header, further ones in a chain of their own.
    private void Table(byte[] header)
    {
        var lists = new List<byte[]> { header[76..] };
        var next = Word(header, 68);
        for (var left = file.Length / sector; next < EndOfChain && left > 0 && Sector(next) is { } list; left--)
        {
            lists.Add(list[..^4]);
            next = Word(list, sector - 4);
        }

        foreach (var list in lists)
        {
            for (var at = 0; at + 4 <= list.Length; at += 4)
            {
                if (Word(list, at) is var number and < EndOfChain && Sector(number) is { } part)
                {
                    for (var i = 0; i < sector; i += 4)
                    {
                        table.Add(Word(part, i));
                    }
                }
            }
        }
    }

    private byte[]? Sector(uint number)
    {
        var at = HeaderSize + ((long)number * sector);
        if (sector > HeaderSize)
        {
            at = ((long)number + 1) * sector;
        }

        if (at >= file.Length)
        {
            return null;
        }

        var bytes = new byte[sector];
        file.Position = at;
        file.ReadAtLeast(bytes, sector, throwOnEndOfStream: false);
        return bytes;
    }

    private byte[] Chain(uint first, long length)
    {
        using var bytes = new MemoryStream();
        var left = file.Length / sector + 1;
        for (var next = first; next < EndOfChain && left > 0 && bytes.Length < length && Sector(next) is { } part; left--)
        {
            bytes.Write(part);
            next = next < table.Count ? table[(int)next] : EndOfChain;
        }

        return bytes.ToArray()[..(int)Math.Min(bytes.Length, length)];
    }

    private byte[] Small(byte[] all, byte[] chains, uint first, long length)
    {
        using var bytes = new MemoryStream();
        var left = (all.Length / SmallSector) + 1;
        for (var next = first; next < EndOfChain && left > 0 && bytes.Length < length && ((long)next + 1) * SmallSector <= all.Length; left--)
        {
            bytes.Write(all, (int)next * SmallSector, SmallSector);
            next = (long)next * 4 + 4 <= chains.Length ? Word(chains, (int)next * 4) : EndOfChain;
        }

        return bytes.ToArray()[..(int)Math.Min(bytes.Length, length)];
    }
}
