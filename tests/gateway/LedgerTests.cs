using System.IO.Compression;
using System.Text;

namespace Rectification.Tests.Gateway;

/// <summary>Ledgers over HTTP: read, asked about, and taken in as drafts, amendments and reports, or not at all.</summary>
public sealed class LedgerTests(FrontDoor door)
{
    private const string Unit = "u-jia";

    private static readonly string Given = Path.Combine(Repository.Root, "tests", "documents", "Ledgers", "given");

    [Theory]
    [InlineData("l01-inspection.xlsx")]
    [InlineData("l05-notes-above.xlsx")]
    [InlineData("l16-csv-gb18030.csv")]
    public async Task A_preview_says_what_the_ledger_says_and_writes_nothing(string name)
    {
        using var office = await door.Somebody("reviewer");

        var preview = (await Preview(office, Ledger(name), ("context", Context()))).Must(201).Json;

        var expected = JsonNode.Parse(await File.ReadAllTextAsync(Expected(name), TestContext.Current.CancellationToken))!;
        Assert.Equal(expected["rowsRead"]!.GetValue<int>(), preview["rowsRead"]!.GetValue<int>());
        Assert.Equal(Deadlines(expected), Deadlines(preview));
        Assert.Equal(preview["measures"]!.AsArray().Count, preview["changes"]!["new"]!.GetValue<int>());
        Assert.Equal(preview.ToJsonString(), (await office.Get($"ledgers/{preview["preview"]}")).Must(200).Json.ToJsonString());
    }

    [Fact]
    public async Task What_is_open_is_told_all_at_once_and_with_every_answer_the_draft_is_there()
    {
        using var office = await door.Somebody("reviewer");
        var preview = (await Preview(office, Ledger("l15-slash-and-actual.xlsx"), ("context", Context()))).Must(201).Json;
        var commit = new JsonObject { ["plan"] = "ledger-open", ["title"] = "台账", ["leader"] = "主要领导" };

        var refused = (await Commit(office, preview, commit)).Must(422);

        var cells = refused.Json["errors"]!.AsArray().Select(error => error!["pointer"]!.GetValue<string>()).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(["D17", "D18", "D8", "D9", "E10", "E16", "E17", "E18", "E9"], cells);
        (await office.Get("plans/ledger-open/draft")).Must(404);

        commit["answers"] = new JsonObject(cells.Select(cell => KeyValuePair.Create(cell, (JsonNode?)(cell[0] == 'D' ? "市直一处" : "2024-12-31"))));
        var committed = (await Commit(office, preview, commit)).Must(200).Json;

        Assert.Equal(("taken", "ledger-open"), (committed["status"]!.GetValue<string>(), committed["draft"]!.GetValue<string>()));
        var parts = (await office.Get("plans/ledger-open/draft")).Must(200).Json["parts"]!.AsArray();
        Assert.Equal(18, parts.Sum(part => part!["measures"]!.AsArray().Count));
    }

    [Fact]
    public async Task The_same_ledger_into_its_draft_again_changes_nothing()
    {
        using var office = await door.Somebody("reviewer");
        var ledger = Lines("a.csv", "1\t台账不全\t建立台账\t市直一处\t甲县、乙区\t主要领导\t2024年6月30日", "2\t台账不全\t补齐台账\t市直二处\t\t主要领导\t2024年底");
        var first = (await Preview(office, ledger, ("context", Context()))).Must(201).Json;
        (await Commit(office, first, new() { ["plan"] = "ledger-again", ["title"] = "台账" })).Must(200);
        var before = (await office.Get("plans/ledger-again/draft")).Must(200).Text;

        var again = (await Preview(office, ledger, ("plan", "ledger-again"))).Must(201).Json;

        Assert.Equal((0, 0, 2), (Changes(again, "new"), Changes(again, "changed"), Changes(again, "unchanged")));
        await Commit(office, again, []);
        Assert.Equal(before, (await office.Get("plans/ledger-again/draft")).Must(200).Text);
    }

    [Fact]
    public async Task More_rows_than_a_draft_may_have_are_refused_in_the_preview_already()
    {
        using var office = await door.Somebody("reviewer");
        var rows = Enumerable.Range(1, 5_001).Select(no => $"{no}\t第{no / 20}个问题\t第{no}条\t市直一处\t\t主要领导\t2027年1月31日").ToArray();
        const string Context = """{"departments":["市直一处"],"leaders":["主要领导"],"feedbackDate":"2026-03-01"}""";

        var preview = (await Preview(office, Lines("many.csv", rows), ("context", Context))).Must(201).Json;

        Assert.Equal("draft.too-large", preview["changes"]!["refusal"]!["code"]!.GetValue<string>());
    }

