using System.Text;

namespace Rectification.Tests.Gateway.Monitoring;

/// <summary>What leaves the process as logs and spans: a report from its request to the roll-up as one trace, and nothing about people.</summary>
public sealed class TraceTests
{
    private const string Note = "一段只写给审核人看的情况说明";
    private const string Reason = "一句只写给审核人看的理由";
    private const string Person = "zhang-wei-of-the-lead-unit";
    private const string Mail = "zhang.wei@example.org";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task A_report_is_one_trace_from_its_request_to_the_roll_up_and_neither_it_nor_any_line_names_people_keys_or_notes()
    {
        using var folder = new DataFolder();
        var (port, said) = (GatewayProcess.FreePort(), new StringBuilder());
        var settings = GatewayProcess.Settings(folder, port, "--Seed", "none", "--Telemetry:Traces", "true", "--Telemetry:ConsoleSeconds", "1");
        await using var process = ServerProcess.Launch("gateway", folder.Path, settings);
        process.Heard = line =>
        {
            lock (said)
            {
                said.Append(line).Append('\n');
            }
        };
        await GatewayProcess.UntilReady(process, port);

        var secrets = await Live(port);

        await Until.True(
            () => Task.FromResult(Spans(said).Any(IsWhole)), Patience, "one trace has the request, the measure, the write, the unit and the roll-up");
        await process.Stop();
        var all = Text(said);
        Assert.Contains("rectification.commands", all, StringComparison.Ordinal);
        Assert.Contains("http.route: /api/v1/plans/{plan}/measures/{no}/reports", all, StringComparison.Ordinal);
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, all, StringComparison.Ordinal));
    }

    /// <summary>The life of a measure; gives what nobody but those concerned is to know.</summary>
    private static async Task<string[]> Live(int port)
    {
        using var ops = Api.Ops(port);
        (await ops.Post("plans", SmallPlan.Of("small"))).Must(201);
        var key = await ops.Account(Person, ["reporter"], [SmallPlan.Lead]);
        var made = (await ops.Post("accounts", new JsonObject
        {
            ["name"] = "leader",
            ["email"] = Mail,
            ["roles"] = new JsonArray("leader"),
            ["units"] = new JsonArray(),
            ["leaders"] = new JsonArray(SmallPlan.Leader),
        })).Must(201);
        var second = (await ops.Post("accounts/leader/keys", new JsonObject { ["label"] = "desk" })).Must(201).Json["key"]!.GetValue<string>();
        using var reporter = new Api(port, key);
        using var leader = new Api(port, second);
        using var stranger = new Api(port, "rk_nobody_" + new string('B', 43));
        var extension = new JsonObject { ["until"] = SmallPlan.InDays(365), ["reason"] = Reason };
        (await reporter.Post("plans/small/measures/1/reports", SmallPlan.Report(10, Note))).Must(200);
        (await reporter.Post("plans/small/measures/1/extensions", extension)).Must(200);
        (await leader.Post("plans/small/measures/1/reports", SmallPlan.Report(20, Note))).Must(403);
        (await stranger.Get("plans/small")).Must(401);
        (await reporter.Get("plans/small/measures/1?note=" + Uri.EscapeDataString(Note))).Must(200, 400);
        (await ops.Get($"accounts/{Person}")).Must(200);
        return [Note, Reason, Person, Mail, key, second, GatewayProcess.OpsKey, made.Json["name"]!.GetValue<string>() + "/keys"];
    }

    /// <summary>The spans so far, by their trace.</summary>
    private static IEnumerable<IGrouping<string, string>> Spans(StringBuilder said) =>
        Text(said).Split("Activity.TraceId:").Skip(1).GroupBy(span => span[..span.IndexOf('\n', StringComparison.Ordinal)].Trim());

    private static bool IsWhole(IEnumerable<string> trace) =>
        new[]
        {
            "http.route: /api/v1/plans/{plan}/measures/{no}/reports", "IMeasureGrain/Submit", "measure.submit", "storage write", "IUnitGrain/Apply",
            "IRollupGrain/Apply",
        }.All(step => trace.Any(span => span.Contains(step, StringComparison.Ordinal)));

    private static string Text(StringBuilder said)
    {
        lock (said)
        {
            return said.ToString();
        }
    }
}
