using System.Text;

namespace Rectification.Tests.Gateway;

/// <summary>Signed-off measures are drawn, looked at again, and leave the numerator at once when they do not pass.</summary>
public sealed class LookBackTests(FrontDoor door)
{
    [Fact]
    public async Task A_measure_that_fails_its_look_back_leaves_every_numerator_at_once()
    {
        var plan = await SignedOff(door);
        using var office = await door.Somebody("reviewer");
        await door.Becomes(plan, "signedOff", 2);
        Assert.Equal((2, 2), await Rate(plan));

        var drawn = (await office.Post($"plans/{plan}/look-backs", new JsonObject { ["seed"] = "seed-1" }, ("Idempotency-Key", "draw"))).Must(201).Json;
        Assert.Equal((1, 2, 2, 2), (Number(drawn, "no"), Number(drawn, "candidates"), Number(drawn, "drawn"), Number(drawn, "open")));
        Assert.Contains("oneJump", drawn["measures"]![0]!["reasons"]!.ToJsonString(), StringComparison.Ordinal);
        var failed = (await office.Post($"plans/{plan}/look-backs/1/sheets/2", Failed(), ("Idempotency-Key", "sheet"))).Must(200).Json;

        Assert.Equal((1, 2), await Rate(plan, failed));
        Assert.Equal(("inProgress", 1), (failed["measure"]!["status"]!.GetValue<string>(), Number(failed["measure"]!, "reopened")));
        Assert.Equal((1, 0, 1), (Number(failed["lookBack"]!, "failed"), Number(failed["lookBack"]!, "passed"), Number(failed["lookBack"]!, "open")));
        var unit = (await door.Ops.Get($"plans/{plan}/units/{SmallPlan.Lead}")).Must(200).Json["sheet"]!["measures"]!;
        Assert.Equal(1, Number(unit, "signedOff"));
        var again = (await office.Post($"plans/{plan}/look-backs/1/sheets/2", Failed(), ("Idempotency-Key", "sheet"))).Must(200);
        Assert.True(again.IsRepeated);
        Assert.Equal((1, 2), await Rate(plan, again.Json));
        Assert.Equal(Version(failed), Version(again.Json));
        Assert.Equal("look-back-1", (await Trail(plan, 2)).Last()!["id"]!.GetValue<string>());
        (await office.Post($"plans/{plan}/look-backs/1/sheets/1", Passed())).Must(200);
        var whole = (await door.Ops.Get($"plans/{plan}/look-backs/1")).Must(200).Json;
        Assert.Equal((1, 1, 0), (Number(whole, "failed"), Number(whole, "passed"), Number(whole, "open")));
        Assert.Equal((1, 2), await Rate(plan));
        Assert.Empty((await door.Ops.Post($"plans/{plan}/recount", new JsonObject())).Must(200).Json["mismatches"]!.AsArray());
    }

    [Fact]
    public async Task A_draw_repeated_is_the_same_draw_and_another_body_is_refused()
    {
        using var office = await door.Somebody("reviewer");
        var first = (await office.Post($"plans/{FrontDoor.Wenzhou}/look-backs", new JsonObject { ["seed"] = "2026" }, ("Idempotency-Key", "a"))).Must(201);
        var again = (await office.Post($"plans/{FrontDoor.Wenzhou}/look-backs", new JsonObject { ["seed"] = "2026" }, ("Idempotency-Key", "a"))).Must(200);

        Assert.Equal((first.Text, true), (again.Text, again.IsRepeated));
        Assert.Equal("command.key-reused",
            (await office.Post($"plans/{FrontDoor.Wenzhou}/look-backs", new JsonObject { ["seed"] = "2027" }, ("Idempotency-Key", "a"))).Must(409).Code);
        var other = (await office.Post($"plans/{FrontDoor.Wenzhou}/look-backs", new JsonObject { ["seed"] = "2026" })).Must(201).Json;
        Assert.Equal(first.Json["measures"]!.ToJsonString(), other["measures"]!.ToJsonString());

        // 94 signed-off measures, a fifth of them rounded up.
        Assert.Equal((94, 19), (Number(first.Json, "candidates"), Number(first.Json, "drawn")));
        var list = (await office.Get($"plans/{FrontDoor.Wenzhou}/look-backs")).Must(200).Json["items"]!.AsArray();
        Assert.Equal(Enumerable.Range(1, list.Count), list.Select(item => Number(item!, "no")));
    }

