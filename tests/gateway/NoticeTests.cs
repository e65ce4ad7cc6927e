using System.Security.Cryptography;

namespace Rectification.Tests.Gateway;

/// <summary>A notice from draft to the citizen who checks it; the real case is held against what was published.</summary>
public sealed class NoticeTests(FrontDoor door)
{
    private static readonly string Published = File.ReadAllText(Path.Combine(Repository.Root, "seeds", "wenzhou-2024", "notice.txt"));

    [Fact]
    public async Task The_seeded_campaign_gives_the_figures_that_were_published_and_a_lie_is_refused_by_name()
    {
        using var office = await door.Somebody("reviewer");
        var all = $"plans/{FrontDoor.Wenzhou}/notices";
        var no = (await office.Post(all, new JsonObject(), ("Idempotency-Key", "draft"))).Must(201).Json["no"]!.GetValue<int>();
        Assert.True((await office.Post(all, new JsonObject(), ("Idempotency-Key", "draft"))).Must(200).IsRepeated);
        var one = $"{all}/{no}";

        var text = (await office.Get(one + "/text")).Must(200).Json;
        Assert.Empty(text["findings"]!.AsArray());
        var whole = string.Concat(text["body"]!["sections"]!.AsArray().Select(section => section!["text"]!.GetValue<string>()));
        string[] published =
        [
            "反馈问题29个", "整改措施94条", "完成整改94条", "完成率100%", "建章立制17项", "新制定10项", "修订完善7项", "27期", "33项", "10个单位", "200万", "7.3万",
            "210多场", "8000万元", "12个项目", "39个", "24家", "温州名家12名", "领军人才10名", "26个", "100家", "13个", "22次",
        ];
        Assert.All(published, figure => Assert.Contains(figure, Published, StringComparison.Ordinal));
        Assert.All(published, figure => Assert.Contains(figure, whole, StringComparison.Ordinal));

        // Somebody types it over with other numbers.
        (await office.Post(one + "/edit", Typed("totals", "反馈问题28个，制定整改措施94条，已完成整改93条，完成率100%，建章立制16项。"))).Must(200);
        var lied = (await office.Post(one + "/freeze", Seen((await office.Get(one + "/text")).Must(200).Json))).Must(409);
        Assert.Equal("notice.number-wrong", lied.Code);
        Assert.Equal(["/sections/totals", "/sections/totals", "/sections/totals"],
            lied.Json["errors"]!.AsArray().Select(error => error!["pointer"]!.GetValue<string>()));
        Assert.Contains(lied.Json["errors"]!.AsArray(), error => error!["message"]!.GetValue<string>().Contains("it is 29", StringComparison.Ordinal));
        (await door.Stranger.Get(one + "/public.json")).Must(404);

        // What the published notice says of itself is right.
        var said = Published.Split('\n')[3];
        (await office.Post(one + "/edit", Typed("totals", said))).Must(200);
        (await office.Post(one + "/edit", Typed("contact", "欢迎监督。联系电话：88966219。"))).Must(200);
        (await office.Post(one + "/comments", new JsonObject { ["text"] = "同意", ["section"] = "totals" })).Must(200);
        var seen = Seen((await office.Get(one + "/text")).Must(200).Json);
        Assert.Equal("notice.text-changed", (await office.Post(one + "/freeze", new JsonObject { ["seen"] = "0" })).Must(409).Code);
        var frozen = (await office.Post(one + "/freeze", seen)).Must(200).Json["frozen"]!;
        Assert.Equal("notice.not-a-draft", (await office.Post(one + "/edit", Typed("totals", "改"))).Must(409).Code);

        await IsPublished(one, frozen, said);
    }

    /// <summary>What a citizen can do without an account, and cannot.</summary>
    private async Task IsPublished(string one, JsonNode frozen, string said)
    {
        var root = frozen["root"]!.GetValue<string>();
        var data = (await door.Stranger.Get(one + "/public.json")).Must(200);
        var hash = Convert.ToHexStringLower(SHA256.HashData(data.Bytes));
        Assert.Equal(frozen["public"]!.GetValue<string>(), hash);
        Assert.Contains(said, data.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("88966219", data.Text, StringComparison.Ordinal);
        var rows = (await door.Stranger.Get(one + "/public.csv")).Must(200).Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(95, rows.Length);
        Assert.StartsWith("\uFEFF\"措施序号\"", rows[0], StringComparison.Ordinal);

        foreach (var (value, matches) in new (string, bool?)[] { (root, true), (hash.ToUpperInvariant(), true), (new('0', 64), false), ("", null) })
        {
            var proof = (await door.Stranger.Get($"{one}/check?value={value}")).Must(200).Json;
            Assert.Equal((matches, true, true),
                (proof["matches"]?.GetValue<bool>(), proof["whole"]!.GetValue<bool>(), proof["figuresAgree"]!.GetValue<bool>()));
        }

        var page = (await door.Stranger.Get($"/{one}/public?value={root}")).Must(200).Text;
        Assert.Contains(root, page, StringComparison.Ordinal);
        Assert.DoesNotContain("88966219", page, StringComparison.Ordinal);
        var paper = PaperTests.Words((await door.Stranger.Get(one + "/public.docx")).Must(200).Bytes);
        Assert.Contains(paper, line => line.Contains(root, StringComparison.Ordinal));
        Assert.Contains(said, paper);

        (await door.Stranger.Get(one)).Must(401);
        (await door.Stranger.Get(one + "/paper.docx")).Must(401);
        using var unit = await door.Somebody("reporter", ["wz-theory"]);
        (await unit.Get(one + "/paper.docx")).Must(403);
        (await unit.Get(one + "/text")).Must(403);
        Assert.Equal("notice.not-a-reviewer", (await unit.Post(one + "/withdraw", new JsonObject { ["reason"] = "无" })).Must(403).Code);
    }

    [Fact]
    public async Task Of_a_plan_that_is_not_public_the_public_is_told_nothing()
    {
        var plan = await door.Plan();
        using var office = await door.Somebody("reviewer");
        (await office.Post($"plans/{plan}/notices", new JsonObject())).Must(201);
        (await office.Post($"plans/{plan}/notices/1/freeze", Seen((await office.Get($"plans/{plan}/notices/1/text")).Must(200).Json))).Must(200);

        (await office.Get($"plans/{plan}/notices/1/public.json")).Must(200);
        (await door.Stranger.Get($"plans/{plan}/notices/1/public.json")).Must(401, 404);
        (await door.Stranger.Get($"plans/{plan}/notices/1/check")).Must(401, 404);
        Assert.DoesNotContain("封存根值", (await door.Stranger.Get($"/plans/{plan}/notices/1/public")).Must(404).Text, StringComparison.Ordinal);
        Assert.Contains("frozen", (await office.Get($"/plans/{plan}/notices/1")).Must(200).Text, StringComparison.Ordinal);
        (await office.Get($"/plans/{plan}/notices")).Must(200);
        (await office.Get($"plans/{plan}/notices/2")).Must(404);
    }

    private static JsonObject Typed(string section, string text) => new() { ["sections"] = new JsonObject { [section] = text } };

    private static JsonObject Seen(JsonNode text) => new() { ["seen"] = text["sha256"]!.GetValue<string>() };
}
