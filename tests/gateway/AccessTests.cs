namespace Rectification.Tests.Gateway;

public sealed class AccessTests(FrontDoor door)
{
    [Theory]
    [InlineData("reporter")]
    [InlineData("reviewer")]
    [InlineData("leader")]
    [InlineData("auditor")]
    [InlineData("public")]
    public async Task Only_ops_brings_plans_in_recounts_and_makes_accounts(string role)
    {
        using var somebody = await door.Somebody(role);

        (await somebody.Post("plans", SmallPlan.Of("not-mine"))).Must(403);
        (await somebody.Post($"plans/{FrontDoor.Wenzhou}/recount", new JsonObject())).Must(403);
        (await somebody.Post($"plans/{FrontDoor.Wenzhou}/history", "", "application/x-ndjson")).Must(403);
        (await somebody.Get("accounts")).Must(403);
        (await somebody.Post("accounts", new JsonObject { ["name"] = "mine", ["roles"] = new JsonArray("ops") })).Must(403);
        Assert.Equal(404, (await door.Ops.Get("plans/not-mine")).Status);
        Assert.Equal(404, (await door.Ops.Get("accounts/mine")).Status);
    }

    [Theory]
    [InlineData("auditor", 200)]
    [InlineData("reviewer", 200)]
    [InlineData("public", 403)]
    public async Task Who_oversees_reads_whole_plans_and_the_public_does_not(string role, int status)
    {
        using var somebody = await door.Somebody(role);

        (await somebody.Get($"plans/{FrontDoor.Wenzhou}/measures/1")).Must(status);
        (await somebody.Get($"plans/{FrontDoor.Wenzhou}/units")).Must(status);
        (await somebody.Get($"plans/{FrontDoor.Wenzhou}/warnings")).Must(status);
    }

    [Fact]
    public async Task A_reporter_reads_its_own_units_measures_and_no_others()
    {
        var plan = await door.Plan();
        using var support = await door.Somebody("reporter", [SmallPlan.Supporting]);

        (await support.Get($"plans/{plan}/measures/1")).Must(200);
        (await support.Get($"plans/{plan}/measures/2")).Must(403);
        (await support.Get($"plans/{plan}/units/{SmallPlan.Supporting}")).Must(200);
        (await support.Get($"plans/{plan}/units/{SmallPlan.Lead}")).Must(403);
        Assert.Single((await support.Get($"plans/{plan}/measures")).Must(200).Json["items"]!.AsArray());
    }

    [Theory]
    [InlineData("auditor", "measure.not-a-reporter")]
    [InlineData("ops", "measure.not-a-reporter")]
    [InlineData("public", "access.denied")]
    [InlineData("reviewer", "measure.not-a-reporter")]
    public async Task Only_a_reporter_reports(string role, string code)
    {
        var plan = await door.Plan();
        using var somebody = await door.Somebody(role, [SmallPlan.Lead]);

        Assert.Equal(code, (await somebody.Post($"plans/{plan}/measures/1/reports", SmallPlan.Report(10))).Must(403).Code);
    }

    [Fact]
    public async Task A_reporter_reports_for_its_own_unit_only()
    {
        var plan = await door.Plan();
        using var support = await door.Somebody("reporter", [SmallPlan.Supporting]);

        var answer = (await support.Post($"plans/{plan}/measures/1/reports", SmallPlan.Report(10))).Must(403);

        Assert.Equal(("measure.actor-not-of-unit", "/unit"), answer.First);
    }

    [Fact]
    public async Task A_key_is_shown_once()
    {
        (await door.Ops.Post("accounts", new JsonObject { ["name"] = "once", ["roles"] = new JsonArray("auditor") })).Must(201);
        var body = new JsonObject { ["label"] = "desk" };

        var first = (await door.Ops.Post("accounts/once/keys", body, ("Idempotency-Key", "k1"))).Must(201);
        var second = (await door.Ops.Post("accounts/once/keys", body, ("Idempotency-Key", "k1"))).Must(200);

        Assert.NotNull(first.Json["key"]);
        Assert.Null(second.Json["key"]);
        using var somebody = door.With(first.Json["key"]!.GetValue<string>());
        (await somebody.Get($"plans/{FrontDoor.Wenzhou}/measures/1")).Must(200);
    }
}
