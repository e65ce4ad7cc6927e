namespace Rectification.Tests.Gateway;

/// <summary>A plan from its draft to its end, over HTTP; like every plan of these tests it is exported and verified offline at the end.</summary>
public sealed class DraftTests(FrontDoor door)
{
    [Fact]
    public async Task A_plan_is_drafted_approved_put_in_force_and_closed()
    {
        using var office = await door.Somebody("reviewer");
        using var leader = await door.Somebody("leader", leaders: [SmallPlan.Leader]);
        using var unit = await door.Reporter();
        using var stranger = await door.Somebody("reporter", ["u-other"]);
        var document = SmallPlan.Of("drafted");
        document["measures"] = new JsonArray();
        var begun = (await door.Ops.Post("plans/drafted/draft", document)).Must(200).Json["parts"]!.AsArray();
        Assert.Empty(begun[0]!["measures"]!.AsArray());
        (await unit.Get("plans/drafted")).Must(404);
        Assert.Equal("measure.unknown", (await unit.Post("plans/drafted/measures/1/reports", SmallPlan.Report(10))).Must(404).Code);
        Assert.DoesNotContain("drafted", (await stranger.Get("drafts")).Must(200).Text, StringComparison.Ordinal);
        Assert.Contains("drafted", (await unit.Get("drafts")).Must(200).Text, StringComparison.Ordinal);

        var lines = new JsonArray(Line(SmallPlan.Measure(1, "2026-03-01", "2026-12-31")), Line(SmallPlan.Measure(2, "2026-03-01", "2026-11-30")));
        var part = (await unit.Post("plans/drafted/draft/problems/1/measures", new JsonObject { ["measures"] = lines })).Must(200).Json["parts"]![0]!;
        (await leader.Post("plans/drafted/draft/problems/1/comments", new JsonObject { ["text"] = "请提前" })).Must(200);
        var seen = new JsonObject { ["fingerprint"] = part["fingerprint"]!.GetValue<string>() };
        Assert.Equal("draft.not-reviewer", (await unit.Post("plans/drafted/draft/problems/1/approve", seen.DeepClone())).Must(403).Code);
        Assert.Equal("draft.not-leader", (await Approved(office, leader)).Code);
        var force = new JsonObject { ["document"] = "市委批准" };
        var forced = (await door.Ops.Post("plans/drafted/draft/put-in-force", force)).Must(200).Json;
        Assert.Equal("draft.in-force", forced["putInForce"]!["code"]!.GetValue<string>());
        Assert.Equal(2, (await unit.Get("plans/drafted/baseline")).Must(200).Json["measures"]!.AsArray().Count);
        Assert.Equal(2, (await office.Get("plans/drafted/draft/problems/1/versions")).Must(200).Json["items"]!.AsArray().Count);
        (await unit.Post("plans/drafted/measures/1/reports", SmallPlan.Report(10))).Must(200);

        var closing = new JsonObject { ["reason"] = "整改基本完成", ["explanations"] = new JsonArray(Explained(1), Explained(2)) };
        Assert.Equal("closing.unsettled", (await office.Post("plans/drafted/close", new JsonObject { ["reason"] = "整改完成" })).Must(409).Code);
        var proposed = (await office.Post("plans/drafted/close", closing)).Must(202).Json["amendment"]!;
        var approval = new JsonObject { ["fingerprint"] = proposed["fingerprint"]!.GetValue<string>() };
        using var principal = await door.Somebody("leader", leaders: [SmallPlan.Leader]);
        (await principal.Post($"plans/drafted/amendments/{proposed["no"]}/approve", approval)).Must(200);
        var closed = (await office.Get("plans/drafted")).Must(200).Json["closed"]!;
        Assert.Equal((2, 2), (closed["figures"]!["measureTotal"]!.GetValue<int>(), closed["explanations"]!.AsArray().Count));
        Assert.Equal("measure.plan-closed", (await unit.Post("plans/drafted/measures/1/reports", SmallPlan.Report(20))).Must(409).Code);
        (await office.Post("plans/drafted/reopen", new JsonObject { ["reason"] = "上级要求" })).Must(200);
        (await unit.Post("plans/drafted/measures/1/reports", SmallPlan.Report(20))).Must(200);

        async Task<Answer> Approved(Api first, Api second)
        {
            (await first.Post("plans/drafted/draft/problems/1/approve", seen.DeepClone())).Must(200);
            var again = (await first.Post("plans/drafted/draft/problems/1/approve", seen.DeepClone())).Must(403);
            (await second.Post("plans/drafted/draft/problems/1/approve", seen.DeepClone())).Must(200);
            return again;
        }
    }

    private static JsonNode Line(JsonNode measure)
    {
        measure.AsObject().Remove("problem");
        return measure;
    }

    private static JsonObject Explained(int no) => new() { ["no"] = no, ["text"] = "转入常态推进" };
}
