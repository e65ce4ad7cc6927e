using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Rectification.Gateway.Evidence;

/// <summary>
/// The directory of a ZIP file, read by itself and strictly: a file that two readers could understand differently is refused.
/// Nothing is unpacked but single small parts, each within a limit.
/// </summary>
internal sealed class ZipDirectory
{
    private const int MaxEntries = 10_000;
    private const long MaxTotalBytes = 1L * 1024 * 1024 * 1024;
    private const int MaxRatio = 200;

    /// <summary>Parts smaller than this may be as empty as they like, in bytes.</summary>
    private const long RatioFrom = 1024 * 1024;
    private const int MaxDirectoryBytes = 16 * 1024 * 1024;
    private const int EndBytes = 22;
    private const int LocatorBytes = 20;
    private const int HeaderBytes = 46;
    private const int LocalBytes = 30;
    private const uint EndMark = 0x06054B50;
    private const uint LocatorMark = 0x07064B50;
    private const uint HeaderMark = 0x02014B50;
    private const uint LocalMark = 0x04034B50;

    private readonly SafeFileHandle _file;
    private readonly Dictionary<string, ZipPart> _parts = new(StringComparer.OrdinalIgnoreCase);

    private ZipDirectory(SafeFileHandle file) => _file = file;

    public ZipPart? this[string name] => _parts.GetValueOrDefault(name);

    /// <summary>The directory, or <see langword="null"/> when anything about it is not as it should be.</summary>
    public static ZipDirectory? Read(SafeFileHandle file)
    {
        var directory = new ZipDirectory(file);
        return directory.ReadParts() && directory.AreApart() ? directory : null;
    }

