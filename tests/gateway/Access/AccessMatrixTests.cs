using System.Text;

namespace Rectification.Tests.Gateway.Access;

/// <summary>
/// Role × scope × endpoint: every endpoint of the API's own description is asked by every kind of caller, and answers as
/// <c>access.approved.txt</c> says. A new endpoint without a row there fails. To change the table on purpose run once with
/// RECTIFICATION_REWRITE_REFERENCE=1 and read the difference.
/// </summary>
public sealed class AccessMatrixTests(FrontDoor door)
{
    private const int EndpointWidth = 72;
    private const int CellWidth = 5;

    private static readonly string ApprovedPath = Path.Combine(Repository.Root, "tests", "gateway", "Access", "access.approved.txt");

    [Fact]
    public async Task Every_endpoint_answers_every_kind_of_caller_as_the_table_says()
    {
        var table = await Walk();
        if (Environment.GetEnvironmentVariable("RECTIFICATION_REWRITE_REFERENCE") == "1")
        {
            await File.WriteAllTextAsync(ApprovedPath, table, TestContext.Current.CancellationToken);
        }

        Assert.Equal(await File.ReadAllTextAsync(ApprovedPath, TestContext.Current.CancellationToken), table);
    }

    [Fact]
    public async Task No_stranger_gets_further_than_the_figures_of_public_plans_and_the_door()
    {
        var open = (await File.ReadAllLinesAsync(ApprovedPath, TestContext.Current.CancellationToken))
            .Skip(1).Where(line => !line[EndpointWidth..].TrimStart().StartsWith("401", StringComparison.Ordinal))
            .Select(line => line[..EndpointWidth].Trim());

        Assert.Equal(OpenToAnybody, open);
    }

    /// <summary>Right goes before shape: whoever's role may send no such command is told that, however broken what was sent.</summary>
    [Fact]
    public async Task Who_may_send_no_such_command_is_not_told_what_is_wrong_with_it()
    {
        string[] malformed =
        [
            "{", "", "[]", "null", "7", "{}", "{\"unit\":7,\"percent\":\"x\"}", "{\"decision\":\"x\"}",
        ];
        var lines = await File.ReadAllLinesAsync(ApprovedPath, TestContext.Current.CancellationToken);
        var kinds = lines[0].Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..];
        var plan = await door.Plan(Prepare);
        await Begin(plan);
        using var callers = await Callers.Of(door);
        var told = new List<string>();
        foreach (var line in lines.Skip(1).Where(line => line.StartsWith("POST /api/v1/plans/{plan}/", StringComparison.Ordinal)))
        {
            var (endpoint, answers) = (line[..EndpointWidth].Trim(), line[EndpointWidth..].Split(' ', StringSplitOptions.RemoveEmptyEntries));

            // Of a sign-off's steps the next one is the leader's; the office has the one after it, and of a draft's it is the other way round. Steps of
            // an amendment are as the plan's rules say, and who proposed it withdraws it.
            var without = kinds.Zip(answers).GroupBy(cell => cell.First.Split('@')[0])
                .Where(role => role.All(cell => cell.Second == "403"))
                .Where(role => !(role.Key == "reviewer" && endpoint.EndsWith("/sign-off/review", StringComparison.Ordinal)))
                .Where(role => !(role.Key is "reviewer" or "ops" && endpoint.Contains("/amendments/{no}/", StringComparison.Ordinal)))
                .Where(role => !(role.Key == "leader" && endpoint.Contains("/draft/problems/", StringComparison.Ordinal)))
                .SelectMany(role => role);
            foreach (var caller in without.Select(cell => callers.All.Single(caller => caller.Name == cell.First)))
            {
                foreach (var body in malformed)
                {
                    var content = new StringContent(body, Encoding.UTF8, "application/json");
                    var status = await caller.Api.Status(HttpMethod.Post, AccessQuestions.Path(endpoint["POST ".Length..], plan), content);
                    // 415 is the router's: it looks at no more than how the body is called.
                    if (status is not (403 or 415))
                    {
                        told.Add($"{status} {caller.Name} {endpoint} {body}");
                    }
                }
            }
        }

