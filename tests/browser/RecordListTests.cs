using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace Rectification.Tests.Browser;

/// <summary>Every number of the overview leads to the list it counts.</summary>
public sealed partial class RecordListTests(Site site)
{
    [Theory]
    [InlineData("")]
    [InlineData("&day=2024-07-08")]
    public async Task Every_number_of_the_overview_leads_to_a_list_of_as_many(string day)
    {
        await using var visit = await site.OpenAs("demo-office", scripts: false);
        await visit.Page.GotoAsync($"/?plan={Site.Wenzhou}{day}");
        var links = await Numbers(visit.Page.Locator(".headline a[href*='/plans/'], .tiles a[href*='/plans/']"));

        Assert.True(links.Count >= 14, $"Only {links.Count} figures are linked.");
        await AssertCounts(visit, links);
    }

    [Theory]
    [InlineData("")]
    [InlineData("&day=2024-07-08")]
    public async Task Every_number_of_the_units_leads_to_a_list_of_as_many_and_they_add_up_to_the_citys_assignments(string day)
    {
        await using var visit = await site.OpenAs("demo-office", scripts: false);
        await visit.Page.GotoAsync($"/?plan={Site.Wenzhou}{day}");
        var city = await visit.Page.Locator(".tiles [data-of='assignments.done']").InnerTextAsync();
        Assert.Equal(city, await visit.Page.Locator("[data-sum='assignments.done']").InnerTextAsync());
        var links = await Numbers(visit.Page.Locator("section:has(#units) tbody td a"));

        // Noughts of many units are alike; those that count something are all followed.
        await AssertCounts(visit, [.. links.Where(link => link.Value > 0), .. links.Where(link => link.Value == 0).Take(5)]);
    }

    /// <summary>Whoever looks, on whichever page, today and on a past day: a number that is a link leads to as many rows.</summary>
    [Theory]
    [InlineData("demo-office", "")]
    [InlineData("demo-office", "day=2024-07-08")]
    [InlineData("demo-auditor", "")]
    [InlineData("demo-leader-01", "")]
    [InlineData("demo-leader-01", "day=2024-07-08")]
    [InlineData("demo-wz-theory", "")]
    [InlineData("demo-wz-theory", "day=2024-07-08")]
    [InlineData("demo-330302", "")]
    [InlineData("demo-330302", "day=2024-07-08")]
    public async Task Every_linked_number_of_every_page_leads_to_a_list_of_as_many(string person, string day)
    {
        await using var visit = await site.OpenAs(person, scripts: false);
        var unit = person.StartsWith("demo-wz-", StringComparison.Ordinal) ? Desk.Unit : "330302";
        string[] pages =
        [
            $"/?plan={Site.Wenzhou}", $"/plans/{Site.Wenzhou}/units/{unit}", $"/plans/{Site.Wenzhou}/problems", $"/plans/{Site.Wenzhou}/problems/12",
            $"/plans/{Site.Wenzhou}/institutions", $"/plans/{Site.Wenzhou}/measures", "/plans", "/orders", "/tasks", "/review", "/drafts",
            .. from part in (string[])["digests", "figures", "look-backs", "notices", "opinions", "papers", "history"] select $"/plans/{Site.Wenzhou}/{part}",
        ];
        var (walked, wrong) = (0, new List<string>());
        foreach (var page in pages)
        {
            await visit.Page.GotoAsync(page + (page.Contains('?', StringComparison.Ordinal) ? "&" : "?") + day);
            foreach (var (address, value) in await Numbers(visit.Page.Locator("main a[href*='/plans/']")
                .Filter(new() { HasTextRegex = new("^[0-9]+$") }).And(visit.Page.Locator(ToLists))))
            {
                walked++;
                var (shown, rows) = (value, await Rows(visit, address));
                if (rows != (value, value) && !address.Contains($"/{Site.Wenzhou}/", StringComparison.Ordinal))
                {
                    // A plan of another test, which goes on with it: the number and the list are read once more, together.
                    (shown, rows) = await Again(visit, page, address);
                }

                if (rows != (shown, shown))
                {
                    wrong.Add($"{page} for {person}: {address}: {shown} is shown, {rows.Said} said, {rows.Listed} listed");
                }
            }
        }

        Assert.Empty(wrong);
        Assert.True(walked >= 10, $"Only {walked} figures are linked.");
    }

