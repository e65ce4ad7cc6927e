using System.Text;

namespace Rectification.Tests.Gateway;

/// <summary>Calendars of working days through the front door; each test has years of its own.</summary>
public sealed class CalendarTests(FrontDoor door)
{
    [Fact]
    public async Task The_shipped_years_are_there_as_files_and_a_year_nobody_knows_is_not()
    {
        var items = (await door.Ops.Get("calendars")).Must(200).Json["items"]!.AsArray();
        var shipped = items.Single(item => item!["year"]!.GetValue<int>() == 2026)!;
        Assert.Equal(("file", 0), (shipped["origin"]!.GetValue<string>(), shipped["version"]!.GetValue<int>()));

        var one = (await door.Ops.Get("calendars/2026")).Must(200);
        Assert.Equal("\"0\"", one.ETag);
        Assert.Equal(33, one.Json["holidays"]!.AsArray().Count);
        Assert.Equal("calendar.unknown", (await door.Ops.Get("calendars/2199")).Must(404).Code);
        Assert.Equal("calendar.unknown", (await door.Ops.Get("calendars/next")).Must(404).Code);
    }

    [Fact]
    public async Task A_year_is_brought_in_once_changed_with_its_version_and_says_who_did_it()
    {
        var made = (await Put(2031, Year(2031), ("Idempotency-Key", "c1"), ("If-Match", "\"0\""))).Must(200);
        Assert.Equal(("\"1\"", "stored"), (made.ETag, made.Json["origin"]!.GetValue<string>()));
        Assert.True((await Put(2031, Year(2031), ("Idempotency-Key", "c1"), ("If-Match", "\"0\""))).Must(200).IsRepeated);
        Assert.Equal("command.key-reused", (await Put(2031, Year(2031, "2031-01-02"), ("Idempotency-Key", "c1"))).Must(409).Code);
        Assert.Equal("calendar.version-stale", (await Put(2031, Year(2031, "2031-01-02"), ("If-Match", "\"0\""))).Must(412).Code);

        (await Put(2031, Year(2031, "2031-01-02"), ("If-Match", "\"1\""))).Must(200);
        var year = (await door.Ops.Get("calendars/2031")).Must(200);
        Assert.Equal("\"2\"", year.ETag);
        var changes = year.Json["changes"]!.AsArray();
        Assert.Equal([2, 1], changes.Select(change => change!["version"]!.GetValue<int>()));
        Assert.Equal(["ops", "ops"], changes.Select(change => change!["by"]!.GetValue<string>()));
    }

    [Fact]
    public async Task What_is_wrong_is_said_with_its_field()
    {
        var answers = new[]
        {
            await Put(2032, new JsonObject { ["source"] = "通知", ["holidays"] = new JsonArray("2032-01-01", "2031-11-30"), ["workdays"] = new JsonArray() }),
            await Put(2032, new JsonObject { ["source"] = "通知", ["holidays"] = new JsonArray("2032-01-03"), ["workdays"] = new JsonArray("2032-01-03") }),
            await Put(2032, new JsonObject { ["year"] = 2033, ["source"] = "通知", ["holidays"] = new JsonArray(), ["workdays"] = new JsonArray() }),
            await Put(2032, new JsonObject { ["holidays"] = new JsonArray(), ["workdays"] = new JsonArray() }),
        };

        Assert.Equal(
            [("calendar.day-malformed", "/holidays/1"), ("calendar.workday-misplaced", "/workdays/0"), ("calendar.year-differs", "/year"),
                ("calendar.source-missing", "/source")],
            answers.Select(answer => answer.Must(422).First));
        Assert.Equal(400, (await door.Ops.Send(HttpMethod.Put, "calendars/2032", new StringContent("{", Encoding.UTF8, "application/json"))).Status);
        Assert.Equal("if-match.malformed", (await Put(2032, Year(2032), ("If-Match", "1"))).Must(422).Code);
        (await door.Ops.Get("calendars/2032")).Must(404);
    }

    [Fact]
    public async Task A_notice_that_takes_days_of_the_December_before_is_kept_and_shown_in_both_years()
    {
        var notice = Year(2047, "2046-12-31");
        notice["workdays"] = new JsonArray("2046-12-29");
        (await Put(2047, notice)).Must(200);

        using var office = door.With(await door.Ops.Account($"december-{Guid.NewGuid():N}", ["ops"]), "zh-CN");
        Assert.Contains("2046 年 12 月", await Page(2047), StringComparison.Ordinal);
        Assert.DoesNotContain("2047 年 12 月", await Page(2048), StringComparison.Ordinal);
        Assert.Matches("29\\s*\u73ED.*31\\s*\u4F11", (await Page(2046)).ReplaceLineEndings(""));

        async Task<string> Page(int year) => (await office.Get($"/admin/calendars?year={year}", ("Accept", "text/html"))).Must(200).Text;
    }

    [Fact]
    public async Task Only_ops_bring_a_year_in_and_whoever_reads_plans_may_look()
    {
        using var reviewer = await door.Somebody("reviewer");

        Assert.Equal(403, (await reviewer.Send(HttpMethod.Put, "calendars/2033", Content(Year(2033)))).Status);
        (await reviewer.Get("calendars/2026")).Must(200);
        Assert.Equal(401, (await door.Stranger.Get("calendars/2026")).Status);
    }

    [Fact]
    public async Task What_was_brought_in_outlasts_a_restart_and_goes_before_the_file()
    {
        using var folder = new DataFolder();
        var port = GatewayProcess.FreePort();
        await using (var gateway = await GatewayProcess.Start(folder, port, "--Seed", "none"))
        {
            using var ops = Api.Ops(port);
            (await ops.Send(HttpMethod.Put, "calendars/2026", Content(Year(2026)))).Must(200);
            await gateway.Stop();
        }

        await using var again = await GatewayProcess.Start(folder, port, "--Seed", "none");
        using var after = Api.Ops(port);
        var year = (await after.Get("calendars/2026")).Must(200);
        Assert.Equal(("\"1\"", 1), (year.ETag, year.Json["holidays"]!.AsArray().Count));
    }

    private static JsonObject Year(int year, string? holiday = null) => new()
    {
        ["source"] = "国务院办公厅通知",
        ["holidays"] = new JsonArray(holiday ?? $"{year}-01-01"),
        ["workdays"] = new JsonArray(),
    };

    private static ByteArrayContent Content(JsonNode body) =>
        new(Encoding.UTF8.GetBytes(body.ToJsonString())) { Headers = { ContentType = new("application/json") } };

    private Task<Answer> Put(int year, JsonNode body, params (string Name, string Value)[] headers) =>
        door.Ops.Send(HttpMethod.Put, $"calendars/{year}", Content(body), headers);
}
