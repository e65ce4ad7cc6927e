using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Rectification.Tests.Browser.Support;

/// <summary>People and plans for journeys at a desk: a unit that leads, one that supports, the leader responsible, the office.</summary>
internal static class Desk
{
    public const string Unit = "wz-theory";
    public const string Reporter = "demo-wz-theory";
    public const string Supporting = "wz-rectify-office";
    public const string Supporter = "demo-wz-rectify-office";
    public const string Leader = "demo-leader-03";
    public const string Office = "demo-office";
    public const string SendReport = "提交填报";

    /// <summary>A plan of measures that the unit leads; measure 1 counts towards a target of 10.</summary>
    public static Task<string> Plan(Site site, int measures = 2, Action<JsonObject>? change = null) => site.Plan(plan =>
    {
        plan["units"] = new JsonArray(SmallPlan.Unit(Unit, "department"), SmallPlan.Unit(Supporting, "department"));
        plan["leaders"] = new JsonArray(new JsonObject { ["id"] = "leader-03", ["title"] = "分管副部长" });
        plan["problems"]![0]!["leader"] = "leader-03";
        plan["problems"]![0]!["leadUnit"] = Unit;
        plan["measures"] = new JsonArray([.. Enumerable.Range(1, measures).Select(Measure)]);
        plan["measures"]![0]!["target"] = new JsonObject { ["value"] = 10, ["unit"] = "期", ["what"] = "学习材料" };
        change?.Invoke(plan);
    });

    /// <summary>A measure that is due before all those of other tests' plans: the unit's list of tasks has several pages, and it stands on the first.</summary>
    public static Action<JsonObject> DueFirst(int no) => plan => plan["measures"]![no - 1]!["deadline"] = "2030-01-31";

    public static string Address(string plan, int no, string part) => $"/plans/{plan}/measures/{no}/{part}";

    public static FilePayload Picture(string name) => new()
    {
        Name = name,
        MimeType = "image/png",
        Buffer = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="),
    };

    public static FilePayload Pdf(string name, string mark) => new()
    {
        Name = name,
        MimeType = "application/pdf",
        Buffer = Encoding.UTF8.GetBytes(
            $"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent "
            + $"2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n% {mark}\n"),
    };

    /// <summary>A Word document of one paragraph and a table of one row.</summary>
    public static byte[] Docx(string paragraph, params string[] cells)
    {
        var row = string.Concat(cells.Select(cell => $"<w:tc><w:p><w:r><w:t>{cell}</w:t></w:r></w:p></w:tc>"));
        return OfficeFile("wordprocessingml.document",
            ("word/document.xml",
            $"<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:p><w:r><w:t>{paragraph}</w:t></w:r></w:p>"
            + $"<w:tbl><w:tr>{row}</w:tr></w:tbl></w:body></w:document>"));
    }

    /// <summary>A sheet of one row: a text by its place in the list of texts, and a number.</summary>
    public static byte[] Xlsx(string text, int number)
    {
        const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        const string Links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        return OfficeFile(
            "spreadsheetml.sheet",
            ("xl/workbook.xml", $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Links}\">"
                + "<sheets><sheet name=\"Sheet1\" sheetId=\"1\" r:id=\"a\"/></sheets></workbook>"),
            ("xl/_rels/workbook.xml.rels", $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                + $"<Relationship Id=\"a\" Type=\"{Links}/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
                + $"<Relationship Id=\"b\" Type=\"{Links}/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>"),
            ("xl/sharedStrings.xml", $"<sst xmlns=\"{Main}\"><si><t>{text}</t></si></sst>"),
            ("xl/worksheets/sheet1.xml", string.Create(CultureInfo.InvariantCulture,
                $"<worksheet xmlns=\"{Main}\"><sheetData><row><c t=\"s\"><v>0</v></c><c><v>{number}</v></c></row></sheetData></worksheet>")));
    }

    /// <summary>A presentation of one slide.</summary>
    public static byte[] Pptx(string text) => OfficeFile(
        "presentationml.presentation",
        ("ppt/presentation.xml", "<p/>"),
        ("ppt/slides/slide1.xml", $"<s xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\"><a:p><a:r><a:t>{text}</a:t></a:r></a:p></s>"));

    /// <summary>A Word document that asks its reader to fetch something and to count to a billion.</summary>
    public static byte[] HostileDocx(string mark) => OfficeFile(
        "wordprocessingml.document",
        ("word/document.xml",
            $"<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/hostname\"><!ENTITY a \"{mark}\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]><d><t>&x;&b;</t></d>"));

    /// <summary>Measure <paramref name="no"/> is at 100 % with evidence, and its sign-off requested.</summary>
    public static async Task Request(Site site, string plan, int no, params byte[][] files)
    {
        using var reporter = site.As(Reporter);
        var evidence = new JsonArray();
        foreach (var file in files.DefaultIfEmpty(Encoding.UTF8.GetBytes($"已全部完成 {plan} {no}")))
        {
            evidence.Add(await Upload(reporter, file));
        }

        var report = new JsonObject { ["unit"] = Unit, ["percent"] = 100, ["note"] = "全部完成", ["evidence"] = evidence };
        if (no == 1)
        {
            report["quantity"] = 10;
        }

        (await reporter.Post($"plans/{plan}/measures/{no}/reports", report)).Must(200);
        (await reporter.Post($"plans/{plan}/measures/{no}/sign-off", new JsonObject { ["person"] = "理论处处长", ["act"] = "按月编印", ["result"] = "覆盖全部支部" }))
            .Must(200);
    }

    public static async Task<string> Status(Site site, string plan, int no)
    {
        using var office = site.As(Office);
        return (await office.Get($"plans/{plan}/measures/{no}")).Must(200).Json["status"]!.GetValue<string>();
    }

    /// <summary>What Ctrl+V does in a browser.</summary>
    public static Task Paste(ILocator field, string text) => field.EvaluateAsync(
        "(at, text) => { const data = new DataTransfer(); data.setData('text/plain', text); at.dispatchEvent(new ClipboardEvent('paste', { clipboardData: "
        + "data, bubbles: true, cancelable: true })); }", text);

    public static async Task<string> Upload(Api reporter, byte[] file)
    {
        using var content = new ByteArrayContent(file) { Headers = { ContentType = new("application/octet-stream") } };
        return (await reporter.Send(HttpMethod.Post, "evidence", content)).Must(201).Json["sha256"]!.GetValue<string>();
    }

    private static JsonNode Measure(int no)
    {
        var measure = SmallPlan.Measure(no, "2026-03-01", "2035-12-31");
        (measure["leadUnit"], measure["leader"]) = (Unit, "leader-03");
        measure["text"] = string.Create(CultureInfo.InvariantCulture, $"第 {no} 条：每月编印一期学习材料，发到全部支部，并由理论处会同机关党委逐季检查使用情况，检查结果在部务会上通报");
        return measure;
    }

    /// <summary>An Office file of a kind; the first part is its main one.</summary>
    private static byte[] OfficeFile(string kind, params (string Name, string Xml)[] parts)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            Write(archive, "[Content_Types].xml",
                $"<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Override PartName=\"/{parts[0].Name}\" "
                + $"ContentType=\"application/vnd.openxmlformats-officedocument.{kind}.main+xml\"/></Types>");
            foreach (var (name, xml) in parts)
            {
                Write(archive, name, xml);
            }
        }

        return bytes.ToArray();
    }

    private static void Write(ZipArchive archive, string name, string text)
    {
        using var writer = new StreamWriter(archive.CreateEntry(name).Open(), new UTF8Encoding(false));
        writer.Write(text);
    }
}