    [Theory]
    [InlineData("""{"share":0}""", 422, "look-back.share-out-of-range", "/share")]
    [InlineData("""{"share":1.1}""", 422, "look-back.share-out-of-range", "/share")]
    [InlineData("""{"minimum":-1}""", 422, "look-back.minimum-out-of-range", "/minimum")]
    [InlineData("""{"seed":""}""", 422, "look-back.seed-malformed", "/seed")]
    [InlineData("""{"seed":"a b"}""", 422, "look-back.seed-malformed", "/seed")]
    [InlineData("""{"unit":"nobody"}""", 422, "look-back.unit-unknown", "/unit")]
    [InlineData("""{"problem":99}""", 409, "look-back.no-candidates", "")]
    public async Task A_bad_draw_is_refused_and_leaves_nothing(string body, int status, string code, string pointer)
    {
        var plan = await door.Plan();
        using var office = await door.Somebody("reviewer");

        Assert.Equal((code, pointer), (await office.Post($"plans/{plan}/look-backs", body, "application/json")).Must(status).First);

        Assert.Empty((await office.Get($"plans/{plan}/look-backs")).Must(200).Json["items"]!.AsArray());
        Assert.Equal("look-back.unknown", (await office.Get($"plans/{plan}/look-backs/1")).Must(404).Code);
    }

    [Theory]
    [InlineData("""{"passed":true,"findings":" "}""", 422, "look-back.findings-missing", "/findings")]
    [InlineData("""{"passed":false,"findings":"反弹"}""", 422, "look-back.until-missing", "/until")]
    [InlineData("""{"passed":true,"findings":"属实","until":"2033-01-01"}""", 422, "look-back.until-unexpected", "/until")]
    [InlineData("""{"passed":true,"findings":"属实","checks":[{"item":"","ok":true}]}""", 422, "look-back.checks-malformed", "/checks")]
    [InlineData("""{"passed":false,"findings":"反弹","until":"2020-01-01"}""", 409, "measure.reopen-until-past", "/until")]
    public async Task A_bad_sheet_is_refused_and_changes_nothing(string body, int status, string code, string pointer)
    {
        var plan = await SignedOff(door);
        using var office = await door.Somebody("reviewer");
        (await office.Post($"plans/{plan}/look-backs", new JsonObject())).Must(201);

        Assert.Equal((code, pointer), (await office.Post($"plans/{plan}/look-backs/1/sheets/1", body, "application/json")).Must(status).First);

        Assert.Equal(2, Number((await office.Get($"plans/{plan}/look-backs/1")).Must(200).Json, "open"));
        await door.Becomes(plan, "signedOff", 2);
        Assert.Equal((2, 2), await Rate(plan));
    }

    [Fact]
    public async Task Only_a_reviewer_of_no_unit_concerned_files_a_sheet_and_only_once()
    {
        var plan = await SignedOff(door);
        using var office = await door.Somebody("reviewer");
        using var auditor = await door.Somebody("auditor");
        using var ofTheLead = await door.Somebody("reviewer", [SmallPlan.Lead]);
        using var ofTheSupport = await door.Somebody("reviewer", [SmallPlan.Supporting]);
        using var reporter = await door.Reporter();
        var sheets = $"plans/{plan}/look-backs/1/sheets/";
        Assert.Equal("look-back.may-not-draw", (await reporter.Post($"plans/{plan}/look-backs", new JsonObject())).Must(403).Code);
        using var bound = await door.Somebody("auditor", [SmallPlan.Lead]);
        Assert.Equal("look-back.may-not-draw", (await bound.Post($"plans/{plan}/look-backs", new JsonObject())).Must(403).Code);
        (await auditor.Post($"plans/{plan}/look-backs", new JsonObject())).Must(201);

        Assert.Equal("measure.not-a-reviewer", (await auditor.Post(sheets + "1", Passed())).Must(403).Code);
        Assert.Equal("measure.reviewer-is-of-lead-unit", (await ofTheLead.Post(sheets + "1", Passed())).Must(403).Code);
        Assert.Equal("measure.reviewer-is-of-supporting-unit", (await ofTheSupport.Post(sheets + "1", Failed())).Must(403).Code);
        Assert.Equal("look-back.not-drawn", (await office.Post(sheets + "3", Passed())).Must(404).Code);
        Assert.Equal("look-back.unknown", (await office.Post($"plans/{plan}/look-backs/2/sheets/1", Passed())).Must(404).Code);
        (await office.Post(sheets + "1", Passed())).Must(200);
        Assert.Equal("look-back.sheet-filed", (await office.Post(sheets + "1", Failed())).Must(409).Code);
        using var support = await door.Somebody("reporter", [SmallPlan.Supporting]);
        Assert.Equal([1], (await support.Get($"plans/{plan}/look-backs/1")).Must(200).Json["measures"]!.AsArray().Select(drawn => Number(drawn!, "measure")));
    }

