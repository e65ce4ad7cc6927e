using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace Rectification.Tests.Gateway;

/// <summary>A page says each thing once and in whole sentences, in the order in which it is needed; and one lands where something waits.</summary>
public sealed partial class SaidOnceTests(FrontDoor door)
{
    private static readonly (string, string) Html = ("Accept", "text/html");

    private static int _files;

    [Theory]
    [InlineData("measures?signedOffLate=true")]
    [InlineData("measures?status=signedOff")]
    [InlineData("problems")]
    [InlineData("institutions")]
    public async Task How_many_there_are_is_said_once(string list)
    {
        var text = Text(await Page(door.Ops, $"/plans/{FrontDoor.Wenzhou}/{list}"));
        Assert.NotEmpty(Counted().Matches(text));
        Assert.Empty(Counted().Matches(text).GroupBy(count => count.Value).Where(same => same.Count() > 1).Select(same => same.Key));
    }

    [Fact]
    public async Task A_review_counts_its_files_once_and_shows_them_before_the_decision()
    {
        var plan = await door.Plan();
        using var reporter = await door.Reporter();
        using var office = await door.Somebody("reviewer");
        foreach (var _ in Enumerable.Range(0, 2))
        {
            (await reporter.Post($"plans/{plan}/measures/2/reports", await Evidenced(reporter))).Must(200);
        }

        (await reporter.Post($"plans/{plan}/measures/2/sign-off", Request())).Must(200);

        var page = await Page(office, $"/plans/{plan}/measures/2/review");
        Assert.Contains("2 files (by report", Text(page), StringComparison.Ordinal);
        Assert.Single(Counted().Matches(Text(page)), count => count.Value.StartsWith("2 ", StringComparison.Ordinal));
        var places = new[] { "id=\"evidence\"", "data-entry=", "id=\"decision\"" }.Select(part => page.IndexOf(part, StringComparison.Ordinal)).ToList();
        Assert.Equal(places.Order(), places);
        Assert.DoesNotContain(-1, places);
        Assert.Contains("href=\"#decision\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_order_is_for_the_unit_of_the_one_picker()
    {
        var plan = await door.Plan();
        using var office = await door.Somebody("reviewer");

        var first = await Page(office, $"/plans/{plan}/orders/new");
        Assert.Equal((1, 0), (UnitPicker().Count(first), Issue().Count(first)));
        var chosen = await Page(office, $"/plans/{plan}/orders/new?unit={SmallPlan.Supporting}");
        Assert.Equal((1, 1), (UnitPicker().Count(chosen), Issue().Count(chosen)));
        Assert.Matches($"<input type=\"hidden\" name=\"unit\" value=\"{SmallPlan.Supporting}\"", chosen);
        var none = await Page(office, $"/plans/{plan}/orders/new?unit={SmallPlan.Supporting}&q=nothing-of-this");
        Assert.Equal((1, 1), (UnitPicker().Count(none), Issue().Count(none)));
        var unknown = await Page(office, $"/plans/{plan}/orders/new?unit=nobody");
        Assert.Equal((1, 0), (UnitPicker().Count(unknown), Issue().Count(unknown)));
    }

    [Fact]
    public async Task A_report_names_each_unit_once_and_is_quiet_when_all_are_confirmed()
    {
        var plan = await door.Plan();
        var (report, confirm) = ($"/plans/{plan}/measures/1/report", "name=\"command\" value=\"confirm\"");
        using var lead = await door.Reporter();
        using var supporting = await door.Somebody("reporter", [SmallPlan.Supporting]);
        Assert.Contains("confirmed here once they are at 100%", await Page(lead, report), StringComparison.Ordinal);
        (await lead.Post($"plans/{plan}/measures/1/claim", new JsonObject { ["unit"] = SmallPlan.Lead })).Must(200);
        (await supporting.Post($"plans/{plan}/measures/1/reports", new JsonObject { ["unit"] = SmallPlan.Supporting, ["percent"] = 100 })).Must(200);

        var waiting = await Page(lead, report);
        Assert.Single(SmallUnit().Matches(Beside(waiting)));
        Assert.Contains(confirm, waiting, StringComparison.Ordinal);
        Assert.DoesNotContain(confirm, await Page(supporting, report), StringComparison.Ordinal);
        (await lead.Post($"plans/{plan}/measures/1/confirmations", new JsonObject { ["unit"] = SmallPlan.Supporting })).Must(200);

        var confirmed = await Page(lead, report);
        Assert.Single(SmallUnit().Matches(Beside(confirmed)));
        Assert.Contains("Every supporting unit is confirmed.", Text(confirmed), StringComparison.Ordinal);
        Assert.DoesNotContain(confirm, confirmed, StringComparison.Ordinal);
        Assert.Matches("<details><summary>Withdraw a confirmation</summary>", Between().Replace(confirmed, "><"));
    }

    [Fact]
    public async Task What_a_sign_off_lacks_is_said_in_sentences_that_name_the_units()
    {
        string[] supporting = [.. Enumerable.Range(1, 5).Select(no => $"u-{no}")];
        var plan = await door.Plan(document =>
        {
            foreach (var unit in supporting)
            {
                document["units"]!.AsArray().Add(SmallPlan.Unit(unit, "county"));
            }

            document["measures"]![1] = SmallPlan.Measure(2, "2026-05-10", "2026-05-18", supporting);
        });
        using var lead = await door.Reporter();

        var one = Text(await Page(lead, $"/plans/{plan}/measures/1/sign-off"));
        Assert.Contains("Not at 100%: u-lead, u-support.", one, StringComparison.Ordinal);
        Assert.Contains("Not confirmed by the lead unit: u-support.", one, StringComparison.Ordinal);
        var many = Text(await Page(lead, $"/plans/{plan}/measures/2/sign-off"));
        Assert.Contains("Not at 100%: u-lead, u-1, u-2 and 3 more.", many, StringComparison.Ordinal);
        Assert.DoesNotContain("Not every", one + many, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_lands_where_something_waits_and_otherwise_on_the_overview()
    {
        const string Leader = "leader-landing";
        var plan = await door.Plan(document =>
        {
            document["leaders"]![0]!["id"] = Leader;
            foreach (var led in document["problems"]!.AsArray().Concat(document["measures"]!.AsArray()))
            {
                led!["leader"] = Leader;
            }
        });
        using var reporter = await door.Reporter();
        using var leader = await door.Somebody("leader", leaders: [Leader]);
        using var without = await door.Somebody("reporter", ["of-no-plan"]);
        using var auditor = await door.Somebody("auditor");
        using var outside = await door.Somebody("public");

        Assert.Equal("/tasks", await Landing(reporter));
        Assert.Equal("/", await Landing(leader));
        Assert.Equal("/", await Landing(without));
        Assert.Equal("/", await Landing(auditor));
        Assert.Equal("/", await Landing(outside));
        Assert.StartsWith("/sign-in", await Landing(door.Stranger), StringComparison.Ordinal);

        (await reporter.Post($"plans/{plan}/measures/2/reports", await Evidenced(reporter))).Must(200);
        (await reporter.Post($"plans/{plan}/measures/2/sign-off", Request())).Must(200);
        Assert.Equal("/review", await Landing(leader));
    }

    private static async Task<string> Landing(Api reader) => (await reader.Get("/home", Html)).Must(302).Headers.Location!.OriginalString;

    private static async Task<string> Page(Api reader, string address) => WebUtility.HtmlDecode((await reader.Get(address, Html)).Must(200).Text);

    private static JsonObject Request() => new() { ["person"] = "处长", ["act"] = "印发文件", ["result"] = "全部整改" };

    private static async Task<JsonObject> Evidenced(Api reporter)
    {
        var content = string.Create(CultureInfo.InvariantCulture, $"said once {Interlocked.Increment(ref _files)}");
        var file = await EvidenceTests.Upload(reporter, System.Text.Encoding.UTF8.GetBytes(content));
        var report = SmallPlan.Report(100);
        report["evidence"] = new JsonArray(file.Must(201).Json["sha256"]!.GetValue<string>());
        return report;
    }

    /// <summary>What stands at the form and beside it; above them is said whose turn it is.</summary>
    private static string Beside(string page) => Text("<main" + page[page.IndexOf("class=\"work\"", StringComparison.Ordinal)..]);

    /// <summary>What a reader sees of a page's own part; choices of a list are not read before it is opened.</summary>
    private static string Text(string page) => Blanks().Replace(Tag().Replace(Options().Replace(Body().Match(page).Value, " "), " "), " ");

    [GeneratedRegex("<main.*</main>", RegexOptions.Singleline)]
    private static partial Regex Body();

    [GeneratedRegex("<option.*?</option>", RegexOptions.Singleline)]
    private static partial Regex Options();

    [GeneratedRegex("<[^>]+>")]
    private static partial Regex Tag();

    [GeneratedRegex("\\s+")]
    private static partial Regex Blanks();

    [GeneratedRegex(">\\s+<")]
    private static partial Regex Between();

    [GeneratedRegex("\\b[0-9]+ (measures?|problems?|institutions?|files?|pieces? of evidence)\\b")]
    private static partial Regex Counted();

    [GeneratedRegex("<select[^>]*name=\"unit\"")]
    private static partial Regex UnitPicker();

    [GeneratedRegex("name=\"command\" value=\"issue\"")]
    private static partial Regex Issue();

    [GeneratedRegex("\\bu-support\\b")]
    private static partial Regex SmallUnit();
}
