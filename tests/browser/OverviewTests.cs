namespace Rectification.Tests.Browser;

public sealed class OverviewTests(Site site)
{
    [Fact]
    public async Task A_stranger_sees_the_citys_totals_of_a_public_plan_and_no_unit()
    {
        await using var visit = await site.Open();
        await visit.Page.GotoAsync($"/?plan={Site.Wenzhou}");

        Assert.Equal("100.0%", await visit.Page.Locator("[data-rate='measures']").InnerTextAsync());
        Assert.Equal("94", await visit.Page.Locator(".headline [data-of='measures.total']").InnerTextAsync());
        Assert.Equal(0, await visit.Page.Locator("#units").CountAsync());
        Assert.Equal(0, await visit.Page.Locator(".tiles a").CountAsync());
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task A_leader_slides_back_to_a_past_day_and_sees_it_whole()
    {
        await using var visit = await site.OpenAs("demo-leader-01");
        await visit.Page.GotoAsync($"/?plan={Site.Wenzhou}");
        await visit.Page.Locator("#day").FillAsync("2024-07-08");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "查看" }).ClickAsync();
        await visit.Page.Arrives("day=2024-07-08");

        Assert.Equal("43.6%", await visit.Page.Locator("[data-rate='measures']").InnerTextAsync());
        Assert.Equal("17", await visit.Page.Locator("[data-of='measures.yellow']").InnerTextAsync());
        Assert.Contains("2024年7月8日", await visit.Page.Locator(".state").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task An_open_page_follows_a_report_without_being_loaded_again()
    {
        var plan = await site.Plan();
        await using var visit = await site.OpenAs("demo-auditor");
        await visit.Page.GotoAsync($"/?plan={plan}");
        var unclaimed = visit.Page.Locator("[data-of='measures.unclaimed']");
        var before = await unclaimed.InnerTextAsync();

        var reporter = await site.Ops.Account($"reporter-of-{plan}", ["reporter"], [SmallPlan.Lead]);
        using var api = new Api(new Uri(site.Address).Port, reporter);
        (await api.Post($"plans/{plan}/measures/1/reports", SmallPlan.Report(10))).Must(200);

        await Assertions.Expect(unclaimed).Not.ToHaveTextAsync(before);
    }

    [Fact]
    public async Task Without_scripts_every_figure_and_every_past_day_is_there()
    {
        await using var visit = await site.Open(scripts: false);
        await visit.Page.GotoAsync($"/?plan={Site.Wenzhou}&day=2024-07-08");

        Assert.Equal("43.6%", await visit.Page.Locator("[data-rate='measures']").InnerTextAsync());
        Assert.True(await visit.Page.Locator("details table tbody tr").CountAsync() > 10);
    }

    [Theory]
    [InlineData(1440)]
    [InlineData(360)]
    public async Task Nobody_is_kept_out_and_nothing_is_cut_off(int width)
    {
        await using var visit = await site.OpenAs("demo-office", width);
        await visit.Page.GotoAsync($"/?plan={Site.Wenzhou}");
        await visit.Page.Locator("[data-chart] svg").First.WaitForAsync();

        Assert.Empty(await visit.Barriers());
        Assert.False(await visit.IsTooWide());
    }

    [Fact]
    public async Task On_paper_a_chart_stays_in_its_room()
    {
        await using var visit = await site.OpenAs("demo-office");
        await visit.Page.GotoAsync($"/?plan={Site.Wenzhou}");
        await Assertions.Expect(visit.Page.Locator("figure[data-chart] svg")).ToHaveCountAsync(2);

        await visit.Page.EmulateMediaAsync(new() { Media = Media.Print });
        await visit.Page.EvaluateAsync("dispatchEvent(new Event('beforeprint'))");

        Assert.All(
            await visit.Page.Locator("figure[data-chart]").EvaluateAllAsync<double[]>(
                "figures => figures.map(figure => figure.getBoundingClientRect().bottom - figure.querySelector('svg').getBoundingClientRect().bottom)"),
            room => Assert.True(room >= 0, $"A chart is {-room} pixels too high."));
    }

    [Fact]
    public async Task The_language_can_be_changed_on_the_page_and_stays()
    {
        await using var visit = await site.Open();
        await visit.Page.GotoAsync("/");
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "English" }).ClickAsync();
        await Assertions.Expect(visit.Page.Locator("html")).ToHaveAttributeAsync("lang", "en");
        await visit.Page.GotoAsync("/sign-in");

        Assert.Equal("en", await visit.Page.Locator("html").GetAttributeAsync("lang"));
        Assert.Equal("Sign in", await visit.Page.Locator("h1").InnerTextAsync());
    }
}