    /// <summary>A small plan of which both measures are signed off.</summary>
    internal static async Task<string> SignedOff(FrontDoor door, Action<JsonObject>? change = null)
    {
        var plan = await door.Plan(change);
        using var reporter = await door.Reporter();
        using var support = await door.Somebody("reporter", [SmallPlan.Supporting]);
        using var leader = await door.Somebody("leader", leaders: [SmallPlan.Leader]);
        using var office = await door.Somebody("reviewer");
        (await support.Post($"plans/{plan}/measures/1/reports", new JsonObject { ["unit"] = SmallPlan.Supporting, ["percent"] = 100 })).Must(200);
        foreach (var no in new[] { 1, 2 })
        {
            var path = $"plans/{plan}/measures/{no}/";
            var file = EvidenceTests.Hash((await EvidenceTests.Upload(reporter, Encoding.UTF8.GetBytes($"{plan} {no}"))).Must(201).Json);
            var report = SmallPlan.Report(100);
            report["evidence"] = new JsonArray(file);
            (await reporter.Post(path + "reports", report)).Must(200);
            if (no == 1)
            {
                (await reporter.Post(path + "confirmations", new JsonObject { ["unit"] = SmallPlan.Supporting })).Must(200);
            }

            var asked = (await reporter.Post(path + "sign-off", new JsonObject { ["person"] = "张三", ["act"] = "修订办法", ["result"] = "已运行" })).Must(200);
            var review = new JsonObject { ["decision"] = "approve", ["fingerprint"] = asked.Json["measure"]!["signOff"]!["fingerprint"]!.GetValue<string>() };
            (await leader.Post(path + "sign-off/review", review)).Must(200);
            (await office.Post(path + "sign-off/review", review)).Must(200);
        }

        return plan;
    }

    private static JsonObject Failed() => new()
    {
        ["passed"] = false,
        ["findings"] = "现场未见台账",
        ["checks"] = new JsonArray(new JsonObject { ["item"] = "台账", ["ok"] = false, ["note"] = "未建" }),
        ["until"] = "2033-12-31",
    };

    private static JsonObject Passed() => new() { ["passed"] = true, ["findings"] = "情况属实" };

    private static int Number(JsonNode node, string name) => node[name]!.GetValue<int>();

    private static int Version(JsonNode answer) => Number(answer["measure"]!, "version");

    private async Task<IEnumerable<JsonNode?>> Trail(string plan, int no) =>
        (await door.Ops.Get($"plans/{plan}/measures/{no}/trail")).Must(200).Json["entries"]!.AsArray()
            .Select(line => JsonNode.Parse(line!["entry"]!.GetValue<string>()));

    private async Task<(int SignedOff, int Total)> Rate(string plan, JsonNode? after = null)
    {
        var query = after is null ? "" : $"?atLeast={Uri.EscapeDataString(after["token"]!.GetValue<string>())}";
        var measures = (await door.Rates(plan, query))["measures"]!;
        return (Number(measures, "signedOff"), Number(measures, "total"));
    }
}
