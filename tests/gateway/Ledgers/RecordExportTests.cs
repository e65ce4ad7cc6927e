using Rectification.Documents.Workbooks;

namespace Rectification.Tests.Gateway.Ledgers;

/// <summary>What stands in the workbooks of look-backs, amendments, reviews and accounts: cells, kinds of values, order, nothing beyond the scope.</summary>
public sealed class RecordExportTests(FrontDoor door)
{
    private const int FirstRow = 4;

    [Fact]
    public async Task Look_backs_the_newest_first_each_measure_with_what_was_found()
    {
        var plan = await LookBackTests.SignedOff(door);
        using var office = await door.Somebody("reviewer");
        (await office.Post($"plans/{plan}/look-backs", new JsonObject { ["seed"] = "1" })).Must(201);
        (await office.Post($"plans/{plan}/look-backs/1/sheets/2", new JsonObject
        {
            ["passed"] = false,
            ["findings"] = "=现场未见台账",
            ["until"] = "2033-12-31",
        })).Must(200);
        (await office.Post($"plans/{plan}/look-backs", new JsonObject { ["seed"] = "2" })).Must(201);

        var rows = await Rows(door.Ops, $"plans/{plan}/look-backs.xlsx", 12);

        Assert.Equal(["第 2 次回头看", "第 1 次回头看", "第 1 次回头看"], rows.Select(row => row[0]!.Text));
        var first = (await door.Ops.Get($"plans/{plan}/look-backs/1")).Must(200).Json["measures"]!.AsArray()
            .Select(drawn => drawn!["measure"]!.GetValue<int>());
        Assert.Equal([1, .. first], rows.Select(row => (int)row[3]!.Number!.Value));
        Assert.All(rows, row => Assert.Equal((CellKind.Date, CellKind.Number), (row[1]!.Kind, row[3]!.Kind)));
        Assert.All(rows, row => Assert.Equal(row[3]!.Number == 2 ? "未通过" : "待检查", row[7]!.Text));
        var failed = rows.Single(row => row[3]!.Number == 2);
        Assert.Equal(("第2条措施", "u-lead", "=现场未见台账"), (failed[4]!.Text, failed[5]!.Text, failed[8]!.Text));
        Assert.Equal((CellKind.Text, new DateOnly(2033, 12, 31)), (failed[8]!.Kind, failed[9]!.Day));
        Assert.Equal((null, null), (rows[0][8], rows[0][11]));

        Assert.Equal(["第 1 次回头看", "第 1 次回头看"], (await Rows(door.Ops, $"plans/{plan}/look-backs.xlsx?no=1", 12)).Select(row => row[0]!.Text));
        using var support = await door.Somebody("reporter", [SmallPlan.Supporting]);
        Assert.All(await Rows(support, $"plans/{plan}/look-backs.xlsx", 12), row => Assert.Equal(1, row[3]!.Number));
    }

    [Fact]
    public async Task Amendments_the_newest_first_each_change_before_and_after()
    {
        var plan = await door.Plan();
        using var office = await door.Somebody("reviewer");
        await Amend(office, plan, "第一次", new JsonObject { ["no"] = 1, ["deadline"] = "2027-01-31" });
        await Amend(office, plan, "第二次", new JsonObject { ["no"] = 2, ["deadline"] = "2027-02-28", ["text"] = "改过的措施" });

        var rows = await Rows(door.Ops, $"plans/{plan}/amendments.xlsx", 11);

        Assert.Equal(["第二次", "第二次", "第一次"], rows.Select(row => row[6]!.Text));
        Assert.Equal(("措施 1", "完成时限", "2026-12-31", "2027-01-31"), (rows[2][2]!.Text, rows[2][3]!.Text, rows[2][4]!.Text, rows[2][5]!.Text));
        Assert.Contains(rows.Take(2), row => (row[4]!.Text, row[5]!.Text) == ("第2条措施", "改过的措施"));
        Assert.All(rows, row => Assert.Equal(CellKind.Date, row[9]!.Kind));

        // A unit is told of amendments that concern it.
        using var support = await door.Somebody("reporter", [SmallPlan.Supporting]);
        Assert.DoesNotContain(await Rows(support, $"plans/{plan}/amendments.xlsx", 11), row => row[6]!.Text == "第二次");
    }

