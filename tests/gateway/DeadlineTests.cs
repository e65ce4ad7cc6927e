namespace Rectification.Tests.Gateway;

/// <summary>Deadlines, extensions and lights through the front door.</summary>
public sealed class DeadlineTests(FrontDoor door)
{
    [Fact]
    public async Task Measures_are_found_by_whether_they_are_extended_and_overdue()
    {
        var plan = await door.Plan(static plan =>
        {
            plan["measures"]![0]!["deadline"] = "2035-12-31";
            plan["rules"] = new JsonObject { ["extensions"] = new JsonObject { ["most"] = 1, ["longestDays"] = 30 } };
        });
        using var reporter = await door.Reporter();
        using var office = await door.Somebody("reviewer");
        var path = $"plans/{plan}/measures/1/";
        (await reporter.Post(path + "claim", new JsonObject { ["unit"] = SmallPlan.Lead })).Must(200);
        Assert.Equal(("measure.extension-too-long", "/until"), (await reporter.Post(path + "extensions", Until("2036-01-31"))).Must(409).First);
        (await reporter.Post(path + "extensions", Until("2036-01-30"))).Must(200);
        (await office.Post(path + "extensions/1/review", new JsonObject { ["decision"] = "approve" })).Must(200);
        Assert.Equal("measure.extensions-used-up", (await reporter.Post(path + "extensions", Until("2036-01-31"))).Must(409).Code);

        Assert.Equal([1], await Found(plan, "extended=true"));
        Assert.Equal([2], await Found(plan, "extended=false"));
        Assert.Equal([2], await Found(plan, "overdue=true"));
        Assert.Equal([1], await Found(plan, "overdue=false"));
        Assert.Empty(await Found(plan, "extended=true&overdue=true"));
        (await door.Ops.Get($"plans/{plan}/measures?overdue=maybe")).Must(422);
        var rules = (await door.Ops.Get($"plans/{plan}")).Must(200).Json["rules"]!["extensions"]!;
        Assert.Equal((1, 30), (rules["most"]!.GetValue<int>(), rules["longestDays"]!.GetValue<int>()));
    }

    [Fact]
    public async Task Waiting_on_others_is_asked_for_approved_found_and_ended()
    {
        var plan = await door.Plan(static plan => plan["measures"]![0]!["deadline"] = "2099-12-31");
        using var reporter = await door.Reporter();
        using var office = await door.Somebody("reviewer");
        var path = $"plans/{plan}/measures/1/";
        (await reporter.Post(path + "claim", new JsonObject { ["unit"] = SmallPlan.Lead })).Must(200);
        var asked = new JsonObject { ["with"] = "省自然资源厅", ["since"] = "2026-01-05", ["sent"] = "用地预审请示", ["until"] = "2035-06-30" };
        Assert.Equal(("measure.waiting-until-past", "/until"), (await reporter.Post(path + "waiting", With(asked, "until", "2026-01-06"))).Must(409).First);
        Assert.Equal(("measure.waiting-with-missing", "/with"), (await reporter.Post(path + "waiting", With(asked, "with", " "))).Must(422).First);
        (await reporter.Post(path + "waiting", asked)).Must(200);
        Assert.Empty(await Found(plan, "waiting=true"));
        Assert.Equal("measure.not-a-reviewer", (await reporter.Post(path + "waiting/review", new JsonObject { ["decision"] = "approve" })).Must(403).Code);
        var measure = (await office.Post(path + "waiting/review", new JsonObject { ["decision"] = "approve" })).Must(200).Json["measure"]!;
        Assert.Equal(("inProgress", "省自然资源厅"), (measure["status"]!.GetValue<string>(), measure["waiting"]!["with"]!.GetValue<string>()));
        Assert.Equal([1], await Found(plan, "waiting=true"));
        Assert.Equal([2], await Found(plan, "waiting=false"));
        var trail = (await door.Ops.Get(path + "trail")).Must(200).Json["entries"]!.AsArray()
            .Select(line => JsonNode.Parse(line!["entry"]!.GetValue<string>())!["events"]![0]!["type"]!.GetValue<string>());
        Assert.Equal(["claimed", "waitingRequested", "waitingApproved"], trail);
        (await office.Post(path + "waiting/end", new JsonObject())).Must(200);
        Assert.Equal("measure.is-not-waiting", (await reporter.Post(path + "waiting/end", new JsonObject())).Must(409).Code);
        Assert.Empty(await Found(plan, "waiting=true"));
    }

    [Fact]
    public async Task Lists_are_asked_for_by_the_names_of_figures_and_the_plans_hour_is_read_and_shown()
    {
        var plan = await door.Plan(static plan =>
        {
            plan["measures"]![0]!["deadline"] = "2099-12-31";
            plan["rules"] = new JsonObject { ["extensions"] = new JsonObject { ["until"] = "17:00" } };
        });
        Assert.Equal([1], await Found(plan, "dueLater=true"));
        Assert.Equal([2], await Found(plan, "overdueLonger=true"));
        Assert.Equal([1], await Found(plan, "overdueLonger=false"));
        Assert.Empty(await Found(plan, "dueLater=true&overdueLonger=true"));
        Assert.Empty(await Found(plan, "signedOffLate=true"));
        Assert.Equal([1, 2], await Found(plan, "signedOffLateByFirst=false"));
        (await door.Ops.Get($"plans/{plan}/measures?dueWithin10=yes")).Must(422);
        var until = (await door.Ops.Get($"plans/{plan}")).Must(200).Json["rules"]!["extensions"]!["until"]!.GetValue<string>();
        Assert.StartsWith("17:00", until, StringComparison.Ordinal);
        using var reporter = await door.Reporter();
        (await reporter.Post($"plans/{plan}/measures/2/claim", new JsonObject { ["unit"] = SmallPlan.Lead })).Must(200);
        var late = (await reporter.Post($"plans/{plan}/measures/2/extensions", Until("2036-01-31"))).Must(409).First;
        Assert.Equal(("measure.extension-too-late", "/until"), late);
    }

