namespace Rectification.Tests.Gateway;

/// <summary>The life of one measure, from claim to sign-off and back to work, with everybody it takes.</summary>
public sealed class SignOffTests(FrontDoor door)
{
    [Fact]
    public async Task A_measure_is_claimed_reported_returned_signed_off_in_two_steps_and_reopened()
    {
        var plan = await door.Plan(DueFarAhead);
        var path = $"plans/{plan}/measures/2/";
        using var reporter = await door.Reporter();
        using var leader = await door.Somebody("leader", leaders: [SmallPlan.Leader]);
        using var office = await door.Somebody("reviewer");
        using var ofTheUnit = await door.Somebody("reviewer", [SmallPlan.Lead]);
        (await reporter.Post(path + "claim", new JsonObject { ["unit"] = SmallPlan.Lead })).Must(200);
        Assert.Equal("measure.not-all-complete", (await reporter.Post(path + "sign-off", Request())).Must(409).Code);
        (await reporter.Post(path + "reports", SmallPlan.Report(100))).Must(200);
        Assert.Equal("measure.no-evidence", (await reporter.Post(path + "sign-off", Request())).Must(409).Code);
        (await reporter.Post(path + "reports", await Evidenced(reporter, "first"))).Must(200);

        var seen = Fingerprint((await reporter.Post(path + "sign-off", Request())).Must(200));
        Assert.Equal("measure.reason-missing", (await leader.Post(path + "sign-off/review", Review("return", seen))).Must(422).Code);
        (await leader.Post(path + "sign-off/review", Review("return", seen, "成效写得太笼统"))).Must(200);
        Assert.Equal("inProgress", await Status(path));
        (await reporter.Post(path + "reports", await Evidenced(reporter, "second"))).Must(200);
        var asked = Fingerprint((await reporter.Post(path + "sign-off", Request())).Must(200));
        Assert.NotEqual(seen, asked);

        Assert.Equal("measure.fingerprint-changed", (await leader.Post(path + "sign-off/review", Review("approve", seen))).Must(409).Code);
        Assert.Equal("measure.not-the-leader", (await office.Post(path + "sign-off/review", Review("approve", asked))).Must(403).Code);
        (await leader.Post(path + "sign-off/review", Review("approve", asked))).Must(200);
        Assert.Equal("signOffRequested", await Status(path));
        Assert.Equal("measure.reviewer-is-of-lead-unit", (await ofTheUnit.Post(path + "sign-off/review", Review("approve", asked))).Must(403).Code);
        var signed = (await office.Post(path + "sign-off/review", Review("approve", asked))).Must(200);
        Assert.Equal(("signedOff", (1, 2)), (await Status(path), await Rate(plan, signed)));

        Assert.Equal("measure.is-signed-off", (await reporter.Post(path + "reports", SmallPlan.Report(100))).Must(409).Code);
        var reopened = (await office.Post(path + "reopen", new JsonObject { ["reason"] = "回头看发现反弹", ["until"] = "2033-12-31" })).Must(200);
        Assert.Equal(("inProgress", (0, 2)), (await Status(path), await Rate(plan, reopened)));
        Assert.Equal((1, "2033-12-31"), (reopened.Json["measure"]!["reopened"]!.GetValue<int>(), reopened.Json["measure"]!["deadline"]!.GetValue<string>()));
        Assert.Equal("measure.no-new-evidence", (await reporter.Post(path + "sign-off", Request())).Must(409).Code);
        Assert.Equal(10, (await door.Ops.Get(path + "trail")).Must(200).Json["lastVersion"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_problem_is_not_signed_off_before_all_its_measures_are()
    {
        var plan = await door.Plan();
        using var leader = await door.Somebody("leader", leaders: [SmallPlan.Leader]);

        (await leader.Post($"plans/{plan}/problems/1/sign-off", new JsonObject { ["statement"] = "已全部整改" })).Must(409);

        Assert.Equal(0, (await door.Rates(plan))["problems"]!["signedOff"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_standing_measure_is_checked_and_falls_back_to_work_when_a_check_fails()
    {
        var plan = await door.Plan(LongTerm);
        var path = $"plans/{plan}/measures/2/";
        using var reporter = await door.Reporter();
        using var leader = await door.Somebody("leader", leaders: [SmallPlan.Leader]);
        using var office = await door.Somebody("reviewer");
        (await reporter.Post(path + "reports", await Evidenced(reporter, "standing"))).Must(200);
        Assert.Equal("measure.is-not-standing", (await office.Post(path + "standing-checks", Check(true))).Must(409).Code);
        var request = Request();
        request["standing"] = new JsonObject { ["cadence"] = "weekly", ["basis"] = "制度规定" };
        var asked = Fingerprint((await reporter.Post(path + "sign-off", request)).Must(200));
        (await leader.Post(path + "sign-off/review", Review("approve", asked))).Must(200);
        (await office.Post(path + "sign-off/review", Review("approve", asked))).Must(200);

        Assert.Equal("measure.not-a-reviewer", (await reporter.Post(path + "standing-checks", Check(true))).Must(403).Code);
        Assert.Equal(("measure.check-until-missing", "/until"), (await office.Post(path + "standing-checks", Check(false))).Must(422).First);
        var unknown = Check(true);
        unknown["evidence"] = new JsonArray(new string('0', 64));
        Assert.Equal(("evidence.unknown", "/evidence/0"), (await office.Post(path + "standing-checks", unknown)).Must(422).First);
        var passed = (await office.Post(path + "standing-checks", Check(true))).Must(200);
        var view = passed.Json["measure"]!;
        Assert.Equal("signedOff", view["status"]!.GetValue<string>());
        Assert.Equal(view["lastCheckAt"]!.GetValue<DateTimeOffset>().AddDays(7), view["nextCheckDue"]!.GetValue<DateTimeOffset>());
        Assert.Equal((1, 0), (await Figure(plan, passed, "standing"), await Figure(plan, passed, "standingDue")));

        var failed = Check(false);
        failed["until"] = "2033-12-31";
        var back = (await office.Post(path + "standing-checks", failed)).Must(200);
        Assert.Equal(("inProgress", (0, 2), 0), (await Status(path), await Rate(plan, back), await Figure(plan, back, "standing")));
        var trail = (await door.Ops.Get(path + "trail")).Must(200).Text;
        Assert.Contains("standingCheckPassed", trail, StringComparison.Ordinal);
        Assert.Contains("standingCheckFailed", trail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_many_reviewers_at_once_one_signs_off_and_the_others_are_told_so()
    {
        var plan = await door.Plan(DueFarAhead);
        var path = $"plans/{plan}/measures/2/";
        using var reporter = await door.Reporter();
        using var leader = await door.Somebody("leader", leaders: [SmallPlan.Leader]);
        (await reporter.Post(path + "reports", await Evidenced(reporter, "at once"))).Must(200);
        var asked = Fingerprint((await reporter.Post(path + "sign-off", Request())).Must(200));
        (await leader.Post(path + "sign-off/review", Review("approve", asked))).Must(200);
        var office = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => door.Somebody("reviewer")));

        // Half approve and half return: whoever is first decides, and nothing is half done.
        var answers = await Task.WhenAll(office.Select((reviewer, i) =>
            reviewer.Post(path + "sign-off/review", i % 2 == 0 ? Review("approve", asked) : Review("return", asked, "请补充"))));

        var winner = Assert.Single(answers, answer => answer.Status == 200);
        Assert.All(answers.Where(answer => answer != winner), answer => Assert.Equal("measure.no-sign-off-pending", answer.Must(409).Code));
        var approved = winner.Json["measure"]!["status"]!.GetValue<string>() == "signedOff";
        Assert.Equal(approved ? (1, 2) : (0, 2), await Rate(plan, winner));
        Assert.Equal(4, (await door.Ops.Get(path + "trail")).Must(200).Json["lastVersion"]!.GetValue<int>());
        Array.ForEach(office, reviewer => reviewer.Dispose());
    }

    private static void LongTerm(JsonObject plan)
    {
        DueFarAhead(plan);
        plan["measures"]![1]!["longTerm"] = true;
    }

    private static JsonObject Check(bool passed) => new() { ["passed"] = passed, ["note"] = "现场复查" };

    private static void DueFarAhead(JsonObject plan) => plan["measures"]![1]!["deadline"] = "2030-12-31";

    private static JsonObject Request() => new() { ["person"] = "张三", ["act"] = "修订办法并公开", ["result"] = "已按新办法运行三个月" };

    private static JsonObject Review(string decision, string fingerprint, string? reason = null) =>
        new() { ["decision"] = decision, ["fingerprint"] = fingerprint, ["reason"] = reason };

    private static string Fingerprint(Answer answer) => answer.Json["measure"]!["signOff"]!["fingerprint"]!.GetValue<string>();

    private static async Task<JsonObject> Evidenced(Api reporter, string text)
    {
        var stored = (await EvidenceTests.Upload(reporter, System.Text.Encoding.UTF8.GetBytes(text))).Must(201).Json;
        var report = SmallPlan.Report(100, text);
        report["evidence"] = new JsonArray(stored["sha256"]!.GetValue<string>());
        return report;
    }

    private async Task<string> Status(string path) => (await door.Ops.Get(path.TrimEnd('/'))).Must(200).Json["status"]!.GetValue<string>();

    private async Task<(int SignedOff, int Total)> Rate(string plan, Answer after) =>
        (await Figure(plan, after, "signedOff"), await Figure(plan, after, "total"));

    private async Task<int> Figure(string plan, Answer after, string figure) =>
        (await door.Rates(plan, $"?atLeast={Uri.EscapeDataString(after.Json["token"]!.GetValue<string>())}"))["measures"]![figure]!.GetValue<int>();
}
