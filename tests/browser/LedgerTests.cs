using System.Text;
using static Microsoft.Playwright.Assertions;

namespace Rectification.Tests.Browser;

/// <summary>A ledger of an office at the page: uploaded, a column put right, asked about, and written.</summary>
public sealed class LedgerTests(Site site)
{
    private const string Ledger = "序号\t问题\t整改措施\t牵头单位\t责任领导\t完成时限\t备注\n"
        + "1\t台账不全\t建立台账\t市直一处\t分管领导\t2026年6月30日\t2026年5月31日\n"
        + "2\t台账不全\t补齐台账\t市直二处\t分管领导\t6月前\t2026年5月31日\n";

    [Fact]
    public async Task An_office_uploads_a_ledger_answers_what_is_open_and_finds_it_in_a_draft()
    {
        await using var visit = await site.OpenAs("demo-office");
        var page = visit.Page;
        await Upload(page);

        await Expect(page.Locator("ul.summary").First).ToContainTextAsync("读到 2 行");
        await Expect(page.Locator("[data-cell='F3']")).ToContainTextAsync("6月前");
        await page.Locator("[name=plan]").FillAsync("ledger-at-the-page");
        await page.Locator("[name=title]").FillAsync("台账方案");
        await Write(page);
        await Expect(page.Locator("form[data-kept=commit] [role=alert]")).ToBeVisibleAsync();
        await Expect(page.Locator("[name=title]")).ToHaveValueAsync("台账方案");
        Assert.Equal(404, (await site.Ops.Get("plans/ledger-at-the-page/draft")).Status);

        await page.Locator("[data-cell='F3'] [type=radio]").First.CheckAsync();
        await Write(page);
        await page.GetByRole(AriaRole.Link, new() { Name = "打开草案" }).ClickAsync();

        await Expect(page.Locator("h1")).ToHaveTextAsync("台账方案");
        Assert.Equal(2, (await site.Ops.Get("plans/ledger-at-the-page/draft")).Must(200).Json["parts"]![0]!["measures"]!.AsArray().Count);
        Assert.DoesNotContain(visit.Complaints, said => !said.Contains("422", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_column_is_read_as_the_office_says()
    {
        await using var visit = await site.OpenAs("demo-office");
        var page = visit.Page;
        await Upload(page);
        var before = page.Url;

        await page.Locator("[name='column:F']").SelectOptionAsync("extra");
        await page.Locator("[name='column:G']").SelectOptionAsync("deadline");
        await page.GetByRole(AriaRole.Button, new() { Name = "按改过的列重新读取" }).ClickAsync();

        await page.Leaves(before);
        await Expect(page.Locator("[name='column:G']")).ToHaveValueAsync("deadline");
        await Expect(page.Locator(".question")).ToHaveCountAsync(0);
        await Expect(page.Locator("table.rows")).ToContainTextAsync("2026-05-31");
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task A_category_that_the_plan_does_not_have_is_chosen_at_its_cell()
    {
        var plan = await site.Plan();
        await using var visit = await site.OpenAs("demo-office");
        var page = visit.Page;
        await page.GotoAsync($"/ledgers?plan={plan}");
        await page.Locator("#preview-file").SetInputFilesAsync(new FilePayload
        {
            Name = "调整.csv",
            MimeType = "text/csv",
            Buffer = Encoding.UTF8.GetBytes("序号\t问题类别\t问题\t整改措施\n1\t没有的类别\t第一个问题\t改过的措施\n"),
        });
        await page.GetByRole(AriaRole.Button, new() { Name = "预览" }).ClickAsync();
        await page.Arrives("/ledgers/");

        await Expect(page.Locator("[data-cell='B2']")).ToContainTextAsync("没有的类别");
        await page.Locator("[data-cell='B2'] [type=radio]").First.CheckAsync();
        await page.Locator("[name=reason]").FillAsync("上级批复");
        await Write(page);

        await Expect(page.Locator("main")).ToContainTextAsync("方案调整");
        Assert.Single((await site.Ops.Get($"plans/{plan}/amendments")).Must(200).Json["items"]!.AsArray());
        Assert.Empty(visit.Complaints);
    }

    [Theory]
    [InlineData(360)]
    [InlineData(1440)]
    public async Task The_pages_fit_and_have_no_barriers(int width)
    {
        await using var visit = await site.OpenAs("demo-office", width);
        await visit.Page.GotoAsync("/ledgers");
        Assert.False(await visit.IsTooWide());
        Assert.Empty(await visit.Barriers());

        await Upload(visit.Page);

        Assert.False(await visit.IsTooWide());
        Assert.Empty(await visit.Barriers());
    }

    private static FilePayload Payload => new() { Name = "台账.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(Ledger) };

    private static async Task Upload(IPage page)
    {
        await page.GotoAsync("/ledgers");
        await page.Locator("#preview-file").SetInputFilesAsync(Payload);
        await page.Locator("#preview-plan").SelectOptionAsync("");
        await page.GetByText("另行填写单位和领导").ClickAsync();
        await page.Locator("#preview-feedbackDate").FillAsync("2026-03-01");
        await page.Locator("#preview-departments").FillAsync("市直一处\n市直二处");
        await page.Locator("#preview-leaders").FillAsync("分管领导");
        await page.GetByRole(AriaRole.Button, new() { Name = "预览" }).ClickAsync();
        await page.Arrives("/ledgers/");
    }

    private static Task Write(IPage page) => page.GetByRole(AriaRole.Button, new() { Name = "写入", Exact = true }).ClickAsync();
}
