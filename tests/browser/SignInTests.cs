namespace Rectification.Tests.Browser;

public sealed class SignInTests(Site site)
{
    [Fact]
    public async Task With_demo_one_click_signs_a_person_in_and_opens_what_was_asked_for()
    {
        await using var visit = await site.Open();
        await visit.Page.GotoAsync("/admin/accounts?q=demo-330302");
        Assert.Contains("/sign-in", visit.Page.Url, StringComparison.Ordinal);

        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "以运维登录" }).ClickAsync();

        await visit.Page.Arrives("/admin/accounts[?]q=demo-330302$");
        Assert.Equal("运维", await visit.Page.Locator("header .person span").InnerTextAsync());
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task Any_other_demo_person_is_chosen_from_the_list()
    {
        await using var visit = await site.Open(scripts: false);
        await visit.Page.GotoAsync("/sign-in");
        await visit.Page.Locator("select").SelectOptionAsync("demo-wz-arts");
        await visit.Page.Locator("form:has(select) button").ClickAsync();

        Assert.Equal("文艺处填报人", await visit.Page.Locator("header .person span").InnerTextAsync());
    }

    [Fact]
    public async Task Without_demo_there_is_nothing_of_it()
    {
        using var folder = new DataFolder();
        var port = GatewayProcess.FreePort();
        await using var gateway = await GatewayProcess.Start(folder, port, "--Seed", "none");
        await using var visit = await site.Open();
        await visit.Page.GotoAsync($"http://127.0.0.1:{port}/sign-in");

        Assert.Equal(1, await visit.Page.Locator("main form").CountAsync());
        Assert.DoesNotContain("demo", await visit.Page.ContentAsync(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(0, await visit.Page.Locator("a[href='/sign-in/oidc']").CountAsync());
    }

    [Fact]
    public async Task Where_an_issuer_is_configured_the_page_has_a_way_to_it()
    {
        using var folder = new DataFolder();
        var port = GatewayProcess.FreePort();
        await using var gateway = await GatewayProcess.Start(
            folder, port, "--Seed", "none", "--Auth:Oidc:Authority", "http://127.0.0.1:9", "--Auth:Oidc:ClientId", "rectification");
        await using var visit = await site.Open();
        await visit.Page.GotoAsync($"http://127.0.0.1:{port}/sign-in");

        Assert.Equal("/sign-in/oidc", await visit.Page.GetByRole(AriaRole.Link, new() { Name = "用单位统一账号登录" }).GetAttributeAsync("href"));
    }

    [Fact]
    public async Task A_page_that_is_not_for_somebody_says_for_whom_it_is_and_whom_to_ask()
    {
        await using var visit = await site.OpenAs("demo-330302");
        await visit.Page.GotoAsync("/admin/accounts");

        var told = await visit.Page.Locator("main").InnerTextAsync();
        Assert.Contains("运维（ops）", told, StringComparison.Ordinal);
        Assert.Contains("demo-330302", told, StringComparison.Ordinal);
        Assert.Contains("整改办", told, StringComparison.Ordinal);
        Assert.Equal(0, await visit.Page.GetByRole(AriaRole.Link, new() { Name = "管理", Exact = true }).CountAsync());
    }

    [Theory]
    [InlineData(1440, "zh-CN")]
    [InlineData(360, "en")]
    public async Task The_door_keeps_nobody_out_and_fits(int width, string language)
    {
        await using var visit = await site.Open(width, language);
        await visit.Page.GotoAsync("/sign-in");

        Assert.Empty(await visit.Barriers());
        Assert.False(await visit.IsTooWide());
        Assert.Empty(visit.Complaints);
    }
}
