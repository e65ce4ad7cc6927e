using System.Text;
using Rectification.Tests.Support;
using Rectification.Tests.Verifier;

[assembly: AssemblyFixture(typeof(Exports))]

namespace Rectification.Tests.Verifier;

/// <summary>Exports of the real program, whose clock runs fast enough for lights to change while a story is told.</summary>
public sealed class Exports : IAsyncLifetime
{
    private const string Wenzhou = "wenzhou-xcb-2024";
    private const string Story = "story";
    private const string Amended = "amended";
    private const string Closed = "closed";

    /// <summary>A day in less than two seconds: the stories take weeks, and on the busiest machine they end before what is asked for in them is past.</summary>
    private const string Speed = "50000";

    private readonly DataFolder _folder = new();
    private readonly int _port = GatewayProcess.FreePort();
    private int _people;

    /// <summary>Two measures' whole lives, with returns, a reopening, an extension, denials, a grown roster, other rules and five seals.</summary>
    internal byte[] OfTheStory { get; private set; } = [];

    /// <summary>A plan with nine amendments: what they change, how they are approved, and how the rules of that change.</summary>
    internal byte[] OfTheAmended { get; private set; } = [];

    /// <summary>A plan that was drafted here and closed.</summary>
    internal byte[] OfTheClosed { get; private set; } = [];

    /// <summary>The same plan in a city that hardly began.</summary>
    internal byte[] OfAnother { get; private set; } = [];

    internal byte[] OfWenzhou { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        await using var gateway = await GatewayProcess.Start(_folder, _port, "--Clock:StartAt", "2026-05-06T09:00:00+08:00", "--Clock:Speed", Speed);
        using var ops = Api.Ops(_port);
        await new LiveStory(ops, Somebody).Tell(Story);
        await new LiveStory(ops, Somebody).TellOfAmendments(Amended);
        (await ops.Post("plans", LiveStory.Plan("another"))).Must(201);
        using var reporter = await Somebody("reporter", [SmallPlan.Lead], []);
        (await reporter.Post("plans/another/measures/1/reports", SmallPlan.Report(10))).Must(200);
        OfTheStory = await Export(ops, Story);
        OfTheAmended = await Export(ops, Amended);
        await new LiveStory(ops, Somebody).TellOfBeginAndEnd(Closed);
        OfTheClosed = await Export(ops, Closed);
        OfAnother = await Export(ops, "another");
        OfWenzhou = await Export(ops, Wenzhou);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private static async Task<byte[]> Export(Api ops, string plan) => (await ops.Get($"plans/{plan}/trail.ndjson")).Must(200).Bytes;

    private async Task<Api> Somebody(string role, string[] units, string[] leaders)
    {
        using var ops = Api.Ops(_port);
        return new(_port, await ops.Account($"{role}-{++_people}", [role], units, leaders));
    }
}

/// <summary>What people do on a small plan, from the first report to look-back's reopening.</summary>
internal sealed partial class LiveStory(Api ops, Func<string, string[], string[], Task<Api>> somebody)
{
    private string _plan = "";

    public static JsonObject Plan(string id)
    {
        var plan = SmallPlan.Of(id);
        plan["problems"]!.AsArray()
            .Add(new JsonObject { ["no"] = 2, ["category"] = 1, ["title"] = "第二个问题", ["leader"] = SmallPlan.Leader, ["leadUnit"] = SmallPlan.Lead });
        var third = SmallPlan.Measure(3, "2026-04-01", "2026-06-30");
        (third["problem"], third["longTerm"], third["cadence"]) = (2, true, "weekly");
        third["target"] = new JsonObject { ["value"] = 8, ["unit"] = "期" };
        plan["measures"]!.AsArray().Add(third);
        plan["rules"] = new JsonObject
        {
            ["lights"] = new JsonArray(
                new JsonObject { ["light"] = "red", ["kind"] = "overdue" },
                new JsonObject { ["light"] = "yellow", ["kind"] = "behindPace", ["points"] = 10, ["forDays"] = 2 },
                new JsonObject { ["light"] = "red", ["kind"] = "below", ["percent"] = 30, ["afterShare"] = 60, ["metric"] = "quantity" },
                new JsonObject { ["light"] = "yellow", ["kind"] = "silent", ["days"] = 1 }),
        };
        return plan;
    }

