namespace Rectification.Tests.Gateway;

public sealed class PlanImportTests(FrontDoor door)
{
    [Fact]
    public async Task An_import_warns_of_steps_that_nobody_could_take()
    {
        var plan = SmallPlan.Of("unreviewed");
        plan["leaders"]!.AsArray().Add(new JsonObject { ["id"] = "leader-of-nobody", ["title"] = "无人代表" });
        plan["measures"]![1]!["leader"] = "leader-of-nobody";
        using var office = await door.Somebody("reviewer");
        using var leader = await door.Somebody("leader", leaders: [SmallPlan.Leader]);

        var warnings = (await door.Ops.Post("plans", plan)).Must(201).Json["warnings"]!.AsArray();

        var warning = Assert.Single(warnings)!;
        Assert.Equal(("plan.no-eligible-reviewer", "leader", 1),
            (warning["code"]!.GetValue<string>(), warning["step"]!.GetValue<string>(), warning["count"]!.GetValue<int>()));
        Assert.Equal(2, warning["measures"]![0]!.GetValue<int>());
        using var named = await door.Somebody("leader", leaders: ["leader-of-nobody"]);
        Assert.Empty((await door.Ops.Post("plans", plan)).Must(200).Json["warnings"]!.AsArray());
    }

    [Fact]
    public async Task Plans_are_listed_page_by_page_and_a_cursor_tells_a_stranger_nothing()
    {
        foreach (var id in new[] { "page-a", "page-b", "page-c" })
        {
            (await door.Ops.Post("plans", SmallPlan.Of(id))).Must(201);
        }

        var first = (await door.Ops.Get("plans?limit=1&cursor=page-a")).Must(200).Json;
        var second = (await door.Ops.Get($"plans?limit=500&cursor={first["nextCursor"]}")).Must(200).Json["items"]!.AsArray();

        // Other tests bring plans in meanwhile.
        var listed = Assert.Single(first["items"]!.AsArray())!;
        Assert.Equal(first["nextCursor"]!.GetValue<string>(), listed["id"]!.GetValue<string>());
        Assert.Equal(["page-b", "page-c"], second.Prepend(listed).Select(item => item!["id"]!.GetValue<string>())
            .Where(id => id.StartsWith("page-", StringComparison.Ordinal)));
        var unknown = (await door.Ops.Get("plans?cursor=page-never")).Must(422);
        Assert.Equal(unknown.Code, (await door.Stranger.Get("plans?cursor=page-a")).Must(422).Code);
    }

    [Fact]
    public async Task The_same_plan_again_changes_nothing()
    {
        var plan = SmallPlan.Of("import-same");
        var first = (await door.Ops.Post("plans", plan)).Must(201);

        var second = (await door.Ops.Post("plans", plan)).Must(200);

        Assert.Equal((first.ETag, first.Text), (second.ETag, second.Text));
        Assert.Equal("/api/v1/plans/import-same", first.Headers.Location!.ToString());
    }

    [Fact]
    public async Task A_plan_comes_in_line_by_line_too()
    {
        var plan = SmallPlan.Of("import-lines");
        var lists = new[] { ("units", "unit"), ("leaders", "leader"), ("categories", "category"), ("problems", "problem"), ("measures", "measure") };
        var lines = lists.SelectMany(list => plan[list.Item1]!.AsArray().Select(item => new JsonObject { [list.Item2] = item!.DeepClone() })).ToList();
        foreach (var (name, _) in lists)
        {
            plan.Remove(name);
        }

        var text = string.Join('\n', lines.Prepend(new JsonObject { ["plan"] = plan }).Select(line => line.ToJsonString()));

        (await door.Ops.Post("plans", text, "application/x-ndjson")).Must(201);
        (await door.Ops.Post("plans", SmallPlan.Of("import-lines"))).Must(200);
    }

    [Fact]
    public async Task A_unit_and_a_measure_more_are_welcome_also_after_reports()
    {
        var plan = SmallPlan.Of("import-more");
        (await door.Ops.Post("plans", plan)).Must(201);
        using var reporter = await door.Reporter();
        (await reporter.Post("plans/import-more/measures/1/reports", SmallPlan.Report(10))).Must(200);
        plan["units"]!.AsArray().Add(SmallPlan.Unit("u-new", "county"));
        plan["measures"]!.AsArray().Add(SmallPlan.Measure(3, "2026-03-01", "2026-06-30", "u-new"));

        Assert.Equal("plan.needs-amendment", (await door.Ops.Post("plans", plan)).Must(422).Code);
        (await door.Ops.Post("plans?reason=%E6%96%B0%E5%A2%9E", plan)).Must(200);

        await Until.True(
            async () => await door.Rates("import-more") is var sheet && (sheet["recovering"]!.GetValue<int>(), sheet["measures"]!["total"]!.GetValue<int>(),
                sheet["assignments"]!["total"]!.GetValue<int>()) == (0, 3, 5),
            TimeSpan.FromMinutes(2),
            "the new measure is counted");
        Assert.Equal(1, (await door.Rates("import-more"))["measures"]!["inProgress"]!.GetValue<int>());
        await MustRecount("import-more");
    }

