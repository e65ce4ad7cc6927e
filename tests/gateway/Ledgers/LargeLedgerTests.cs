using System.Text;

namespace Rectification.Tests.Gateway.Ledgers;

/// <summary>Ledgers beyond what a draft, a row or a message holds.</summary>
public sealed class LargeLedgerTests(FrontDoor door)
{
    private const int Many = 5_001;
    private const string Context = """{"departments":["市直一处"],"leaders":["主要领导"],"feedbackDate":"2026-03-01"}""";

    [Fact]
    public async Task A_plan_that_is_approved_already_may_be_of_any_size_and_is_in_force_once_it_is_taken_in()
    {
        var rows = Enumerable.Range(1, Many).Select(no => $"{no}\t第{no / 20}个问题\t第{no}条\t市直一处\t\t主要领导\t2027年1月31日").ToArray();
        var ledger = LedgerTests.Lines("many.csv", rows);
        var preview = (await LedgerTests.Preview(door.Ops, ledger, ("context", Context), ("approved", "true"))).Must(201).Json;
        Assert.Equal((Many, null), (preview["changes"]!["new"]!.GetValue<int>(), preview["changes"]!["refusal"]));
        (await door.Ops.Get("plans/large-ledger")).Must(404);
        var say = new JsonObject { ["plan"] = "large-ledger", ["title"] = "大台账", ["document"] = "批文一号" };

        var committed = (await Commit(door.Ops, preview, say, "once")).Must(200);

        Assert.Equal("large-ledger", committed.Json["imported"]!.GetValue<string>());
        Assert.Equal(Many, (await door.Ops.Get("plans/large-ledger")).Must(200).Json["measures"]!.GetValue<int>());
        var first = JsonNode.Parse((await door.Ops.Get("plans/large-ledger/trail?limit=1")).Must(200).Json["entries"]![0]!["entry"]!.GetValue<string>())!;
        var paper = first["events"]![0]!["document"]!.GetValue<string>();
        Assert.StartsWith("批文一号", paper, StringComparison.Ordinal);
        Assert.Contains($"many.csv sha256:{preview["sha256"]}", paper, StringComparison.Ordinal);

        var repeated = (await Commit(door.Ops, preview, say, "once")).Must(200);
        Assert.Equal((committed.Text, true), (repeated.Text, repeated.IsRepeated));

        // What stands in between, a crash after the plan was written, is the same ledger sent anew.
        var again = (await LedgerTests.Preview(door.Ops, ledger, ("context", Context), ("approved", "true"))).Must(201).Json;
        (await Commit(door.Ops, again, say, "twice")).Must(200);
        Assert.Equal(1, (await door.Ops.Get("plans/large-ledger")).Must(200).Json["version"]!.GetValue<int>());

        var other = (await LedgerTests.Preview(
            door.Ops, LedgerTests.Lines("other.csv", rows[..2]), ("context", Context), ("approved", "true"))).Must(201).Json;
        Assert.Equal(("draft.in-force", "/plan"), (await Commit(door.Ops, other, say, "another")).Must(409).First);
    }

    [Fact]
    public async Task Only_who_may_import_plans_takes_one_in_as_approved_and_only_a_new_one()
    {
        var plan = await door.Plan();
        using var office = await door.Somebody("reviewer");
        var ledger = LedgerTests.Lines("a.csv", "1\t台账不全\t建立台账\t市直一处\t\t主要领导\t2027年1月31日");

        (await LedgerTests.Preview(office, ledger, ("context", Context), ("approved", "true"))).Must(403);
        Assert.Equal("ledger.approved-is-new", (await LedgerTests.Preview(door.Ops, ledger, ("plan", plan), ("approved", "true"))).Must(422).Code);
        Assert.Equal(
            ("body.field-type", "/approved"), (await LedgerTests.Preview(door.Ops, ledger, ("context", Context), ("approved", "perhaps"))).Must(422).First);
        (await LedgerTests.Preview(office, ledger, ("context", Context), ("approved", "false"))).Must(201);
    }

    [Fact]
    public async Task More_reports_than_one_row_holds_are_taken_in_page_by_page_each_once()
    {
        const int Rows = 1_203;
        var plan = await door.Plan(plan => plan["measures"] = new JsonArray(
            [.. Enumerable.Range(1, Rows).Select(no => (JsonNode)SmallPlan.Measure(no, "2026-03-01", "2026-12-31"))]));
        using var unit = await door.Reporter();
        var preview = (await LedgerTests.Preview(unit, Sheet(SmallPlan.Lead, 20, Rows), ("plan", plan))).Must(201).Json;
        Assert.Equal(Rows, preview["changes"]!["changed"]!.GetValue<int>());

        var committed = (await Commit(unit, preview, [], "once")).Must(200);

        Assert.Equal((Rows, 0), (committed.Json["reports"]!.GetValue<int>(), committed.Json["refused"]!.AsArray().Count));
        Assert.Equal(committed.Text, (await Commit(unit, preview, [], "once")).Must(200).Text);
        await door.Becomes(plan, "inProgress", Rows);
        var last = (await unit.Get($"plans/{plan}/measures/{Rows}")).Must(200);
        Assert.Equal((20, 1), (last.Json["assignments"]![0]!["percent"]!.GetValue<int>(), last.Json["assignments"]![0]!["reports"]!.GetValue<int>()));
    }