    [Fact]
    public async Task Reviews_that_wait_for_the_caller_alone_the_longest_waiting_first()
    {
        var title = $"待审方案{Guid.NewGuid():N}";
        var plan = await door.Plan(document =>
        {
            document["title"] = title;
            document["measures"]!.AsArray().Add(SmallPlan.Measure(3, "2026-03-01", "2026-12-31"));
        });
        using var reporter = await door.Reporter();
        foreach (var no in new[] { 3, 2 })
        {
            var path = $"plans/{plan}/measures/{no}/";
            (await reporter.Post(path + "claim", new JsonObject { ["unit"] = SmallPlan.Lead })).Must(200);
            var report = SmallPlan.Report(100);
            report["evidence"] = new JsonArray(EvidenceTests.Hash((await EvidenceTests.Upload(
                reporter, System.Text.Encoding.UTF8.GetBytes($"{title} {no}"))).Must(201).Json));
            (await reporter.Post(path + "reports", report)).Must(200);
            (await reporter.Post(path + "sign-off", new JsonObject { ["person"] = "张三", ["act"] = "修订办法", ["result"] = "已运行" })).Must(200);
        }

        using var leader = await door.Somebody("leader", leaders: [SmallPlan.Leader]);
        var rows = (await Rows(leader, "reviews.xlsx", 6)).FindAll(row => row[1]!.Text == title);

        Assert.Equal([3, 2], rows.Select(row => (int)row[2]!.Number!.Value));
        Assert.All(rows, row => Assert.Equal(("销号", "u-lead", CellKind.Number, CellKind.Date), (row[0]!.Text, row[4]!.Text, row[2]!.Kind, row[5]!.Kind)));
        Assert.Equal(["第3条措施", "第2条措施"], rows.Select(row => row[3]!.Text));
        Assert.Empty(await Rows(reporter, "reviews.xlsx", 6));
    }

    [Fact]
    public async Task Accounts_with_what_they_may_do_and_no_secret()
    {
        var name = $"listed-{Guid.NewGuid():N}";
        var plan = await door.Plan();
        var key = await door.Ops.Account(name, ["reporter"], [SmallPlan.Lead], null);
        Assert.NotEmpty(plan);

        var row = Assert.Single(await Rows(door.Ops, $"accounts.xlsx?q={name}", 7));

        Assert.Equal((name, "填报人", "正常"), (row[0]!.Text, row[2]!.Text, row[6]!.Text));
        Assert.Equal((CellKind.Number, 1d), (row[5]!.Kind, row[5]!.Number!.Value));
        Assert.Contains(SmallPlan.Lead, row[3]!.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(row, cell => cell?.Text.Contains(key, StringComparison.Ordinal) == true);
        using var reporter = await door.Reporter();
        (await reporter.Get("accounts.xlsx")).Must(403);
    }

    private static async Task Amend(Api office, string plan, string reason, JsonObject measure)
    {
        var patch = new JsonObject { ["reason"] = reason, ["measures"] = new JsonArray(measure) };
        (await office.Post($"plans/{plan}/amendments", patch)).Must(200, 201, 202);
    }

    /// <summary>The rows below the headings, a cell a column, after the headings were counted.</summary>
    private static async Task<List<SheetCell?[]>> Rows(Api who, string list, int columns)
    {
        var answer = (await who.Get(list)).Must(200);
        using var stream = new MemoryStream(answer.Bytes);
        using var workbook = WorkbookFile.Open(stream, "list.xlsx", WorkbookLimits.Default);
        var rows = Assert.Single(workbook.Sheets).Rows().ToList();
        Assert.Equal(columns, rows.Single(row => row.Number == FirstRow - 1).Cells.Count);
        return [.. rows.Where(row => row.Number >= FirstRow).Select(row =>
        {
            var cells = new SheetCell?[columns];
            foreach (var cell in row.Cells)
            {
                cells[cell.Column - 1] = cell;
            }

            return cells;
        })];
    }
}
