namespace Rectification.Tests.Browser;

/// <summary>回头看 at the pages: drawn, looked at, filed, found again from the measure.</summary>
public sealed class LookBackTests(Site site)
{
    private const string All = $"/plans/{Site.Wenzhou}/look-backs";

    [Theory]
    [InlineData(1440)]
    [InlineData(360)]
    public async Task The_office_draws_and_files_what_it_found_and_the_unit_reads_it(int width)
    {
        await using var office = await site.OpenAs("demo-office", width);
        var page = office.Page;
        await page.GotoAsync($"/?plan={Site.Wenzhou}");
        await page.GetByRole(AriaRole.Link, new() { Name = "回头看" }).First.ClickAsync();
        await page.Arrives(All + "$");
        await page.Locator("[name=share]").FillAsync("200");
        await page.GetByRole(AriaRole.Button, new() { Name = "抽取" }).ClickAsync();
        await Assertions.Expect(page.Locator("form [role=alert]")).ToContainTextAsync("比例须大于 0");
        await page.Locator("[name=share]").FillAsync("1");
        await page.Locator("[name=minimum]").FillAsync("3");
        await page.GetByRole(AriaRole.Button, new() { Name = "抽取" }).ClickAsync();

        await page.Arrives("/look-backs/.*done=draw$");
        await Looks(office);
        await Assertions.Expect(page.Locator("tbody tr")).ToHaveCountAsync(3);
        var measure = await page.Locator("tbody th a").First.GetAttributeAsync("href");
        await page.GetByRole(AriaRole.Link, new() { Name = "填写检查表" }).First.ClickAsync();
        await page.Locator("input[name=passed][value=yes]").CheckAsync();
        await page.Locator("[name=findings]").FillAsync("情况属实");
        await page.Locator("[name=ok0]").SelectOptionAsync("yes");
        await Looks(office);
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        Assert.True(await page.Locator("table.blank-sheet").IsVisibleAsync());
        Assert.False(await page.Locator("form.act").IsVisibleAsync());
        await page.EmulateMediaAsync(new() { Media = Media.Screen });
        await page.GetByRole(AriaRole.Button, new() { Name = "提交检查表" }).ClickAsync();

        await page.Arrives("/look-backs/.*done=sheet$");
        await Assertions.Expect(page.GetByText("待检查", new() { Exact = true }).And(page.Locator("td span"))).ToHaveCountAsync(2);
        await page.GotoAsync(measure!);
        await page.GetByRole(AriaRole.Link, new() { Name = "次回头看" }).Last.ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("情况属实");
        await Looks(office);
        await page.GotoAsync(All);
        await Looks(office);

        await using var unit = await site.OpenAs("demo-wz-publishing", width);
        await unit.Page.GotoAsync(All);
        await Assertions.Expect(unit.Page.Locator("tbody tr").First).ToContainTextAsync("次回头看");
        Assert.Equal(0, await unit.Page.Locator("form.act").CountAsync());

        // The browser notes the share that was refused, and nothing else.
        Assert.Contains("422", Assert.Single(office.Complaints), StringComparison.Ordinal);
    }

    private static async Task Looks(Visit visit)
    {
        Assert.False(await visit.IsTooWide());
        Assert.Empty(await visit.Barriers());
    }
}
