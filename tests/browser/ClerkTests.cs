using System.Diagnostics;
using System.Globalization;
using static Microsoft.Playwright.Assertions;

namespace Rectification.Tests.Browser;

/// <summary>A clerk's week: the unit's sheet out, filled in, in again, checked. And nobody waits in front of a page that says nothing.</summary>
public sealed class ClerkTests(Site site)
{
    private const int Measures = 30;
    private static readonly TimeSpan AtMost = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task A_clerks_week_takes_less_than_three_minutes_at_the_page()
    {
        var plan = await Desk.Plan(site, Measures, document => document["measures"]![0]!.AsObject().Remove("target"));
        await using var visit = await site.OpenAs(Desk.Reporter);
        var page = visit.Page;
        var watch = Stopwatch.StartNew();

        await page.GetByRole(AriaRole.Link, new() { Name = "我的任务" }).ClickAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => page.Locator($"a[href*='/{plan}/units/{Desk.Unit}/sheet.xlsx']").First.ClickAsync());
        Assert.EndsWith(".xlsx", download.SuggestedFilename, StringComparison.Ordinal);
        var sheet = await File.ReadAllBytesAsync(await download.PathAsync(), TestContext.Current.CancellationToken);
        var filled = FilledSheet.Of(sheet, [.. Enumerable.Range(0, Measures).Select(no => (FilledSheet.FirstRow + no, 10 + no, $"第{no + 1}项本周进展：已召开推进会"))]);

        await page.Locator($"a[href='/ledgers?plan={plan}']").First.ClickAsync();
        await page.Locator("#preview-file").SetInputFilesAsync(new FilePayload
        {
            Name = download.SuggestedFilename,
            MimeType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Buffer = filled,
        });
        await page.GetByRole(AriaRole.Button, new() { Name = "预览" }).ClickAsync();
        await page.Arrives("/ledgers/");
        await page.GetByRole(AriaRole.Button, new() { Name = "写入", Exact = true }).ClickAsync();
        await Expect(page.Locator("p.done")).ToContainTextAsync($"已写入填报 {Measures} 条");
        await page.GotoAsync(Desk.Address(plan, Measures, "").TrimEnd('/'));
        await Expect(page.Locator("main")).ToContainTextAsync($"{9 + Measures}%");

        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{Measures} measures: {watch.Elapsed.TotalSeconds:0.0} s without the typing into the sheet"));
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, AtMost);
        Assert.Empty(visit.Complaints);
    }

    [Theory]
    [InlineData("measures?status=signedOff", "台账")]
    [InlineData("problems?signedOff=true", "问题清单")]
    [InlineData("institutions?registered=true", "制度清单")]
    [InlineData("measures?unit=wz-theory", "佐证材料清单")]
    public async Task A_list_goes_out_with_the_filter_it_is_shown_with(string list, string name)
    {
        await using var visit = await site.OpenAs("demo-auditor");
        await visit.Page.GotoAsync($"/plans/{Site.Wenzhou}/{list}");
        var link = visit.Page.GetByRole(AriaRole.Link, new() { Name = $"导出{name}" });
        Assert.EndsWith(list.Split('?')[1], await link.GetAttributeAsync("href"), StringComparison.Ordinal);

        var download = await visit.Page.RunAndWaitForDownloadAsync(() => link.ClickAsync());

        Assert.Contains(name, download.SuggestedFilename, StringComparison.Ordinal);
        Assert.True(new FileInfo(await download.PathAsync()).Length > 1_000);
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task A_long_export_says_how_far_it_is_and_when_it_is_made()
    {
        await using var visit = await site.OpenAs("demo-auditor");
        var page = visit.Page;
        var far = new Queue<string>(["""{"state":"making","percent":0,"rows":0}""", """{"state":"making","percent":45,"rows":75000}"""]);
        var made = new TaskCompletionSource();
        await page.RouteAsync("**/api/v1/exports/*", route => route.FulfillAsync(new()
        {
            ContentType = "application/json",
            Body = far.TryDequeue(out var next) ? next : made.Task.IsCompleted ? """{"state":"made","percent":100,"rows":100000}"""
                : """{"state":"making","percent":60,"rows":100000}""",
        }));
        await page.GotoAsync($"/plans/{Site.Wenzhou}/measures");
        // A page that is loaded listens: a click before the script that follows an export would be one that nobody follows.
        Assert.True(await page.EvaluateAsync<bool>("() => performance.getEntriesByType('resource').some(file => file.name.includes('/export'))"));
        await page.GetByRole(AriaRole.Link, new() { Name = "导出台账" }).ClickAsync();

        await Expect(page.Locator(".making")).ToContainTextAsync("60%，已读取 100,000 行");
        await Expect(page.Locator(".making progress")).ToHaveAttributeAsync("value", "60");
        Assert.Empty(await visit.Barriers());
        made.SetResult();
        await Expect(page.Locator(".making")).ToHaveTextAsync("已生成，请在浏览器的下载中查看。");
    }
}
