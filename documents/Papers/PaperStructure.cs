using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Rectification.Documents.Papers;

/// <summary>
/// What Word asks of a document beyond its schema: every cell ends with a paragraph, no control is empty, ids are there once. A validator passes
/// documents that break these, and Word calls them damaged.
/// </summary>
public static class PaperStructure
{
    private const string Word2010 = "http://schemas.microsoft.com/office/word/2010/wordml";

    /// <summary>The document and whatever is printed with it.</summary>
    public static IEnumerable<OpenXmlPartRootElement> Roots(MainDocumentPart main) =>
    [
        main.Document!,
        .. main.HeaderParts.Select(part => part.Header).OfType<Header>(),
        .. main.FooterParts.Select(part => part.Footer).OfType<Footer>(),
    ];

    /// <summary>Gives every control, bookmark and drawing an id of its own, and takes away what names a paragraph twice.</summary>
    public static void Number(MainDocumentPart main)
    {
        var next = 1;
        foreach (var root in Roots(main))
        {
            foreach (var properties in root.Descendants<SdtProperties>())
            {
                // Behind the tag, as the schema has it; AddChild would take the properties for a choice and remove all others.
                properties.RemoveAllChildren<SdtId>();
                var id = new SdtId { Val = next++ };
                _ = properties.GetFirstChild<Tag>() is { } tag ? properties.InsertAfter(id, tag) : properties.PrependChild(id);
            }

            foreach (var drawing in root.Descendants<DocumentFormat.OpenXml.Drawing.Wordprocessing.DocProperties>())
            {
                drawing.Id = (uint)next++;
            }

            foreach (var row in root.Descendants().Where(element => element is TableRow or Paragraph))
            {
                row.RemoveAttribute("paraId", Word2010);
                row.RemoveAttribute("textId", Word2010);
            }
        }
    }

    /// <summary>A cell without a paragraph at its end gets one.</summary>
    public static void EndCells(OpenXmlElement root)
    {
        foreach (var cell in root.Descendants<TableCell>())
        {
            if (!EndsWithParagraph(cell))
            {
                cell.Append(new Paragraph());
            }
        }
    }

    /// <summary>What is wrong with a document, as places; empty when nothing is.</summary>
    public static IReadOnlyList<string> Faults(MainDocumentPart main)
    {
        var faults = new List<string>();
        foreach (var root in Roots(main))
        {
            faults.AddRange(root.Descendants<TableCell>().Where(cell => !EndsWithParagraph(cell)).Select(_ => "cell-without-paragraph"));
            faults.AddRange(root.Descendants<TableRow>().Where(row => !row.Descendants<TableCell>().Any()).Select(_ => "row-without-cell"));
            faults.AddRange(root.Descendants<Table>().Where(table => !table.Descendants<TableRow>().Any()).Select(_ => "table-without-row"));
            faults.AddRange(root.Descendants<SdtElement>().Where(IsEmpty).Select(control => $"empty-control {TagOf(control)}"));
        }

        faults.AddRange(Repeated("control", Roots(main).SelectMany(root => root.Descendants<SdtId>()).Select(id => (object?)id.Val?.Value)));
        faults.AddRange(Repeated("bookmark", Roots(main).SelectMany(root => root.Descendants<BookmarkStart>()).Select(mark => (object?)mark.Id?.Value)));
        faults.AddRange(Repeated("drawing", Roots(main).SelectMany(root => root.Descendants<DocumentFormat.OpenXml.Drawing.Wordprocessing.DocProperties>())
            .Select(drawing => (object?)drawing.Id?.Value)));
        return faults;
    }

    public static string TagOf(SdtElement control) => control.SdtProperties?.GetFirstChild<Tag>()?.Val?.Value ?? "";

    /// <summary>What a control holds.</summary>
    public static OpenXmlElement? ContentOf(SdtElement control) => control.ChildElements.FirstOrDefault(child => child.LocalName == "sdtContent");

    private static bool IsEmpty(SdtElement control) => ContentOf(control) is not { } content || !(control switch
    {
        SdtRun => content.Descendants<Run>().Any(),
        SdtBlock => content.Elements().Any(child => child is Paragraph or Table or SdtBlock),
        SdtCell => content.Elements().Any(child => child is TableCell or SdtCell),
        SdtRow => content.Elements().Any(child => child is TableRow or SdtRow),
        _ => true,
    });

    private static bool EndsWithParagraph(TableCell cell) => cell.LastChild is Paragraph
        || (cell.LastChild is SdtBlock block && ContentOf(block)?.LastChild is Paragraph);

    private static IEnumerable<string> Repeated(string what, IEnumerable<object?> ids) => ids.OfType<object>().GroupBy(id => id).Where(same => same.Count() > 1)
        .Select(same => string.Create(CultureInfo.InvariantCulture, $"{what}-id-twice {same.Key}"));
}