        Assert.Empty(told);
    }

    /// <summary>Nor of the evidence it names, of the extension it means, or of how far the thing has come.</summary>
    [Fact]
    public async Task Who_may_send_no_such_command_is_not_told_what_it_refers_to()
    {
        var plan = await door.Plan(Prepare);
        await Begin(plan);
        using var auditor = await door.Somebody("auditor");
        using var elsewhere = await door.Somebody("reporter", [Callers.OtherUnit]);
        var unknown = new JsonArray(AccessQuestions.Unknown);
        (string Path, JsonObject Body, string Code)[] asked =
        [
            ("measures/1/reports", new() { ["unit"] = SmallPlan.Lead, ["percent"] = 10, ["evidence"] = unknown }, "measure.actor-not-of-unit"),
            ("measures/1/extensions/x/review", new() { ["decision"] = "approve" }, "measure.not-a-reviewer"),
            ("measures/1/sign-off/review", new() { ["decision"] = "approve", ["fingerprint"] = "x" }, "measure.not-the-leader"),
            ("orders/1/answer", new() { ["text"] = "已答复", ["evidence"] = unknown.DeepClone() }, "order.actor-not-of-unit"),
            ("problems/1/sign-off", new() { ["statement"] = "完成" }, "problem.not-the-leader"),
        ];
        foreach (var (path, body, code) in asked)
        {
            Assert.Equal((path, code), (path, (await elsewhere.Post($"plans/{plan}/{path}", body.DeepClone(), ("If-Match", "\"77\""))).Must(403).Code));
            (await auditor.Post($"plans/{plan}/{path}", body, ("If-Match", "\"77\""))).Must(403);
        }
    }

    /// <summary>What is for ops alone is about all units: whoever is bound to one has no part in it.</summary>
    [Fact]
    public async Task Ops_of_a_unit_runs_nothing_that_is_of_all_units()
    {
        var forOps = (await File.ReadAllLinesAsync(ApprovedPath, TestContext.Current.CancellationToken)).Skip(1)
            .Select(line => (Endpoint: line[..EndpointWidth].Trim(), Answers: line[EndpointWidth..].Split(' ', StringSplitOptions.RemoveEmptyEntries)))
            .Where(row => row.Answers[^1] != "403" && row.Answers[2..^1].All(answer => answer == "403")).Select(row => row.Endpoint).ToList();
        var plan = await door.Plan();
        using var bound = await door.Somebody("ops", [SmallPlan.Lead]);
        var caller = new Caller("ops@lead", bound, AccessQuestions.Unknown);

        Assert.InRange(forOps.Count, 20, 100);
        foreach (var endpoint in forOps.Append("GET /api/v1/accounts/trail").Append("GET /metrics").Append("GET /admin").Append("GET /admin/webhooks"))
        {
            Assert.Equal((endpoint, 403), (endpoint, await Ask(caller, endpoint, plan)));
        }
    }

    /// <summary>Of a plan that is not public these show nothing; a test of strangers sees to it.</summary>
    private static readonly string[] OpenToAnybody = ["GET /api/v1/plans", "POST /api/v1/session", "POST /api/v1/session/end"];

    private async Task<string> Walk()
    {
        var plan = await door.Plan(Prepare);
        await Begin(plan);
        using var callers = await Callers.Of(door);
        var table = new StringBuilder("endpoint".PadRight(EndpointWidth));
        table.AppendLine(string.Join("  ", callers.All.Select(caller => caller.Name)));
        foreach (var endpoint in await Endpoints())
        {
            var cells = new StringBuilder(endpoint.PadRight(EndpointWidth));
            foreach (var caller in callers.All)
            {
                cells.Append((await Ask(caller, endpoint, plan)).ToString(System.Globalization.CultureInfo.InvariantCulture).PadRight(CellWidth));
            }

            table.AppendLine(cells.ToString().TrimEnd());
        }

        return table.ToString();
    }

    private static async Task<int> Ask(Caller caller, string endpoint, string plan)
    {
        var (method, path) = (endpoint[..endpoint.IndexOf(' ', StringComparison.Ordinal)],
            AccessQuestions.Path(endpoint[(endpoint.IndexOf(' ', StringComparison.Ordinal) + 1)..], plan));
        var status = await caller.Api.Status(new(method), path, AccessQuestions.Body(endpoint, caller.Evidence));

        // Whoever may not ask may not ask for the headers either.
        Assert.True(method != "GET" || await caller.Api.Status(HttpMethod.Head, path, null) == status, $"HEAD {path} is not answered as GET for {caller.Name}");
        return status;
    }

    private async Task<List<string>> Endpoints()
    {
        var paths = (await door.Stranger.Get("/openapi/v1.json")).Must(200).Json["paths"]!.AsObject();
        return [.. paths.SelectMany(path => path.Value!.AsObject().Select(operation => $"{operation.Key.ToUpperInvariant()} {path.Key}"))
            .Order(StringComparer.Ordinal)];
    }

    /// <summary>A second unit, leader and measure that have nothing to do with the first.</summary>
    private static void Prepare(JsonObject plan)
    {
        plan["units"]!.AsArray().Add(SmallPlan.Unit(Callers.OtherUnit, "county"));
        plan["leaders"]!.AsArray().Add(new JsonObject { ["id"] = Callers.OtherLeader, ["title"] = "另一位领导" });
        plan["problems"]!.AsArray()
            .Add(new JsonObject { ["no"] = 2, ["category"] = 1, ["title"] = "另一问题", ["leader"] = Callers.OtherLeader, ["leadUnit"] = Callers.OtherUnit });
        var other = SmallPlan.Measure(3, "2026-03-01", "2026-12-31");
        (other["leadUnit"], other["leader"], other["problem"]) = (Callers.OtherUnit, Callers.OtherLeader, 2);
        plan["measures"]!.AsArray().Add(other);
        plan["measures"]!.AsArray().Add(SmallPlan.Measure(4, "2026-03-01", "2026-12-31"));
    }

    /// <summary>Something is reported, and one sign-off requested, so that every question comes to the one about rights.</summary>
    private async Task Begin(string plan)
    {
        using var reporter = await door.Reporter();
        var draft = SmallPlan.Of(AccessQuestions.Draft(plan));
        Prepare(draft);
        (await door.Ops.Post($"plans/{AccessQuestions.Draft(plan)}/draft", draft)).Must(200);
        (await reporter.Post($"plans/{plan}/measures/1/reports", SmallPlan.Report(50))).Must(200);
        var report = SmallPlan.Report(100);
        report["evidence"] = new JsonArray((await EvidenceTests.Upload(reporter, Encoding.UTF8.GetBytes("已全部完成")))
            .Must(201).Json["sha256"]!.GetValue<string>());
        (await reporter.Post($"plans/{plan}/measures/2/reports", report)).Must(200);
        (await reporter.Post($"plans/{plan}/measures/2/sign-off", AccessQuestions.SignOff())).Must(200);
        await SignOff(plan, reporter, report);
    }

    /// <summary>Measure 4 is signed off and drawn for a look-back, an order is issued, a seal made: there is one of each to ask about.</summary>
    private async Task SignOff(string plan, Api reporter, JsonObject report)
    {
        using var leader = await door.Somebody("leader", leaders: [SmallPlan.Leader]);
        using var office = await door.Somebody("reviewer");
        (await reporter.Post($"plans/{plan}/measures/4/reports", report.DeepClone())).Must(200);
        var asked = (await reporter.Post($"plans/{plan}/measures/4/sign-off", AccessQuestions.SignOff())).Must(200);
        var review = new JsonObject { ["decision"] = "approve", ["fingerprint"] = asked.Json["measure"]!["signOff"]!["fingerprint"]!.GetValue<string>() };
        (await leader.Post($"plans/{plan}/measures/4/sign-off/review", review)).Must(200);
        (await office.Post($"plans/{plan}/measures/4/sign-off/review", review)).Must(200);
        (await office.Post($"plans/{plan}/look-backs", new JsonObject { ["seed"] = "1" })).Must(201);
        (await office.Post($"plans/{plan}/orders", AccessQuestions.Order())).Must(201);
        (await office.Post($"plans/{plan}/seals", new JsonObject())).Must(201);
        var later = new JsonObject { ["no"] = 1, ["deadline"] = SmallPlan.InDays(365) };
        var amendment = new JsonObject { ["reason"] = "推迟", ["measures"] = new JsonArray(later) };
        (await door.Ops.Post($"plans/{plan}/amendments", amendment)).Must(202);
    }
}
