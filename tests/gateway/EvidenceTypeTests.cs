using System.IO.Compression;
using System.Text;

namespace Rectification.Tests.Gateway;

/// <summary>What a file is, its content says; what is not allowed, contradicts its name or may blow up is refused and not kept.</summary>
public sealed class EvidenceTypeTests(FrontDoor door)
{
    private const string Word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    private const string TypesNamespace = "http://schemas.openxmlformats.org/package/2006/content-types";

    [Theory]
    [InlineData("255044462D312E370A", ".pdf", "application/pdf")]
    [InlineData("89504E470D0A1A0A0000", ".png", "image/png")]
    [InlineData("FFD8FFE000104A46", ".jpeg", "image/jpeg")]
    [InlineData("474946383961", ".gif", "image/gif")]
    [InlineData("524946460000000057454250", ".webp", "image/webp")]
    [InlineData("00000018667479706865696300000000", ".heic", "image/heic")]
    [InlineData("0000001866747970697369D6D2B0", ".mp4", null)]
    [InlineData("000000186674797069736F6D00000000", ".mp4", "video/mp4")]
    [InlineData("000000146674797071742020", ".mov", "video/quicktime")]
    [InlineData("D5FBB8C4B7BDB0B8", ".txt", "text/plain")]
    [InlineData("B5A5CEBB2CBDF8B6C80A", ".csv", "text/csv")]
    [InlineData("8130813081308130", ".txt", "text/plain")]
    [InlineData("EFBBBFE695B4E694B9", ".txt", "text/plain")]
    [InlineData("E695B4E694", ".txt", null)]
    [InlineData("C080", ".txt", "text/plain")]
    [InlineData("4D5A9000030000000400", ".exe", null)]
    [InlineData("7F454C460201010000", ".txt", null)]
    [InlineData("6100620063", ".txt", null)]
    [InlineData("526172211A0700", ".rar", null)]
    public async Task A_type_is_found_from_the_content(string bytes, string extension, string? type)
    {
        using var reporter = await door.Reporter();

        var answer = await EvidenceTests.Upload(reporter, Convert.FromHexString(bytes), "材料" + extension);

        Assert.Equal(type ?? "evidence.type-not-allowed", answer.Must(201, 422).Status == 201 ? answer.Json["type"]!.GetValue<string>() : answer.Code);
    }

    [Theory]
    [InlineData("255044462D312E370A", ".jpg")]
    [InlineData("89504E470D0A1A0A0000", ".pdf")]
    [InlineData("3C68746D6C3E", ".html")]
    [InlineData("FFD8FFE000104A46", ".exe")]
    public async Task A_name_that_contradicts_the_content_is_refused(string bytes, string extension)
    {
        using var reporter = await door.Reporter();

        Assert.Equal(("evidence.type-mismatch", "/file"),
            (await EvidenceTests.Upload(reporter, Convert.FromHexString(bytes), "材料" + extension)).Must(422).First);
    }

    [Theory]
    [InlineData("wordprocessingml.document", "word/document.xml", ".docx")]
    [InlineData("spreadsheetml.sheet", "xl/workbook.xml", ".xlsx")]
    [InlineData("presentationml.presentation", "ppt/presentation.xml", ".pptx")]
    public async Task Office_documents_are_known_by_their_main_part(string kind, string part, string extension)
    {
        using var reporter = await door.Reporter();
        var type = $"application/vnd.openxmlformats-officedocument.{kind}";

        var stored = (await EvidenceTests.Upload(reporter, Zip(("[Content_Types].xml", Types($"{type}.main+xml", part)), (part, "<x/>")), "材料" + extension))
            .Must(201).Json;

        Assert.Equal(type, stored["type"]!.GetValue<string>());
        Assert.Equal(type, (await EvidenceTests.Upload(reporter, ByDefault(type, part), "材料" + extension)).Must(201).Json["type"]!.GetValue<string>());
        Assert.Equal("evidence.type-mismatch", (await EvidenceTests.Upload(reporter, Docx(), "材料.xlsx")).Must(422).Code);
        Assert.Equal("evidence.type-not-allowed", (await EvidenceTests.Upload(reporter, Zip(("a.txt", "just a zip")), "材料.zip")).Must(422).Code);
    }

