using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace Rectification.Tests.Gateway.Ledgers;

/// <summary>What goes out as a workbook: to whom, and that it is known again when it comes back.</summary>
public sealed class LedgerExportTests(FrontDoor door)
{
    private const int FirstRow = FilledSheet.FirstRow;

    [Fact]
    public async Task The_real_plan_goes_out_and_in_again_and_nothing_changes()
    {
        var file = (await door.Ops.Get($"plans/{FrontDoor.Wenzhou}/ledger.xlsx")).Must(200);
        Assert.Equal("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", file.ContentHeaders.ContentType!.MediaType);
        Assert.EndsWith(".xlsx", file.ContentHeaders.ContentDisposition!.FileNameStar, StringComparison.Ordinal);

        var preview = (await Preview(door.Ops, file.Bytes, FrontDoor.Wenzhou)).Must(201).Json;

        Assert.Equal(("plan", 94, 29), (preview["kind"]!.GetValue<string>(), preview["measures"]!.AsArray().Count, preview["problems"]!.AsArray().Count));
        Assert.Equal("[]", preview["errors"]!.ToJsonString());
        Assert.Equal("[]", preview["changes"]!["fields"]!.ToJsonString());
        Assert.Equal((0, 0, 94, 0), Changes(preview));
        Assert.Equal("[]", preview["missing"]!.ToJsonString());
    }

    [Fact]
    public async Task Filters_of_the_list_are_those_of_the_export()
    {
        var all = Rows(await Export(door.Ops, FrontDoor.Wenzhou, ""), 2);
        var open = Rows(await Export(door.Ops, FrontDoor.Wenzhou, "?status=inProgress"), 2);
        var before = Rows(await Export(door.Ops, FrontDoor.Wenzhou, "?status=signedOff&day=2024-07-08"), 2);

        Assert.Equal((94, 0), (all, open));
        Assert.InRange(before, 1, 93);
        (await door.Ops.Get($"plans/{FrontDoor.Wenzhou}/ledger.xlsx?status=nonsense")).Must(422);
        (await door.Ops.Get("plans/no-such-plan/ledger.xlsx")).Must(404);
    }

    [Fact]
    public async Task A_units_account_gets_its_own_rows_and_no_telephone()
    {
        var plan = await door.Plan(document =>
            document["measures"]![0]!["extra"] = new JsonObject { ["联系电话"] = "0577-88000000", ["备注"] = "人人可见" });
        using var supporting = await door.Somebody("reporter", [SmallPlan.Supporting]);

        var own = await Export(supporting, plan, "");

        Assert.Equal((1, 1), (Rows(own, 2), Rows(own, 3)));
        Assert.DoesNotContain("0577-88000000", Sheet(own, 2), StringComparison.Ordinal);
        Assert.Contains("人人可见", Sheet(own, 2), StringComparison.Ordinal);
        var whole = await Export(door.Ops, plan, "");
        Assert.Equal((2, 3), (Rows(whole, 2), Rows(whole, 3)));
        Assert.Contains("0577-88000000", Sheet(whole, 2), StringComparison.Ordinal);
        (await supporting.Get($"plans/{plan}/units/{SmallPlan.Supporting}/sheet.xlsx")).Must(200);
        (await supporting.Get($"plans/{plan}/units/{SmallPlan.Lead}/sheet.xlsx")).Must(403);
        (await supporting.Get($"plans/{plan}/sheets.zip")).Must(403);
        (await door.Ops.Get($"plans/{plan}/units/nobody/sheet.xlsx")).Must(404);
    }

    [Theory]
    [InlineData("problems.xlsx", 29, 29, 29)]
    [InlineData("problems.xlsx?signedOff=false", 29, 0, 29)]
    [InlineData("problems.xlsx?signedOff=true", 0, 29, 0)]
    [InlineData("institutions.xlsx", 17, 17, 17)]
    [InlineData("institutions.xlsx?registered=true", 0, 17, 0)]
    public async Task A_list_goes_out_with_its_own_filter_and_as_of_its_own_day(string list, int first, int now, int firstAgain)
    {
        var then = $"{list}{(list.Contains('?', StringComparison.Ordinal) ? '&' : '?')}day=2024-04-11";
        async Task<int> Of(string asked) => Rows((await door.Ops.Get($"plans/{FrontDoor.Wenzhou}/{asked}")).Must(200).Bytes, 1);

        Assert.Equal((first, now, firstAgain), (await Of(then), await Of(list), await Of(then)));
    }

