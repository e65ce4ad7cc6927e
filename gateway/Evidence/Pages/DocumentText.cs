using System.Diagnostics.CodeAnalysis;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using Rectification.Documents.Workbooks;

namespace Rectification.Gateway.Evidence.Pages;

/// <summary>The words of a document.</summary>
/// <param name="Text">Plain text, lines and cells apart.</param>
/// <param name="IsCut">Whether there is more.</param>
public sealed record ShownText(string Text, bool IsCut);

/// <summary>
/// Reads the words out of Office documents and texts, for people who decide and have no Office at hand. The files were looked into when they
/// came; still nothing here trusts them: sizes are bounded, nothing outside a file is ever read, and one that cannot be read has no text.
/// </summary>
internal static partial class DocumentText
{
    /// <summary>Largest file that is read, in bytes.</summary>
    private const long MaxFile = 16 * 1024 * 1024;

    /// <summary>Largest part of a document that is read, in characters.</summary>
    private const long MaxPart = 16 * 1024 * 1024;
    private const int MaxText = 20_000;
    private const int MaxPages = 200;

    /// <summary>Of a workbook a page of text is shown: what needs more memory than this for it is not read.</summary>
    private static readonly WorkbookLimits Sheets = WorkbookLimits.Default with
    {
        FileBytes = MaxFile,
        UnzippedBytes = 4 * MaxPart,
        StringCharacters = MaxPart,
    };