    [Fact]
    public async Task Sheets_of_many_units_at_once_are_each_weighed_beside_their_own_parts()
    {
        string[] units = [.. Enumerable.Range(1, 6).Select(no => $"u-{no}")];
        var plan = await door.Plan(plan =>
        {
            plan["units"] = new JsonArray([SmallPlan.Unit(SmallPlan.Lead, "department"), .. units.Select(unit => SmallPlan.Unit(unit, "county"))]);
            plan["measures"] = new JsonArray(
                SmallPlan.Measure(1, "2026-03-01", "2026-12-31", units), SmallPlan.Measure(2, "2026-03-01", "2026-12-31", units));
        });
        using var all = await door.Somebody("reporter", units);
        (await all.Post($"plans/{plan}/measures/2/reports", new JsonObject { ["unit"] = "u-5", ["percent"] = 50, ["note"] = "过半" })).Must(200);

        var preview = (await Preview(all, plan, [.. units.Select((unit, i) => Sheet(unit, 10 * (i + 1), 2))])).Must(201).Json;

        // u-5 reports 50 on both: of the second that is known already, as it says words it is a report all the same.
        Assert.Equal(12, preview["changes"]!["changed"]!.GetValue<int>());
        Assert.Equal(12, (await Commit(all, preview, [], "all")).Must(200).Json["reports"]!.GetValue<int>());
        var shares = (await all.Get($"plans/{plan}/measures/2")).Must(200).Json["assignments"]!.AsArray();
        Assert.Equal(
            [10, 20, 30, 40, 50, 60], units.Select(unit => shares.First(share => share!["unit"]!.GetValue<string>() == unit)!["percent"]!.GetValue<int>()));

        var lower = (await Preview(all, plan, [.. units.Select(unit => Sheet(unit, 45, 1))])).Must(201).Json;
        var twice = (await Preview(all, plan, [("twice.csv", Encoding.UTF8.GetBytes("填报单位：u-1\n序号\t整改措施\t进度\n1\t第1条措施\t60%\n1\t第1条措施\t70%"))])).Must(201).Json;
        var conflict = Assert.Single(twice["changes"]!["conflicts"]!.AsArray())!;
        Assert.Equal(("ledger.number-repeated", "csv!A4"), (conflict["refusal"]!["code"]!.GetValue<string>(), conflict["cell"]!.GetValue<string>()));

        Assert.Equal((4, 2), (lower["changes"]!["changed"]!.GetValue<int>(), lower["changes"]!["conflicts"]!.AsArray().Count));
    }

    [Fact]
    public async Task Two_who_take_sheets_of_the_same_unit_in_at_once_lose_no_row_and_lower_none()
    {
        const int Rows = 30;
        var plan = await door.Plan(plan => plan["measures"] = new JsonArray(
            [.. Enumerable.Range(1, Rows).Select(no => (JsonNode)SmallPlan.Measure(no, "2026-03-01", "2026-12-31"))]));
        using var one = await door.Reporter();
        using var other = await door.Reporter();
        var lower = (await LedgerTests.Preview(one, Sheet(SmallPlan.Lead, 30, Rows), ("plan", plan))).Must(201).Json;
        var higher = (await LedgerTests.Preview(other, Sheet(SmallPlan.Lead, 40, Rows), ("plan", plan))).Must(201).Json;

        var answers = await Task.WhenAll(Settled(one, lower, "one"), Settled(other, higher, "other"));

        // The higher one is never refused. The lower one is, as a whole or by row, as far as the higher one was first.
        Assert.Equal((Rows, 0), (answers[1].Must(200).Json["reports"]!.GetValue<int>(), answers[1].Json["refused"]!.AsArray().Count));
        var isIn = answers[0].Status == 200;
        var refused = isIn ? answers[0].Json["refused"]!.AsArray() : [];
        Assert.Equal(isIn ? Rows : 0, (isIn ? answers[0].Json["reports"]!.GetValue<int>() : 0) + refused.Count);
        Assert.All(refused, row => Assert.Equal("measure.percent-falls", row!["refusal"]!["code"]!.GetValue<string>()));
        Assert.All(isIn ? [] : answers[0].Json["errors"]!.AsArray(), row => Assert.Equal("measure.percent-falls", row!["code"]!.GetValue<string>()));
        for (var no = 1; no <= Rows; no++)
        {
            var share = (await one.Get($"plans/{plan}/measures/{no}")).Must(200).Json["assignments"]![0]!;
            var both = isIn && !refused.Any(row => row!["measure"]!.GetValue<int>() == no);
            Assert.Equal((40, both ? 2 : 1), (share["percent"]!.GetValue<int>(), share["reports"]!.GetValue<int>()));
        }
    }

    private static (string Name, byte[] Content) Sheet(string unit, int percent, int rows) => ($"{unit}.csv", Encoding.UTF8.GetBytes(string.Join('\n',
        [$"填报单位：{unit}", "序号\t整改措施\t进度\t进展情况", .. Enumerable.Range(1, rows).Select(no => $"{no}\t第{no}条措施\t{percent}%\t已办{percent}")])));

    private static async Task<Answer> Preview(Api who, string plan, IReadOnlyList<(string Name, byte[] Content)> sheets)
    {
        using var form = new MultipartFormDataContent { { new StringContent(plan), "plan" } };
        foreach (var (name, content) in sheets)
        {
            form.Add(new ByteArrayContent(content), "file", name);
        }

        return await who.Send(HttpMethod.Post, "ledgers/preview", form);
    }

    /// <summary>The answer once there is one: where a measure could not be reached the same command goes on.</summary>
    private static async Task<Answer> Settled(Api who, JsonNode preview, string key)
    {
        Answer? answer = null;
        await Until.True(async () => (answer = await Commit(who, preview, [], key)).Status != 503, TimeSpan.FromMinutes(2), "it is taken in or refused");
        return answer!;
    }

    private static Task<Answer> Commit(Api who, JsonNode preview, JsonObject body, string key) =>
        who.Post($"ledgers/{preview["preview"]}/commit", body.DeepClone(), ("Idempotency-Key", key));
}
