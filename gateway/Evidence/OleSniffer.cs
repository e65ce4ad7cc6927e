using System.Buffers.Binary;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Rectification.Gateway.Evidence;

/// <summary>Tells the old Office formats apart, and from other OLE2 files, by the names in its directory.</summary>
internal static class OleSniffer
{
    private const int HeaderBytes = 512;
    private const int EntryBytes = 128;
    private const int NameBytes = 64;
    private const int HeaderFatSectors = 109;
    private const int MaxDirectorySectors = 1_000;
    private const uint MaxSector = 0xFFFFFFF9;

    public static FileType? Look(SafeFileHandle file)
    {
        Span<byte> header = stackalloc byte[HeaderBytes];
        if (RandomAccess.Read(file, header, 0) < HeaderBytes || BinaryPrimitives.ReadUInt16LittleEndian(header[30..]) is not (9 or 12))
        {
            return null;
        }

        var sector = new byte[1 << BinaryPrimitives.ReadUInt16LittleEndian(header[30..])];
        var at = BinaryPrimitives.ReadUInt32LittleEndian(header[48..]);
        for (var read = 0; read < MaxDirectorySectors && at <= MaxSector && ReadSector(file, sector, at); read++)
        {
            for (var entry = 0; entry < sector.Length; entry += EntryBytes)
            {
                if (ByName(Name(sector.AsSpan(entry, EntryBytes))) is { } type)
                {
                    return type;
                }
            }

            at = Next(file, header, sector, at);
        }

        return null;
    }

    private static FileType? ByName(string name) => name switch
    {
        "WordDocument" => FileTypes.Doc,
        "Workbook" or "Book" => FileTypes.Xls,
        "PowerPoint Document" => FileTypes.Ppt,
        _ => null,
    };

    private static string Name(ReadOnlySpan<byte> entry) =>
        BinaryPrimitives.ReadUInt16LittleEndian(entry[NameBytes..]) is >= 2 and <= NameBytes and var bytes
            ? Encoding.Unicode.GetString(entry[..(bytes - 2)]) : "";

    /// <summary>The sector after this one, by the allocation table as far as the header itself places it.</summary>
    private static uint Next(SafeFileHandle file, ReadOnlySpan<byte> header, byte[] sector, uint at)
    {
        var links = (uint)(sector.Length / sizeof(uint));
        var table = at / links;
        if (table >= HeaderFatSectors)
        {
            return uint.MaxValue;
        }

        Span<byte> next = stackalloc byte[sizeof(uint)];
        var tableSector = BinaryPrimitives.ReadUInt32LittleEndian(header[(76 + ((int)table * sizeof(uint)))..]);
        var place = ((tableSector + 1L) * sector.Length) + (at % links * sizeof(uint));
        return tableSector <= MaxSector && RandomAccess.Read(file, next, place) == next.Length ? BinaryPrimitives.ReadUInt32LittleEndian(next) : uint.MaxValue;
    }

    private static bool ReadSector(SafeFileHandle file, byte[] sector, uint at) =>
        RandomAccess.Read(file, sector, (at + 1L) * sector.Length) == sector.Length;
}
