using static Microsoft.Playwright.Assertions;

namespace Rectification.Tests.Browser;

public sealed class RestartTests
{
    [Fact]
    public async Task A_gateway_restarted_under_an_open_form_loses_nothing_that_was_typed()
    {
        await using var site = new Site();
        await site.InitializeAsync();
        var plan = await Desk.Plan(site);
        await using var reporter = await site.OpenAs(Desk.Reporter);
        var page = reporter.Page;
        await page.GotoAsync(Desk.Address(plan, 1, "report"));
        await page.Locator("#report-percent").FillAsync("45");
        await page.Locator("#report-note").FillAsync("重启之前写的");

        await site.Stop();
        await page.GetByRole(AriaRole.Button, new() { Name = Desk.SendReport }).ClickAsync();
        await Expect(page.Locator("form[data-kept=report] > [data-note]")).ToContainTextAsync("已保存在本机");
        await site.Restart();
        await Expect(page.Locator("form[data-kept=report] > [data-note]")).ToContainTextAsync("连接已恢复", new() { Timeout = 120_000 });

        await Expect(page.Locator("#report-note")).ToHaveValueAsync("重启之前写的");
        await page.GetByRole(AriaRole.Button, new() { Name = Desk.SendReport }).ClickAsync();
        await Expect(page.Locator(".shares")).ToContainTextAsync("45%");
    }
}