    [Fact]
    public async Task Of_a_plan_in_force_it_makes_an_amendment_with_its_reason()
    {
        var plan = await door.Plan();
        using var office = await door.Somebody("reviewer");
        var preview = (await Preview(office, Lines("a.csv", "1\t第一个问题\t第1条措施\tu-lead\tu-support\t责任领导\t2027年1月31日"), ("plan", plan))).Must(201).Json;
        Assert.Equal((0, 1), (Changes(preview, "new"), Changes(preview, "changed")));

        (await Commit(office, preview, [])).Must(422);
        var committed = (await Commit(office, preview, new() { ["reason"] = "上级批复" })).Must(200).Json;

        var amendment = (await office.Get($"plans/{plan}/amendments/{committed["amendment"]}")).Must(200).Json;
        Assert.Equal("上级批复", amendment["reason"]!.GetValue<string>());
        Assert.Contains("a.csv sha256:", amendment["document"]!.GetValue<string>(), StringComparison.Ordinal);
        var change = Assert.Single(amendment["changes"]!.AsArray())!;
        Assert.Equal(("deadline", "2027-01-31"), (change["field"]!.GetValue<string>(), change["to"]!.ToString()));
    }

    [Fact]
    public async Task An_emptied_cell_takes_institution_and_cadence_away_and_the_preview_shows_it()
    {
        var plan = await door.Plan(plan =>
        {
            plan["measures"]![0]!["cadence"] = "monthly";
            plan["measures"]![0]!["institution"] = new JsonObject { ["kind"] = "new", ["title"] = "管理办法" };
        });
        using var office = await door.Somebody("reviewer");
        string[] lines = ["序号\t问题\t整改措施\t制度名称\t报送频次", "1\t第一个问题\t第1条措施\t\t", "2\t第一个问题\t第2条措施\t\t每周"];

        var preview = (await Preview(office, ("e.csv", Encoding.UTF8.GetBytes(string.Join('\n', lines))), ("plan", plan))).Must(201).Json;

        string[] Of(string field) => [.. preview["changes"]!["fields"]!.AsArray()
            .Where(change => change!["field"]!.GetValue<string>().StartsWith(field, StringComparison.Ordinal))
            .Select(change => $"{change!["subject"]}: {change["from"]} → {change["to"]}")];
        Assert.Equal(["measure:1: monthly → ", "measure:2:  → weekly"], Of("cadence"));
        Assert.StartsWith("measure:1: ", Assert.Single(Of("institution")), StringComparison.Ordinal);
        var amendment = (await Commit(office, preview, new() { ["reason"] = "不再制定" })).Must(200).Json["amendment"];
        var changes = (await office.Get($"plans/{plan}/amendments/{amendment}")).Must(200).Json["changes"];
        Assert.Equal(preview["changes"]!["fields"]!.ToJsonString(), changes!.ToJsonString());
    }

    [Fact]
    public async Task A_category_that_the_plan_does_not_have_is_asked_at_its_cell()
    {
        var plan = await door.Plan();
        using var office = await door.Somebody("reviewer");
        string[] lines = ["序号\t问题类别\t问题\t整改措施", "1\t没有的类别\t第一个问题\t改过的措施"];
        var preview = (await Preview(office, ("c.csv", Encoding.UTF8.GetBytes(string.Join('\n', lines))), ("plan", plan))).Must(201).Json;

        Assert.Equal("ledger.category-unknown", preview["changes"]!["refusal"]!["code"]!.GetValue<string>());
        Assert.Equal(("ledger.category-unknown", "B2"), (await Commit(office, preview, new() { ["reason"] = "调整" })).Must(422).First);
        var answered = new JsonObject { ["reason"] = "调整", ["answers"] = new JsonObject { ["B2"] = "第一类" } };
        Assert.NotNull((await Commit(office, preview, answered)).Must(200).Json["amendment"]);
    }

