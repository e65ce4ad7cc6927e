using System.Text.RegularExpressions;

namespace Rectification.Tests.Browser;

/// <summary>From an empty folder to a person who works with it, on a telephone.</summary>
public sealed partial class SetUpTests(Site site)
{
    private const string Password = "correct-horse-battery";

    [Fact]
    public async Task An_empty_folder_leads_from_the_sign_in_page_by_the_code_to_the_first_plan()
    {
        using var folder = new DataFolder();
        var port = GatewayProcess.FreePort();
        await using var gateway = await GatewayProcess.Start(folder, port, "--Seed", "none");
        await using var visit = await site.Open(width: 360, address: $"http://127.0.0.1:{port}");
        await visit.Page.GotoAsync("/sign-in");

        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "用启动码建立首个管理员" }).ClickAsync();
        await Fill(visit.Page, "AAAAA-AAAAA-AAAAA-AAAAA");
        await Assertions.Expect(visit.Page.Locator("[role=alert]")).ToContainTextAsync("启动码不正确");
        Assert.Equal("张三", await visit.Page.Locator("[name=display]").InputValueAsync());
        Assert.False(await visit.IsTooWide());
        Assert.Empty(await visit.Barriers());
        await Until.True(() => Task.FromResult(Code().IsMatch(gateway.Output)), TimeSpan.FromMinutes(2), "a code is shown");
        await Fill(visit.Page, Code().Matches(gateway.Output).Last().Value);

        await visit.Page.Arrives("/admin/start$");
        Assert.Equal("温州市整改督办", await visit.Page.Locator("header .name").InnerTextAsync());
        Assert.False(await visit.IsTooWide());
        Assert.Empty(await visit.Barriers());
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "导入方案" }).First.ClickAsync();
        await visit.Page.Arrives("/admin/plans/import$");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "退出" }).ClickAsync();
        await visit.Page.Arrives("^((?!/admin/).)*$");
        await visit.SignIn("zhang-san", Password);
        await Assertions.Expect(visit.Page.Locator("header .person")).ToContainTextAsync("张三");
        await visit.Page.GotoAsync("/setup");
        Assert.Contains("首个管理员已建立", await visit.Page.InnerTextAsync("h1"), StringComparison.Ordinal);
    }

    private static async Task Fill(IPage page, string code)
    {
        await page.Locator("[name=code]").FillAsync(code);
        await page.Locator("[name=name]").FillAsync("zhang-san");
        await page.Locator("[name=display]").FillAsync("张三");
        await page.Locator("[name=password]").FillAsync(Password);
        await page.Locator("[name=again]").FillAsync(Password);
        await page.Locator("[name=city]").FillAsync("温州市");
        await page.Locator("main .narrow button").ClickAsync();
    }

    [GeneratedRegex("(?<![A-Za-z0-9-])[A-Za-z0-9]{5}(-[A-Za-z0-9]{5}){3}(?![A-Za-z0-9-])")]
    private static partial Regex Code();
}