    /// <summary>Returned first and taken back then, and asked for once more and approved.</summary>
    private async Task Wait(Api reporter, Api office, string no)
    {
        JsonObject Asked() => new() { ["with"] = "省自然资源厅", ["since"] = "2026-05-01", ["sent"] = "用地预审请示", ["until"] = "2030-06-30" };
        await Post(reporter, $"{no}/waiting", Asked());
        await Post(office, $"{no}/waiting/review", new JsonObject { ["decision"] = "return", ["reason"] = "可先行推进" });
        await Post(reporter, $"{no}/waiting", Asked());
        await Post(reporter, $"{no}/waiting/end", new JsonObject { ["reason"] = "补充材料" });
        await Post(reporter, $"{no}/waiting", Asked());
        await Post(office, $"{no}/waiting/review", new JsonObject { ["decision"] = "approve" });
    }

    public async Task Tell(string id)
    {
        _plan = id;
        (await ops.Post("plans", Plan(id))).Must(201);
        using var reporter = await somebody("reporter", [SmallPlan.Lead], []);
        using var support = await somebody("reporter", [SmallPlan.Supporting], []);
        using var leader = await somebody("leader", [], [SmallPlan.Leader]);
        using var office = await somebody("reviewer", [], []);
        using var ofTheUnit = await somebody("reviewer", [SmallPlan.Lead], []);
        await Post(reporter, "1/claim", new JsonObject { ["unit"] = SmallPlan.Lead });
        await Post(support, "1/reports", new JsonObject { ["unit"] = SmallPlan.Supporting, ["percent"] = 50, ["note"] = "引号\"与\\反斜线\n换行\u0001控制" });
        await Post(reporter, "2/reports", SmallPlan.Report(30, "完成三成 🙂"));
        await Seal();
        await Post(reporter, "2/reports", await Evidenced(reporter, "第一份"));
        await Review(leader, "2", "return", await Request(reporter, "2"), "成效写得太笼统");
        await Post(reporter, "2/reports", await Evidenced(reporter, "第二份"));
        var asked = await Request(reporter, "2");
        await Review(leader, "2", "approve", asked);
        (await ofTheUnit.Post($"plans/{_plan}/measures/2/sign-off/review", Decision("approve", asked))).Must(403);
        await Review(office, "2", "approve", asked);
        await Post(reporter, "1/extensions", new JsonObject { ["until"] = "2027-03-31", ["reason"] = "需等待上级文件" });
        await Post(office, "1/extensions/1/review", new JsonObject { ["decision"] = "approve" });
        await Wait(reporter, office, "1");
        await Standing(reporter, leader, office);
        await SignProblemOff(leader);
        await Seal();
        (await AmendTo(Grown())).Must(200);
        await Post(office, "2/reopen", new JsonObject { ["reason"] = "回头看发现反弹", ["until"] = "2027-12-31" });
        await Post(office, "1/waiting/end", []);
        await Wait(reporter, office, "2");
        await Post(reporter, "1/basically-done", new JsonObject { ["reason"] = "系统待上线", ["expectedBy"] = "2030-05-01" });
        await Post(office, "1/basically-done/review", new JsonObject { ["decision"] = "approve" });
        await Seal();
        await ChangeRules(leader);
        await Post(reporter, "2/reports", await Evidenced(reporter, "第三份"));
        await Request(reporter, "2");
        await Post(reporter, "1/reports", SmallPlan.Report(60));
    }

