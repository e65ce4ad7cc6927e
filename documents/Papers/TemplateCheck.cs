using System.IO.Compression;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using A14 = DocumentFormat.OpenXml.Office2010.Word;

namespace Rectification.Documents.Papers;

/// <summary>One thing wrong with a template: what, and at which tag.</summary>
public sealed record TemplateFault(string Code, string Zh, string En, string? Tag = null);

/// <summary>
/// Looks an office's own template through before it is kept: everything that would fail when it is filled, or that has no business in a paper that is
/// signed, is said in words with the tag it is about. Nothing in it is run.
/// </summary>
public static class TemplateCheck
{
    /// <summary>Bytes of the file.</summary>
    public const int MaxBytes = 2 * 1024 * 1024;

    /// <summary>Bytes of all parts together, unzipped.</summary>
    public const int MaxUnzipped = 32 * 1024 * 1024;

    /// <summary>Entries of the package.</summary>
    private const int MaxEntries = 500;

    /// <summary>Fields that fetch something from elsewhere, or ask the reader.</summary>
    private static readonly string[] Reaching =
        ["INCLUDETEXT", "INCLUDEPICTURE", "LINK", "DDE", "DDEAUTO", "RD", "DATABASE", "MACROBUTTON", "FILLIN", "ASK", "IMPORT", "INCLUDE"];

    public static IReadOnlyList<TemplateFault> Look(byte[] file, PaperForm form)
    {
        if (file.Length > MaxBytes || TooLarge(file) is not { } large || large)
        {
            return file.Length <= MaxBytes && TooLarge(file) is null ? [Unreadable] : [Large];
        }

        try
        {
            using var document = WordprocessingDocument.Open(
                new MemoryStream(file, writable: false), isEditable: false, new OpenSettings { MaxCharactersInPart = MaxUnzipped });
            if (document.MainDocumentPart is not { Document.Body: not null } main)
            {
                return [Unreadable];
            }

            var faults = Forbidden(document, main).Concat(Controls(main, form)).Distinct().ToList();
            return faults.Count > 0 ? faults : Filled(file, form);
        }
        catch (Exception problem) when (problem is OpenXmlPackageException or FileFormatException or InvalidDataException or XmlException or ArgumentException
            or InvalidOperationException or IOException or NotSupportedException or FormatException)
        {
            return [Unreadable];
        }
    }

    private static readonly TemplateFault Unreadable = new(
        "template.unreadable", "文件已损坏或不是 Word 文档（.docx）。", "The file is damaged or no Word document (.docx).");
    private static readonly TemplateFault Large =
        new("template.too-large", "模板过大：文件至多 2 MB，解压后至多 32 MB。", "The template is too large: at most 2 MB, and 32 MB unzipped.");

