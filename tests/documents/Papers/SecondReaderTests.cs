using System.IO.Compression;
using System.Xml;
using System.Xml.Linq;
using NPOI.XWPF.UserModel;
using Rectification.Documents.Papers;
using Rectification.Papers;

namespace Rectification.Tests.Documents.Papers;

/// <summary>Papers are read by others than who wrote them: NPOI, and plain XML without any library for Word, find the same words.</summary>
public sealed class SecondReaderTests
{
    private static readonly XNamespace Word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    public static TheoryData<PaperKind, bool> Papers =>
        [.. Enum.GetValues<PaperKind>().SelectMany(kind => new[] { (kind, true), (kind, false) })];

    [Theory, MemberData(nameof(Papers))]
    public void Every_kind_of_paper_says_the_same_to_three_readers(PaperKind kind, bool isFilled)
    {
        var file = PaperFiles.Fill(kind, isFilled ? PaperFiles.Full(PaperForms.Of(kind)) : new());

        var words = string.Concat(PaperFiles.Words(file));

        Assert.Equal(words, string.Concat(ByPlainXml(file)));
        Assert.Equal(Bare(words), Bare(string.Concat(ByNpoi(file))));
    }

    private static IEnumerable<string> ByPlainXml(byte[] file)
    {
        using var zip = new ZipArchive(new MemoryStream(file));
        using var reader = XmlReader.Create(zip.GetEntry("word/document.xml")!.Open(), new() { DtdProcessing = DtdProcessing.Prohibit });
        return [.. XDocument.Load(reader).Descendants(Word + "t").Select(text => text.Value)];
    }

    private static List<string> ByNpoi(byte[] file)
    {
        var document = new XWPFDocument(new MemoryStream(file));
        var said = new List<string>();
        foreach (var element in document.BodyElements)
        {
            said.AddRange(element switch
            {
                XWPFParagraph paragraph => [paragraph.Text],
                XWPFTable table => table.Rows.SelectMany(row => row.GetTableCells()).Select(cell => cell.GetText()),
                XWPFSDT control => [control.Content.Text],
                _ => [],
            });
        }

        return said;
    }

    /// <summary>Without what separates paragraphs and cells.</summary>
    private static string Bare(string words) => new([.. words.Where(sign => !char.IsWhiteSpace(sign))]);
}