    private async Task Standing(Api reporter, Api leader, Api office, int quantity = 8)
    {
        var report = await Evidenced(reporter, "常态化");
        report["quantity"] = quantity;
        await Post(reporter, "3/reports", report);
        var asked = await Request(reporter, "3", new JsonObject { ["basis"] = "制度明确每周开展" });
        await Review(leader, "3", "approve", asked);
        await Review(office, "3", "approve", asked);
    }

    private async Task SignProblemOff(Api leader) =>
        (await leader.Post($"plans/{_plan}/problems/2/sign-off", new JsonObject { ["statement"] = "已整改到位" })).Must(200);

    /// <summary>A unit and a measure more.</summary>
    private JsonObject Grown()
    {
        var plan = Plan(_plan);
        plan["units"]!.AsArray().Add(SmallPlan.Unit("u-new", "county"));
        plan["measures"]!.AsArray().Add(SmallPlan.Measure(12, "2026-05-10", "2026-05-18", "u-new"));
        return plan;
    }

    /// <summary>Other lights: one rule stays, two go, one is new. In force from the next day, which is soon by this clock; then everything is sealed.</summary>
    private async Task ChangeRules(Api leader)
    {
        var plan = Grown();
        plan["rules"] = new JsonObject
        {
            ["lights"] = new JsonArray(
                new JsonObject { ["light"] = "yellow", ["kind"] = "behindPace", ["points"] = 10, ["forDays"] = 2 },
                new JsonObject { ["light"] = "red", ["kind"] = "behindPace", ["points"] = 15, ["forDays"] = 0 }),
            ["reviewDays"] = 1,
        };
        await Approve(leader, (await AmendTo(plan)).Must(202).Json["amendment"]!);
        await RulesAreInForce();
        await Seal();
    }

    /// <summary>The whole plan as it is to be.</summary>
    private Task<Answer> AmendTo(JsonObject plan) => ops.Post($"plans?reason={Uri.EscapeDataString("按市委要求调整")}", plan);

    private Task Approve(Api who, JsonNode amendment) =>
        Act(who, "approve", amendment, new() { ["fingerprint"] = amendment["fingerprint"]!.GetValue<string>() });

    private async Task RulesAreInForce()
    {
        var from = (await ops.Get($"plans/{_plan}")).Must(200).Json["formerRules"]!.AsArray()[^1]!["until"]!.GetValue<DateTimeOffset>();
        DateTimeOffset now;
        do
        {
            now = (await ops.Get($"plans/{_plan}/rates")).Must(200).Json["asOf"]!.GetValue<DateTimeOffset>();
        }
        while (now < from);
    }

    private async Task Seal() => (await ops.Post($"plans/{_plan}/seals", new JsonObject())).Must(201);

    private async Task<Answer> Post(Api who, string what, JsonObject body) => (await who.Post($"plans/{_plan}/measures/{what}", body)).Must(200);

    private async Task<string> Request(Api reporter, string measure, JsonObject? standing = null)
    {
        var request = new JsonObject { ["person"] = "张三", ["act"] = "修订办法并公开", ["result"] = "已按新办法运行三个月", ["standing"] = standing };
        return (await Post(reporter, measure + "/sign-off", request)).Json["measure"]!["signOff"]!["fingerprint"]!.GetValue<string>();
    }

    private Task<Answer> Review(Api reviewer, string measure, string decision, string fingerprint, string? reason = null) =>
        Post(reviewer, measure + "/sign-off/review", Decision(decision, fingerprint, reason));

    private static JsonObject Decision(string decision, string fingerprint, string? reason = null) =>
        new() { ["decision"] = decision, ["fingerprint"] = fingerprint, ["reason"] = reason };

    private static async Task<JsonObject> Evidenced(Api reporter, string text)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Encoding.UTF8.GetBytes(text)), "file", "evidence.txt" } };
        var stored = (await reporter.Send(HttpMethod.Post, "evidence", form)).Must(201).Json;
        var report = SmallPlan.Report(100, text);
        report["evidence"] = new JsonArray(stored["sha256"]!.GetValue<string>());
        return report;
    }
}
