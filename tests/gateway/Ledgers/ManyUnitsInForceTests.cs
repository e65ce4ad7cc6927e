using System.Text;
using System.Text.RegularExpressions;

namespace Rectification.Tests.Gateway.Ledgers;

/// <summary>One sheet with the progress of many units into a plan in force: split by unit, by the rights and rules of each unit's own sheet.</summary>
public sealed partial class ManyUnitsInForceTests(FrontDoor door)
{
    private static readonly string[] Names = ["甲县", "乙区", "丙市"];
    private static readonly string[] Ids = ["unit-1", "unit-2", "unit-3"];
    private static readonly string[] Texts = ["建立问题台账并逐项对账", "清理拖欠工程款项", "完善乡镇财务管理办法", "开展专项督查两轮"];

    private static readonly string[] Week =
    [
        "各单位整改进展情况", "截至：2026年6月26日",
        "序号\t整改措施\t责任单位\t完成进度\t本周进展\t存在问题",
        "1\t建立问题台账并逐项对账\t甲县\t60%\t台账已建\t人手不足",
        "2\t清理拖欠工程款项\t\t40%\t已清理三笔\t",
        "小计\t2项",
        "3\t完善乡镇财务管理办法\t乙区、丙市\t30%\t已起草\t",
        "4\t开展专项督查两轮\t丙市\t已完成\t两轮都已开展\t",
        "合计\t4项",
    ];

