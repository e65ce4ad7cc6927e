using static Microsoft.Playwright.Assertions;

namespace Rectification.Tests.Browser;

public sealed class AmendmentTests(Site site)
{
    [Fact]
    public async Task The_office_moves_a_deadline_at_the_page_and_the_principal_approves_what_he_sees()
    {
        var plan = await Desk.Plan(site);
        await using var office = await site.OpenAs(Desk.Office);
        var page = office.Page;
        await page.GotoAsync($"/plans/{plan}/measures/1");
        await page.GetByRole(AriaRole.Link, new() { Name = "调整方案" }).ClickAsync();
        await page.Locator("#change-deadline").FillAsync("2031-12-31");
        await page.Locator("#change-start").FillAsync("2030-01-01");
        await page.Locator("#change-cadence").SelectOptionAsync("weekly");
        await page.Locator("#change-institutionKind").SelectOptionAsync("revised");
        await page.Locator("#change-institution").FillAsync("联席会议办法");
        await page.Locator("#change-reason").FillAsync("上级统一调整工期");
        await page.Locator("form[data-kept='change'] button[value='look']").ClickAsync();
        await Expect(page.Locator("main")).ToContainTextAsync("须经审批后生效");
        await Expect(page.Locator("table.changes")).ToContainTextAsync("每周");
        await Expect(page.Locator("table.changes")).ToContainTextAsync("种类：修订；名称：联席会议办法");
        await page.Locator("form[data-kept='change'] button[value='propose']").ClickAsync();
        await Expect(page.Locator(".done")).ToContainTextAsync("待审批");
        await Expect(page.Locator("form[data-kept='approve']")).ToHaveCountAsync(0);

        var principal = (await site.Ops.Get($"plans/{plan}")).Must(200).Json["leaders"]![0]!["id"]!.GetValue<string>();
        await using var leader = await site.OpenAs($"demo-{principal}");
        await leader.FollowListed("/review", $"/plans/{plan}/amendments/1");
        await Expect(leader.Page.Locator("table.changes")).ToContainTextAsync("2031-12-31");
        await leader.Page.GetByRole(AriaRole.Button, new() { Name = "同意" }).ClickAsync();
        await Expect(leader.Page.Locator(".done")).ToContainTextAsync("已审批");

        await page.GotoAsync($"/plans/{plan}/measures/1");
        await Expect(page.Locator("main")).ToContainTextAsync("→ 2031-12-31");
        await page.GotoAsync($"/plans/{plan}/history");
        await Expect(page.Locator("[data-amendment='1']")).ToContainTextAsync("已生效");
        Assert.Empty(office.Complaints);
        Assert.Empty(leader.Complaints);
    }
}
