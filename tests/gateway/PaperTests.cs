using System.IO.Compression;
using System.Net.Http.Headers;
using System.Xml.Linq;

namespace Rectification.Tests.Gateway;

/// <summary>Papers in Word through the front door; they are read here by nothing but a zip and XML.</summary>
public sealed class PaperTests(FrontDoor door)
{
    private const string Word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    private static readonly XNamespace W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    [Fact]
    public async Task An_order_is_printed_with_what_it_says_and_blank_where_nothing_was_done()
    {
        var (plan, office) = await Issued();
        using (office)
        {
            var words = Words(await File(office, $"plans/{plan}/orders/1/paper.docx"));
            Assert.Contains("督办单", words);
            Assert.Contains("限期完成并报送进展", words);
            Assert.Contains(words, line => line.StartsWith("督办〔", StringComparison.Ordinal));
            Assert.DoesNotContain(words, line => line.Contains("同意", StringComparison.Ordinal));
            Assert.Contains("督办警示函", Words(await File(office, $"plans/{plan}/orders/1/paper.docx?form=warning")));
            (await office.Get($"plans/{plan}/orders/1/paper.docx?form=notice")).Must(422);
            (await office.Get($"plans/{plan}/orders/2/paper.docx")).Must(404);
            using var another = await door.Somebody("reporter", [SmallPlan.Supporting]);
            (await another.Get($"plans/{plan}/orders/1/paper.docx")).Must(403);
            (await door.Stranger.Get($"plans/{plan}/orders/1/paper.docx")).Must(401);
        }
    }

    [Fact]
    public async Task A_sign_off_that_was_made_stands_on_its_sheet_and_one_that_was_not_does_not()
    {
        using var office = await door.Somebody("reviewer");
        var signed = Words(await File(office, $"plans/{FrontDoor.Wenzhou}/measures/2/sign-off.docx"));
        Assert.Contains("累计推出27期", signed);
        Assert.Equal(2, signed.Count(line => line == "同意"));
        Assert.Contains("同意销号", signed);

        var plan = await door.Plan();
        var open = Words(await File(office, $"plans/{plan}/measures/1/sign-off.docx"));
        Assert.DoesNotContain(open, line => line.Contains("同意", StringComparison.Ordinal));
        Assert.Contains("延期申请", string.Concat(Words(await File(office, $"plans/{plan}/measures/1/extension.docx"))), StringComparison.Ordinal);
        Assert.NotEmpty(Words(await File(office, $"plans/{plan}/measures/1/sheet.docx")));
        Assert.NotEmpty(Words(await File(office, $"plans/{plan}/problems/1/sheet.docx")));
    }

    [Fact]
    public async Task A_number_is_given_once_stands_on_the_paper_and_stays_when_it_is_void()
    {
        var (plan, office) = await Issued();
        using (office)
        {
            var take = new JsonObject { ["kind"] = "order", ["subject"] = 1 };
            var first = (await office.Post($"plans/{plan}/papers", take, ("Idempotency-Key", "n1"))).Must(201).Json;
            var again = (await office.Post($"plans/{plan}/papers", take, ("Idempotency-Key", "n1"))).Must(200);
            Assert.True(again.IsRepeated);
            Assert.Equal(first["label"]!.GetValue<string>(), again.Json["label"]!.GetValue<string>());
            Assert.EndsWith("〕1号", first["label"]!.GetValue<string>(), StringComparison.Ordinal);
            Assert.Contains(first["label"]!.GetValue<string>(), Words(await File(office, $"plans/{plan}/orders/1/paper.docx")));
            Assert.Equal("paper.has-number", (await office.Post($"plans/{plan}/papers", take)).Must(409).Code);

            (await office.Post($"plans/{plan}/papers/1/void", new JsonObject { ["reason"] = "印错" })).Must(200);
            var second = (await office.Post($"plans/{plan}/papers", take)).Must(201).Json;
            Assert.EndsWith("〕2号", second["label"]!.GetValue<string>(), StringComparison.Ordinal);
            var scan = (await EvidenceTests.Upload(office, "signed"u8.ToArray())).Must(201).Json["sha256"]!.GetValue<string>();
            (await office.Post($"plans/{plan}/papers/2/scan", new JsonObject { ["evidence"] = scan })).Must(200);
            var register = (await office.Get($"plans/{plan}/papers")).Must(200).Json["items"]!.AsArray();
            Assert.Equal([true, false], register.Select(line => line!["voided"] is not null));
            Assert.Equal(scan, register[1]!["scans"]![0]!.GetValue<string>());

            // Whoever sees the order's measures may read what was signed.
            using var reporter = await door.Reporter();
            (await reporter.Get($"evidence/{scan}")).Must(200);
            (await reporter.Get($"plans/{plan}/papers")).Must(403);
            Assert.Equal("paper.not-a-reviewer", (await reporter.Post($"plans/{plan}/papers", take)).Must(403).Code);
            Assert.Equal("paper.subject-unknown",
                (await office.Post($"plans/{plan}/papers", new JsonObject { ["kind"] = "order", ["subject"] = 9 })).Must(422).Code);
        }
    }