    private static readonly XmlReaderSettings Strict = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = MaxPart };

    /// <summary>Ticks and boxes, by font and character: they say what was done and what was not.</summary>
    private static readonly Dictionary<(string? Font, string? Character), char> Signs = new()
    {
        [("Wingdings", "F06F")] = '\u2610',
        [("Wingdings", "F0A8")] = '\u2610',
        [("Wingdings", "F0FB")] = '\u2717',
        [("Wingdings", "F0FC")] = '\u2713',
        [("Wingdings", "F0FD")] = '\u2612',
        [("Wingdings", "F0FE")] = '\u2611',
        [("Wingdings 2", "F04F")] = '\u2717',
        [("Wingdings 2", "F050")] = '\u2713',
        [("Wingdings 2", "F051")] = '\u2612',
        [("Wingdings 2", "F052")] = '\u2611',
        [("Wingdings 2", "F0A3")] = '\u2610',
    };

    private static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static bool IsReadable(string? type, long size) =>
        size is > 0 and <= MaxFile && (type == FileTypes.Docx.Media || type == FileTypes.Xlsx.Media || type == FileTypes.Pptx.Media
            || type == FileTypes.Text.Media || type == FileTypes.Csv.Media);

    /// <returns><see langword="null"/> when it cannot be read.</returns>
    public static async Task<ShownText?> Read(Stream file, string type, CancellationToken cancellation)
    {
        // Stores give streams that cannot go back, and an archive's directory is at its end.
        using var content = new MemoryStream();
        await file.CopyToAsync(content, cancellation);
        content.Position = 0;
        var text = new StringBuilder();
        try
        {
            if (type == FileTypes.Text.Media || type == FileTypes.Csv.Media)
            {
                text.Append(Plain(content.ToArray()));
            }
            else if (type == FileTypes.Xlsx.Media)
            {
                Cells(content, text);
            }
            else
            {
                using var archive = new ZipArchive(content, ZipArchiveMode.Read);
                Document(archive, type, text);
            }
        }
        catch (Exception e) when (e is XmlException or InvalidDataException or FormatException or WorkbookException)
        {
            return text.Length > 0 ? Cut(text, isBroken: true) : null;
        }

        return Cut(text, isBroken: false);
    }

    private static ShownText Cut(StringBuilder text, bool isBroken) =>
        text.Length > MaxText ? new(text.ToString(0, MaxText), true) : new(text.ToString().Trim(), isBroken);

    private static string Plain(byte[] bytes)
    {
        try
        {
            return Utf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!.GetString(bytes);
        }
    }

    private static void Document(ZipArchive archive, string type, StringBuilder text)
    {
        if (type == FileTypes.Docx.Media)
        {
            // Word in a browser numbers it.
            Words(archive.Entries.FirstOrDefault(part => MainPart().IsMatch(part.FullName)), text);
            return;
        }

        for (var page = 1; page <= MaxPages && text.Length <= MaxText; page++)
        {
            if (archive.GetEntry($"ppt/slides/slide{page}.xml") is not { } part)
            {
                break;
            }

            text.Append("— ").Append(page).AppendLine(" —");
            Words(part, text);
        }
    }

    /// <summary>Word and PowerPoint: runs of text (<c>t</c>), a line a paragraph (<c>p</c>), cells (<c>tc</c>) apart.</summary>
    private static void Words(ZipArchiveEntry? part, StringBuilder text)
    {
        using var reader = Open(part);
        while (text.Length <= MaxText && Next(reader))
        {
            switch (reader.NodeType, reader.LocalName)
            {
                case (XmlNodeType.Element, "t") when !reader.IsEmptyElement:
                    text.Append(Content(reader));
                    break;
                case (XmlNodeType.Element, "tab"):
                    text.Append('\t');
                    break;
                case (XmlNodeType.Element, "noBreakHyphen"):
                    text.Append('-');
                    break;
                case (XmlNodeType.Element, "sym") when Sign(reader) is { } sign:
                    text.Append(sign);
                    break;
                case (XmlNodeType.Element, "br" or "cr"):
                case (XmlNodeType.EndElement, "p"):
                    text.AppendLine();
                    break;
                case (XmlNodeType.EndElement, "tc"):
                    text.Append("| ");
                    break;
            }
        }
    }

    /// <summary>Excel: a line a row, the values of its cells as a person reads them: a day is a day and no number.</summary>
    private static void Cells(Stream content, StringBuilder text)
    {
        using var workbook = WorkbookFile.Open(content, "evidence.xlsx", Sheets);
        foreach (var sheet in workbook.Sheets.TakeWhile(_ => text.Length <= MaxText))
        {
            text.Append("— ").Append(sheet.Name).AppendLine(sheet.Hidden ? "（隐藏） —" : " —");
            foreach (var row in sheet.Rows().TakeWhile(_ => text.Length <= MaxText))
            {
                text.AppendJoin('\t', row.Cells.Select(cell => cell.Text)).AppendLine();
            }
        }
    }

    /// <summary>
    /// To the next node, past what people do not read: phonetic guides (<c>rt</c>, <c>rPh</c>), the older variant of a drawing with the same words
    /// (<c>Fallback</c>), and the place from which words were moved (<c>moveFrom</c>).
    /// </summary>
    private static bool Next([NotNullWhen(true)] XmlReader? reader)
    {
        var isThere = reader?.Read() == true;
        while (isThere && reader is { NodeType: XmlNodeType.Element, LocalName: "rt" or "rPh" or "Fallback" or "moveFrom" })
        {
            reader.Skip();
            isThere = !reader.EOF;
        }

        return isThere;
    }

    private static char? Sign(XmlReader reader)
    {
        var (font, character) = (reader.GetAttribute("font", reader.NamespaceURI), reader.GetAttribute("char", reader.NamespaceURI));
        return Signs.TryGetValue((font, character?.ToUpperInvariant()), out var sign) ? sign : null;
    }

    /// <summary>The text right behind an element's start; what has no text gives none.</summary>
    private static string Content(XmlReader reader) =>
        reader.Read() && reader.NodeType is XmlNodeType.Text or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace or XmlNodeType.CDATA
            ? reader.Value : "";

    private static XmlReader? Open(ZipArchiveEntry? part) =>
        part is null ? null : part.Length > MaxPart ? throw new InvalidDataException("A part is larger than is read.") : XmlReader.Create(part.Open(), Strict);

    [GeneratedRegex("^word/document[0-9]*[.]xml$")]
    private static partial Regex MainPart();
}
