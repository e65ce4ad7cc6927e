using System.Text.RegularExpressions;

namespace Rectification.Tests.Gateway;

/// <summary>What the public says to a notice: off until somebody switches it on, screened before anybody else reads it, answered and counted.</summary>
public sealed partial class OpinionTests(FrontDoor door)
{
    private const int MaxFile = 5 * 1024 * 1024;

    [Fact]
    public async Task An_opinion_is_taken_without_an_account_screened_answered_and_counted()
    {
        using var office = await door.Somebody("reviewer");
        using var auditor = await door.Somebody("auditor");
        var (plan, page) = await Frozen(office);
        Assert.DoesNotContain("give-opinion", (await door.Stranger.Get(page)).Must(200).Text, StringComparison.Ordinal);
        Assert.Equal("opinion.not-a-reviewer", (await auditor.Post($"plans/{plan}/opinions/switch", new JsonObject { ["open"] = true })).Must(403).Code);
        (await office.Post($"plans/{plan}/opinions/switch", new JsonObject { ["open"] = true })).Must(200);

        var given = (await Give(door.Stranger, page, "路灯还没有修好<script>alert(1)</script>", "说明.html", "<script>alert(2)</script>"u8.ToArray())).Must(200);
        var receipt = Receipt().Match(given.Text).Groups[1].Value;
        Assert.Equal(24, receipt.Length);
        (await Give(door.Stranger, page, "第二条")).Must(200);
        Assert.Equal((2, 2, 0), await Counts(plan));

        // Nobody but reviewers reads what was not screened.
        Assert.Empty((await auditor.Get($"plans/{plan}/opinions")).Must(200).Json["items"]!.AsArray());
        (await auditor.Get($"plans/{plan}/opinions/1")).Must(404);
        (await auditor.Get($"plans/{plan}/opinions/1/file")).Must(404);
        Assert.Equal(2, (await office.Get($"plans/{plan}/opinions")).Must(200).Json["items"]!.AsArray().Count);
        Assert.DoesNotContain("<script>alert", (await office.Get($"/plans/{plan}/opinions/1")).Must(200).Text, StringComparison.Ordinal);
        Assert.Equal("opinion.not-screened", (await office.Post($"plans/{plan}/opinions/1/answer", new JsonObject { ["text"] = "好" })).Must(409).Code);

        (await office.Post($"plans/{plan}/opinions/1/screen", new JsonObject { ["decision"] = "approve" })).Must(200);
        var back = new JsonObject { ["decision"] = "return" };
        Assert.Equal("opinion.reason-missing", (await office.Post($"plans/{plan}/opinions/2/screen", back)).Must(422).Code);
        back["reason"] = "与通报无关";
        (await office.Post($"plans/{plan}/opinions/2/screen", back)).Must(200);
        var file = (await auditor.Get($"plans/{plan}/opinions/1/file")).Must(200);
        Assert.Equal("<script>alert(2)</script>", file.Text);
        Assert.StartsWith("attachment", file.ContentHeaders.GetValues("Content-Disposition").Single(), StringComparison.Ordinal);
        (await auditor.Get($"plans/{plan}/opinions/2")).Must(404);
        Assert.Single((await auditor.Get($"plans/{plan}/opinions")).Must(200).Json["items"]!.AsArray());

        (await office.Post($"plans/{plan}/opinions/1/answer", new JsonObject { ["text"] = "已于昨日修好" }, ("Idempotency-Key", "answer"))).Must(200);
        Assert.True((await office.Post($"plans/{plan}/opinions/1/answer", new JsonObject { ["text"] = "已于昨日修好" }, ("Idempotency-Key", "answer")))
            .Must(200).IsRepeated);
        Assert.Equal((2, 0, 1), await Counts(plan));
        Assert.Contains("已于昨日修好", (await door.Stranger.Get($"{page}?receipt={receipt}")).Must(200).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("已于昨日修好", (await door.Stranger.Get($"{page}?receipt={receipt[..^1]}")).Must(200).Text, StringComparison.Ordinal);
        (await door.Stranger.Get($"plans/{plan}/opinions")).Must(401);

        // Neither words nor ways to be reached are in what is sealed and exported.
        var trail = (await office.Get($"plans/{plan}/trail.ndjson")).Must(200).Text;
        Assert.Contains("opinionReceived", trail, StringComparison.Ordinal);
        Assert.DoesNotContain("路灯", trail, StringComparison.Ordinal);
        (await office.Get($"/plans/{plan}/opinions")).Must(200);
    }

    [Fact]
    public async Task What_is_too_large_comes_twice_or_from_elsewhere_is_not_taken()
    {
        using var office = await door.Somebody("reviewer");
        var (plan, page) = await Frozen(office);
        (await office.Post($"plans/{plan}/opinions/switch", new JsonObject { ["open"] = true })).Must(200);

        Assert.Contains("5 MB", (await Give(door.Stranger, page, "附件过大", "a.bin", new byte[MaxFile + 1])).Must(422).Text, StringComparison.Ordinal);
        Assert.True(await IsTurnedAway(() => Give(door.Stranger, page, "请求过大", "a.bin", new byte[5 * MaxFile])));
        (await Give(door.Stranger, page, "")).Must(422);
        (await Give(door.Stranger, page, "没有令牌", token: "")).Must(400);
        Assert.Equal((0, 0, 0), await Counts(plan));

        (await Give(door.Stranger, page, "正好", "a.bin", new byte[MaxFile], id: "0123456789abcdef")).Must(200);
        Assert.Empty(Receipt().Match((await Give(door.Stranger, page, "正好", "a.bin", new byte[MaxFile], id: "0123456789abcdef")).Must(200).Text).Value);
        (await Give(door.Stranger, page, "另一条", id: "0123456789abcdef")).Must(409, 422);
        Assert.Equal((1, 1, 0), await Counts(plan));
        Assert.Equal(MaxFile, (await office.Get($"plans/{plan}/opinions/1/file")).Must(200).Bytes.Length);

        (await office.Post($"plans/{plan}/opinions/switch", new JsonObject { ["open"] = false })).Must(200);

        // The page shows no form any more, so that there is no token to send.
        (await Give(door.Stranger, page, "已关闭")).Must(400);
        Assert.Equal((1, 1, 0), await Counts(plan));
    }

    [Fact]
    public async Task An_address_that_sends_too_often_is_told_to_wait()
    {
        using var folder = new DataFolder();
        var port = GatewayProcess.FreePort();
        await using var gateway = await GatewayProcess.Start(folder, port, "--Seed", "none", "--RateLimits:OpinionsPerAddress", "2");
        using var ops = Api.Ops(port);
        var document = SmallPlan.Of("often");
        document["public"] = true;
        (await ops.Post("plans", document)).Must(201);
        using var office = new Api(port, await ops.Account("office", ["reviewer"]));
        using var stranger = new Api(port, key: null);
        var page = await Freeze(office, "often");
        (await office.Post("plans/often/opinions/switch", new JsonObject { ["open"] = true })).Must(200);

        (await Give(stranger, page, "一")).Must(200);
        (await Give(stranger, page, "二")).Must(200);
        (await Give(stranger, page, "三")).Must(429);
        Assert.Equal(2, (await office.Get("plans/often/opinions")).Must(200).Json["counts"]!["total"]!.GetValue<int>());
    }

    /// <summary>Of what is far too large the server reads nothing and closes: the sender may not even come to hear why.</summary>
    private static async Task<bool> IsTurnedAway(Func<Task<Answer>> send)
    {
        try
        {
            return (await send()).Status == 413;
        }
        catch (HttpRequestException)
        {
            return true;
        }
    }

    private async Task<(string Plan, string Page)> Frozen(Api office)
    {
        var plan = await door.Plan(document => document["public"] = true);
        return (plan, await Freeze(office, plan));
    }

    private static async Task<string> Freeze(Api office, string plan)
    {
        (await office.Post($"plans/{plan}/notices", new JsonObject())).Must(201);
        var text = (await office.Get($"plans/{plan}/notices/1/text")).Must(200).Json;
        (await office.Post($"plans/{plan}/notices/1/freeze", new JsonObject { ["seen"] = text["sha256"]!.GetValue<string>() })).Must(200);
        return $"/plans/{plan}/notices/1/public";
    }

    private async Task<(int Total, int Received, int Answered)> Counts(string plan)
    {
        var counts = (await door.Stranger.Get($"plans/{plan}/notices/1/opinions")).Must(200).Json;
        return (counts["total"]!.GetValue<int>(), counts["received"]!.GetValue<int>(), counts["answered"]!.GetValue<int>());
    }

    /// <summary>Sends the form as a browser does that has opened the page.</summary>
    internal static async Task<Answer> Give(
        Api from, string page, string text, string? name = null, byte[]? file = null, string? id = null, string? token = null)
    {
        var opened = (await from.Get(page)).Must(200);
        using var content = new MultipartFormDataContent();
        (string, string)[] fields =
        [
            ("_handler", "act"), ("__RequestVerificationToken", token ?? Token().Match(opened.Text).Groups[1].Value), ("command", "give-opinion"),
            ("id", id ?? Guid.NewGuid().ToString("N")), ("text", text), ("contact", ""),
        ];
        foreach (var (field, value) in fields)
        {
            content.Add(new StringContent(value), field);
        }

        if (file is not null)
        {
            content.Add(new ByteArrayContent(file), "file", name!);
        }

        var cookies = opened.Headers.TryGetValues("Set-Cookie", out var set) ? string.Join("; ", set.Select(cookie => cookie.Split(';')[0])) : "";
        return await from.Send(HttpMethod.Post, page, content, ("Cookie", cookies));
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)")]
    private static partial Regex Token();

    [GeneratedRegex("data-receipt[^>]*>([0-9a-f]+)<")]
    private static partial Regex Receipt();
}
