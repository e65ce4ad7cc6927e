namespace Rectification.Tests.Gateway;

/// <summary>The life of a supervision order through the front door, and who sees it.</summary>
public sealed class OrderTests(FrontDoor door)
{
    [Fact]
    public async Task An_order_is_issued_answered_returned_answered_and_closed()
    {
        var plan = await door.Plan();
        using var office = await door.Somebody("reviewer");
        using var reporter = await door.Reporter();

        var issued = (await office.Post($"plans/{plan}/orders", Issue(), ("Idempotency-Key", "k1"))).Must(201);
        Assert.Equal("open", Status(issued));
        Assert.EndsWith($"/api/v1/plans/{plan}/orders/1", issued.Headers.Location!.ToString(), StringComparison.Ordinal);
        var again = (await office.Post($"plans/{plan}/orders", Issue(), ("Idempotency-Key", "k1"))).Must(200);
        Assert.True(again.IsRepeated);
        var other = Issue();
        other["demand"] = "另一要求";
        Assert.Equal("command.key-reused", (await office.Post($"plans/{plan}/orders", other, ("Idempotency-Key", "k1"))).Must(409).Code);

        var path = $"plans/{plan}/orders/1";
        Assert.Equal("evidence.unknown", (await reporter.Post(path + "/answer", Answer(new string('a', 64)))).Must(422).Code);
        var evidence = (await EvidenceTests.Upload(reporter, "answer"u8.ToArray())).Must(201).Json["sha256"]!.GetValue<string>();
        Assert.Equal("answered", Status((await reporter.Post(path + "/answer", Answer(evidence))).Must(200)));
        Assert.Equal("order.is-answered", (await reporter.Post(path + "/answer", Answer())).Must(409).Code);
        var back = new JsonObject { ["reason"] = "佐证不足", ["dueInWorkingDays"] = 5 };
        Assert.Equal("open", Status((await office.Post(path + "/return", back)).Must(200)));
        (await reporter.Post(path + "/answer", Answer())).Must(200);
        var closed = (await office.Post(path + "/close", new JsonObject { ["result"] = "整改到位" })).Must(200);

        Assert.Equal(("closed", 2), (Status(closed), closed.Json["order"]!["answers"]!.AsArray().Count));
        Assert.Equal(closed.ETag, (await reporter.Get(path)).Must(200).ETag);
    }

    [Fact]
    public async Task An_order_is_seen_by_the_unit_addressed_and_by_those_who_oversee()
    {
        var plan = await door.Plan();
        using var office = await door.Somebody("reviewer");
        using var addressed = await door.Reporter();
        using var another = await door.Somebody("reporter", [SmallPlan.Supporting]);
        (await office.Post($"plans/{plan}/orders", Issue())).Must(201);

        (await addressed.Get($"plans/{plan}/orders/1")).Must(200);
        (await another.Get($"plans/{plan}/orders/1")).Must(403);
        Assert.Empty((await another.Get($"plans/{plan}/orders")).Must(200).Json["items"]!.AsArray());
        Assert.Single((await office.Get($"plans/{plan}/orders?status=open&unit={SmallPlan.Lead}")).Must(200).Json["items"]!.AsArray());
        Assert.Empty((await office.Get($"plans/{plan}/orders?status=late")).Must(200).Json["items"]!.AsArray());
        Assert.Equal("order.actor-not-of-unit", (await another.Post($"plans/{plan}/orders/1/answer", Answer())).Must(403).Code);
        Assert.Equal("order.not-a-reviewer", (await addressed.Post($"plans/{plan}/orders", Issue())).Must(403).Code);
        (await door.Stranger.Get($"plans/{plan}/orders")).Must(401);
    }

    [Fact]
    public async Task All_that_is_wrong_with_an_order_is_answered_at_once()
    {
        var plan = await door.Plan();
        using var office = await door.Somebody("reviewer");
        var order = Issue();
        (order["measures"], order["demand"], order["dueInWorkingDays"]) = (new JsonArray(1, 77, 88), "", 99);

        var refused = (await office.Post($"plans/{plan}/orders", order)).Must(422);

        Assert.Equal(
            ["/measures/1", "/measures/2", "/demand", "/dueInWorkingDays"],
            refused.Json["errors"]!.AsArray().Select(error => error!["pointer"]!.GetValue<string>()));
    }

    [Fact]
    public async Task What_is_not_there_is_not_found()
    {
        var plan = await door.Plan();
        using var office = await door.Somebody("reviewer");

        Assert.Equal("order.unknown", (await office.Get($"plans/{plan}/orders/1")).Must(404).Code);
        Assert.Equal("order.unknown", (await office.Post($"plans/{plan}/orders/1/close", new JsonObject { ["result"] = "无" })).Must(404).Code);
        Assert.Equal("plan.unknown", (await office.Post("plans/no-such-plan/orders", Issue())).Must(404).Code);
        (await office.Get($"plans/{plan}/orders?status=lost")).Must(422);
        Assert.Equal("body.field-missing", (await office.Post($"plans/{plan}/orders", new JsonObject { ["unit"] = SmallPlan.Lead })).Must(422).Code);
    }

    [Fact]
    public async Task Nothing_is_escalated_in_the_seeded_campaign() =>
        Assert.Empty((await door.Ops.Get($"plans/{FrontDoor.Wenzhou}/escalations")).Must(200).Json["items"]!.AsArray());

    private static JsonObject Issue() => new()
    {
        ["unit"] = SmallPlan.Lead,
        ["measures"] = new JsonArray(1, 2),
        ["demand"] = "限期完成并报送进展",
        ["dueInWorkingDays"] = 3,
    };

    private static JsonObject Answer(params string[] evidence) =>
        new() { ["text"] = "已完成整改", ["evidence"] = new JsonArray([.. evidence.Select(hash => (JsonNode)hash)]) };

    private static string Status(Answer answer) => answer.Json["order"]!["status"]!.GetValue<string>();
}