    [Fact]
    public async Task A_list_is_narrowed_by_its_form_and_says_what_it_shows()
    {
        await using var visit = await site.OpenAs("demo-auditor");
        await visit.Page.GotoAsync($"/plans/{Site.Wenzhou}/measures");
        Assert.Equal("94", await visit.Page.Locator("[data-count]").InnerTextAsync());

        await visit.Page.Locator("form.filter [name='q']").FillAsync("理论");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "筛选" }).ClickAsync();
        await visit.Page.Arrives("q=");

        Assert.Contains("包含“理论”", await visit.Page.Locator("h1").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(await visit.Page.Locator("[data-measure]").CountAsync(),
            int.Parse(await visit.Page.Locator("[data-count]").InnerTextAsync(), CultureInfo.InvariantCulture));
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task A_long_list_goes_on_on_the_next_page_and_loses_none()
    {
        await using var visit = await site.OpenAs("demo-auditor", scripts: false);
        await visit.Page.GotoAsync($"/plans/{Site.Wenzhou}/measures?limit=40");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var more = true; more;)
        {
            seen.UnionWith(await visit.Page.Locator("[data-measure]").EvaluateAllAsync<string[]>("rows => rows.map(row => row.dataset.measure)"));
            var next = visit.Page.Locator("a[rel='next']");
            more = await next.CountAsync() > 0;
            if (more)
            {
                var here = visit.Page.Url;
                await next.ClickAsync();
                await visit.Page.Leaves(here);
            }
        }

        Assert.Equal(94, seen.Count);
    }

    [Fact]
    public async Task A_measure_that_changed_today_is_in_todays_list()
    {
        var plan = await site.Plan();
        var reporter = await site.Ops.Account($"reporter-of-{plan}", ["reporter"], [SmallPlan.Lead]);
        using var api = new Api(new Uri(site.Address).Port, reporter);
        (await api.Post($"plans/{plan}/measures/2/reports", SmallPlan.Report(10))).Must(200);

        await using var visit = await site.OpenAs("demo-auditor", scripts: false);
        await visit.Page.GotoAsync($"/?plan={plan}");
        await visit.Page.Locator(".changes a").ClickAsync();

        await Assertions.Expect(visit.Page.Locator("[data-measure]")).ToHaveCountAsync(1);
        Assert.Equal(["2"], await visit.Page.Locator("[data-measure]").EvaluateAllAsync<string[]>("rows => rows.map(row => row.dataset.measure)"));
    }

    [Fact]
    public async Task What_is_asked_wrongly_is_refused_in_words()
    {
        await using var visit = await site.OpenAs("demo-auditor");
        var answer = await visit.Page.GotoAsync($"/plans/{Site.Wenzhou}/measures?status=done");

        Assert.Equal(422, answer!.Status);
        Assert.Contains("status", await visit.Page.Locator("h1").InnerTextAsync(), StringComparison.Ordinal);
    }

    private const string ToLists = "a[href*='/measures?'], a[href$='/measures'], a[href*='/problems?'], a[href$='/problems'], a[href*='/institutions']";

    /// <summary>Reads a number and its list until they agree; what they were at last where they never do.</summary>
    private static async Task<(int Shown, (int Said, int Listed) Rows)> Again(Visit visit, string page, string address)
    {
        var (shown, rows) = (0, (0, 0));
        for (var tries = 0; tries < 20 && (tries == 0 || rows != (shown, shown)); tries++)
        {
            var text = WebUtility.HtmlDecode(await (await visit.Page.Context.APIRequest.GetAsync(page)).TextAsync());
            var link = Regex.Match(text, $"href=\"{Regex.Escape(address)}\"[^>]*>\\s*([0-9]+)\\s*<");

            // What is not shown any more has nothing to lead to.
            (shown, rows) = link.Success ? (int.Parse(link.Groups[1].ValueSpan, CultureInfo.InvariantCulture), await Rows(visit, address)) : (0, (0, 0));
        }

        return (shown, rows);
    }

    /// <summary>How many a list says it has, and how many rows stand on its first page.</summary>
    private static async Task<(int Said, int Listed)> Rows(Visit visit, string address)
    {
        var text = await (await visit.Page.Context.APIRequest.GetAsync(address)).TextAsync();
        return (int.Parse(Said().Match(text).Groups[1].ValueSpan, CultureInfo.InvariantCulture), Listed().Count(text));
    }

    [GeneratedRegex("data-count>([0-9]+)<")]
    private static partial Regex Said();

    [GeneratedRegex("<tr data-(measure|problem|institution)=")]
    private static partial Regex Listed();

    private static async Task<IReadOnlyList<(string Address, int Value)>> Numbers(ILocator links)
    {
        var pairs = await links.EvaluateAllAsync<string[]>("links => links.map(link => `${link.textContent.trim()} ${link.getAttribute('href')}`)");
        return [.. pairs.Select(pair => pair.Split(' ', 2)).Select(pair => (pair[1], int.Parse(pair[0], CultureInfo.InvariantCulture))).Distinct()];
    }

    private static async Task AssertCounts(Visit visit, IReadOnlyList<(string Address, int Value)> links)
    {
        var wrong = new List<string>();
        foreach (var (address, value) in links)
        {
            await visit.Page.GotoAsync(address);
            var count = await visit.Page.Locator("[data-count]").InnerTextAsync();
            var rows = await visit.Page.Locator("table.records tbody tr").CountAsync();
            if (count != value.ToString(CultureInfo.InvariantCulture) || rows != value)
            {
                wrong.Add($"{address}: {value} on the overview, {count} said, {rows} listed");
            }
        }

        Assert.Empty(wrong);
    }
}