    [Fact]
    public async Task What_the_plan_says_already_makes_no_amendment()
    {
        var plan = await door.Plan();
        using var office = await door.Somebody("reviewer");

        var preview = (await Preview(office, Lines("a.csv", "1\t第一个问题\t第1条措施\tu-lead\tu-support\t责任领导\t2026年12月31日"), ("plan", plan))).Must(201).Json;

        Assert.Equal((0, 0, 1), (Changes(preview, "new"), Changes(preview, "changed"), Changes(preview, "unchanged")));
        Assert.Equal("ledger.nothing-changes", (await Commit(office, preview, new() { ["reason"] = "无" })).Must(409).Code);
    }

    [Fact]
    public async Task Lines_without_numbers_meet_the_plan_by_what_they_say_and_a_unit_is_not_told_what_the_plan_says()
    {
        var plan = await door.Plan();
        using var office = await door.Somebody("reviewer");
        using var unit = await door.Somebody("reporter", [SmallPlan.Lead]);
        string[] lines = ["问题\t整改措施\t牵头单位\t配合单位\t责任领导\t完成时限",
            "另一个问题\t另一条措施\tu-lead\tu-support\t责任领导\t2026年12月31日",
            "第一个问题\t第1条措施\tu-lead\tu-support\t责任领导\t2026年12月31日"];
        var ledger = ("n.csv", Encoding.UTF8.GetBytes(string.Join('\n', lines)));

        var preview = (await Preview(office, ledger, ("plan", plan))).Must(201).Json;
        Assert.Equal((1, 0, 1), (Changes(preview, "new"), Changes(preview, "changed"), Changes(preview, "unchanged")));
        Assert.All(preview["changes"]!["fields"]!.AsArray(), change => Assert.Equal("*", change!["field"]!.GetValue<string>()));

        var told = (await Preview(unit, ledger, ("plan", plan))).Must(201).Json["changes"]!;
        Assert.Equal(("access.denied", 0), (told["refusal"]!["code"]!.GetValue<string>(), told["fields"]!.AsArray().Count));
    }

    [Fact]
    public async Task A_units_sheet_reports_each_row_exactly_once_however_often_it_is_sent()
    {
        var plan = await UnitsPlan();
        using var reporter = await door.Somebody("reporter", [Unit]);
        var preview = (await Preview(reporter, Ledger("l22-unit-older.xlsx"), ("plan", plan))).Must(201).Json;
        var key = ("Idempotency-Key", $"{plan}-1");

        var committed = (await reporter.Post($"ledgers/{preview["preview"]}/commit", new JsonObject(), key)).Must(200);
        var measure = (await reporter.Get($"plans/{plan}/measures/2")).Must(200);
        var repeated = (await reporter.Post($"ledgers/{preview["preview"]}/commit", new JsonObject(), key)).Must(200);

        Assert.Equal((9, 0), (committed.Json["reports"]!.GetValue<int>(), committed.Json["refused"]!.AsArray().Count));
        Assert.Equal((committed.Text, true), (repeated.Text, repeated.IsRepeated));
        Assert.Equal(90, measure.Json["assignments"]![0]!["percent"]!.GetValue<int>());
        Assert.Equal("ledger.taken", (await Commit(reporter, preview, new() { ["reason"] = "再来" })).Must(409).Code);

        var again = (await Preview(reporter, Ledger("l22-unit-older.xlsx"), ("plan", plan))).Must(201).Json;
        Assert.Equal((0, 9), (Changes(again, "changed"), Changes(again, "unchanged")));
        await Commit(reporter, again, []);
        Assert.Equal(measure.ETag, (await reporter.Get($"plans/{plan}/measures/2")).Must(200).ETag);
    }

    [Fact]
    public async Task Nobody_else_finds_a_preview()
    {
        using var office = await door.Somebody("reviewer");
        using var another = await door.Somebody("reviewer");
        var preview = (await Preview(office, Ledger("l01-inspection.xlsx"), ("context", Context()))).Must(201).Json;

        Assert.Equal("ledger.unknown", (await another.Get($"ledgers/{preview["preview"]}")).Must(404).Code);
        Assert.Equal("ledger.unknown", (await Commit(another, preview, new() { ["plan"] = "not-mine", ["title"] = "台账" })).Must(404).Code);
        Assert.Equal(404, await another.Status(HttpMethod.Get, $"/ledgers/{preview["preview"]}", null));
        Assert.Equal(200, await office.Status(HttpMethod.Get, $"/ledgers/{preview["preview"]}", null));
    }