    private static JsonObject With(JsonObject body, string field, string value)
    {
        var changed = (JsonObject)body.DeepClone();
        changed[field] = value;
        return changed;
    }

    [Fact]
    public async Task A_reported_metric_lights_by_the_plans_rules_and_the_warning_says_which()
    {
        var plan = await door.Plan(static plan =>
        {
            plan["measures"]!.AsArray().RemoveAt(1);
            plan["measures"]![0]!["deadline"] = "2099-12-31";
            plan["rules"] = new JsonObject { ["lights"] = new JsonArray(Rule("red", "below"), Rule("yellow", "behindPace")) };
        });
        Assert.Equal("budgetExecution", (await door.Ops.Get($"plans/{plan}")).Must(200).Json["rules"]!["lights"]![0]!["metric"]!.GetValue<string>());
        using var reporter = await door.Reporter();
        var path = $"plans/{plan}/measures/1/reports";
        var measure = (await reporter.Post(path, Spent(90))).Must(200).Json["measure"]!;
        Assert.Equal(("none", 90m), (measure["light"]!.GetValue<string>(), measure["assignments"]![0]!["metrics"]!["budgetExecution"]!.GetValue<decimal>()));
        Assert.Empty((await door.Ops.Get($"plans/{plan}/warnings")).Must(200).Json["items"]!.AsArray());

        measure = (await reporter.Post(path, Spent(-0.5m))).Must(200).Json["measure"]!;
        Assert.Equal("red", measure["light"]!.GetValue<string>());
        var warning = (await door.Ops.Get($"plans/{plan}/warnings")).Must(200).Json["items"]!.AsArray().Single()!;
        Assert.Equal(("2099-12-31", "2099-12-31"), (warning["deadline"]!.GetValue<string>(), warning["firstDeadline"]!.GetValue<string>()));
        Assert.Equal(
            [("red", "below", "budgetExecution", -0.5m), ("yellow", "behindPace", "budgetExecution", -0.5m)],
            warning["lit"]!.AsArray().Select(lit => (lit!["light"]!.GetValue<string>(), lit["kind"]!.GetValue<string>(), lit["metric"]!.GetValue<string>(),
                lit["value"]!.GetValue<decimal>())));
        Assert.Equal(measure["changedAt"]!.GetValue<DateTimeOffset>(), warning["since"]!.GetValue<DateTimeOffset>());
        var past = (await reporter.Post(path, Spent(90))).Must(200).Json["measure"]!;
        Assert.Empty(past["lit"]!.AsArray());
    }

    [Fact]
    public async Task Metrics_and_standing_checks_are_brought_in_with_history()
    {
        var plan = await door.Plan();
        var lines = string.Join('\n', History(1, "report", "reporter", SmallPlan.Lead, Spent(12)),
            History(2, "recordStandingCheck", "reviewer", "office", new() { ["passed"] = true, ["note"] = "复查" }));

        var answer = await door.Ops.Post($"plans/{plan}/history", lines, "application/x-ndjson");

        Assert.Contains("measure.is-not-standing", answer.Text, StringComparison.Ordinal);
        var measure = (await door.Ops.Get($"plans/{plan}/measures/1")).Must(200).Json;
        Assert.Equal(12m, measure["assignments"]![0]!["metrics"]!["budgetExecution"]!.GetValue<decimal>());
    }

    private static string History(int id, string command, string role, string unit, JsonObject body) => new JsonObject
    {
        ["id"] = $"past-{id}",
        ["at"] = $"2026-03-1{id}T09:00:00+08:00",
        ["measure"] = 1,
        ["actor"] = new JsonObject
        {
            ["account"] = $"past-{role}",
            ["roles"] = new JsonArray(role),
            ["units"] = new JsonArray(unit),
            ["leaders"] = new JsonArray(),
        },
        ["command"] = command,
        ["body"] = body,
    }.ToJsonString();

    private static JsonObject Rule(string light, string kind) => new()
    {
        ["light"] = light,
        ["kind"] = kind,
        ["percent"] = 10,
        ["afterShare"] = 0,
        ["points"] = 0,
        ["forDays"] = 0,
        ["metric"] = "budgetExecution",
    };

    private static JsonObject Spent(decimal execution) => new()
    {
        ["unit"] = SmallPlan.Lead,
        ["percent"] = 10,
        ["metrics"] = new JsonObject { ["budgetExecution"] = execution },
    };

    private static JsonObject Until(string day) => new() { ["until"] = day, ["reason"] = "等候批复" };

    private async Task<IEnumerable<int>> Found(string plan, string query) =>
        (await door.Ops.Get($"plans/{plan}/measures?{query}")).Must(200).Json["items"]!.AsArray().Select(item => item!["no"]!.GetValue<int>());
}
