using System.Text;

namespace Rectification.Tests.Gateway;

/// <summary>A measure's evidence from its trail, and signs of rectification on paper only, each within the reader's scope.</summary>
public sealed class SignalTests(FrontDoor door)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task A_measures_evidence_is_listed_from_its_trail_with_the_earlier_versions_of_each_file()
    {
        var plan = await door.Plan();
        using var reporter = await door.Reporter();
        var (first, other, second) = (await Sent(reporter, plan + "第一稿", "台账.txt"), await Sent(reporter, plan + "照片", "说明.txt"),
            await Sent(reporter, plan + "第二稿", "台账.txt"));
        (await reporter.Post($"plans/{plan}/measures/1/reports", Report(10, "", first, other))).Must(200);
        (await reporter.Post($"plans/{plan}/measures/1/reports", Report(20, "", second))).Must(200);

        var list = (await reporter.Get($"plans/{plan}/measures/1/evidence")).Must(200).Json["items"]!.AsArray();

        Assert.Equal([first, other, second], list.Select(item => item!["sha256"]!.GetValue<string>()));
        Assert.Equal([1, 1, 2], list.Select(item => item!["version"]!.GetValue<int>()));
        Assert.Equal(("台账.txt", "text/plain", SmallPlan.Lead),
            (list[2]!["name"]!.GetValue<string>(), list[2]!["type"]!.GetValue<string>(), list[2]!["unit"]!.GetValue<string>()));
        Assert.Equal([first], list[2]!["earlier"]!.AsArray().Select(hash => hash!.GetValue<string>()));
        var page = (await reporter.Get($"plans/{plan}/measures/1/evidence?limit=2")).Must(200).Json;
        var rest = (await reporter.Get($"plans/{plan}/measures/1/evidence?limit=2&cursor={page["nextCursor"]}")).Must(200).Json;
        Assert.Equal((2, 1), (page["items"]!.AsArray().Count, rest["items"]!.AsArray().Count));
        Assert.Equal(first, rest["items"]![0]!["earlier"]![0]!.GetValue<string>());
        Assert.Null(rest["nextCursor"]);
        using var outsider = await door.Somebody("reporter", ["elsewhere"]);
        (await outsider.Get($"plans/{plan}/measures/1/evidence")).Must(403);
    }

    [Fact]
    public async Task Historys_bare_names_are_listed_too() =>
        Assert.NotNull((await door.Ops.Get($"plans/{FrontDoor.Wenzhou}/measures/1/evidence")).Must(200).Json["items"]![0]!["name"]);

    [Fact]
    public async Task Signals_are_shown_on_the_measure_and_over_the_plan_and_measures_out_of_scope_only_counted()
    {
        // Due far ahead: what is reported on its last day, whenever that is, is a sign of its own.
        var plan = await door.Plan(static plan => plan["measures"]![0]!["deadline"] = "2099-12-31");
        using var reporter = await door.Reporter();
        using var support = await door.Somebody("reporter", [SmallPlan.Supporting]);
        var file = await Sent(reporter, plan, "材料.txt");
        (await reporter.Post($"plans/{plan}/measures/1/reports", Report(100, "已完成全部整改任务并建立长效机制", file))).Must(200);
        (await reporter.Post($"plans/{plan}/measures/2/reports", Report(30, "已完成全部整改任务， 并建立长效机制", file))).Must(200);

        await Until.True(async () => (await Kinds(door.Ops, $"plans/{plan}/measures/1/signals")).SequenceEqual(["sameEvidence", "oneJump"]), Patience,
            "two signals on the first measure");
        var seen = (await door.Ops.Get($"plans/{plan}/measures/1/signals")).Must(200).Json["signals"]![0]!;
        var hidden = (await support.Get($"plans/{plan}/measures/1/signals")).Must(200).Json["signals"]![0]!;

        Assert.Equal((2, 0), (seen["measures"]![0]!.GetValue<int>(), seen["moreMeasures"]!.GetValue<int>()));
        Assert.Equal((0, 1), (hidden["measures"]!.AsArray().Count, hidden["moreMeasures"]!.GetValue<int>()));
        Assert.Contains("另见于措施 2", seen["zh"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains("另见于 1 条其他措施", hidden["zh"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal([1, 2], await Measures(door.Ops, plan));
        Assert.Equal([1], await Measures(support, plan));
        (await support.Get($"plans/{plan}/measures/2/signals")).Must(403);
        var first = (await door.Ops.Get($"plans/{plan}/signals?limit=1")).Must(200).Json;
        Assert.Equal("1", first["nextCursor"]!.GetValue<string>());
        Assert.Equal("plan.unknown", (await door.Ops.Get("plans/no-such/signals")).Must(404).Code);
    }

    [Fact]
    public async Task The_real_case_is_looked_through_as_a_whole() =>
        Assert.All((await door.Ops.Get($"plans/{FrontDoor.Wenzhou}/signals?limit=500")).Must(200).Json["items"]!.AsArray(),
            item => Assert.NotEmpty(item!["signals"]!.AsArray()));

    private static async Task<string> Sent(Api reporter, string content, string name) =>
        EvidenceTests.Hash((await EvidenceTests.Upload(reporter, Encoding.UTF8.GetBytes(content), name)).Must(201).Json);

    private static JsonObject Report(int percent, string note, params string[] evidence)
    {
        var report = SmallPlan.Report(percent, note);
        report["evidence"] = new JsonArray([.. evidence.Select(hash => (JsonNode)hash)]);
        return report;
    }

    private static async Task<IEnumerable<string>> Kinds(Api reader, string path) =>
        (await reader.Get(path)).Must(200).Json["signals"]!.AsArray().Select(signal => signal!["kind"]!.GetValue<string>());

    private static async Task<IEnumerable<int>> Measures(Api reader, string plan) =>
        (await reader.Get($"plans/{plan}/signals")).Must(200).Json["items"]!.AsArray().Select(item => item!["measure"]!.GetValue<int>());
}
