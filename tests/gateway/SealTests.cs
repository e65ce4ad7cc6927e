namespace Rectification.Tests.Gateway;

/// <summary>What nobody may do is on record, and what is on record is sealed and can be taken away.</summary>
public sealed class SealTests(FrontDoor door)
{
    [Fact]
    public async Task A_refusal_for_want_of_rights_is_recorded_once_and_leaves_the_measure_as_it_was()
    {
        var plan = await door.Plan();
        var path = $"plans/{plan}/measures/1";
        using var stranger = await door.Somebody("reporter", [SmallPlan.Supporting]);
        using var auditor = await door.Somebody("auditor");
        var before = (await door.Ops.Get(path)).Must(200);

        for (var i = 0; i < 2; i++)
        {
            (await stranger.Post(path + "/claim", new JsonObject { ["unit"] = SmallPlan.Lead }, ("Idempotency-Key", "the-same"))).Must(403);
        }

        // Who has no right hears that, whatever is wrong with the report.
        (await stranger.Post(path + "/reports", SmallPlan.Report(101))).Must(403);
        var denied = (await auditor.Get(path + "/trail")).Must(200).Json["denied"]!.AsArray();
        Assert.Equal(2, denied.Count);
        var entry = JsonNode.Parse(denied[0]!["entry"]!.GetValue<string>())!;
        Assert.Equal("""[{"type":"denied","subject":"measure:1","command":"claim","code":"measure.actor-not-of-unit"}]""", entry["events"]!.ToJsonString());
        var after = (await door.Ops.Get(path)).Must(200);
        Assert.Equal((before.ETag, before.Text), (after.ETag, after.Text));
        Assert.Empty((await auditor.Get(path + "/trail")).Must(200).Json["entries"]!.AsArray());
    }

    [Fact]
    public async Task Denials_are_shown_to_those_who_oversee_and_not_to_reporters()
    {
        var plan = await door.Plan();
        using var reporter = await door.Reporter();

        Assert.Null((await reporter.Get($"plans/{plan}/measures/1/trail")).Must(200).Json["denied"]);
        Assert.Empty((await door.Ops.Get($"plans/{plan}/measures/1/trail")).Must(200).Json["denied"]!.AsArray());
    }

    [Fact]
    public async Task One_account_fills_a_subject_with_twenty_denials_a_day_and_no_more()
    {
        var plan = await door.Plan();
        using var reporter = await door.Reporter();

        for (var i = 0; i < 25; i++)
        {
            Assert.Equal("problem.not-the-leader", (await reporter.Post($"plans/{plan}/problems/1/sign-off", new JsonObject { ["statement"] = "好了" }))
                .Must(403).Code);
        }

        var export = (await door.Ops.Get($"plans/{plan}/trail.ndjson")).Must(200).Text;
        var (entries, toldOfMore) = (export.Split("\"chain\":\"denials\"").Length - 1, export.Split("dropped-").Length - 1);
        Assert.Equal((20 + 1, 1), (entries, toldOfMore));
    }

    [Fact]
    public async Task A_seal_fixes_the_figures_of_every_unit_and_stays_as_it_was()
    {
        var plan = await door.Plan();
        using var reporter = await door.Reporter();
        using var auditor = await door.Somebody("auditor");
        (await reporter.Post($"plans/{plan}/measures/1/reports", SmallPlan.Report(10))).Must(200);

        var first = (await auditor.Post($"plans/{plan}/seals", new JsonObject(), ("Idempotency-Key", "one"))).Must(201);
        var again = (await auditor.Post($"plans/{plan}/seals", new JsonObject(), ("Idempotency-Key", "one"))).Must(200);
        (await reporter.Post($"plans/{plan}/measures/2/reports", SmallPlan.Report(20))).Must(200);
        var second = (await auditor.Post($"plans/{plan}/seals", new JsonObject())).Must(201);

        Assert.True(again.IsRepeated);
        var (no, root) = (first.Json["no"]!.GetValue<int>(), first.Json["root"]!.GetValue<string>());
        Assert.Equal(root, again.Json["root"]!.GetValue<string>());
        Assert.NotEqual(root, second.Json["root"]!.GetValue<string>());
        var kept = (await auditor.Get($"plans/{plan}/seals/{no}")).Must(200).Json;
        Assert.Equal(first.Json.ToJsonString(), kept.ToJsonString());
        Assert.Equal((2, 1, 1), Counts(kept["city"]!));
        Assert.Equal((2, 1, 1), Counts(kept["tallies"]!.AsArray()
            .Single(tally => tally!["scope"]!.GetValue<string>() == $"unit:{SmallPlan.Lead}")!["figures"]!));
        Assert.Equal((2, 2, 0), Counts(second.Json["city"]!));
        Assert.Contains(root, (await auditor.Get($"plans/{plan}/seals")).Must(200).Json["items"]!.AsArray().Select(seal => seal!["root"]!.GetValue<string>()));
        (await auditor.Get($"plans/{plan}/seals/99999")).Must(404);
    }

    [Fact]
    public async Task An_export_begins_with_its_plan_and_ends_with_its_own_hash()
    {
        var lines = (await door.Ops.Get($"plans/{FrontDoor.Wenzhou}/trail.ndjson")).Must(200).Text.Split('\n');

        Assert.StartsWith($"{{\"kind\":\"export\",\"format\":1,\"plan\":\"{FrontDoor.Wenzhou}\"", lines[0], StringComparison.Ordinal);
        Assert.StartsWith($"{{\"kind\":\"end\",\"lines\":{lines.Length - 2},", lines[^2], StringComparison.Ordinal);
        Assert.Equal(1_117, lines.Count(line => line.Contains("\"chain\":\"measure:", StringComparison.Ordinal)
            || line.Contains("\"chain\":\"problem:", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("auditor", false, 201, 200)]
    [InlineData("reviewer", false, 201, 200)]
    [InlineData("ops", false, 201, 200)]
    [InlineData("reviewer", true, 201, 200)]
    [InlineData("auditor", true, 403, 403)]
    [InlineData("leader", false, 403, 403)]
    [InlineData("reporter", true, 403, 403)]
    [InlineData("public", false, 403, 403)]
    public async Task Who_oversees_seals_and_who_also_sees_all_exports(string role, bool ofUnit, int seals, int exports)
    {
        var plan = await door.Plan();
        using var somebody = await door.Somebody(role, ofUnit ? [SmallPlan.Lead] : null);

        (await somebody.Post($"plans/{plan}/seals", new JsonObject())).Must(seals);
        (await somebody.Get($"plans/{plan}/trail.ndjson")).Must(exports);
        (await somebody.Get($"plans/{plan}/seals")).Must(role == "public" ? 403 : 200);
        (await door.Stranger.Get($"plans/{plan}/trail.ndjson")).Must(401);
        (await door.Stranger.Get($"plans/{plan}/seals")).Must(401);
    }

    [Fact]
    public async Task Of_a_plan_that_is_not_there_is_nothing_to_seal()
    {
        (await door.Ops.Post("plans/none/seals", new JsonObject())).Must(404);
        (await door.Ops.Get("plans/none/seals")).Must(404);
        (await door.Ops.Get("plans/none/trail.ndjson")).Must(404);
    }

    private static (int Total, int InProgress, int Unclaimed) Counts(JsonNode figures) =>
        (Int(figures, "measureTotal"), Int(figures, "inProgress"), Int(figures, "unclaimed"));

    private static int Int(JsonNode figures, string name) => figures[name]?.GetValue<int>() ?? 0;
}
