using System.Globalization;

namespace Rectification.Tests.Gateway;

/// <summary>The figures of the real case come of what its units report: now, as of any moment, and against a count of its history by hand.</summary>
public sealed class FigureTests(FrontDoor door)
{
    private static readonly string Folder = Path.Combine(Repository.Root, "seeds", "wenzhou-2024");
    private static readonly string[] History = File.ReadAllLines(Path.Combine(Folder, "history.ndjson"));
    private static readonly JsonNode Plan = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, "plan.json")))!;

    [Fact]
    public async Task At_the_end_every_derived_figure_makes_true_what_the_notice_says()
    {
        var figures = await Figures();

        Assert.Equal(43, figures.Count);
        Assert.All(figures.Values, figure => Assert.Equal(
            Source(figure)["from"] is not null, figure["derived"]!.GetValue<bool>()));
        Assert.All(figures.Values.Where(figure => figure["derived"]!.GetValue<bool>()), figure =>
            Assert.True(figure["holds"]!.GetValue<bool>(), figure.ToJsonString()));
        Assert.Equal(("81265000元", "56.5%", "9860人"), (Text("consumptionVouchersYuan"), Text("purchasedServiceSharePercentMax"), Text("communityMembers")));
        Assert.Equal(24, figures["mostBeautifulReadingRooms"]["terms"]![0]!["shares"]!.AsArray().Sum(share => share!["value"]!.GetValue<int>()));

        string Text(string name) => figures[name]["text"]!.GetValue<string>();
    }

    [Theory]
    [InlineData("2024-04-11T00:00:00+08:00")]
    [InlineData("2024-05-20T10:00:00+08:00")]
    [InlineData("2024-07-22T23:59:59+08:00")]
    [InlineData("2024-09-01T00:00:00+08:00")]
    public async Task As_of_a_past_moment_each_is_the_sum_of_what_had_been_reported(string moment)
    {
        var at = DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture);
        var figures = await Figures($"?asOf={Uri.EscapeDataString(moment)}");
        var sums = figures.Values.Where(figure => Source(figure)["from"]?["sum"] is not null).ToList();

        Assert.Equal(24, sums.Count);
        Assert.All(sums, figure => Assert.Equal(ByHand(Source(figure)["from"]!["sum"]!.AsArray(), at), figure["terms"]!.AsArray().Sum(
            term => term!["value"]!.GetValue<decimal>())));
    }

    [Fact]
    public async Task Of_each_cadence_it_is_told_which_periods_were_missed()
    {
        var all = (await door.Ops.Get($"plans/{FrontDoor.Wenzhou}/periods?limit=100")).Must(200).Json["items"]!.AsArray();
        Assert.Equal([2, 12, 14, 25, 29, 40, 74, 79], all.Select(cadence => cadence!["measure"]!.GetValue<int>()));

        var moment = Uri.EscapeDataString("2024-07-29T12:00:00+08:00");
        var weekly = (await door.Ops.Get($"plans/{FrontDoor.Wenzhou}/measures/2/periods?asOf={moment}")).Must(200).Json;
        var periods = Assert.Single(weekly["units"]!.AsArray())!["periods"]!.AsArray();
        Assert.Equal(("2024-04-08", "2024-07-29", "open"),
            (periods[0]!["from"]!.GetValue<string>(), periods[^1]!["from"]!.GetValue<string>(), periods[^1]!["state"]!.GetValue<string>()));
        Assert.Equal(16, periods.Count(period => period!["state"]!.GetValue<string>() == "reported") + periods.Count(
            period => period!["state"]!.GetValue<string>() == "missed"));
        Assert.Equal("figure.no-cadence", (await door.Ops.Get($"plans/{FrontDoor.Wenzhou}/measures/1/periods")).Must(404).Code);
    }

    [Fact]
    public async Task The_pages_show_both_and_only_whoever_sees_the_whole_plan_sees_figures()
    {
        var page = (await door.Ops.Get($"/plans/{FrontDoor.Wenzhou}/figures")).Must(200).Text;
        Assert.Contains("81,265,000 元", page, StringComparison.Ordinal);
        Assert.Contains("56.5%", page, StringComparison.Ordinal);
        var past = (await door.Ops.Get($"/plans/{FrontDoor.Wenzhou}/figures?day=2024-06-30")).Must(200).Text;
        Assert.Contains("44,000,000 元", past, StringComparison.Ordinal);
        Assert.Contains("686.2", (await door.Ops.Get($"/plans/{FrontDoor.Wenzhou}/measures/18")).Must(200).Text, StringComparison.Ordinal);

        using var unit = await door.Somebody("reporter", ["wz-theory"]);
        (await unit.Get($"plans/{FrontDoor.Wenzhou}/figures")).Must(403);
        (await unit.Get($"/plans/{FrontDoor.Wenzhou}/figures")).Must(403);
        (await door.Stranger.Get($"plans/{FrontDoor.Wenzhou}/figures")).Must(401);
        Assert.Equal("query.malformed", (await door.Ops.Get($"plans/{FrontDoor.Wenzhou}/figures?asOf=yesterday")).Must(422).Code);
    }

    private async Task<Dictionary<string, JsonNode>> Figures(string query = "") =>
        (await door.Ops.Get($"plans/{FrontDoor.Wenzhou}/figures{query}")).Must(200).Json["items"]!.AsArray()
            .ToDictionary(figure => figure!["name"]!.GetValue<string>(), figure => figure!);

    private static JsonNode Source(JsonNode figure) => Plan["figureSources"]![figure["name"]!.GetValue<string>()]!;

    /// <summary>The latest numbers of all units, from the lines of the history.</summary>
    private static decimal ByHand(JsonArray terms, DateTimeOffset at)
    {
        var sum = 0m;
        foreach (var term in terms)
        {
            var latest = new Dictionary<string, decimal>();
            foreach (var line in History.Select(line => JsonNode.Parse(line)!).Where(line => line["command"]!.GetValue<string>() == "report"
                && line["measure"]!.GetValue<int>() == term!["measure"]!.GetValue<int>() && line["at"]!.GetValue<DateTimeOffset>() <= at))
            {
                var number = term!["quantity"] is { } name ? line["body"]!["metrics"]?[name.GetValue<string>()] : line["body"]!["quantity"];
                if (number is not null)
                {
                    latest[line["body"]!["unit"]!.GetValue<string>()] = number.GetValue<decimal>();
                }
            }

            sum += latest.Values.Sum();
        }

        return sum;
    }
}
