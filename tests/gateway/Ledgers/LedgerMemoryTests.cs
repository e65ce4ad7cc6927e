using System.Text;

namespace Rectification.Tests.Gateway.Ledgers;

/// <summary>What a person put right once is not asked again; and what a ledger does not say is not taken away.</summary>
public sealed class LedgerMemoryTests(FrontDoor door)
{
    private const string Heading = "序号\t问题\t整改措施\t牵头单位\t配合单位\t责任领导\t完成时限\t备注";

    [Fact]
    public async Task Another_name_of_a_unit_is_asked_once_told_when_it_is_used_and_can_be_forgotten()
    {
        var plan = await door.Plan();
        using var office = await door.Somebody("reviewer");
        var first = await Preview(office, plan, "1\t第一个问题\t第1条措施\tu-lead\t支持组\t责任领导\t2027年1月31日\t甲");
        Assert.Equal(("ledger.unit-unknown", "支持组"), Told(first, "errors", "E2"));
        (await Commit(office, first, new() { ["reason"] = "批复", ["answers"] = new JsonObject { ["E2"] = "u-support" } })).Must(200);

        var second = await Preview(office, plan, "1\t第一个问题\t第1条措施\tu-lead\t支持组\t责任领导\t2027年2月28日\t乙");

        Assert.Empty(second["errors"]!.AsArray());
        Assert.Equal(("ledger.unit-by-other-name", "支持组"), Told(second, "warnings", "E2"));
        Assert.Equal("u-support", second["measures"]![0]!["supportingUnits"]![0]!.GetValue<string>());
        var names = (await office.Get($"plans/{plan}/ledger-memory")).Must(200).Json["names"]!.AsArray();
        Assert.Equal("支持组", Assert.Single(names)!["name"]!.GetValue<string>());

        using var unit = await door.Somebody("reporter", [SmallPlan.Lead]);
        (await unit.Get($"plans/{plan}/ledger-memory")).Must(403);
        (await unit.Post($"plans/{plan}/ledger-memory/forget?key=支持组", new JsonObject())).Must(403);
        (await office.Post($"plans/{plan}/ledger-memory/forget?key=支持组", new JsonObject())).Must(200);
        Assert.Equal("ledger.not-remembered", (await office.Post($"plans/{plan}/ledger-memory/forget?key=支持组", new JsonObject())).Must(404).Code);
        var third = await Preview(office, plan, "1\t第一个问题\t第1条措施\tu-lead\t支持组\t责任领导\t2027年2月28日\t乙");
        Assert.Equal(("ledger.unit-unknown", "支持组"), Told(third, "errors", "E2"));
    }

    [Fact]
    public async Task Columns_that_were_put_right_are_read_so_the_next_time_and_found_anew_when_asked()
    {
        var plan = await door.Plan();
        using var office = await door.Somebody("reviewer");
        const string Row = "1\t第一个问题\t第1条措施\tu-lead\tu-support\t责任领导\t2027年1月31日\t2027年3月31日";
        var first = await Preview(office, plan, Row, ("mapping", "{\"G\":\"extra\",\"H\":\"deadline\"}"));
        Assert.Equal("2027-03-31", first["measures"]![0]!["deadline"]!.GetValue<string>());
        (await Commit(office, first, new() { ["reason"] = "批复" })).Must(200);

        var second = await Preview(office, plan, Row);
        Assert.Equal(("deadline", "2027-03-31"), (second["columns"]!["H"]!.GetValue<string>(), second["measures"]![0]!["deadline"]!.GetValue<string>()));
        Assert.Equal("deadline", second["remembered"]!["columns"]!["H"]!.GetValue<string>());

        var anew = await Preview(office, plan, Row, ("mapping", "{}"));
        Assert.Equal("2027-01-31", anew["measures"]![0]!["deadline"]!.GetValue<string>());
        Assert.Null(anew["remembered"]);
    }

    [Fact]
    public async Task A_new_plan_is_asked_for_its_feedback_day_and_errors_lead_to_their_cells()
    {
        using var office = await door.Somebody("reviewer");
        const string Context = """{"departments":["市直一处"],"leaders":["主要领导"]}""";
        var ledger = ("a.csv", Encoding.UTF8.GetBytes(Heading + "\n1\t台账不全\t建立台账\t市直一处\t\t主要领导\t2024年6月30日\t"));
        var preview = (await LedgerTests.Preview(office, ledger, ("context", Context))).Must(201).Json;
        Assert.Equal("ledger.feedback-day-needed", preview["changes"]!["refusal"]!["code"]!.GetValue<string>());
        var late = (await LedgerTests.Preview(office, ledger, ("context", Context.Replace("{", "{\"feedbackDate\":\"2025-01-01\",", StringComparison.Ordinal))))
            .Must(201).Json["changes"]!["conflicts"]!;
        Assert.Equal(("plan.deadline-before-start", "G2"), (late[0]!["refusal"]!["code"]!.GetValue<string>(), late[0]!["cell"]!.GetValue<string>()));

        var commit = new JsonObject { ["plan"] = "asked-for-its-day", ["title"] = "新方案" };
        Assert.Equal("ledger.feedback-day-needed", (await Commit(office, preview, commit)).Must(422).Code);
        commit["feedbackDate"] = "2025-01-01";
        var wrong = (await Commit(office, preview, commit)).Must(422);
        Assert.Equal(("plan.deadline-before-start", "G2"), (wrong.Code, wrong.Json["errors"]![0]!["pointer"]!.GetValue<string>()));
        commit["feedbackDate"] = "2024-03-18";
        (await Commit(office, preview, commit)).Must(200);
    }