    /// <summary>
    /// Whether more comes out than may; <see langword="null"/> if it is no package. What a directory states need not be true, so it is counted.
    /// </summary>
    private static bool? TooLarge(byte[] file)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(file, writable: false));
            var left = (long)MaxUnzipped;
            var buffer = new byte[81920];
            foreach (var entry in zip.Entries)
            {
                using var content = entry.Open();
                for (int read; (read = content.Read(buffer)) > 0;)
                {
                    left -= read;
                    if (left < 0)
                    {
                        return true;
                    }
                }
            }

            return zip.Entries.Count > MaxEntries;
        }
        catch (Exception problem) when (problem is InvalidDataException or IOException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>Macros, embedded programs, and whatever reaches outside the file.</summary>
    private static IEnumerable<TemplateFault> Forbidden(WordprocessingDocument document, MainDocumentPart main)
    {
        var parts = document.GetAllParts().ToList();
        if (document.DocumentType is not (WordprocessingDocumentType.Document or WordprocessingDocumentType.Template) || main.VbaProjectPart is not null
            || parts.Any(part => part.ContentType.Contains("macroEnabled", StringComparison.OrdinalIgnoreCase) || part.ContentType.Contains("vba",
                StringComparison.OrdinalIgnoreCase)))
        {
            yield return new("template.macros", "模板含有宏；请另存为不含宏的 .docx。", "The template contains macros; save it as a .docx without.");
        }

        if (parts.Any(part => part is EmbeddedObjectPart or EmbeddedPackagePart or EmbeddedControlPersistencePart or AlternativeFormatImportPart))
        {
            yield return new("template.embedded", "模板嵌有其他文件或控件；请删除。", "The template embeds other files or controls; remove them.");
        }

        foreach (var target in parts.SelectMany(part => part.ExternalRelationships.Select(link => link.Uri)
            .Concat(part.HyperlinkRelationships.Where(link => link.IsExternal).Select(link => link.Uri))).Select(uri => uri.ToString()).Distinct())
        {
            yield return new("template.external-link", $"模板引用了外部地址：{target}。", $"The template refers to something outside: {target}.");
        }

        foreach (var field in PaperStructure.Roots(main).SelectMany(Fields).Where(IsReaching).Distinct())
        {
            yield return new("template.field", $"模板含有会读取外部内容的域：{field}。", $"The template has a field that reaches outside: {field}.");
        }
    }

    /// <summary>The words of fields, put together where Word has cut them into several runs.</summary>
    private static IEnumerable<string> Fields(OpenXmlElement root) => root.Descendants<Paragraph>()
        .Select(line => string.Concat(line.Descendants<FieldCode>().Select(code => code.Text)))
        .Concat(root.Descendants<SimpleField>().Select(field => field.Instruction?.Value ?? ""))
        .Where(code => !string.IsNullOrWhiteSpace(code)).Select(code => code.Trim());

    private static bool IsReaching(string code) =>
        code.Split([' ', '"', '\t'], StringSplitOptions.RemoveEmptyEntries).Any(word => Reaching.Contains(word, StringComparer.OrdinalIgnoreCase));

    private static IEnumerable<TemplateFault> Controls(MainDocumentPart main, PaperForm form)
    {
        var controls = PaperStructure.Roots(main).SelectMany(root => root.Descendants<SdtElement>())
            .Select(control => (Control: control, Tag: PaperStructure.TagOf(control))).Where(found => found.Tag.Length > 0).ToList();
        var columns = form.Rows.SelectMany(rows => rows.Columns.Select(column => (column, rows.Tag))).ToDictionary(StringComparer.Ordinal);
        var groups = form.Rows.Select(rows => rows.Tag).ToHashSet(StringComparer.Ordinal);
        foreach (var tag in form.Needed.Except(controls.Select(found => found.Tag)))
        {
            yield return new("template.control-missing", $"缺少内容控件{Quotation.Of(tag)}。", $"The content control \"{tag}\" is missing.", tag);
        }

        foreach (var tag in controls.GroupBy(found => found.Tag).Where(same => same.Count() > 1).Select(same => same.Key))
        {
            yield return new("template.control-twice", $"内容控件{Quotation.Of(tag)}出现了不止一次。", $"The content control \"{tag}\" is there more than once.", tag);
        }

        foreach (var (control, tag) in controls)
        {
            if (form.Texts.Contains(tag) || columns.ContainsKey(tag))
            {
                if (Shape(control, tag, columns.GetValueOrDefault(tag)) is { } wrong)
                {
                    yield return wrong;
                }
            }
            else if (groups.Contains(tag) ? !HoldsWholeRows(control) : form.Bodies.Contains(tag) && control is not SdtBlock)
            {
                yield return groups.Contains(tag)
                    ? new("template.rows-partial", $"控件{Quotation.Of(tag)}须正好包住表格的整行。", $"The control \"{tag}\" has to be around whole rows of a table.", tag)
                    : new("template.body-in-line", $"控件{Quotation.Of(tag)}须包住整段，不能在行内。", $"The control \"{tag}\" has to be around whole paragraphs.", tag);
            }
            else if (!groups.Contains(tag) && !form.Bodies.Contains(tag))
            {
                yield return new("template.control-unknown", $"没有{Quotation.Of(tag)}这一项内容。", $"There is nothing called \"{tag}\".", tag);
            }
        }
    }

    /// <summary>A control that a text goes into: not around rows, nothing else in it, and a column's within its rows.</summary>
    private static TemplateFault? Shape(SdtElement control, string tag, string? group) =>
        control is SdtRow || control.Descendants<SdtElement>().Any() || control.SdtProperties!.ChildElements
            .Any(child => child is SdtContentPicture or A14.SdtContentCheckBox or SdtContentDocPartObject or SdtContentBibliography)
            ? new("template.control-shape", $"控件{Quotation.Of(tag)}须是纯文本或格式文本控件，里面不能再有控件。",
                $"The control \"{tag}\" has to be one of plain or rich text without controls in it.", tag)
        : group is not null && !control.Ancestors<SdtRow>().Any(row => PaperStructure.TagOf(row) == group)
            ? new("template.control-outside-rows", $"控件{Quotation.Of(tag)}须在{Quotation.Of(group)}的行内。",
                $"The control \"{tag}\" has to be within the rows of \"{group}\".", tag)
        : group is null && control.Ancestors<SdtElement>().Any(around => PaperStructure.TagOf(around).Length > 0)
            ? new("template.control-nested", $"控件{Quotation.Of(tag)}不能放在别的控件里。", $"The control \"{tag}\" must not be within another.", tag)
        : null;

    private static bool HoldsWholeRows(SdtElement control) => control is SdtRow && PaperStructure.ContentOf(control) is { } content
        && content.ChildElements.Any(child => child is TableRow) && content.ChildElements.All(child => child is TableRow)
        && !content.Elements<TableRow>().SelectMany(row => row.Descendants<VerticalMerge>()).Any();

    /// <summary>The proof: filled with something, nothing of it may break Word's own rules.</summary>
    private static List<TemplateFault> Filled(byte[] file, PaperForm form)
    {
        using var filled = WordprocessingDocument.Open(new MemoryStream(PaperWriter.Fill(file, form, new())), isEditable: false);
        return [.. PaperStructure.Faults(filled.MainDocumentPart!)
            .Select(fault => new TemplateFault("template.structure", $"填写后的文档结构不合规：{fault}。", $"Once filled, the document is not sound: {fault}."))];
    }
}