    [Fact]
    public async Task The_office_takes_the_rows_of_all_units_in_once()
    {
        var plan = await Plan();
        using var office = await Office(plan);

        var preview = (await LedgerTests.Preview(office, File(Week), ("plan", plan))).Must(201).Json;
        Assert.Equal(("progress", "no-deadline"), (preview["kind"]!.GetValue<string>(), preview["readAs"]!["why"]!.GetValue<string>()));
        Assert.Equal(Names, preview["units"]!.AsArray().Select(unit => unit!.GetValue<string>()));
        Assert.Equal("4 0 0 0", Changes(preview));
        Assert.Equal("title note subtotal totals", string.Join(' ', preview["rowsSkipped"]!.AsArray().Select(row => row!["why"])));
        Assert.Equal(0, await Sum(plan));

        var committed = (await Commit(office, preview, [])).Must(200).Json;
        Assert.Equal((4, 0), (committed["reports"]!.GetValue<int>(), committed["refused"]!.AsArray().Count));
        Assert.Equal("1 unit-1 60,2 unit-1 40,3 unit-2 30,3 unit-3 0,4 unit-3 100", await Percents(plan));
        var trail = (await door.Ops.Get($"plans/{plan}/measures/1/trail")).Must(200).Json["entries"]!.AsArray();
        var entry = trail[^1]!["entry"]!.GetValue<string>();
        Assert.Contains($"ledger:{preview["sha256"]}:unit-1:0:4", entry, StringComparison.Ordinal);
        Assert.Contains($"\"by\":\"office-{plan}\"", entry, StringComparison.Ordinal);
        Assert.Contains("人手不足", JsonNode.Parse(entry)!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }),
            StringComparison.Ordinal);

        var again = (await LedgerTests.Preview(office, File(Week), ("plan", plan))).Must(201).Json;
        Assert.Equal("0 4 0 0", Changes(again));
        Assert.Equal(0, (await Commit(office, again, [])).Must(200).Json["reports"]!.GetValue<int>());
        Assert.Equal(trail.Count, (await door.Ops.Get($"plans/{plan}/measures/1/trail")).Must(200).Json["entries"]!.AsArray().Count);
        Assert.Empty((await door.Ops.Post($"plans/{plan}/recount", new JsonObject())).Must(200).Json["mismatches"]!.AsArray());
    }

    [Fact]
    public async Task A_unit_takes_its_own_rows_and_leaves_the_others_for_the_office()
    {
        var plan = await Plan();
        using var office = await Office(plan);
        using var unit = await door.Somebody("reporter", ["unit-1"]);

        var own = (await LedgerTests.Preview(unit, File(Week), ("plan", plan))).Must(201).Json;
        Assert.Equal("own-rows", own["readAs"]!["why"]!.GetValue<string>());
        Assert.Equal("2 0 0 0", Changes(own));
        Assert.Equal([7, 8], own["rowsSkipped"]!.AsArray().Where(row => row!["why"]!.GetValue<string>() == "other unit")
            .Select(row => row!["row"]!.GetValue<int>()));
        Assert.Equal(2, (await Commit(unit, own, [])).Must(200).Json["reports"]!.GetValue<int>());
        Assert.Equal("1 unit-1 60,2 unit-1 40,3 unit-2 0,3 unit-3 0,4 unit-3 0", await Percents(plan));

        var rest = (await LedgerTests.Preview(office, File(Week), ("plan", plan))).Must(201).Json;
        Assert.Equal("2 2 0 0", Changes(rest));
        Assert.Equal(2, (await Commit(office, rest, [])).Must(200).Json["reports"]!.GetValue<int>());
        Assert.Equal("1 unit-1 60,2 unit-1 40,3 unit-2 30,3 unit-3 0,4 unit-3 100", await Percents(plan));
    }

    [Fact]
    public async Task Who_may_report_for_nobody_is_told_so_row_by_row()
    {
        var plan = await Plan();
        using var reviewer = await door.Somebody("reviewer");

        var preview = (await LedgerTests.Preview(reviewer, File(Week), ("plan", plan))).Must(201).Json;
        Assert.Equal("0 0 0 4", Changes(preview));
        Assert.All(preview["changes"]!["conflicts"]!.AsArray(), conflict =>
            Assert.Equal("measure.not-a-reporter", conflict!["refusal"]!["code"]!.GetValue<string>()));

        (await Commit(reviewer, preview, [])).Must(403);
        Assert.Equal(0, await Sum(plan));
    }

    [Fact]
    public async Task All_of_it_or_nothing_and_every_question_at_its_cell()
    {
        var plan = await Plan();
        using var office = await Office(plan);
        string[] lines = [.. Week[..6], "3\t完善乡镇财务管理办法\t乙县\t30%\t已起草\t", "9\t督查\t丙市\t已完成\t\t"];
        var preview = (await LedgerTests.Preview(office, File(lines), ("plan", plan))).Must(201).Json;
        Assert.Equal("2 0 2 0", Changes(preview));

        var refused = (await Commit(office, preview, [])).Must(422).Json["errors"]!.AsArray();
        Assert.Equal(["B8 ledger.measure-which", "C7 ledger.unit-unknown"], refused.Select(error => $"{error!["pointer"]} {error["code"]}").Order());
        Assert.Equal(0, await Sum(plan));

        var answers = new JsonObject { ["answers"] = new JsonObject { ["C7"] = "乙区", ["B8"] = "4" } };
        Assert.Equal(4, (await Commit(office, preview, answers)).Must(200).Json["reports"]!.GetValue<int>());
        Assert.Equal("1 unit-1 60,2 unit-1 40,3 unit-2 30,3 unit-3 0,4 unit-3 100", await Percents(plan));
    }

    [Fact]
    public async Task An_older_sheet_is_told_row_by_row_and_lowers_nothing()
    {
        var plan = await Plan();
        using var office = await Office(plan);
        var newer = (await LedgerTests.Preview(office, File(Week), ("plan", plan))).Must(201).Json;
        (await Commit(office, newer, [])).Must(200);
        string[] before =
        [
            "截至：2026年6月19日", Week[2], "1\t建立问题台账并逐项对账\t甲县\t50%\t台账在建\t", "2\t清理拖欠工程款项\t甲县\t45%\t补记一笔\t",
            "3\t完善乡镇财务管理办法\t丙市\t10%\t已参与\t",
        ];

        var older = (await LedgerTests.Preview(office, File(before), ("plan", plan))).Must(201).Json;
        Assert.Equal(["C3", "C4", "C5"], older["warnings"]!.AsArray().Where(told => told!["code"]!.GetValue<string>() == "ledger.sheet-older")
            .Select(told => told!["cell"]!.GetValue<string>()));
        var conflict = Assert.Single(older["changes"]!["conflicts"]!.AsArray())!;
        Assert.Equal((1, "measure.percent-falls"), (conflict["measure"]!.GetValue<int>(), conflict["refusal"]!["code"]!.GetValue<string>()));

        Assert.Equal("ledger.sheet-older", (await Commit(office, older, [])).Must(422).First.Item1);
        Assert.Equal("1 unit-1 60,2 unit-1 40,3 unit-2 30,3 unit-3 0,4 unit-3 100", await Percents(plan));
        var taken = (await Commit(office, older, new() { ["acceptOlder"] = true })).Must(200).Json;
        Assert.Equal((2, 1), (taken["reports"]!.GetValue<int>(), taken["unchanged"]!.GetValue<int>()));
        Assert.Equal("1 unit-1 60,2 unit-1 45,3 unit-2 30,3 unit-3 10,4 unit-3 100", await Percents(plan));
    }

    [Fact]
    public async Task A_unit_twice_in_a_measure_is_a_conflict_and_nothing_is_taken()
    {
        var plan = await Plan();
        using var office = await Office(plan);
        var preview = (await LedgerTests.Preview(office, File([.. Week[..5], "1\t建立问题台账并逐项对账\t甲县\t70%\t又一次\t"]), ("plan", plan))).Must(201).Json;

        Assert.Equal("2 0 0 1", Changes(preview));
        Assert.Equal(("ledger.number-repeated", "csv!A6"), (await Commit(office, preview, [])).Must(409).First);
        Assert.Equal(0, await Sum(plan));
    }

    [Fact]
    public async Task A_list_that_changes_the_plan_is_an_amendment_until_somebody_says_otherwise()
    {
        var plan = await Plan();
        using var office = await Office(plan);
        string[] lines =
        [
            "序号\t反馈问题\t整改措施\t责任单位\t完成时限\t完成进度", "1\t第一个问题\t建立问题台账并逐项对账\t甲县\t2027年3月31日\t60%",
            "2\t第一个问题\t清理拖欠工程款项\t甲县\t2026年12月31日\t40%",
        ];
        var amendment = (await LedgerTests.Preview(office, File(lines), ("plan", plan))).Must(201).Json;
        Assert.Equal(("plan", "differs", 1, 2), (amendment["kind"]!.GetValue<string>(), amendment["readAs"]!["why"]!.GetValue<string>(),
            amendment["readAs"]!["differing"]!.GetValue<int>(), amendment["readAs"]!["telling"]!.GetValue<int>()));
        var change = amendment["changes"]!["fields"]!.AsArray().First(change => change!["field"]!.GetValue<string>() == "deadline")!;
        Assert.Equal("2027-03-31", change["to"]!.ToString());

        var said = (await LedgerTests.Preview(office, File(lines), ("plan", plan), ("as", "progress"))).Must(201).Json;
        Assert.Equal(("progress", "said"), (said["kind"]!.GetValue<string>(), said["readAs"]!["why"]!.GetValue<string>()));
        Assert.Equal("ledger.deadline-differs", Assert.Single(said["warnings"]!.AsArray())!["code"]!.GetValue<string>());
        Assert.Equal(2, (await Commit(office, said, [])).Must(200).Json["reports"]!.GetValue<int>());
        Assert.Equal("2026-12-31", (await office.Get($"plans/{plan}/measures/1")).Must(200).Json["deadline"]!.GetValue<string>());

        (await LedgerTests.Preview(office, File(lines), ("plan", plan), ("as", "nothing"))).Must(422);
    }

    [Fact]
    public async Task The_page_says_how_it_was_read_and_reads_it_the_other_way()
    {
        var plan = await Plan();
        using var office = await Office(plan);
        var preview = (await LedgerTests.Preview(office, File(Week), ("plan", plan))).Must(201).Json;

        var page = $"/ledgers/{preview["preview"]}";
        var opened = (await office.Get(page, ("Accept-Language", "zh-CN"))).Must(200);
        Assert.Contains("按填报读入", opened.Text, StringComparison.Ordinal);
        Assert.Contains("甲县、乙区、丙市", opened.Text, StringComparison.Ordinal);

        var cookies = opened.Headers.TryGetValues("Set-Cookie", out var set) ? string.Join("; ", set.Select(cookie => cookie.Split(';')[0])) : "";
        using var form = new FormUrlEncodedContent(
        [
            new("_handler", "act"), new("__RequestVerificationToken", Token().Match(opened.Text).Groups[1].Value), new("command", "kind"),
            new("id", Guid.NewGuid().ToString("N")), new("as", "plan"),
        ]);
        var sent = await office.Send(HttpMethod.Post, page, form, ("Cookie", cookies));
        Assert.Equal(302, sent.Status);
        var other = (await office.Get($"ledgers/{sent.Headers.Location!.OriginalString.Split('/')[^1]}")).Must(200).Json;
        Assert.Equal(("plan", "said"), (other["kind"]!.GetValue<string>(), other["readAs"]!["why"]!.GetValue<string>()));
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)")]
    private static partial Regex Token();

    private async Task<Api> Office(string plan) => door.With(await door.Ops.Account($"office-{plan}", ["reporter", "reviewer"], Ids));

    private Task<string> Plan() => door.Plan(plan =>
    {
        plan["units"] = new JsonArray([.. Names.Index().Select(JsonNode (unit) =>
            new JsonObject { ["id"] = Ids[unit.Index], ["name"] = unit.Item, ["kind"] = "county" })]);
        plan["problems"]![0]!["leadUnit"] = "unit-1";
        plan["measures"] = new JsonArray(Measure(1, 0), Measure(2, 0), Measure(3, 1, "unit-3"), Measure(4, 2));
    });

    private static JsonObject Measure(int no, int lead, params string[] supporting)
    {
        var measure = SmallPlan.Measure(no, "2026-03-01", "2026-12-31", supporting);
        (measure["leadUnit"], measure["text"]) = (Ids[lead], Texts[no - 1]);
        return measure;
    }

    private static (string Name, byte[] Content) File(IEnumerable<string> lines) => ("汇总.csv", Encoding.UTF8.GetBytes(string.Join('\n', lines)));

    /// <summary>Changed, unchanged, open, in conflict.</summary>
    private static string Changes(JsonNode preview) => preview["changes"] is { } changes
        ? $"{changes["changed"]} {changes["unchanged"]} {changes["open"]} {changes["conflicts"]!.AsArray().Count}" : "";

    private async Task<string> Percents(string plan) => string.Join(',', (await Measures(plan)).SelectMany(measure =>
        measure!["assignments"]!.AsArray().Select(share => $"{measure["no"]} {share!["unit"]} {share["percent"]}")));

    private async Task<JsonArray> Measures(string plan) => (await door.Ops.Get($"plans/{plan}/measures?limit=50")).Must(200).Json["items"]!.AsArray();

    private async Task<int> Sum(string plan) => (await Measures(plan)).Sum(measure =>
        measure!["assignments"]!.AsArray().Sum(share => share!["percent"]!.GetValue<int>()));

    private static Task<Answer> Commit(Api who, JsonNode preview, JsonObject body) =>
        who.Post($"ledgers/{preview["preview"]}/commit", body, ("Idempotency-Key", Guid.NewGuid().ToString("N")));
}