    /// <summary>A part's own type goes before that of all parts: a document with macros does not pass for one without.</summary>
    [Theory]
    [InlineData("application/vnd.ms-word.document.macroEnabled.main+xml", "word/document.xml")]
    [InlineData("application/xml", "word/other.xml")]
    public async Task A_type_of_all_parts_is_not_believed_against_a_parts_own_or_without_a_main_part(string own, string part)
    {
        using var reporter = await door.Reporter();

        var bytes = ByDefault(Word, part, $"<Override PartName=\"/{part}\" ContentType=\"{own}\"/>");

        Assert.Equal("evidence.type-not-allowed", (await EvidenceTests.Upload(reporter, bytes, "材料.docx")).Must(422).Code);
    }

    [Fact]
    public async Task Ofd_and_old_office_documents_are_known()
    {
        using var reporter = await door.Reporter();

        var ofd = Zip(("OFD.xml", "<ofd:OFD xmlns:ofd=\"http://www.ofdspec.org/2016\"/>"));
        Assert.Equal("application/ofd", (await EvidenceTests.Upload(reporter, ofd, "公文.ofd")).Must(201).Json["type"]!.GetValue<string>());
        Assert.Equal("application/msword", (await EvidenceTests.Upload(reporter, Ole("WordDocument"), "老文.doc")).Must(201).Json["type"]!.GetValue<string>());
        Assert.Equal("application/vnd.ms-excel", (await EvidenceTests.Upload(reporter, Ole("Workbook"), "台账.xls")).Must(201).Json["type"]!.GetValue<string>());
        Assert.Equal("evidence.type-not-allowed", (await EvidenceTests.Upload(reporter, Ole("__substg1.0"), "信.msg")).Must(422).Code);
    }

    [Fact]
    public async Task A_zip_bomb_is_refused()
    {
        using var reporter = await door.Reporter();
        var zeros = Zip(("[Content_Types].xml", Types($"{Word}.main+xml", "word/document.xml")), ("word/document.xml", new string('0', 50_000_000)));
        var many = Zip([.. Enumerable.Range(0, 10_001).Select(i => ($"word/{i}.xml", ""))]);

        await MustBeSuspicious(reporter, zeros);
        await MustBeSuspicious(reporter, many);
        await MustBeSuspicious(reporter, Zip(("[Content_Types].xml", "<!DOCTYPE x [<!ENTITY a \"b\">]><Types>&a;</Types>"), ("x", "y")));
        await door.NothingIncoming();
    }

    [Theory]
    [InlineData("../evil.xml")]
    [InlineData("word/../../evil.xml")]
    [InlineData("/etc/passwd")]
    [InlineData("C:\\evil.xml")]
    [InlineData("word\\..\\..\\evil.xml")]
    [InlineData("inner.zip")]
    [InlineData("WORD/Document.xml")]
    public async Task An_archive_with_a_part_of_a_bad_name_is_refused(string name)
    {
        using var reporter = await door.Reporter();

        await MustBeSuspicious(reporter, Zip(("[Content_Types].xml", Types($"{Word}.main+xml", "word/document.xml")), ("word/document.xml", "<x/>"),
            (name, "evil")));
    }

    [Theory]
    [InlineData("something before", null)]
    [InlineData(null, "something after")]
    public async Task An_archive_with_something_around_it_is_refused(string? before, string? after)
    {
        using var reporter = await door.Reporter();
        byte[] bytes = [.. Docx(), .. Encoding.UTF8.GetBytes(after ?? "")];

        // What does not begin as an archive is none; what begins as one and hides its start is refused as one.
        await MustBeSuspicious(reporter, before is null ? bytes : [.. "PK\x03\x04"u8, .. Encoding.UTF8.GetBytes(before), .. bytes]);
    }

