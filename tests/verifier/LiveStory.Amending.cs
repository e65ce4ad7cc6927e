using Rectification.Tests.Support;

namespace Rectification.Tests.Verifier;

internal sealed partial class LiveStory
{
    private const string New = "u-new";

    /// <summary>
    /// What may be done to a plan in force: deadlines, targets, units, a lead unit, texts, measures and problems that come and go, rules; directly, by one
    /// step and by two, returned and withdrawn; with a request pending, an extension asked for, and sign-offs that the change leaves alone.
    /// </summary>
    public async Task TellOfAmendments(string id)
    {
        _plan = id;
        (await ops.Post($"plans?document={Uri.EscapeDataString("市委〔2026〕1号")}", Plan(id))).Must(201);
        using var reporter = await somebody("reporter", [SmallPlan.Lead], []);
        using var successor = await somebody("reporter", [New], []);
        using var leader = await somebody("leader", [], [SmallPlan.Leader]);
        using var office = await somebody("reviewer", [], []);
        await Post(reporter, "1/claim", new JsonObject { ["unit"] = SmallPlan.Lead });
        await Post(reporter, "1/reports", SmallPlan.Report(40));
        await Post(reporter, "1/extensions", new JsonObject { ["until"] = "2027-02-28", ["reason"] = "需等待上级文件" });
        await Post(reporter, "2/reports", await Evidenced(reporter, "第一份"));
        await Request(reporter, "2");
        await Seal();

        // The deadline of 1 moves while an extension waits; the target of 3 is another, and the lead of 2 while its sign-off waits.
        var moved = Lines(new JsonObject { ["no"] = 1, ["deadline"] = "2027-06-30" });
        await Act(leader, "return", await Propose(ops, moved), new() { ["reason"] = "理由不充分" });
        await Act(ops, "withdraw", await Propose(ops, moved, "重新核实"), []);
        await Approve(leader, await Propose(ops, moved, "上级延长了期限", "会议纪要〔2026〕3号"));
        (await Amend(ops, new() { ["units"] = new JsonArray(SmallPlan.Unit(New, "county")) }, "新设单位")).Must(201);
        var target = new JsonObject { ["value"] = 9, ["unit"] = "期" };
        await Approve(leader, await Propose(office, Lines(new JsonObject { ["no"] = 2, ["leadUnit"] = New }, new() { ["no"] = 3, ["target"] = target })));
        await Seal();
        await Post(successor, "2/reports", new JsonObject { ["unit"] = New, ["percent"] = 70 });

        // In force at once: a text, and measures beside those there are, one of a problem of its own.
        var added = Lines(new JsonObject { ["no"] = 1, ["text"] = "第1条措施（修订）" }, Added(30, 2), Added(40, 3));
        added["problems"] = new JsonArray(
            new JsonObject { ["no"] = 3, ["category"] = 1, ["title"] = "第三个问题", ["leader"] = SmallPlan.Leader, ["leadUnit"] = SmallPlan.Lead });
        (await Amend(ops, added, "补充")).Must(201);
        await Standing(reporter, leader, office, quantity: 9);
        await Seal();
        await Rescind(leader);
        await SignProblemOff(leader);
        await Seal();
        await ChangeHowPlansChange(leader, office);
        await Post(reporter, "1/reports", SmallPlan.Report(60));
    }

    /// <summary>Measures that are not to be carried out: with one a problem's sign-off comes within reach, with another a problem goes.</summary>
    private async Task Rescind(Api leader)
    {
        var lines = new JsonArray([.. new[] { 30, 40 }.Select(no => (JsonNode)new JsonObject { ["no"] = no, ["authority"] = "领导小组", ["reason"] = "统一部署" })]);
        await Approve(leader, await Propose(ops, new() { ["rescind"] = lines }, "不再整改", "会议纪要〔2026〕9号"));
    }

    /// <summary>Lights, and two steps for every change from now on, which the next two amendments take.</summary>
    private async Task ChangeHowPlansChange(Api leader, Api office)
    {
        var rules = new JsonObject
        {
            ["lights"] = new JsonArray(
                new JsonObject { ["light"] = "yellow", ["kind"] = "behindPace", ["points"] = 10, ["forDays"] = 2 },
                new JsonObject { ["light"] = "red", ["kind"] = "behindPace", ["points"] = 15, ["forDays"] = 0 }),
            ["amendments"] = new JsonObject { ["chain"] = new JsonArray("office", "principal"), ["direct"] = new JsonArray() },
        };
        await Approve(leader, (await AmendTo(Whole(rules))).Must(202).Json["amendment"]!);
        var spelled = await Propose(ops, Lines(new JsonObject { ["no"] = 1, ["text"] = "第1条措施（再修订）" }));
        await Approve(office, spelled);
        await Seal();
        await Approve(leader, spelled);
        await RulesAreInForce();
        await Seal();
    }

    /// <summary>The document of the plan as it stands, with other rules. That a measure is not to be carried out any more is not a document's to say.</summary>
    private JsonObject Whole(JsonObject rules)
    {
        var plan = Plan(_plan);
        plan["rules"] = rules;
        plan["units"]!.AsArray().Add(SmallPlan.Unit(New, "county"));
        plan["problems"]!.AsArray().Add(
            new JsonObject { ["no"] = 3, ["category"] = 1, ["title"] = "第三个问题", ["leader"] = SmallPlan.Leader, ["leadUnit"] = SmallPlan.Lead });
        var measures = plan["measures"]!.AsArray();
        (measures[0]!["deadline"], measures[0]!["text"]) = ("2027-06-30", "第1条措施（修订）");
        measures[1]!["leadUnit"] = New;
        measures[2]!["target"] = new JsonObject { ["value"] = 9, ["unit"] = "期" };
        measures.Add(Added(30, 2));
        measures.Add(Added(40, 3));
        return plan;
    }

    private static JsonObject Added(int no, int problem)
    {
        var measure = SmallPlan.Measure(no, "2026-05-10", "2027-05-18");
        measure["problem"] = problem;
        return measure;
    }

    private static JsonObject Lines(params JsonObject[] measures) => new() { ["measures"] = new JsonArray([.. measures]) };

    private Task<Answer> Amend(Api who, JsonObject draft, string reason, string? document = null)
    {
        var body = draft.DeepClone().AsObject();
        (body["reason"], body["document"]) = (reason, document);
        return who.Post($"plans/{_plan}/amendments", body);
    }

    private async Task<JsonNode> Propose(Api who, JsonObject draft, string reason = "按市委要求调整", string? document = null) =>
        (await Amend(who, draft, reason, document)).Must(202).Json;

    private async Task Act(Api who, string act, JsonNode amendment, JsonObject body) =>
        (await who.Post($"plans/{_plan}/amendments/{amendment["no"]}/{act}", body)).Must(200);
}