    [Fact]
    public async Task A_leader_that_only_stands_in_is_told_at_its_row_and_the_problems_own_is_none()
    {
        var plan = await door.Plan();
        using var office = await door.Somebody("reviewer");
        var added = await Preview(office, plan, "9\t第一个问题\t新的一条\tu-lead\t\t\t2027年5月31日\t");
        var standIn = Assert.Single(added["changes"]!["standIns"]!.AsArray())!;
        Assert.Equal((9, "F2", "责任领导"),
            (standIn["measure"]!.GetValue<int>(), standIn["cell"]!.GetValue<string>(), standIn["leader"]!.GetValue<string>()));
        var page = (await office.Get($"/ledgers/{added["preview"]}")).Must(200).Text;
        Assert.Contains("another stands in", page, StringComparison.Ordinal);

        const string Context = """{"departments":["市直一处"],"leaders":["主要领导","常务副职"],"feedbackDate":"2024-03-18"}""";
        var sheet = ("a.csv", Encoding.UTF8.GetBytes(Heading + "\n1\t甲\t措施一\t市直一处\t\t常务副职\t2024年6月30日\t"
            + "\n2\t甲\t措施二\t市直一处\t\t\t2024年6月30日\t\n3\t乙\t措施三\t市直一处\t\t\t2024年6月30日\t"));
        var fresh = (await LedgerTests.Preview(office, sheet, ("context", Context))).Must(201).Json["changes"]!;
        Assert.Equal(["F4"], fresh["standIns"]!.AsArray().Select(one => one!["cell"]!.GetValue<string>()));
        string Leader(int line) => JsonNode.Parse(fresh["fields"]![line]!["to"]!.ToString())!["leader"]!.GetValue<string>();
        Assert.Equal(Leader(0), Leader(1));
    }

    [Fact]
    public async Task A_row_with_words_and_no_percent_is_a_report_at_the_percent_there_is()
    {
        var plan = await door.Plan(json => json["units"]![0]!["name"] = "甲县");
        using var unit = await door.Somebody("reporter", [SmallPlan.Lead]);
        var sheet = ("周报.csv", Encoding.UTF8.GetBytes(
            "填报单位：甲县\t\t\t\n序号\t整改措施\t进度\t进展情况\n1\t第1条措施\t\t已召开协调会。"));

        var preview = (await LedgerTests.Preview(unit, sheet, ("plan", plan))).Must(201).Json;
        Assert.Equal((1, 0), (preview["changes"]!["changed"]!.GetValue<int>(), preview["changes"]!["unchanged"]!.GetValue<int>()));
        (await Commit(unit, preview, [])).Must(200);

        var trail = (await unit.Get($"plans/{plan}/measures/1/trail")).Must(200).Text;
        Assert.Contains("已召开协调会", trail, StringComparison.Ordinal);
        Assert.Equal(0, (await unit.Get($"plans/{plan}/measures/1")).Must(200).Json["assignments"]![0]!["percent"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_ledger_without_columns_proposes_nothing_of_them_and_a_new_line_is_asked_for_what_it_lacks()
    {
        var plan = await door.Plan();
        using var office = await door.Somebody("reviewer");
        var less = ("less.csv", Encoding.UTF8.GetBytes("序号\t整改措施\t完成时限\n1\t第1条措施\t2027年5月31日"));

        var preview = (await LedgerTests.Preview(office, less, ("plan", plan))).Must(201).Json;
        var change = Assert.Single(preview["changes"]!["fields"]!.AsArray())!;
        Assert.Equal(("deadline", "2027-05-31"), (change["field"]!.GetValue<string>(), change["to"]!.ToString()));

        var more = ("more.csv", Encoding.UTF8.GetBytes("序号\t问题\t整改措施\t完成时限\n9\t第一个问题\t新的一条\t2027年5月31日"));
        var lacking = (await LedgerTests.Preview(office, more, ("plan", plan))).Must(201).Json;
        Assert.Equal("ledger.column-needed", lacking["changes"]!["refusal"]!["code"]!.GetValue<string>());
        var refused = (await Commit(office, lacking, new() { ["reason"] = "批复" })).Must(422);
        Assert.Equal(("ledger.column-needed", "C2"), (refused.Code, refused.Json["errors"]![0]!["pointer"]!.GetValue<string>()));
    }

    private static async Task<JsonNode> Preview(Api office, string plan, string row, params (string Name, string Value)[] fields) =>
        (await LedgerTests.Preview(office, ("a.csv", Encoding.UTF8.GetBytes($"{Heading}\n{row}")), [("plan", plan), .. fields])).Must(201).Json;

    private static Task<Answer> Commit(Api who, JsonNode preview, JsonObject body) =>
        who.Post($"ledgers/{preview["preview"]}/commit", body.DeepClone(), ("Idempotency-Key", Guid.NewGuid().ToString("N")));

    private static (string Code, string? Written) Told(JsonNode reading, string list, string cell)
    {
        var told = reading[list]!.AsArray().First(finding => finding!["cell"]!.GetValue<string>() == cell)!;
        return (told["code"]!.GetValue<string>(), told["written"]?.GetValue<string>());
    }
}