    [Fact]
    public async Task The_list_of_evidence_has_every_piece_and_a_unit_gets_its_own_alone()
    {
        var plan = await door.Plan();
        using var reporter = await door.Reporter();
        using var supporting = await door.Somebody("reporter", [SmallPlan.Supporting]);
        (await reporter.Post($"plans/{plan}/measures/2/claim", new JsonObject { ["unit"] = SmallPlan.Lead })).Must(200);
        var hash = EvidenceTests.Hash((await EvidenceTests.Upload(reporter, "已召开会议"u8.ToArray(), "会议纪要.txt")).Must(201).Json);
        var report = SmallPlan.Report(30);
        report["evidence"] = new JsonArray(hash);
        (await reporter.Post($"plans/{plan}/measures/2/reports", report)).Must(200);

        var whole = await door.Ops.Get($"plans/{plan}/evidence.xlsx");
        Assert.Equal(1, Rows(whole.Must(200).Bytes, 1));
        Assert.All(new[] { hash, "会议纪要.txt", "文本", "u-lead" }, text => Assert.Contains(text, Sheet(whole.Bytes, 1), StringComparison.Ordinal));
        Assert.Equal(0, Rows((await supporting.Get($"plans/{plan}/evidence.xlsx")).Must(200).Bytes, 1));
        Assert.Equal(0, Rows((await door.Ops.Get($"plans/{plan}/evidence.xlsx?unit={SmallPlan.Supporting}")).Must(200).Bytes, 1));
    }

    [Fact]
    public async Task Nobody_without_an_account_gets_a_list()
    {
        foreach (var list in new[] { "ledger", "problems", "institutions", "evidence", "look-backs", "amendments" })
        {
            (await door.Stranger.Get($"plans/{FrontDoor.Wenzhou}/{list}.xlsx")).Must(401);
        }

        (await door.Stranger.Get("orders.xlsx")).Must(401);
        (await door.Stranger.Get("reviews.xlsx")).Must(401);
        (await door.Stranger.Get("accounts.xlsx")).Must(401);
        (await door.Stranger.Get("exports/any")).Must(401);
        (await door.Ops.Get($"orders.xlsx?plan={FrontDoor.Wenzhou}")).Must(200);
        (await door.Ops.Get("orders.xlsx?show=nonsense")).Must(422);
    }

    [Fact]
    public async Task How_far_a_file_is_only_its_own_account_is_told()
    {
        (await door.Ops.Get($"plans/{FrontDoor.Wenzhou}/ledger.xlsx?progress=mine")).Must(200);
        using var reporter = await door.Reporter();

        var known = (await door.Ops.Get("exports/mine")).Must(200).Json;

        Assert.Equal(("made", 100, 94), (known["state"]!.GetValue<string>(), known["percent"]!.GetValue<int>(), known["rows"]!.GetValue<int>()));
        Assert.Equal("unknown", (await reporter.Get("exports/mine")).Must(200).Json["state"]!.GetValue<string>());
    }

    [Fact]
    public async Task An_amount_stands_as_it_came_in_whoever_brought_it()
    {
        var plan = await door.Plan(document => document["measures"]![0]!["extra"] = new JsonObject { ["涉及金额（万元）"] = "12.5" });
        var sheet = await Export(door.Ops, plan, "");

        Assert.Contains("<v>12.5</v>", Sheet(sheet, 2), StringComparison.Ordinal);
        var preview = (await Preview(door.Ops, sheet, plan)).Must(201).Json;
        Assert.Equal((0, 0, 2, 0), Changes(preview));
        Assert.Equal("125000", preview["measures"]![0]!["money"]!["涉及金额（万元）"]!.ToString());
    }

    [Fact]
    public async Task The_office_gets_a_sheet_for_every_unit_that_has_something_to_do()
    {
        var plan = await door.Plan();

        using var zip = Zip((await door.Ops.Get($"plans/{plan}/sheets.zip")).Must(200).Bytes);

        Assert.Equal(["001 u-lead填报表", "002 u-support填报表"], zip.Entries.Select(entry => entry.FullName[..^"20260101.xlsx".Length]));
        Assert.Empty(Zip((await door.Ops.Get($"plans/{FrontDoor.Wenzhou}/sheets.zip")).Must(200).Bytes).Entries);
    }

