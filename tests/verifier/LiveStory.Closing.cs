using Rectification.Tests.Support;

namespace Rectification.Tests.Verifier;

internal sealed partial class LiveStory
{
    /// <summary>A plan from its draft to its end: drafted, returned, drafted again, approved, in force; closed, opened again and closed once more.</summary>
    public async Task TellOfBeginAndEnd(string id)
    {
        _plan = id;
        var plan = Plan(id);
        (await ops.Post($"plans/{id}/draft", plan)).Must(200);
        using var leader = await somebody("leader", [], [SmallPlan.Leader]);
        using var office = await somebody("reviewer", [], []);
        using var reporter = await somebody("reporter", [SmallPlan.Lead], []);
        await Part(office, 1, "return", new() { ["reason"] = "期限偏晚" });
        var sooner = Lines(new JsonObject { ["no"] = 1, ["deadline"] = "2027-01-31" });
        await Part(reporter, 1, "measures", sooner);
        foreach (var no in new[] { 1, 2 })
        {
            foreach (var who in new[] { office, leader })
            {
                await Part(who, no, "approve", new() { ["fingerprint"] = await Fingerprint(no) });
            }
        }

        (await ops.Post($"plans/{id}/draft/put-in-force", new JsonObject { ["document"] = "市委批准" })).Must(200);
        await Post(reporter, "1/reports", SmallPlan.Report(40));
        await Close(office, leader);
        (await office.Post($"plans/{id}/reopen", new JsonObject { ["reason"] = "上级要求" })).Must(200);
        await Post(reporter, "1/reports", SmallPlan.Report(60));
        await Close(office, leader);
    }

    private async Task Close(Api office, Api leader)
    {
        var explained = new JsonArray([.. new[] { 1, 2, 3 }.Select(no => (JsonNode)new JsonObject { ["no"] = no, ["text"] = "转入常态推进" })]);
        var proposed = (await office.Post($"plans/{_plan}/close", new JsonObject { ["reason"] = "整改基本完成", ["explanations"] = explained })).Must(202).Json;
        await Approve(leader, proposed["amendment"]!);
    }

    private async Task<string> Fingerprint(int no) =>
        (await ops.Get($"plans/{_plan}/draft")).Must(200).Json["parts"]![no - 1]!["fingerprint"]!.GetValue<string>();

    private async Task Part(Api who, int no, string act, JsonObject body) => (await who.Post($"plans/{_plan}/draft/problems/{no}/{act}", body)).Must(200);
}
