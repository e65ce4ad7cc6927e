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
        FileType? found = null;
        while (reader.Read())
        {
            if (reader is { NodeType: XmlNodeType.Element, LocalName: "Override" }
                && ByMainPart(reader.GetAttribute("ContentType")) is { } type && archive[(reader.GetAttribute("PartName") ?? "").TrimStart('/')] is not null)
            {
                found ??= type;
            }
        }

        return (found, found is null ? FileTypes.NotAllowed : null);
    }

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
