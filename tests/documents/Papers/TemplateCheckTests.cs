using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Rectification.Documents.Papers;
using Rectification.Papers;

namespace Rectification.Tests.Documents.Papers;

/// <summary>What an office's own template is refused for, each said with its tag.</summary>
public sealed class TemplateCheckTests
{
    public static TheoryData<PaperKind> Kinds => [.. Enum.GetValues<PaperKind>()];

    private static readonly Dictionary<string, (Action<MainDocumentPart> Break, string Code, string? Tag)> Broken = new(StringComparer.Ordinal)
    {
        ["a control is gone"] = (main => Control(main, "demand").Remove(), "template.control-missing", "demand"),
        ["a control is there twice"] = (main => Control(main, "due").InsertAfterSelf(Control(main, "due").CloneNode(true)), "template.control-twice", "due"),
        ["a tag nobody knows"] = (main => Control(main, "phone").SdtProperties!.GetFirstChild<Tag>()!.Val = "电话号码", "template.control-unknown", "电话号码"),
        ["rows held in a line"] = (main =>
        {
            Control(main, "measures").Remove();
            Control(main, "phone").SdtProperties!.GetFirstChild<Tag>()!.Val = "measures";
        }, "template.rows-partial", "measures"),
        ["a column outside its rows"] = (main =>
        {
            var column = Control(main, "measures.no").CloneNode(true);
            Control(main, "measures.no").Remove();
            Control(main, "phone").InsertAfterSelf(column);
        }, "template.control-outside-rows", "measures.no"),
        ["a control within a control"] = (main =>
            PaperStructure.ContentOf(Control(main, "subject"))!.Append(Detached(Control(main, "contact"))), "template.control-nested", "contact"),
        ["a picture"] = (main => Control(main, "phone").SdtProperties!.Append(new SdtContentPicture()), "template.control-shape", "phone"),
        ["something from elsewhere"] = (main => main.AddExternalRelationship(
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate",
            new("http://example.org/a.dotm")), "template.external-link", null),
        ["a field that fetches"] = (main => main.Document!.Body!.PrependChild(new Paragraph(
            new Run(new FieldCode(" INCLUDE")), new Run(new FieldCode("TEXT \"c:\\\\x.docx\" ")))), "template.field", null),
        ["macros"] = (main => main.AddNewPart<VbaProjectPart>().FeedData(new MemoryStream([1, 2, 3])), "template.macros", null),
        ["another file in it"] = (main => main.AddEmbeddedObjectPart("application/vnd.openxmlformats-officedocument.oleObject"), "template.embedded", null),
    };

    public static TheoryData<string> Cases => [.. Broken.Keys];

    [Theory, MemberData(nameof(Kinds))]
    public void The_product_s_own_templates_pass(PaperKind kind) => Assert.Empty(TemplateCheck.Look(DefaultTemplates.Of(kind), PaperForms.Of(kind)));

    [Theory, MemberData(nameof(Cases))]
    public void What_is_wrong_is_said_with_its_tag(string name)
    {
        var (change, code, tag) = Broken[name];
        var faults = TemplateCheck.Look(PaperFiles.Changed(PaperKind.Order, change), PaperForms.Of(PaperKind.Order));

        Assert.Contains((code, tag), faults.Select(fault => (fault.Code, fault.Tag)));
        Assert.All(faults.Where(fault => fault.Tag is not null), fault => Assert.Contains(fault.Tag!, fault.Zh + fault.En, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_fault_is_told_at_once()
    {
        var file = PaperFiles.Changed(PaperKind.Order, main =>
        {
            Control(main, "demand").Remove();
            Control(main, "number").Remove();
        });

        Assert.Equal(["demand", "number"], TemplateCheck.Look(file, PaperForms.Of(PaperKind.Order)).Select(fault => fault.Tag).Order(StringComparer.Ordinal));
    }

    public static TheoryData<string> Rubbish => ["", "PK\u0003\u0004", "{\"a\":1}", "<html></html>"];

    [Theory, MemberData(nameof(Rubbish))]
    public void What_is_no_Word_file_is_refused(string text) =>
        Assert.Equal("template.unreadable", Assert.Single(TemplateCheck.Look(Encoding.UTF8.GetBytes(text), PaperForms.Of(PaperKind.Order))).Code);

    [Fact]
    public void A_zip_of_something_else_and_one_that_is_cut_off_are_refused()
    {
        var whole = DefaultTemplates.Of(PaperKind.Order);
        Assert.Equal("template.unreadable", Assert.Single(TemplateCheck.Look(whole[..(whole.Length / 2)], PaperForms.Of(PaperKind.Order))).Code);
        Assert.Equal("template.unreadable", Assert.Single(TemplateCheck.Look(Zip("a.txt", 10), PaperForms.Of(PaperKind.Order))).Code);
    }

    [Fact]
    public void A_bomb_is_not_unpacked() =>
        Assert.Equal("template.too-large", Assert.Single(TemplateCheck.Look(Zip("word/document.xml", TemplateCheck.MaxUnzipped + 1),
            PaperForms.Of(PaperKind.Order))).Code);

    private static byte[] Zip(string name, int bytes)
    {
        var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create))
        {
            using var entry = zip.CreateEntry(name).Open();
            entry.Write(new byte[bytes]);
        }

        return stream.ToArray();
    }

    private static SdtElement Control(MainDocumentPart main, string tag) =>
        main.Document!.Descendants<SdtElement>().First(control => PaperStructure.TagOf(control) == tag);

    private static OpenXmlElement Detached(OpenXmlElement element)
    {
        var copy = element.CloneNode(true);
        element.Remove();
        return copy;
    }
}
