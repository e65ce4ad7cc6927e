using static Microsoft.Playwright.Assertions;

namespace Rectification.Tests.Browser;

public sealed class BulkTests(Site site)
{
    private const string Send = "提交已修改的行";

    [Fact]
    public async Task A_block_with_numbers_from_Excel_is_shown_checked_and_sent_row_by_row()
    {
        var plan = await Desk.Plan(site, measures: 12);
        using (var api = site.As(Desk.Reporter))
        {
            (await api.Post($"plans/{plan}/measures/3/reports", new System.Text.Json.Nodes.JsonObject { ["unit"] = Desk.Unit, ["percent"] = 70 })).Must(200);
        }

        await using var reporter = await site.OpenAs(Desk.Reporter);
        var page = reporter.Page;
        await page.GotoAsync(Address(plan));
        await Expect(page.Locator("[data-row]")).ToHaveCountAsync(12);
        await Desk.Paste(page.Locator("[name=percent-1]"),
            "措施\t进度\t数量\t说明\r\n\uFF12\t\uFF14\uFF10\uFF05\t\t已印两期\r\n1\t30\t3\t\"说\t明\"\r\n3\t20\t\t\r\n99\t10\t\t\r\n4\t101\t\t\r\n");

        await Expect(page.Locator("[data-summary-line]")).ToContainTextAsync("2 行将发送，2 行有误");
        await Expect(page.Locator("[data-summary-line]")).ToContainTextAsync("99");
        await Expect(page.Locator("[data-row='1'] [data-state]")).ToContainTextAsync("0% → 30%");
        await Expect(page.Locator("[data-row='3'] [data-state]")).ToContainTextAsync("更正");
        await page.GetByRole(AriaRole.Button, new() { Name = Send }).ClickAsync();

        await Expect(page.Locator(".done")).ToContainTextAsync("已记录 2 条");
        await Expect(page.Locator("[data-row='3'] [data-state]")).ToContainTextAsync("进度只能增加");
        await Expect(page.Locator("[name=percent-3]")).ToHaveValueAsync("20");
        await Expect(page.Locator("[name=percent-4]")).ToHaveValueAsync("101");
        await Expect(page.Locator("[name=percent-2]")).ToHaveValueAsync("");
        await page.Locator("[name=percent-4]").FillAsync("10");
        await page.Locator("[name=percent-3]").FillAsync("");
        await page.GetByRole(AriaRole.Button, new() { Name = Send }).ClickAsync();
        await Expect(page.Locator(".done")).ToContainTextAsync("已记录 1 条");
        Assert.Empty(reporter.Complaints);
    }

    [Fact]
    public async Task A_block_without_numbers_fills_the_rows_from_where_it_is_pasted()
    {
        var plan = await Desk.Plan(site, measures: 4);
        await using var reporter = await site.OpenAs(Desk.Reporter);
        await reporter.Page.GotoAsync(Address(plan));
        await Desk.Paste(reporter.Page.Locator("[name=percent-2]"), "20\t甲\n30\t乙");

        await Expect(reporter.Page.Locator("[name=percent-2]")).ToHaveValueAsync("20");
        await Expect(reporter.Page.Locator("[name=percent-3]")).ToHaveValueAsync("30");
        await Expect(reporter.Page.Locator("[name=note-3]")).ToHaveValueAsync("乙");
        await Expect(reporter.Page.Locator("[name=percent-1]")).ToHaveValueAsync("");
    }

    [Fact]
    public async Task Enter_goes_to_the_next_row_and_sends_nothing()
    {
        var plan = await Desk.Plan(site, measures: 3);
        await using var reporter = await site.OpenAs(Desk.Reporter);
        await reporter.Page.GotoAsync(Address(plan));
        await reporter.Page.Locator("[name=percent-1]").FillAsync("15");
        await reporter.Page.Locator("[name=percent-1]").PressAsync("Enter");

        await Expect(reporter.Page.Locator("[name=percent-2]")).ToBeFocusedAsync();
        await Expect(reporter.Page.Locator("[data-row='1'] [data-state]")).ToContainTextAsync("0% → 15%");
    }

    [Fact]
    public async Task Without_scripts_the_grid_is_a_form()
    {
        var plan = await Desk.Plan(site, measures: 3);
        await using var reporter = await site.OpenAs(Desk.Reporter, scripts: false);
        await reporter.Page.GotoAsync(Address(plan));
        await reporter.Page.Locator("[name=percent-2]").FillAsync("\uFF11\uFF15\uFF05");
        await reporter.Page.GetByRole(AriaRole.Button, new() { Name = Send }).ClickAsync();

        await Expect(reporter.Page.Locator(".done")).ToContainTextAsync("已记录 1 条");
        await Expect(reporter.Page.Locator("[data-row='2']")).ToContainTextAsync("15%");
    }

    [Fact]
    public async Task The_grid_of_another_unit_is_refused()
    {
        var plan = await Desk.Plan(site);
        await using var other = await site.OpenAs("demo-330302");

        Assert.Equal(403, (await other.Page.GotoAsync(Address(plan)))!.Status);
    }

    [Theory]
    [InlineData(1440, "zh-CN")]
    [InlineData(360, "zh-CN")]
    [InlineData(360, "en")]
    public async Task Nobody_is_kept_out_and_nothing_is_cut_off(int width, string language)
    {
        var plan = await Desk.Plan(site, measures: 12);
        await using var reporter = await site.OpenAs(Desk.Reporter, width, language);
        await reporter.Page.GotoAsync(Address(plan));

        Assert.Equal([], await reporter.Barriers());
        Assert.False(await reporter.IsTooWide());
        Assert.Empty(reporter.Complaints);
    }

    private static string Address(string plan) => $"/report/bulk?plan={plan}&unit={Desk.Unit}";
}
