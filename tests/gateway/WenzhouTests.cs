using System.Globalization;

namespace Rectification.Tests.Gateway;

/// <summary>The real case: its figures now and on any past day, against a count of the seeded history by hand.</summary>
public sealed class WenzhouTests(FrontDoor door)
{
    private static readonly string Folder = Path.Combine(Repository.Root, "seeds", "wenzhou-2024");
    private static readonly string History = File.ReadAllText(Path.Combine(Folder, "history.ndjson"));

    [Fact]
    public async Task At_the_end_all_94_measures_29_problems_and_17_institutions_are_done() =>
        Assert.Equal((94, 94, 29, 29, 17, 17), Done(await door.Rates(FrontDoor.Wenzhou)));

    [Theory]
    [InlineData("2024-04-12T09:24:59+08:00")]
    [InlineData("2024-04-12T09:25:00+08:00")]
    [InlineData("2024-05-31T12:00:00+08:00")]
    [InlineData("2024-07-08T00:00:00+08:00")]
    [InlineData("2024-07-08T16:00:00Z")]
    [InlineData("2024-09-01T08:00:00+08:00")]
    [InlineData("2024-10-14T15:03:59+08:00")]
    [InlineData("2024-10-15T00:00:00+08:00")]
    public async Task As_of_a_past_second_the_figures_are_those_of_that_second(string instant)
    {
        var sheet = await door.Rates(FrontDoor.Wenzhou, $"?asOf={Uri.EscapeDataString(instant)}");

        Assert.Equal(ByHand(DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture)), Done(sheet));
        Assert.True(sheet["exact"]!.GetValue<bool>());
        Assert.Equal(DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture), sheet["asOf"]!.GetValue<DateTimeOffset>());
    }

    [Fact]
    public async Task The_trend_has_each_days_end_and_never_more_than_the_day_after()
    {
        var days = (await door.Ops.Get($"plans/{FrontDoor.Wenzhou}/rates/history?from=2024-07-01&to=2024-07-31&step=day")).Must(200).Json["items"]!.AsArray();

        Assert.Equal(31, days.Count);
        Assert.Equal(
            Enumerable.Range(1, 31).Select(day => ByHand(new DateTimeOffset(2024, 7, day, 0, 0, 0, TimeSpan.FromHours(8)).AddDays(1).AddTicks(-1))),
            days.Select(day => Done(day!)));
    }

    [Fact]
    public async Task The_history_brought_in_again_changes_nothing()
    {
        var before = (await door.Ops.Get($"plans/{FrontDoor.Wenzhou}/rates")).Must(200);

        var answer = (await door.Ops.Post($"plans/{FrontDoor.Wenzhou}/history", History, "application/x-ndjson")).Must(200).Json;

        Assert.Equal((0, 1_117, "[]"), (answer["applied"]!.GetValue<int>(), answer["repeated"]!.GetValue<int>(), answer["refused"]!.ToJsonString()));
        Assert.Equal(before.Json["version"]!.GetValue<long>(), (await door.Rates(FrontDoor.Wenzhou))["version"]!.GetValue<long>());
    }

    [Fact]
    public async Task The_seeded_plan_sent_again_is_unchanged_and_recounts()
    {
        (await door.Ops.Post("plans", await File.ReadAllTextAsync(Path.Combine(Folder, "plan.json"), TestContext.Current.CancellationToken),
            "application/json")).Must(200);

        var recount = (await door.Ops.Post($"plans/{FrontDoor.Wenzhou}/recount", new JsonObject())).Must(200).Json;

        Assert.Equal((94, "[]"), (recount["checked"]!.GetValue<int>(), recount["mismatches"]!.ToJsonString()));
    }

    [Theory]
    [InlineData("""{"id":"x1","at":"2024-04-12T09:25:00+08:00","measure":1,"command":"dance","actor":{"account":"a","roles":["reporter"]},"body":{}}""",
        "history.command-unknown")]
    [InlineData("""{"id":"x","at":"2024-04-12T09:25:00","measure":1,"command":"claim","actor":{"account":"a","roles":["reporter"]},"body":{"unit":"u-lead"}}""",
        "body.field-type")]
    [InlineData("""{"id":"x1","at":"2024-04-12T09:25:00+08:00","command":"claim","actor":{"account":"a","roles":["reporter"]},"body":{"unit":"u-lead"}}""",
        "history.target-missing")]
    [InlineData("nonsense", "body.json-malformed")]
    public async Task A_malformed_line_of_history_is_refused_with_its_number_and_nothing_is_applied(string line, string code)
    {
        var plan = await door.Plan();
        const string Good = """{"id":"g1","at":"2026-03-02T09:00:00+08:00","measure":1,"command":"claim","actor":{"account":"a","roles":"""
            + """["reporter"],"units":["u-lead"]},"body":{"unit":"u-lead"}}""";

        var answer = (await door.Ops.Post($"plans/{plan}/history", $"{Good}\n{line}\n", "application/x-ndjson")).Must(400, 422);

        Assert.Equal(code, answer.First.Code);
        Assert.StartsWith("/lines/1", answer.First.Pointer, StringComparison.Ordinal);
        Assert.Equal(0, (await door.Ops.Get($"plans/{plan}/measures/1")).Json["version"]!.GetValue<int>());
    }

    private static (int Signed, int Measures, int ProblemsSigned, int Problems, int Registered, int Institutions) Done(JsonNode sheet) => (
        Number(sheet, "measures", "signedOff"), Number(sheet, "measures", "total"),
        Number(sheet, "problems", "signedOff"), Number(sheet, "problems", "total"),
        Number(sheet, "institutions", "registered"), Number(sheet, "institutions", "total"));

    private static int Number(JsonNode sheet, string group, string name) => sheet[group]![name]!.GetValue<int>();

    /// <summary>A measure is signed off by the second approval of its last request; nothing in this history is reopened.</summary>
    private static (int, int, int, int, int, int) ByHand(DateTimeOffset instant)
    {
        var approvals = new Dictionary<int, int>();
        var (problems, institutions) = (0, 0);
        foreach (var line in History.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!))
        {
            if (line["at"]!.GetValue<DateTimeOffset>() > instant)
            {
                continue;
            }

            switch (line["command"]!.GetValue<string>())
            {
                case "requestSignOff": approvals[line["measure"]!.GetValue<int>()] = 0; break;
                case "reviewSignOff" when line["body"]!["decision"]!.GetValue<string>() == "approve": approvals[line["measure"]!.GetValue<int>()]++; break;
                case "signOffProblem": problems++; break;
                case "registerInstitution": institutions++; break;
            }
        }

        return (approvals.Values.Count(count => count == 2), 94, problems, 29, institutions, 17);
    }
}