    /// <summary>A part's content, or <see langword="null"/> when it is larger than the limit or is not what the directory says.</summary>
    public byte[]? Unpack(ZipPart part, int limit)
    {
        if (part.Size > limit || part.Packed > limit)
        {
            return null;
        }

        var packed = new byte[part.Packed];
        if (RandomAccess.Read(_file, packed, part.Start) < packed.Length)
        {
            return null;
        }

        if (part.IsStored)
        {
            return packed;
        }

        try
        {
            // One byte more than stated is room enough to see that there is more.
            var content = new byte[part.Size + 1];
            using var inflating = new DeflateStream(new MemoryStream(packed), CompressionMode.Decompress);
            return inflating.ReadAtLeast(content, content.Length, throwOnEndOfStream: false) == part.Size ? content[..^1] : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>An archive ends with its directory and says so once: no comment, no second end, no 64-bit variant.</summary>
    private bool ReadParts()
    {
        var length = RandomAccess.GetLength(_file);
        Span<byte> end = stackalloc byte[LocatorBytes + EndBytes];
        if (length < end.Length || RandomAccess.Read(_file, end, length - end.Length) < end.Length || Mark(end) == LocatorMark)
        {
            return false;
        }

        end = end[LocatorBytes..];
        var (count, size, start) = (Short(end, 10), Long(end, 12), Long(end, 16));
        if (Mark(end) != EndMark || Short(end, 4) != 0 || Short(end, 6) != 0 || Short(end, 8) != count || Short(end, 20) != 0
            || count is 0 or > MaxEntries || size > MaxDirectoryBytes || start + size != length - EndBytes)
        {
            return false;
        }

        var bytes = new byte[size];
        return RandomAccess.Read(_file, bytes, start) == size && ReadParts(bytes, count, start);
    }

    private bool ReadParts(ReadOnlySpan<byte> rest, int count, long directory)
    {
        long total = 0, packed = 0;
        for (var i = 0; i < count; i++)
        {
            if (rest.Length < HeaderBytes || Mark(rest) != HeaderMark)
            {
                return false;
            }

            var length = HeaderBytes + Short(rest, 28) + Short(rest, 30) + Short(rest, 32);
            if (rest.Length < length || ReadPart(rest[..length], directory) is not { } part || !_parts.TryAdd(part.Name, part))
            {
                return false;
            }

            total += part.Size;
            packed += part.Packed;
            rest = rest[length..];
        }

        return rest.IsEmpty && total <= MaxTotalBytes && (total < RatioFrom || total <= packed * MaxRatio);
    }

    private ZipPart? ReadPart(ReadOnlySpan<byte> header, long directory)
    {
        var (flags, method, packed, size, offset) = (Short(header, 8), Short(header, 10), Long(header, 20), Long(header, 24), Long(header, 42));
        var name = header.Slice(HeaderBytes, Short(header, 28));
        var isLink = header[5] == 3 && (Long(header, 38) >> 28) == 0xA;
        if ((flags & 1) != 0 || method is not (0 or 8) || Short(header, 34) != 0 || isLink || method == 0 && packed != size
            || packed == uint.MaxValue || size == uint.MaxValue || offset == uint.MaxValue
                || HasWideSizes(header.Slice(HeaderBytes + name.Length, Short(header, 30)))
            || size >= RatioFrom && size > packed * MaxRatio || !ZipPart.IsName(name))
        {
            return null;
        }

        var local = new byte[LocalBytes + name.Length];
        if (offset + local.Length > directory || RandomAccess.Read(_file, local, offset) < local.Length)
        {
            return null;
        }

        var start = offset + local.Length + Short(local, 28);
        return Mark(local) == LocalMark && Short(local, 8) == method && (Short(local, 6) & 1) == 0 && name.SequenceEqual(local.AsSpan(LocalBytes))
            && Short(local, 26) == name.Length && SameSizes(local, packed, size) && start + packed <= directory
            ? new(Encoding.UTF8.GetString(name), offset, start, packed, size, method == 0)
            : null;
    }

    /// <summary>Both headers say the same; one that was written before the sizes were known may say nothing.</summary>
    private static bool SameSizes(ReadOnlySpan<byte> local, long packed, long size) =>
        (Long(local, 18), Long(local, 22)) == (packed, size)
        || (Short(local, 6) & 8) != 0 && (Long(local, 18), Long(local, 22)) is (0, 0) or (uint.MaxValue, uint.MaxValue);

    /// <summary>Parts begin with the file, and no two share a byte: overlapping ones are how a small file unpacks to a huge one.</summary>
    private bool AreApart()
    {
        var end = 0L;
        foreach (var part in _parts.Values.OrderBy(part => part.Offset))
        {
            if (part.Offset < end || end == 0 && part.Offset != 0)
            {
                return false;
            }

            end = part.Start + part.Packed;
        }

        return true;
    }

    private static bool HasWideSizes(ReadOnlySpan<byte> extra)
    {
        while (extra.Length >= 4)
        {
            if (Short(extra, 0) == 1)
            {
                return true;
            }

            extra = extra[Math.Min(extra.Length, 4 + Short(extra, 2))..];
        }

        return false;
    }

    private static uint Mark(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt32LittleEndian(bytes);

    private static int Short(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    private static long Long(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);
}

/// <summary>One part of an archive: where its own header begins, where its packed bytes begin, and how many they are packed and unpacked.</summary>
internal sealed record ZipPart(string Name, long Offset, long Start, long Packed, long Size, bool IsStored)
{
    /// <summary>Archives within archives; Office's own embedded documents are parts like others and are never looked into.</summary>
    private static readonly string[] Archives = [".zip", ".rar", ".7z", ".gz", ".tgz", ".tar", ".bz2", ".xz", ".zst", ".jar", ".cab", ".iso"];

    /// <summary>A relative path that goes nowhere but down, and names no archive.</summary>
    public static bool IsName(ReadOnlySpan<byte> bytes)
    {
        var name = Encoding.UTF8.GetString(bytes);
        return name.Length > 0 && !name.Any(char.IsControl) && name[0] is not ('/' or '\\') && (name.Length < 2 || name[1] != ':')
            && !name.Split('/', '\\').Contains("..") && !Archives.Contains(Path.GetExtension(name).ToLowerInvariant());
    }
}
