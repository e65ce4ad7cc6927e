using System.Globalization;
using static Microsoft.Playwright.Assertions;

namespace Rectification.Tests.Browser;

public sealed class ReviewTests(Site site)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task What_was_returned_is_repaired_and_approved_with_keys()
    {
        var plan = await Desk.Plan(site);
        await Desk.Request(site, plan, 1);
        await using var leader = await site.OpenAs(Desk.Leader);
        var page = leader.Page;
        await page.GetByRole(AriaRole.Link, new() { Name = "待我审核" }).ClickAsync();
        await page.Arrives("/review$");
        await leader.FollowListed("/review", Desk.Address(plan, 1, "review"));
        await Expect(page.Locator(".fingerprint")).ToContainTextAsync("全部材料和 1 次填报，自申请后未变");
        await page.Keyboard.PressAsync("r");
        await page.Keyboard.TypeAsync("a 成效写得太笼统");
        await page.GetByRole(AriaRole.Button, new() { Name = "退回", Exact = true }).ClickAsync();
        await Expect(page.Locator(".done")).ToContainTextAsync("已退回");
        Assert.Equal("inProgress", await Desk.Status(site, plan, 1));

        await using var reporter = await site.OpenAs(Desk.Reporter);
        await reporter.Page.GotoAsync("/tasks");
        await Expect(reporter.Page.Locator("main")).ToContainTextAsync("a 成效写得太笼统");
        await reporter.Page.GotoAsync(Desk.Address(plan, 1, "sign-off"));
        await reporter.Page.Locator("#request-person").FillAsync("理论处处长");
        await reporter.Page.Locator("#request-act").FillAsync("按月编印学习材料");
        await reporter.Page.Locator("#request-result").FillAsync("94 个支部全部使用");
        await reporter.Page.GetByRole(AriaRole.Button, new() { Name = "申请销号" }).ClickAsync();
        await Expect(reporter.Page.Locator(".done")).ToBeVisibleAsync();

        await Approve(leader, plan);
        await using var office = await site.OpenAs(Desk.Office);
        await Approve(office, plan);
        Assert.Equal("signedOff", await Desk.Status(site, plan, 1));
        Assert.Empty(leader.Complaints);
    }

    [Fact]
    public async Task What_was_returned_stands_before_what_is_due_sooner()
    {
        var plan = await Desk.Plan(site, measures: 2, document => document["measures"]![1]!["deadline"] = "2034-12-31");
        await Desk.Request(site, plan, 1);
        await using var reporter = await site.OpenAs(Desk.Reporter);
        await Until.True(async () => await Order() is ["2", "1"], Patience, "the sooner due before the later one");

        using (var leader = site.As(Desk.Leader))
        {
            var fingerprint = (await leader.Get($"plans/{plan}/measures/1")).Must(200).Json["signOff"]!["fingerprint"]!.GetValue<string>();
            var back = new JsonObject { ["decision"] = "return", ["fingerprint"] = fingerprint, ["reason"] = "成效写得太笼统" };
            (await leader.Post($"plans/{plan}/measures/1/sign-off/review", back)).Must(200);
        }

        await Until.True(async () => await Order() is ["1", "2"], Patience, "the returned one before what is due");

        // The unit has what every other test left it to do as well: its list may have several pages, and rows move between them meanwhile.
        async Task<string[]> Order()
        {
            var (found, page, more) = (new List<string>(), 1, true);
            for (; more; page++)
            {
                await reporter.Page.GotoAsync($"/tasks?page={page.ToString(CultureInfo.InvariantCulture)}");
                found.AddRange(await reporter.Page.Locator($".tasks .what a[href^='/plans/{plan}/']").AllInnerTextsAsync());
                more = await reporter.Page.Locator("nav.paging a[rel=next]").CountAsync() > 0;
            }

            return [.. found.Select(text => text.Split('.')[0]).Distinct()];
        }
    }

    [Fact]
    public async Task Evidence_is_shown_beside_the_decision()
    {
        var plan = await Desk.Plan(site);
        await Desk.Request(site, plan, 1, Desk.Picture("图").Buffer, Desk.Pdf("件", plan).Buffer, Desk.Docx($"第一章 总则 {plan}", "支部", "已学习"));
        await using var leader = await site.OpenAs(Desk.Leader);
        var page = leader.Page;
        await page.GotoAsync(Desk.Address(plan, 1, "review"));

        await Expect(page.Locator("figure.piece pre")).ToContainTextAsync($"第一章 总则 {plan}");
        await Expect(page.Locator("figure.piece pre")).ToContainTextAsync("已学习");
        await page.Locator("figure.piece img").ScrollIntoViewIfNeededAsync();
        await Expect(page.Locator("figure.piece img")).ToHaveJSPropertyAsync("naturalWidth", 1);
        var pdf = await page.Locator("figure.piece iframe").GetAttributeAsync("src") ?? "";
        var answer = await page.APIRequest.GetAsync(site.Address + pdf[..pdf.IndexOf('#', StringComparison.Ordinal)]);
        Assert.Equal("application/pdf", answer.Headers["content-type"]);
        Assert.StartsWith("inline", answer.Headers["content-disposition"], StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'self'", answer.Headers["content-security-policy"], StringComparison.Ordinal);
        await Expect(page.Locator("[data-count]")).ToHaveTextAsync("3");
        Assert.Empty(leader.Complaints);
    }

    [Fact]
    public async Task Office_documents_are_read_as_text_and_hostile_ones_are_not_read_at_all()
    {
        var plan = await Desk.Plan(site);
        await Desk.Request(site, plan, 1, Desk.Xlsx($"学习台账 {plan}", 94), Desk.Pptx($"专题辅导 {plan}"), Desk.HostileDocx(plan),
            System.Text.Encoding.UTF8.GetBytes($"<b>纯文本 {plan}</b>"));
        await using var leader = await site.OpenAs(Desk.Leader);
        await leader.Page.GotoAsync(Desk.Address(plan, 1, "review"));

        var texts = string.Join('\n', await leader.Page.Locator("figure.piece pre").AllInnerTextsAsync());
        Assert.Contains($"学习台账 {plan}\t94", texts, StringComparison.Ordinal);
        Assert.Contains($"专题辅导 {plan}", texts, StringComparison.Ordinal);
        Assert.Contains($"<b>纯文本 {plan}</b>", texts, StringComparison.Ordinal);
        Assert.Equal(3, await leader.Page.Locator("figure.piece pre").CountAsync());
        Assert.Contains("请下载查看", await leader.Page.Locator("figure.piece .none").InnerTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_decision_on_what_has_changed_meanwhile_is_not_taken_and_says_what_changed()
    {
        var plan = await Desk.Plan(site);
        await Desk.Request(site, plan, 1);
        await using var leader = await site.OpenAs(Desk.Leader);
        await leader.Page.GotoAsync(Desk.Address(plan, 1, "review"));
        await Desk.Request(site, plan, 1, "又补充了一份"u8.ToArray());
        await leader.Page.GetByRole(AriaRole.Button, new() { Name = "通过" }).ClickAsync();

        await Expect(leader.Page.Locator(".decision [role=alert]")).ToContainTextAsync("您看到的是 1 个文件、1 次填报，现在是 2 个文件、2 次填报");
        await Expect(leader.Page.Locator(".fingerprint")).ToContainTextAsync("全部材料和 2 次填报");
        Assert.Equal("signOffRequested", await Desk.Status(site, plan, 1));
    }

    [Fact]
    public async Task A_decision_on_a_request_that_is_gone_is_answered_in_words()
    {
        var plan = await Desk.Plan(site);
        await Desk.Request(site, plan, 1);
        await using var leader = await site.OpenAs(Desk.Leader);
        await leader.Page.GotoAsync(Desk.Address(plan, 1, "review"));
        using var reporter = site.As(Desk.Reporter);
        (await reporter.Post($"plans/{plan}/measures/1/sign-off/withdraw", new JsonObject())).Must(200);
        await leader.Page.GetByRole(AriaRole.Button, new() { Name = "通过" }).ClickAsync();

        await Expect(leader.Page.Locator(".decision [role=alert]")).ToContainTextAsync("没有待审核的销号申请");
    }

    [Fact]
    public async Task Whoever_may_not_decide_sees_no_buttons()
    {
        var plan = await Desk.Plan(site);
        await Desk.Request(site, plan, 1);
        await using var office = await site.OpenAs(Desk.Office);
        await office.Page.GotoAsync(Desk.Address(plan, 1, "review"));

        Assert.Equal(0, await office.Page.Locator(".decision button").CountAsync());
        await Expect(office.Page.Locator(".decision")).ToContainTextAsync("责任领导审核");
    }

    [Theory]
    [InlineData(1440, "zh-CN")]
    [InlineData(360, "zh-CN")]
    [InlineData(360, "en")]
    public async Task Nobody_is_kept_out_and_nothing_is_cut_off(int width, string language)
    {
        var plan = await Desk.Plan(site);
        await Desk.Request(site, plan, 1, Desk.Picture("图").Buffer, Desk.Docx($"正文 {plan} {width} {language}"));
        await using var leader = await site.OpenAs(Desk.Leader, width, language);
        foreach (var address in (string[])["/review", Desk.Address(plan, 1, "review")])
        {
            await leader.Page.GotoAsync(address);
            Assert.Equal([], await leader.Barriers());
            Assert.False(await leader.IsTooWide(), $"{address} is too wide");
        }

        // The evidence is seen before one decides: beside it, or on a phone above it with a link that leads on.
        var (last, decision) = (await Box(".reviewed >> nth=-1"), await Box(".decision"));
        Assert.True(width == 360 ? last.Y + last.Height <= decision.Y : last.X + last.Width <= decision.X, "the decision stands before the evidence");
        Assert.Equal(width == 360, await leader.Page.Locator(".to-decision").IsVisibleAsync());
        Assert.Empty(leader.Complaints);

        async Task<LocatorBoundingBoxResult> Box(string part) => (await leader.Page.Locator(part).BoundingBoxAsync())!;
    }

    private async Task Approve(Visit visit, string plan)
    {
        await visit.Page.GotoAsync(Desk.Address(plan, 1, "review"));
        await visit.Page.Locator(".fingerprint").WaitForAsync();
        await visit.Page.Keyboard.PressAsync("a");
        await Expect(visit.Page.Locator(".done")).ToContainTextAsync("已审核通过");
    }
}