    [Fact]
    public async Task A_measure_is_neither_changed_nor_dropped_by_a_document_alone()
    {
        var plan = SmallPlan.Of("import-change");
        (await door.Ops.Post("plans", plan)).Must(201);
        using var reporter = await door.Reporter();
        (await reporter.Post("plans/import-change/measures/1/reports", SmallPlan.Report(10))).Must(200);
        var changed = plan.DeepClone();
        changed["measures"]![0]!["deadline"] = "2026-11-30";
        var dropped = plan.DeepClone();
        dropped["measures"]!.AsArray().RemoveAt(0);

        Assert.Equal("plan.needs-amendment", (await door.Ops.Post("plans", changed)).Must(422).Code);
        Assert.Equal("plan.needs-amendment", (await door.Ops.Post("plans", dropped)).Must(422).Code);
        Assert.Equal("amendment.authority-missing", (await door.Ops.Post("plans?reason=%E5%90%88%E5%B9%B6", dropped)).Must(422).Code);

        Assert.Equal("2026-12-31", (await door.Ops.Get("plans/import-change/measures/1")).Json["deadline"]!.GetValue<string>());
        (await door.Ops.Post("plans", plan)).Must(200);
    }

    [Theory]
    [InlineData("plan.deadline-before-start", "/measures/0/deadline")]
    [InlineData("plan.duplicate-number", "/measures/1/no")]
    [InlineData("plan.unit-cycle", "/units/0/parent")]
    [InlineData("plan.time-zone-unknown", "/timeZone")]
    [InlineData("plan.unit-unknown", "/measures/0/leadUnit")]
    [InlineData("plan.field-type", "/measures/0/no")]
    [InlineData("plan.date-malformed", "/feedbackDate")]
    [InlineData("plan.field-missing", "/title")]
    [InlineData("plan.problem-without-measures", "/problems/1")]
    public async Task A_wrong_plan_is_refused_at_its_place_and_nothing_of_it_is_there(string code, string pointer)
    {
        var plan = SmallPlan.Of($"wrong-{code.Replace('.', '-')}");
        Spoil(plan, code);

        var answer = (await door.Ops.Post("plans", plan)).Must(422);

        Assert.Contains((code, pointer), answer.Json["errors"]!.AsArray()
            .Select(error => (error!["code"]!.GetValue<string>(), error["pointer"]!.GetValue<string>())));
        (await door.Ops.Get($"plans/{plan["id"]}")).Must(404);
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_said_at_once()
    {
        var plan = SmallPlan.Of("wrong-twice");
        Spoil(plan, "plan.time-zone-unknown");
        Spoil(plan, "plan.deadline-before-start");

        Assert.Equal(2, (await door.Ops.Post("plans", plan)).Must(422).Json["errors"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_malformed_date_hides_no_other_error_and_makes_none_and_all_come_in_the_order_of_the_file()
    {
        var plan = SmallPlan.Of("wrong-of-form-and-sense");
        (plan["measures"]![0]!["leadUnit"], plan["measures"]![1]!["deadline"], plan["problems"]![0]!["leader"]) = ("u-nobody", "2026-13-01", "leader-9");
        plan["timeZone"] = "Mars/Olympus";

        var errors = (await door.Ops.Post("plans", plan)).Must(422).Json["errors"]!.AsArray();

        Assert.Equal(["/timeZone", "/problems/0/leader", "/measures/0/leadUnit", "/measures/1/deadline"],
            errors.Select(error => error!["pointer"]!.GetValue<string>()));
    }

    private static void Spoil(JsonObject plan, string code)
    {
        var (measures, units) = (plan["measures"]!.AsArray(), plan["units"]!.AsArray());
        switch (code)
        {
            case "plan.deadline-before-start": measures[0]!["deadline"] = "2026-02-28"; break;
            case "plan.duplicate-number": measures[1]!["no"] = 1; break;
            case "plan.unit-cycle": (units[0]!["parent"], units[1]!["parent"]) = (SmallPlan.Supporting, SmallPlan.Lead); break;
            case "plan.time-zone-unknown": plan["timeZone"] = "Asia/Wenzhou"; break;
            case "plan.unit-unknown": measures[0]!["leadUnit"] = "nobody"; break;
            case "plan.field-type": measures[0]!["no"] = "one"; break;
            case "plan.date-malformed": plan["feedbackDate"] = "2026-02-30"; break;
            case "plan.field-missing": plan.Remove("title"); break;
            case "plan.problem-without-measures":
                plan["problems"]!.AsArray()
                    .Add(new JsonObject { ["no"] = 2, ["category"] = 1, ["title"] = "空", ["leader"] = SmallPlan.Leader, ["leadUnit"] = SmallPlan.Lead });
                break;
            default: throw new ArgumentOutOfRangeException(nameof(code));
        }
    }

    private async Task MustRecount(string plan) =>
        Assert.Equal("[]", (await door.Ops.Post($"plans/{plan}/recount", new JsonObject())).Must(200).Json["mismatches"]!.ToJsonString());
}
