using Microsoft.Win32.SafeHandles;

namespace Rectification.Gateway.Evidence;

/// <summary>Finds a file's type from its content; what the sender says of it counts for nothing but a contradiction.</summary>
internal static class FileSniffer
{
    private const int HeadBytes = 64;

    private static readonly string[] HeicBrands = ["heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1"];
    private static readonly string[] Mp4Brands = ["isom", "iso2", "iso3", "iso4", "iso5", "iso6", "mp41", "mp42", "avc1", "M4V ", "MSNV", "dash"];

    /// <summary>The type, or what is wrong with the file.</summary>
    /// <param name="path">The whole file.</param>
    /// <param name="name">Its cleaned name; one without an extension contradicts nothing.</param>
    public static (FileType? Type, Refusal? Refusal) Look(string path, string name)
    {
        using var file = File.OpenHandle(path);
        var (type, refusal) = Look(file);
        if (type is null)
        {
            return (null, refusal ?? FileTypes.NotAllowed);
        }

        var extension = FileNames.Extension(name);

        // A table in text form is told from other text by nothing but its name.
        type = type == FileTypes.Text && FileTypes.Csv.Extensions.Contains(extension) ? FileTypes.Csv : type;
        return extension.Length == 0 || type.Extensions.Contains(extension) ? (type, null) : (null, FileTypes.Mismatch);
    }

    private static (FileType? Type, Refusal? Refusal) Look(SafeFileHandle file)
    {
        Span<byte> head = stackalloc byte[HeadBytes];
        head = head[..RandomAccess.Read(file, head, 0)];
        return head.StartsWith("PK\x03\x04"u8) ? ZipSniffer.Look(file)
            : head.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) ? (OleSniffer.Look(file), null)
            : (ByHead(head) ?? (TextSniffer.IsText(file) ? FileTypes.Text : null), null);
    }

    private static FileType? ByHead(ReadOnlySpan<byte> head) =>
        head.StartsWith("%PDF-"u8) ? FileTypes.Pdf
        : head.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]) ? FileTypes.Png
        : head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? FileTypes.Jpeg
        : head.StartsWith("GIF87a"u8) || head.StartsWith("GIF89a"u8) ? FileTypes.Gif
        : head.Length >= 12 && head.StartsWith("RIFF"u8) && head[8..12].SequenceEqual("WEBP"u8) ? FileTypes.Webp
        : head.Length >= 12 && head[4..8].SequenceEqual("ftyp"u8) ? ByBrand(System.Text.Encoding.Latin1.GetString(head[8..12]))
        : null;

    private static FileType? ByBrand(string brand) =>
        HeicBrands.Contains(brand) ? FileTypes.Heic : Mp4Brands.Contains(brand) ? FileTypes.Mp4 : brand == "qt  " ? FileTypes.Mov : null;
}
