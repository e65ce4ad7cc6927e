using System.Security.Cryptography;
using System.Text;

namespace Rectification.Tests.Gateway;

/// <summary>Who may name and read a file, and what becomes of its name.</summary>
public sealed class EvidenceTests(FrontDoor door)
{
    private static readonly byte[] Page = Encoding.UTF8.GetBytes("<script>alert(1)</script>佐证");

    [Fact]
    public async Task Evidence_comes_back_byte_for_byte_as_an_attachment_that_no_browser_shows()
    {
        using var reporter = await door.Reporter();

        var stored = (await Upload(reporter, Page, "佐证 材料.txt")).Must(201).Json;

        var hash = Convert.ToHexStringLower(SHA256.HashData(Page));
        Assert.Equal(
            (hash, Page.Length, "text/plain", "佐证 材料.txt"),
            (Hash(stored), stored["size"]!.GetValue<int>(), stored["type"]!.GetValue<string>(), stored["name"]!.GetValue<string>()));
        var file = (await reporter.Get($"evidence/{hash}")).Must(200);
        Assert.Equal(Page, file.Bytes);
        Assert.Equal(("attachment", "text/plain"), (file.ContentHeaders.ContentDisposition!.DispositionType, file.ContentHeaders.ContentType!.MediaType));
        Assert.Equal("佐证 材料.txt", file.ContentHeaders.ContentDisposition.FileNameStar);
        Assert.Equal(["nosniff"], file.Headers.GetValues("X-Content-Type-Options"));
        Assert.Equal(["sandbox; default-src 'none'"], file.Headers.GetValues("Content-Security-Policy"));
        (await Upload(reporter, Page)).Must(201);
    }