    [Theory]
    [InlineData(8, 0x4000)]
    [InlineData(10, 99)]
    [InlineData(20, 0xFFFFFFFF)]
    [InlineData(24, 0xFFFFFFFF)]
    [InlineData(24, 7)]
    [InlineData(42, 5)]
    public async Task A_directory_that_contradicts_its_parts_is_refused(int place, uint value)
    {
        using var reporter = await door.Reporter();
        var bytes = Docx();
        var directory = BitConverter.ToInt32(bytes, bytes.Length - 6);
        var width = place is 8 or 10 ? 2 : 4;
        BitConverter.GetBytes(place == 8 ? 1u : value).AsSpan(0, width).CopyTo(bytes.AsSpan(directory + place));

        await MustBeSuspicious(reporter, bytes);
    }

    [Fact]
    public async Task Parts_that_share_bytes_are_refused()
    {
        using var reporter = await door.Reporter();
        var bytes = Zip(("[Content_Types].xml", Types($"{Word}.main+xml", "word/document.xml")), ("word/document.xml", "<x/>"), ("word/document.xmm", "<x/>"));
        var directory = bytes.AsSpan(BitConverter.ToInt32(bytes, bytes.Length - 6));
        var second = directory[(46 + "[Content_Types].xml".Length)..];
        var third = second[(46 + "word/document.xml".Length)..];
        second.Slice(42, 4).CopyTo(third[42..]);
        bytes.AsSpan(BitConverter.ToInt32(second.Slice(42, 4)) + 30 + 16, 1).CopyTo(third[(46 + 16)..]);

        await MustBeSuspicious(reporter, bytes);
    }

    private static async Task MustBeSuspicious(Api reporter, byte[] bytes) =>
        Assert.Equal(("evidence.archive-suspicious", "/file"), (await EvidenceTests.Upload(reporter, bytes, "材料.docx")).Must(422).First);

    private static byte[] Docx() => Zip(("[Content_Types].xml", Types($"{Word}.main+xml", "word/document.xml")), ("word/document.xml", "<x/>"));

    /// <summary>As Microsoft's own library for these documents writes it, and whatever is built on that.</summary>
    private static byte[] ByDefault(string type, string part, string more = "") => Zip(
        ("[Content_Types].xml", $"<Types xmlns=\"{TypesNamespace}\"><Default Extension=\"xml\" ContentType=\"{type}.main+xml\"/>{more}</Types>"),
        (part, "<x/>"));

    private static string Types(string type, string part) =>
        $"<Types xmlns=\"{TypesNamespace}\"><Override PartName=\"/{part}\" ContentType=\"{type}\"/></Types>";

    private static byte[] Zip(params (string Name, string Content)[] parts)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in parts)
            {
                using var part = archive.CreateEntry(name).Open();
                part.Write(Encoding.UTF8.GetBytes(content));
            }
        }

        return bytes.ToArray();
    }

    /// <summary>The least OLE2 container: a header, one sector of the allocation table, one of the directory.</summary>
    private static byte[] Ole(string stream)
    {
        var bytes = new byte[3 * 512];
        Convert.FromHexString("D0CF11E0A1B11AE1").CopyTo(bytes, 0);
        bytes[30] = 9;
        bytes[48] = 1;
        bytes.AsSpan(80, 432).Fill(0xFF);
        Convert.FromHexString("FDFFFFFFFEFFFFFF").CopyTo(bytes, 512);
        foreach (var (place, name) in new[] { "Root Entry", stream }.Index())
        {
            Encoding.Unicode.GetBytes(name).CopyTo(bytes, 1024 + (place * 128));
            bytes[1024 + (place * 128) + 64] = (byte)(2 * (name.Length + 1));
        }

        return bytes;
    }
}
