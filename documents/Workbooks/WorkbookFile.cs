using System.IO.Compression;
using System.Security.Cryptography;
using Rectification.Documents.Workbooks.Csv;
using Rectification.Documents.Workbooks.Xls;
using Rectification.Documents.Workbooks.Xlsx;

namespace Rectification.Documents.Workbooks;

/// <summary>Opens what people send. What a file is, its bytes say; its name only tells CSV from other text.</summary>
public static class WorkbookFile
{
    private static readonly string[] CsvExtensions = [".csv", ".tsv", ".txt"];
    private static readonly string[] UnreadExtensions = [".et", ".ett", ".xlsb", ".ods", ".numbers"];

    /// <summary>Opens one workbook.</summary>
    /// <param name="stream">Can seek; stays the caller's, and open as long as the workbook is read.</param>
    /// <param name="fileName">As the person calls it, with or without folders.</param>
    /// <param name="limits">How much it may hold.</param>
    /// <exception cref="WorkbookException">It cannot be read, or may not.</exception>
    public static IWorkbook Open(Stream stream, string fileName, WorkbookLimits limits)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(limits);
        var extension = Path.GetExtension(fileName).ToLowerInvariant();
        var head = Head(stream, limits);
        if (UnreadExtensions.Contains(extension))
        {
            throw new WorkbookException(WorkbookRefusals.Kind(extension));
        }

        if (extension is ".xlsm" or ".xltm" or ".xlam")
        {
            throw new WorkbookException(WorkbookRefusals.Macros);
        }

        return Signature(head) switch
        {
            FileSignature.Zip => Damage.Guard(null, () => new XlsxWorkbook(stream, limits)),
            FileSignature.Ole => Damage.Guard(null, () => XlsWorkbook.Open(stream, limits)),
            FileSignature.Markup => throw new WorkbookException(WorkbookRefusals.Kind("HTML")),
            _ when CsvExtensions.Contains(extension) => Damage.Guard(null, () => new CsvWorkbook(stream, Path.GetFileNameWithoutExtension(fileName), limits)),
            _ when extension is ".xlsx" or ".xls" => throw new WorkbookException(WorkbookRefusals.Damaged()),
            _ => throw new WorkbookException(WorkbookRefusals.NotAWorkbook)
        };
    }

    /// <summary>Opens a workbook, or every workbook of a zip; a file that is refused does not keep the others from being read.</summary>
    /// <exception cref="WorkbookException">The zip itself cannot be read, or holds no workbook.</exception>
    public static IReadOnlyList<OpenedWorkbook> OpenAll(Stream stream, string fileName, WorkbookLimits limits)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(limits);
        return Signature(Head(stream, limits)) == FileSignature.Zip && Damage.Guard(null, () => !IsPackage(stream, limits))
            ? Damage.Guard(null, () => ZippedWorkbooks.Open(stream, limits))
            : [OpenedWorkbook.Of(stream, Path.GetFileName(fileName), limits)];
    }

    /// <summary>The hash by which a file that came in is found again: SHA-256 in small hexadecimal digits.</summary>
    public static string Sha256(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        stream.Position = 0;
        var hash = Convert.ToHexStringLower(SHA256.HashData(stream));
        stream.Position = 0;
        return hash;
    }

    internal static FileSignature Signature(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("PK\u0003\u0004"u8) || head.StartsWith("PK\u0005\u0006"u8))
        {
            return FileSignature.Zip;
        }

        if (head.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]))
        {
            return FileSignature.Ole;
        }

        // Web systems send pages under the name of a workbook.
        var text = head.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? head[3..] : head;
        text = text.TrimStart(" \t\r\n"u8);
        return text.StartsWith("<"u8) && text.Length > 1 && (text[1] is (byte)'?' or (byte)'!' || char.IsAsciiLetter((char)text[1]))
            ? FileSignature.Markup
            : FileSignature.None;
    }

    private static byte[] Head(Stream stream, WorkbookLimits limits)
    {
        if (stream.Length == 0)
        {
            throw new WorkbookException(WorkbookRefusals.Empty);
        }

        if (stream.Length > limits.FileBytes)
        {
            throw new WorkbookException(WorkbookRefusals.FileTooLarge(limits.FileBytes));
        }

        var head = new byte[512];
        stream.Position = 0;
        var length = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        stream.Position = 0;
        return head[..length];
    }

    /// <summary>Whether the zip is a document itself, rather than a folder of files.</summary>
    private static bool IsPackage(Stream stream, WorkbookLimits limits)
    {
        ZipDirectory.Check(stream, limits);
        using var zip = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
        return zip.Entries.Any(entry => entry.FullName is "[Content_Types].xml" or "mimetype");
    }
}

/// <summary>What the first bytes of a file say.</summary>
internal enum FileSignature
{
    None,
    Zip,
    Ole,
    Markup
}
