using System.Xml;
using Microsoft.Win32.SafeHandles;

namespace Rectification.Gateway.Evidence;

/// <summary>Tells Office documents and OFD, which are ZIP files, from other archives by the parts that say so.</summary>
internal static class ZipSniffer
{
    /// <summary>Largest part that is unpacked, in bytes.</summary>
    private const int MaxPart = 1024 * 1024;
    private const string ContentTypes = "[Content_Types].xml";
    private const string OfdRoot = "OFD.xml";
    private const string OfdNamespace = "http://www.ofdspec.org/";

    private static readonly XmlReaderSettings Strict = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = MaxPart };

    public static (FileType? Type, Refusal? Refusal) Look(SafeFileHandle file)
    {
        if (ZipDirectory.Read(file) is not { } archive)
        {
            return (null, FileTypes.Suspicious);
        }

        try
        {
            return archive[ContentTypes] is { } types ? Office(archive, types)
                : archive[OfdRoot] is { } root ? Ofd(archive, root)
                : (null, FileTypes.NotAllowed);
        }
        catch (XmlException)
        {
            return (null, FileTypes.Suspicious);
        }
    }

    private static (FileType? Type, Refusal? Refusal) Office(ZipDirectory archive, ZipPart types)
    {
        if (archive.Unpack(types, MaxPart) is not { } xml)
        {
            return (null, FileTypes.Suspicious);
        }

        using var reader = XmlReader.Create(new MemoryStream(xml), Strict);
        var named = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        FileType? found = null;
        FileType? byDefault = null;
        while (reader.Read())
        {
            var type = ByMainPart(reader.GetAttribute("ContentType"));
            if (reader is { NodeType: XmlNodeType.Element, LocalName: "Override" })
            {
                var part = (reader.GetAttribute("PartName") ?? "").TrimStart('/');
                named.Add(part);
                found ??= archive[part] is not null ? type : null;
            }
            else if (reader is { NodeType: XmlNodeType.Element, LocalName: "Default" }
                && "xml".Equals(reader.GetAttribute("Extension"), StringComparison.OrdinalIgnoreCase))
            {
                byDefault = type;
            }
        }

        found ??= byDefault is { } usual && MainPart(usual) is var main && archive[main] is not null && !named.Contains(main) ? usual : null;
        return (found, found is null ? FileTypes.NotAllowed : null);
    }

    /// <summary>
    /// Where every known program puts it. Microsoft's own library for these documents gives its type as that of all XML parts that have none of their own.
    /// </summary>
    private static string MainPart(FileType type) =>
        type == FileTypes.Docx ? "word/document.xml" : type == FileTypes.Xlsx ? "xl/workbook.xml" : "ppt/presentation.xml";

    private static FileType? ByMainPart(string? contentType) => contentType switch
    {
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml" => FileTypes.Docx,
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml" => FileTypes.Xlsx,
        "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml" => FileTypes.Pptx,
        _ => null,
    };

    private static (FileType? Type, Refusal? Refusal) Ofd(ZipDirectory archive, ZipPart root)
    {
        if (archive.Unpack(root, MaxPart) is not { } xml)
        {
            return (null, FileTypes.Suspicious);
        }

        using var reader = XmlReader.Create(new MemoryStream(xml), Strict);
        return reader.MoveToContent() == XmlNodeType.Element && reader.LocalName == "OFD"
            && reader.NamespaceURI.StartsWith(OfdNamespace, StringComparison.Ordinal)
            ? (FileTypes.Ofd, null)
            : (null, FileTypes.NotAllowed);
    }
}
