using System.Buffers.Binary;
using System.Text;

namespace Rectification.Documents.Workbooks.Xls;

/// <summary>The names within an OLE container: old workbooks, encrypted new ones and projects of macros are such.</summary>
internal static class OleDirectory
{
    private const int EntrySize = 128;
    private const int SectorShift = 30;
    private const int MiniSectorShift = 32;

    /// <summary>Where the numbers of sectors stand: of the directory, of its table, of the table of small ones, of the table of tables.</summary>
    private static readonly int[] SectorCounts = [40, 44, 64, 72];

    private const int Largest = 64 << 20;

    /// <summary>Whether the sizes its header states can be true: whoever reads the container takes memory by them.</summary>
    public static bool IsSound(Stream stream)
    {
        const int HeaderSize = 512;
        var header = new byte[HeaderSize];
        stream.Position = 0;
        var length = stream.ReadAtLeast(header, HeaderSize, throwOnEndOfStream: false);
        stream.Position = 0;
        var sectors = (stream.Length / HeaderSize) + 1;
        return length == HeaderSize && Short(SectorShift) is 9 or 12 && Short(MiniSectorShift) == 6
            && SectorCounts.All(at => BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(at)) <= sectors);

        int Short(int at) => BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(at));
    }

    /// <summary>Whether it lists a stream or storage of that name.</summary>
    public static bool Lists(Stream stream, string name)
    {
        // Entries begin at every 128th byte of a directory, wherever its sectors lie.
        var wanted = Encoding.Unicode.GetBytes(name + "\0");
        var entry = new byte[64 * 1024];
        stream.Position = 0;
        while (stream.Position < Largest && stream.ReadAtLeast(entry, entry.Length, throwOnEndOfStream: false) is var length and > 0)
        {
            for (var at = 0; at + EntrySize <= length; at += EntrySize)
            {
                if (entry.AsSpan(at, wanted.Length).SequenceEqual(wanted))
                {
                    stream.Position = 0;
                    return true;
                }
            }
        }

        stream.Position = 0;
        return false;
    }
}