    [Fact]
    public async Task A_template_of_the_office_s_own_is_checked_and_used()
    {
        var (plan, office) = await Issued();
        using (office)
        {
            var usual = await File(office, $"plans/{plan}/templates/order");
            var own = Changed(usual, text => text.Replace("督办事项", "本局督办事项", StringComparison.Ordinal));
            Assert.Equal("order", (await Upload(office, plan, own)).Must(200).Json["kind"]!.GetValue<string>());
            Assert.Contains("本局督办事项", Words(await File(office, $"plans/{plan}/orders/1/paper.docx")));
            Assert.Single((await office.Get($"plans/{plan}/templates")).Must(200).Json["items"]!.AsArray());

            var broken = Changed(usual, text => text.Replace("w:tag w:val=\"demand\"", "w:tag w:val=\"need\"", StringComparison.Ordinal));
            var wrong = (await Upload(office, plan, broken)).Must(422).Json["errors"]!.AsArray();
            Assert.Equal(["template.control-missing /demand", "template.control-unknown /need"],
                wrong.Select(error => $"{error!["code"]} {error["pointer"]}").Order(StringComparer.Ordinal));
            Assert.Equal("template.unreadable", (await Upload(office, plan, [1, 2, 3])).Must(422).Code);
            (await office.Post($"plans/{plan}/templates/order/drop", new JsonObject())).Must(200);
            Assert.DoesNotContain("本局督办事项", Words(await File(office, $"plans/{plan}/orders/1/paper.docx")));
            (await office.Get($"plans/{plan}/templates/nothing")).Must(404);
        }
    }

    [Fact]
    public async Task The_register_is_a_page_and_says_so()
    {
        var (plan, office) = await Issued();
        using (office)
        {
            (await office.Post($"plans/{plan}/papers", new JsonObject { ["kind"] = "signOff", ["subject"] = 1 })).Must(201);
            Assert.Contains("整销〔", (await office.Get($"/plans/{plan}/papers")).Must(200).Text, StringComparison.Ordinal);
        }
    }

    internal static IReadOnlyList<string> Words(byte[] file) =>
        [.. Document(file).Descendants(W + "p").Select(line => string.Concat(line.Descendants(W + "t").Select(text => text.Value)))];

    internal static async Task<byte[]> File(Api api, string path) => (await api.Get(path)).Must(200).Bytes;

    private async Task<(string Plan, Api Office)> Issued()
    {
        var plan = await door.Plan();
        var office = await door.Somebody("reviewer");
        (await office.Post($"plans/{plan}/orders", new JsonObject
        {
            ["unit"] = SmallPlan.Lead,
            ["measures"] = new JsonArray(1, 2),
            ["demand"] = "限期完成并报送进展",
            ["dueInWorkingDays"] = 3,
        })).Must(201);
        return (plan, office);
    }

    private static Task<Answer> Upload(Api office, string plan, byte[] file)
    {
        var content = new ByteArrayContent(file);
        content.Headers.ContentType = new MediaTypeHeaderValue(Word);
        return office.Send(HttpMethod.Post, $"plans/{plan}/templates/order", content);
    }

    private static XElement Document(byte[] file)
    {
        using var zip = new ZipArchive(new MemoryStream(file));
        using var part = zip.GetEntry("word/document.xml")!.Open();
        return XElement.Load(part);
    }

    private static byte[] Changed(byte[] file, Func<string, string> change)
    {
        var stream = new MemoryStream();
        stream.Write(file);
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            var entry = zip.GetEntry("word/document.xml")!;
            string text;
            using (var reader = new StreamReader(entry.Open()))
            {
                text = change(reader.ReadToEnd());
            }

            entry.Delete();
            using var writer = new StreamWriter(zip.CreateEntry("word/document.xml").Open());
            writer.Write(text);
        }

        return stream.ToArray();
    }
}