    [Fact]
    public async Task A_units_sheet_is_filled_in_offline_and_taken_in()
    {
        var plan = await door.Plan();
        using var reporter = await door.Reporter();
        var sheet = await Begun(plan, reporter);

        var preview = (await Preview(reporter, FilledSheet.Of(sheet, FirstRow, 60, "已完成两场"), plan)).Must(201).Json;

        Assert.Equal(("progress", SmallPlan.Lead), (preview["kind"]!.GetValue<string>(), preview["unit"]!.GetValue<string>()));
        Assert.Equal((0, 1, 1, 0), Changes(preview));
        Assert.Equal("[]", preview["errors"]!.ToJsonString());
        var taken = (await reporter.Post($"ledgers/{preview["preview"]}/commit", new JsonObject())).Must(200).Json;
        Assert.Equal(1, taken["reports"]!.GetValue<int>());
        Assert.Equal(60, (await reporter.Get($"plans/{plan}/measures/1")).Must(200).Json["percent"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_sheet_that_is_older_than_a_report_overwrites_nothing_and_says_nothing_where_it_was_left_as_it_was()
    {
        var plan = await door.Plan();
        using var reporter = await door.Reporter();
        var sheet = await Begun(plan, reporter);
        (await reporter.Post($"plans/{plan}/measures/1/reports", SmallPlan.Report(70))).Must(200);

        var filled = (await Preview(reporter, FilledSheet.Of(sheet, FirstRow, 80, "表里填的"), plan)).Must(201).Json;
        var left = (await Preview(reporter, sheet, plan)).Must(201).Json;

        var conflict = Assert.Single(filled["changes"]!["conflicts"]!.AsArray())!;
        Assert.Equal((1, "ledger.reported-meanwhile"), (conflict["measure"]!.GetValue<int>(), conflict["refusal"]!["code"]!.GetValue<string>()));
        Assert.Empty(left["changes"]!["conflicts"]!.AsArray());
        Assert.Equal((0, 0, 2, 0), Changes(left));
        (await reporter.Post($"ledgers/{filled["preview"]}/commit", new JsonObject())).Must(409);
        Assert.Equal(70, (await reporter.Get($"plans/{plan}/measures/1")).Must(200).Json["percent"]!.GetValue<int>());
    }

    [Fact]
    public async Task What_a_measure_counts_goes_out_and_comes_back_as_part_of_a_report()
    {
        var plan = await door.Plan(document =>
        {
            document["measures"]![0]!["target"] = new JsonObject { ["value"] = 10, ["unit"] = "个", ["what"] = "站点" };
            document["measures"]![0]!["quantities"] = new JsonArray(new JsonObject { ["name"] = "people", ["unit"] = "人次", ["what"] = "受益" });
        });
        using var reporter = await door.Reporter();
        var sheet = await Begun(plan, reporter);

        // Left as it is it says nothing; the ledger that says how much was reached changes nothing either.
        Assert.Equal((0, 0, 2, 0), Changes((await Preview(reporter, sheet, plan)).Must(201).Json));
        var ledger = await Export(door.Ops, plan, "");
        Assert.Contains("站点 0/10个；受益 0人次", Sheet(ledger, 2), StringComparison.Ordinal);
        Assert.Equal((0, 0, 2, 0), Changes((await Preview(door.Ops, ledger, plan)).Must(201).Json));

        var filled = FilledSheet.With(FilledSheet.With(sheet, "I6", "4"), "K6", "120.5");
        var preview = (await Preview(reporter, filled, plan)).Must(201).Json;
        Assert.Equal((0, 1, 1, 0), Changes(preview));
        (await reporter.Post($"ledgers/{preview["preview"]}/commit", new JsonObject())).Must(200);
        var measure = (await reporter.Get($"plans/{plan}/measures/1")).Must(200).Json;
        Assert.Equal((30, "4", "120.5"), (measure["percent"]!.GetValue<int>(), measure["target"]!["reached"]!.ToString(),
            measure["quantities"]![0]!["reached"]!.ToString()));

        // The sheet with what was reported: the same again, and less than before, which needs a reason and is none of a sheet's.
        var again = (await reporter.Get($"plans/{plan}/units/{SmallPlan.Lead}/sheet.xlsx")).Must(200).Bytes;
        Assert.Equal((0, 0, 2, 0), Changes((await Preview(reporter, again, plan)).Must(201).Json));
        var less = (await Preview(reporter, FilledSheet.With(again, "I6", "3"), plan)).Must(201).Json;
        Assert.Equal("measure.quantity-falls", less["changes"]!["conflicts"]![0]!["refusal"]!["code"]!.GetValue<string>());
    }

    private static async Task<byte[]> Begun(string plan, Api reporter)
    {
        (await reporter.Post($"plans/{plan}/measures/1/claim", new JsonObject { ["unit"] = SmallPlan.Lead })).Must(200);
        (await reporter.Post($"plans/{plan}/measures/1/reports", SmallPlan.Report(30))).Must(200);
        return (await reporter.Get($"plans/{plan}/units/{SmallPlan.Lead}/sheet.xlsx")).Must(200).Bytes;
    }

    private static (int New, int Changed, int Unchanged, int Open) Changes(JsonNode preview)
    {
        int Of(string name) => preview["changes"]![name]!.GetValue<int>();
        return (Of("new"), Of("changed"), Of("unchanged"), Of("open"));
    }

    private static async Task<byte[]> Export(Api somebody, string plan, string query) =>
        (await somebody.Get($"plans/{plan}/ledger.xlsx{query}")).Must(200).Bytes;

    private static async Task<Answer> Preview(Api somebody, byte[] file, string plan)
    {
        using var form = new MultipartFormDataContent();
        using var part = new ByteArrayContent(file);
        part.Headers.TryAddWithoutValidation("Content-Disposition", "form-data; name=\"file\"; filename=\"back.xlsx\"");
        form.Add(part);
        form.Add(new StringContent(plan), "plan");
        return await somebody.Send(HttpMethod.Post, "ledgers/preview", form);
    }

    /// <summary>Rows below the headings, which stand in the third row.</summary>
    private static int Rows(byte[] workbook, int sheet) => Regex.Count(Sheet(workbook, sheet), "<row ") - 3;

    private static string Sheet(byte[] workbook, int sheet)
    {
        using var zip = Zip(workbook);
        using var reader = new StreamReader(zip.GetEntry($"xl/worksheets/sheet{sheet.ToString(CultureInfo.InvariantCulture)}.xml")!.Open(), Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private static ZipArchive Zip(byte[] bytes) => new(new MemoryStream(bytes));
}