    [Fact]
    public async Task Columns_are_read_as_it_is_said_and_a_field_that_is_none_is_refused()
    {
        using var office = await door.Somebody("reviewer");
        var ledger = Ledger("l01-inspection.xlsx");
        var columns = (await Preview(office, ledger, ("context", Context()))).Must(201).Json["columns"]!.AsObject();
        var found = columns.First(column => column.Value!.GetValue<string>() == "deadline").Key;
        var mapping = ("mapping", $"{{\"{found}\":\"actualDate\"}}");

        var changed = (await Preview(office, ledger, ("context", Context()), mapping)).Must(201).Json;

        Assert.Equal("actualDate", changed["columns"]![found]!.GetValue<string>());
        Assert.Contains("deadline", changed["missing"]!.AsArray().Select(field => field!.GetValue<string>()));
        var refused = await Preview(office, ledger, ("context", Context()), ("mapping", "{\"A\":\"nonsense\"}"));
        Assert.Equal("ledger.mapping-unknown", refused.Must(422).Code);
    }

    [Fact]
    public async Task What_holds_macros_is_refused_in_words_and_nothing_at_all_too()
    {
        using var office = await door.Somebody("reviewer");
        using var macros = new MemoryStream();
        await macros.WriteAsync(Ledger("l01-inspection.xlsx").Content, TestContext.Current.CancellationToken);
        using (var package = new ZipArchive(macros, ZipArchiveMode.Update, leaveOpen: true))
        {
            await using var project = package.CreateEntry("xl/vbaProject.bin").Open();
            await project.WriteAsync("macro"u8.ToArray(), TestContext.Current.CancellationToken);
        }

        Assert.Equal("workbook.macros", (await Preview(office, ("x.xlsx", macros.ToArray()))).Must(422).Code);
        using var nothing = new MultipartFormDataContent { { new StringContent("any"), "plan" } };
        Assert.Equal("ledger.file-missing", (await office.Send(HttpMethod.Post, "ledgers/preview", nothing)).Must(422).Code);
    }

    /// <summary>A ledger of separated values with the headings of an office.</summary>
    internal static (string Name, byte[] Content) Lines(string name, params string[] lines) =>
        (name, Encoding.UTF8.GetBytes(string.Join('\n', lines.Prepend("序号\t问题\t整改措施\t牵头单位\t配合单位\t责任领导\t完成时限"))));

    internal static async Task<Answer> Preview(Api who, (string Name, byte[] Content) ledger, params (string Name, string Value)[] fields)
    {
        using var form = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
        {
            form.Add(new StringContent(value), name);
        }

        form.Add(new ByteArrayContent(ledger.Content), "file", ledger.Name);
        return await who.Send(HttpMethod.Post, "ledgers/preview", form);
    }

    private static Task<Answer> Commit(Api who, JsonNode preview, JsonObject body) =>
        who.Post($"ledgers/{preview["preview"]}/commit", body.DeepClone(), ("Idempotency-Key", Guid.NewGuid().ToString("N")));

    private static (string Name, byte[] Content) Ledger(string name) => (name, File.ReadAllBytes(Path.Combine(Given, name)));

    private static string Expected(string name) => Path.Combine(Given, Path.GetFileNameWithoutExtension(name) + ".expected.json");

    private static string Context() => File.ReadAllText(Path.Combine(Given, "context.json"));

    private static int Changes(JsonNode preview, string kind) => preview["changes"]![kind]!.GetValue<int>();

    private static List<(int, string?)> Deadlines(JsonNode reading) =>
        [.. reading["measures"]!.AsArray().Select(measure => (measure!["no"]!.GetValue<int>(), measure["deadline"]?.GetValue<string>()))];

    /// <summary>A plan in which the given unit's sheet has its measures; gives its id.</summary>
    private async Task<string> UnitsPlan()
    {
        var sheet = JsonNode.Parse(await File.ReadAllTextAsync(Expected("l22-unit-older.xlsx"), TestContext.Current.CancellationToken))!;
        return await door.Plan(plan =>
        {
            plan["feedbackDate"] = "2024-03-18";
            var unit = SmallPlan.Unit(Unit, "county");
            unit["name"] = "甲县";
            plan["units"]!.AsArray().Add((JsonNode)unit);
            plan["measures"] = new JsonArray([.. Deadlines(sheet).Select(line =>
            {
                var measure = SmallPlan.Measure(line.Item1, "2024-03-18", line.Item2!);
                measure["leadUnit"] = Unit;
                return (JsonNode)measure;
            })]);
        });
    }
}
