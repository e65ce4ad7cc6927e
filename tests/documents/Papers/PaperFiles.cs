using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Rectification.Documents.Papers;
using Rectification.Papers;

namespace Rectification.Tests.Documents.Papers;

/// <summary>Papers as tests fill and open them.</summary>
internal static class PaperFiles
{
    /// <summary>Something in every place of a form; the words name the place.</summary>
    public static PaperContent Full(PaperForm form, int rows = 3) => new()
    {
        Texts = form.Texts.ToDictionary(tag => tag, tag => (string?)$"{tag}的内容"),
        Rows = form.Rows.ToDictionary(
            group => group.Tag,
            group => (IReadOnlyList<IReadOnlyDictionary<string, string?>>)[.. Enumerable.Range(1, rows).Select(row =>
                group.Columns.ToDictionary(tag => tag, tag => (string?)$"{tag}{row}"))]),
        Bodies = form.Bodies.ToDictionary(tag => tag, tag => (IReadOnlyList<PaperParagraph>)
        [
            new(PaperLevel.Text, "根据市委统一部署，现将巡察整改情况予以公布。"),
            new(PaperLevel.First, "一、关于“理论武装”问题的整改情况"),
            new(PaperLevel.Second, "（一）深入实施理论铸魂工程。"),
            new(PaperLevel.Text, "①推出“周悦读”27期。"),
        ]),
    };

    public static byte[] Fill(PaperKind kind, PaperContent content) => PaperWriter.Fill(DefaultTemplates.Of(kind), PaperForms.Of(kind), content);

    /// <summary>Opens a file, hands its main part over, and holds that the schema and Word's own rules are kept.</summary>
    public static T Read<T>(byte[] file, Func<MainDocumentPart, T> read)
    {
        using var document = WordprocessingDocument.Open(new MemoryStream(file), isEditable: false);
        Assert.Empty(new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2019).Validate(document, TestContext.Current.CancellationToken)
            .Select(error => $"{error.Path?.XPath}: {error.Description}"));
        Assert.Empty(PaperStructure.Faults(document.MainDocumentPart!));
        return read(document.MainDocumentPart!);
    }

    /// <summary>The words of a file, by paragraphs.</summary>
    public static IReadOnlyList<string> Words(byte[] file) => Read(file, main =>
        (IReadOnlyList<string>)[.. main.Document!.Descendants<DocumentFormat.OpenXml.Wordprocessing.Paragraph>().Select(line => line.InnerText)]);

    /// <summary>Changes a template as somebody would in Word.</summary>
    public static byte[] Changed(PaperKind kind, Action<MainDocumentPart> change)
    {
        var stream = new MemoryStream();
        stream.Write(DefaultTemplates.Of(kind));
        using (var document = WordprocessingDocument.Open(stream, isEditable: true))
        {
            change(document.MainDocumentPart!);
        }

        return stream.ToArray();
    }
}