    [Fact]
    public async Task Only_PDFs_and_pictures_are_shown_in_place_and_only_to_pages_of_this_site()
    {
        using var reporter = await door.Reporter();
        using var other = await door.Somebody("reporter", units: ["u-elsewhere"]);
        var pdf = Hash((await Upload(reporter, Encoding.UTF8.GetBytes("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"), "件.pdf"))
            .Must(201).Json);
        var text = Hash((await Upload(reporter, "只在这里。"u8.ToArray(), "文.txt")).Must(201).Json);

        var shown = (await reporter.Get($"/evidence/{pdf}")).Must(200);
        Assert.Equal(("inline", "件.pdf"), (shown.ContentHeaders.ContentDisposition!.DispositionType, shown.ContentHeaders.ContentDisposition.FileNameStar));
        Assert.Contains("frame-ancestors 'self'", shown.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal(["nosniff"], shown.Headers.GetValues("X-Content-Type-Options"));
        var kept = (await reporter.Get($"/evidence/{text}")).Must(200);
        Assert.Equal("attachment", kept.ContentHeaders.ContentDisposition!.DispositionType);
        Assert.Equal(["sandbox; default-src 'none'"], kept.Headers.GetValues("Content-Security-Policy"));
        (await other.Get($"/evidence/{pdf}")).Must(404);
        (await door.Stranger.Get($"/evidence/{pdf}")).Must(401);
    }

    [Fact]
    public async Task Evidence_nobody_uploaded_is_not_found()
    {
        Assert.Equal("evidence.unknown", (await door.Ops.Get("evidence/" + new string('a', 64))).Must(404).Code);
        Assert.Equal("evidence.unknown", (await door.Ops.Get("evidence/" + new string('a', 64) + "/about")).Must(404).Code);
        (await door.Ops.Get("evidence/..%2f..%2frectification.db")).Must(404);
    }

    [Fact]
    public async Task A_form_without_a_file_is_refused()
    {
        using var reporter = await door.Reporter();
        using var form = new MultipartFormDataContent { { new StringContent("text"), "note" } };

        Assert.Equal("evidence.file-missing", (await reporter.Send(HttpMethod.Post, "evidence", form)).Must(422).Code);
        Assert.Equal("evidence.file-empty", (await Upload(reporter, [])).Must(422).Code);
    }

    [Theory]
    [InlineData("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\nhalf a fi")]
    [InlineData("--b\r\nContent-Disposition: form-data; name=\"file\"; file")]
    [InlineData("nothing of the kind")]
    public async Task A_form_that_breaks_off_is_refused_and_leaves_nothing(string body)
    {
        using var reporter = await door.Reporter();

        Assert.Equal("evidence.upload-broken", (await reporter.Post("evidence", body, "multipart/form-data; boundary=b")).Must(400).Code);

        await door.NothingIncoming();
    }

    [Theory]
    [InlineData("../../etc/passwd.txt", "passwd.txt")]
    [InlineData("C:\\x\\report.txt", "report.txt")]
    [InlineData("/etc/cron.d/job.txt", "job.txt")]
    [InlineData("a\u202Egpj.txt", "agpj.txt")]
    [InlineData("a\u0001\u007F\u0085b.txt", "ab.txt")]
    [InlineData("a<b>:\"|?*.txt", "a_b______.txt")]
    [InlineData("..", "")]
    [InlineData("/", "")]
    [InlineData(" . . ", "")]
    public async Task A_name_is_a_name_and_no_path(string given, string kept)
    {
        using var reporter = await door.Reporter();

        var stored = (await Upload(reporter, Encoding.UTF8.GetBytes($"content of {kept}"), given)).Must(201).Json;

        Assert.Equal(kept, stored["name"]!.GetValue<string>());
        var file = (await reporter.Get($"evidence/{Hash(stored)}")).Must(200).ContentHeaders.ContentDisposition!;
        Assert.Equal(kept.Length > 0 ? kept : Hash(stored)[..16] + ".txt", file.FileNameStar);
        Assert.DoesNotContain("..", file.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_very_long_name_is_cut_and_keeps_its_end()
    {
        using var reporter = await door.Reporter();

        var stored = (await Upload(reporter, "a long story"u8.ToArray(), new string('长', 1_000) + ".txt")).Must(201).Json;

        Assert.Equal(new string('长', 146) + ".txt", stored["name"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_file_is_named_by_whoever_sent_it_in_or_is_of_his_unit_and_by_no_other()
    {
        var plan = await door.Plan();
        var (sender, colleague) = (await door.Reporter(), await door.Reporter());
        using var stranger = await door.Somebody("reporter", [SmallPlan.Supporting]);
        var hash = Hash((await Upload(sender, Encoding.UTF8.GetBytes($"of the lead unit, {plan}"))).Must(201).Json);

        var unknown = (await stranger.Post($"plans/{plan}/measures/1/reports", Report(hash, SmallPlan.Supporting))).Must(422);
        Assert.Equal(("evidence.unknown", "/evidence/0"), unknown.First);
        var nonsense = (await stranger.Post($"plans/{plan}/measures/1/reports", Report(new('b', 64), SmallPlan.Supporting))).Must(422);
        Assert.Equal(nonsense.Json["errors"]!.ToJsonString(), unknown.Json["errors"]!.ToJsonString());
        Assert.Equal("evidence.unknown", (await stranger.Get($"evidence/{hash}")).Must(404).Code);

        (await colleague.Post($"plans/{plan}/measures/1/reports", Report(hash, SmallPlan.Lead))).Must(200);

        // Now a measure that the supporting unit sees names it.
        (await stranger.Get($"evidence/{hash}")).Must(200);
        (await stranger.Post($"plans/{plan}/measures/1/reports", Report(hash, SmallPlan.Supporting))).Must(200);
    }

    [Fact]
    public async Task What_is_known_of_a_file_is_told_within_the_readers_scope()
    {
        var plan = await door.Plan();
        using var reporter = await door.Reporter();
        using var support = await door.Somebody("reporter", [SmallPlan.Supporting]);
        using var outsider = await door.Somebody("reporter", ["elsewhere"]);
        var hash = Hash((await Upload(reporter, Encoding.UTF8.GetBytes($"both measures of {plan}"), "会议纪要.txt")).Must(201).Json);
        (await reporter.Post($"plans/{plan}/measures/1/reports", Report(hash, SmallPlan.Lead))).Must(200);
        (await reporter.Post($"plans/{plan}/measures/2/reports", Report(hash, SmallPlan.Lead))).Must(200);

        var whole = (await door.Ops.Get($"evidence/{hash}/about")).Must(200).Json;
        var part = (await support.Get($"evidence/{hash}/about")).Must(200).Json;

        Assert.Equal((2, 1), (whole["measures"]!.AsArray().Count, whole["uploads"]!.AsArray().Count));
        Assert.Equal((1, 0), (part["measures"]!.AsArray().Count, part["uploads"]!.AsArray().Count));
        Assert.Equal("会议纪要.txt", part["names"]![0]!.GetValue<string>());
        (await outsider.Get($"evidence/{hash}/about")).Must(404);
    }

    [Theory]
    [InlineData("..", true)]
    [InlineData("..", false)]
    [InlineData("自己的名字.txt", true)]
    public async Task What_others_call_the_same_bytes_is_not_told(string given, bool used)
    {
        var plan = await door.Plan();
        using var reporter = await door.Reporter();
        using var elsewhere = await door.Somebody("reporter", ["u-elsewhere"]);
        var bytes = Encoding.UTF8.GetBytes($"the same of {plan} {given} {used}");
        var hash = Hash((await Upload(elsewhere, bytes, "只有别的单位知道.txt")).Must(201).Json);
        (await Upload(reporter, bytes, given)).Must(201);
        if (used)
        {
            (await reporter.Post($"plans/{plan}/measures/1/reports", Report(hash, SmallPlan.Lead))).Must(200);
        }

        var expected = given == ".." ? hash[..16] + ".txt" : given;
        foreach (var path in (string[])[$"evidence/{hash}", $"/evidence/{hash}"])
        {
            Assert.Equal(expected, (await reporter.Get(path)).Must(200).ContentHeaders.ContentDisposition!.FileNameStar);
        }

        string[] paths = [$"evidence/{hash}/about", $"plans/{plan}/measures/1/evidence", $"/plans/{plan}/measures/1", $"/search?q={plan}"];
        var seen = await Task.WhenAll(paths.Select(path => reporter.Get(path)));
        Assert.All(seen, answer => Assert.DoesNotContain("只有别的单位知道", answer.Must(200).Text, StringComparison.Ordinal));
        Assert.Contains("只有别的单位知道.txt", (await door.Ops.Get($"evidence/{hash}/about")).Must(200).Text, StringComparison.Ordinal);
    }

    internal static async Task<Answer> Upload(Api somebody, byte[] bytes, string name = "佐证.txt")
    {
        using var form = new MultipartFormDataContent();
        var part = new ByteArrayContent(bytes);
        part.Headers.TryAddWithoutValidation("Content-Disposition", $"form-data; name=\"file\"; filename*=UTF-8''{Uri.EscapeDataString(name)}");
        form.Add(part);
        return await somebody.Send(HttpMethod.Post, "evidence", form);
    }

    internal static string Hash(JsonNode stored) => stored["sha256"]!.GetValue<string>();

    private static JsonObject Report(string hash, string unit) => new() { ["unit"] = unit, ["percent"] = 10, ["evidence"] = new JsonArray(hash) };
}
