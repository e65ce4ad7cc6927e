using static Microsoft.Playwright.Assertions;

namespace Rectification.Tests.Browser;

public sealed class WorkbenchTests(Site site)
{
    [Fact]
    public async Task A_report_with_a_file_takes_three_clicks_and_moves_the_citys_figure_on_another_open_page()
    {
        var plan = await Desk.Plan(site, change: Desk.DueFirst(1));
        await using var watcher = await site.OpenAs("demo-auditor");
        await watcher.Page.GotoAsync($"/?plan={plan}");
        await Expect(watcher.Page.Locator("[data-of='measures.unclaimed']")).ToHaveTextAsync("2");
        await using var reporter = await site.OpenAs(Desk.Reporter);
        var page = reporter.Page;

        await page.GetByRole(AriaRole.Link, new() { Name = "我的任务" }).ClickAsync();
        await page.Locator($"a[href='{Desk.Address(plan, 1, "report")}']").ClickAsync();
        await page.Locator("#report-percent").FillAsync("40");
        await page.Locator("#report-quantity").FillAsync("4");
        await page.Locator("#report-note").FillAsync("已印发四期");
        await page.Locator("input[type=file][multiple]").SetInputFilesAsync(Desk.Picture("第四期.png"));
        await Expect(page.Locator("[data-files] input[name=evidence]")).ToHaveCountAsync(1);
        await page.GetByRole(AriaRole.Button, new() { Name = Desk.SendReport }).ClickAsync();

        await Expect(page.Locator(".done")).ToBeVisibleAsync();
        await Expect(page.Locator(".shares")).ToContainTextAsync("40%");
        await Expect(watcher.Page.Locator("[data-of='measures.unclaimed']")).ToHaveTextAsync("1");
        Assert.Empty(reporter.Complaints);
    }

    [Fact]
    public async Task What_is_refused_is_said_at_its_field_and_what_was_typed_stays()
    {
        var plan = await Desk.Plan(site);
        await using var reporter = await site.OpenAs(Desk.Reporter);
        await Report(reporter, plan, 50);
        var page = reporter.Page;
        await page.Locator("#report-percent").FillAsync("30");
        await page.Locator("#report-note").FillAsync("更正前的说明");
        await page.GetByRole(AriaRole.Button, new() { Name = Desk.SendReport }).ClickAsync();

        await Expect(page.Locator(".field.wrong #report-percent")).ToHaveValueAsync("30");
        await Expect(page.Locator("form[data-kept=report] [role=alert]")).ToContainTextAsync("更正原因");
        await Expect(page.Locator("#report-note")).ToHaveValueAsync("更正前的说明");
        await page.Locator("#report-correction").FillAsync("上次多报");
        await page.GetByRole(AriaRole.Button, new() { Name = Desk.SendReport }).ClickAsync();
        await Expect(page.Locator(".shares")).ToContainTextAsync("30%");
    }

    [Fact]
    public async Task A_session_that_ends_in_the_middle_of_a_form_loses_nothing()
    {
        var plan = await Desk.Plan(site);
        await using var reporter = await site.OpenAs(Desk.Reporter);
        var page = reporter.Page;
        await page.GotoAsync(Desk.Address(plan, 1, "report"));
        await page.Locator("#report-percent").FillAsync("35");
        await page.Locator("#report-note").FillAsync("写了很久的说明");
        await page.Locator("input[type=file][multiple]").SetInputFilesAsync(Desk.Picture("照片.png"));
        await Expect(page.Locator("[data-files] input[name=evidence]")).ToHaveCountAsync(1);
        await page.Context.ClearCookiesAsync(new() { Name = "rectification-session" });
        await page.GetByRole(AriaRole.Button, new() { Name = Desk.SendReport }).ClickAsync();

        await page.Locator("[name='Asked.Account']").FillAsync(Desk.Reporter);
        await page.Locator("[name='Asked.Password']").FillAsync(site.Password(Desk.Reporter));
        await page.Locator("main .narrow button").First.ClickAsync();
        await Expect(page.Locator(".notice")).ToContainTextAsync("已恢复");
        await Expect(page.Locator("#report-percent")).ToHaveValueAsync("35");
        await Expect(page.Locator("#report-note")).ToHaveValueAsync("写了很久的说明");
        await Expect(page.Locator("[data-files] input[name=evidence]")).ToHaveCountAsync(1);
        await page.GetByRole(AriaRole.Button, new() { Name = Desk.SendReport }).ClickAsync();

        await Expect(page.Locator(".shares")).ToContainTextAsync("35%");
        await page.ReloadAsync();
        await Expect(page.Locator(".notice")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_file_chosen_after_the_session_ended_is_sent_when_one_is_signed_in_again()
    {
        var plan = await Desk.Plan(site);
        await using var reporter = await site.OpenAs(Desk.Reporter);
        var page = reporter.Page;
        await page.GotoAsync(Desk.Address(plan, 1, "report"));
        var session = (await page.Context.CookiesAsync()).Single(cookie => cookie.Name == "rectification-session");
        await page.Context.ClearCookiesAsync(new() { Name = session.Name });
        await page.Locator("input[type=file][multiple]").SetInputFilesAsync(Desk.Picture("照片.png"));
        await Expect(page.Locator("[data-files] .wrong")).ToContainTextAsync("登录已过期");

        await page.Context.AddCookiesAsync(
            [new() { Name = session.Name, Value = session.Value, Url = site.Address, HttpOnly = true, SameSite = SameSiteAttribute.Strict }]);
        await page.GetByRole(AriaRole.Button, new() { Name = "重试" }).ClickAsync();
        await Expect(page.Locator("[data-files] input[name=evidence]")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task What_is_put_in_before_the_scripts_have_come_is_kept_too()
    {
        var plan = await Desk.Plan(site);
        await using var reporter = await site.OpenAs(Desk.Reporter);
        var page = reporter.Page;
        await page.GotoAsync(Desk.Address(plan, 1, "report"));
        await page.Locator("#report-note").FillAsync("昨天的草稿");
        await page.Locator("#report-quantity").FillAsync("3");
        var slowLine = new TaskCompletionSource();
        await page.RouteAsync("**/evidence*.js", async route =>
        {
            await slowLine.Task;
            await route.ContinueAsync();
        });
        await page.GotoAsync(Desk.Address(plan, 1, "report"), new() { WaitUntil = WaitUntilState.Commit });
        await page.Locator("#report-note").FillAsync("今天的说明");
        await page.Locator("input[type=file][multiple]").SetInputFilesAsync(Desk.Picture("很快选好.png"));
        slowLine.SetResult();

        await Expect(page.Locator("[data-files] input[name=evidence]")).ToHaveCountAsync(1);
        await Expect(page.Locator("#report-quantity")).ToHaveValueAsync("3");
        await Expect(page.Locator("#report-note")).ToHaveValueAsync("今天的说明");
    }

    [Fact]
    public async Task Without_scripts_a_report_with_a_file_is_taken_all_the_same()
    {
        var plan = await Desk.Plan(site);
        await using var reporter = await site.OpenAs(Desk.Reporter, scripts: false);
        var page = reporter.Page;
        await page.GotoAsync(Desk.Address(plan, 1, "report"));
        await page.Locator("#report-percent").FillAsync("20");
        await page.Locator("input[type=file][multiple]").SetInputFilesAsync(Desk.Pdf("材料.pdf", plan));
        await page.GetByRole(AriaRole.Button, new() { Name = Desk.SendReport }).ClickAsync();

        await Expect(page.Locator(".done")).ToBeVisibleAsync();
        using var api = site.As(Desk.Reporter);
        Assert.Equal(1, (await api.Get($"plans/{plan}/measures/1")).Must(200).Json["evidenceCount"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_file_that_is_not_taken_is_said_by_its_name_and_holds_nothing_up()
    {
        var plan = await Desk.Plan(site);
        await using var reporter = await site.OpenAs(Desk.Reporter);
        var page = reporter.Page;
        await page.GotoAsync(Desk.Address(plan, 1, "report"));
        await page.Locator("input[type=file][multiple]")
            .SetInputFilesAsync(new FilePayload { Name = "程序.pdf", MimeType = "application/pdf", Buffer = [0x4D, 0x5A, 0, 1, 2, 3] });

        await Expect(page.Locator("[data-files] li")).ToContainTextAsync("程序.pdf");
        await Expect(page.Locator("[data-files] .wrong")).ToBeVisibleAsync();
        await Expect(page.Locator("[data-files] .wrong")).ToContainTextAsync("不会提交");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "移除" })).ToBeVisibleAsync();
        await page.Locator("#report-percent").FillAsync("5");
        await page.GetByRole(AriaRole.Button, new() { Name = Desk.SendReport }).ClickAsync();
        await Expect(page.Locator(".done")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task On_a_phone_a_report_is_sent_from_the_first_page_on()
    {
        var plan = await Desk.Plan(site, change: Desk.DueFirst(2));
        await using var reporter = await site.OpenAs(Desk.Reporter, width: 360);
        var page = reporter.Page;
        await page.GetByRole(AriaRole.Link, new() { Name = "我的任务" }).ClickAsync();
        await page.Locator($"a[href='{Desk.Address(plan, 2, "report")}']").ClickAsync();
        Assert.Equal("environment", await page.Locator("input[type=file][accept='image/*']").GetAttributeAsync("capture"));
        await page.Locator("[data-slides]").FillAsync("60");
        await Expect(page.Locator("#report-percent")).ToHaveValueAsync("60");
        Assert.False(await reporter.IsTooWide());
        await page.GetByRole(AriaRole.Button, new() { Name = Desk.SendReport }).ClickAsync();

        await Expect(page.Locator(".shares")).ToContainTextAsync("60%");
    }

    [Fact]
    public async Task The_lead_unit_claims_confirms_its_supporters_and_asks_for_the_sign_off()
    {
        var plan = await Desk.Plan(site, change: plan => plan["measures"]![1]!["units"] = new System.Text.Json.Nodes.JsonArray(Desk.Supporting));
        await using var supporter = await site.OpenAs(Desk.Supporter);
        await Report(supporter, plan, 100, no: 2);
        await using var reporter = await site.OpenAs(Desk.Reporter);
        var page = reporter.Page;
        await page.GotoAsync(Desk.Address(plan, 2, "report"));
        await page.GetByRole(AriaRole.Button, new() { Name = "认领" }).ClickAsync();
        await Expect(page.Locator(".done")).ToContainTextAsync("已认领");
        await page.GetByRole(AriaRole.Button, new() { Name = "确认完成" }).ClickAsync();
        await Expect(page.Locator(".done")).ToContainTextAsync("已确认");
        await page.Locator("input[type=file][multiple]").SetInputFilesAsync(Desk.Picture("全部.png"));
        await Expect(page.Locator("[data-files] input[name=evidence]")).ToHaveCountAsync(1);
        await page.Locator("#report-percent").FillAsync("100");
        await page.GetByRole(AriaRole.Button, new() { Name = Desk.SendReport }).ClickAsync();
        await Expect(page.Locator(".done")).ToContainTextAsync("已记录");

        await page.GetByRole(AriaRole.Link, new() { Name = "销号", Exact = true }).ClickAsync();
        await page.Locator("#request-person").FillAsync("理论处处长");
        await page.Locator("#request-act").FillAsync("按月编印学习材料");
        await page.Locator("#request-result").FillAsync("覆盖全部支部");
        await page.GetByRole(AriaRole.Button, new() { Name = "申请销号" }).ClickAsync();
        await Expect(page.Locator(".done")).ToContainTextAsync("已申请销号");
        Assert.Equal("signOffRequested", await Desk.Status(site, plan, 2));

        await page.GetByRole(AriaRole.Button, new() { Name = "撤回申请" }).ClickAsync();
        await Expect(page.Locator(".done")).ToContainTextAsync("已撤回");
        Assert.Equal("inProgress", await Desk.Status(site, plan, 2));
    }

    [Fact]
    public async Task An_extension_is_asked_for_and_the_office_decides()
    {
        var plan = await Desk.Plan(site);
        await using var reporter = await site.OpenAs(Desk.Reporter);
        await Report(reporter, plan, 10);
        var page = reporter.Page;
        await page.GotoAsync(Desk.Address(plan, 1, "extension"));
        await page.Locator("#extension-until").FillAsync("2036-01-31");
        await page.Locator("#extension-reason").FillAsync("印刷厂搬迁");
        await page.GetByRole(AriaRole.Button, new() { Name = "申请延期" }).ClickAsync();
        await Expect(page.Locator(".done")).ToContainTextAsync("已申请延期");

        await using var office = await site.OpenAs(Desk.Office);
        await office.FollowListed("/review", Desk.Address(plan, 1, "review"));
        await Expect(office.Page.Locator(".decision")).ToContainTextAsync("2036年1月31日");
        await office.Page.GetByRole(AriaRole.Button, new() { Name = "通过" }).ClickAsync();
        await Expect(office.Page.Locator(".done")).ToContainTextAsync("已审核通过");

        await page.ReloadAsync();
        await Expect(page.Locator(".facts")).ToContainTextAsync("2036-01-31");
    }

    [Fact]
    public async Task An_order_is_issued_answered_and_closed_and_the_unit_hears_of_it()
    {
        var plan = await Desk.Plan(site);
        await using var office = await site.OpenAs(Desk.Office);
        await office.Page.GotoAsync($"/plans/{plan}/orders/new");
        await office.Page.Locator("form.filter select").SelectOptionAsync(Desk.Unit);
        await office.Page.GetByRole(AriaRole.Button, new() { Name = "列出措施" }).ClickAsync();
        await office.Page.Locator("#issue-numbers").FillAsync("1,2");
        await office.Page.Locator("#issue-demand").FillAsync("限期报送学习材料");
        await office.Page.Locator("#issue-dueInWorkingDays").FillAsync("5");
        await office.Page.GetByRole(AriaRole.Button, new() { Name = "下发" }).ClickAsync();
        await Expect(office.Page.Locator(".done")).ToContainTextAsync("已下发");
        var address = new Uri(office.Page.Url).AbsolutePath;

        await using var reporter = await site.OpenAs(Desk.Reporter);
        await Until.True(async () => await reporter.Page.GotoAsync("/tasks") is not null && await reporter.Page.Locator("header .unread").CountAsync() == 1,
            TimeSpan.FromMinutes(2), "told of the order");
        await reporter.Page.GotoAsync(address);
        await reporter.Page.Locator("#answer-text").FillAsync("已报送");
        await reporter.Page.Locator("input[type=file][multiple]").SetInputFilesAsync(Desk.Picture("报送.png"));
        await Expect(reporter.Page.Locator("[data-files] input[name=evidence]")).ToHaveCountAsync(1);
        await reporter.Page.GetByRole(AriaRole.Button, new() { Name = "提交答复" }).ClickAsync();
        await Expect(reporter.Page.Locator(".done")).ToContainTextAsync("已答复");

        await office.Page.GotoAsync(address);
        await office.Page.Locator("#close-result").FillAsync("材料齐全");
        await office.Page.GetByRole(AriaRole.Button, new() { Name = "办结" }).ClickAsync();
        await Expect(office.Page.Locator(".done")).ToContainTextAsync("已办结");

        await Until.True(async () => await reporter.Page.GotoAsync("/inbox") is not null && await reporter.Page.Locator("li.new").CountAsync() > 0,
            TimeSpan.FromMinutes(2), "told that it is closed");
        await Until.True(
            async () =>
            {
                // What another test left the same unit may come in between.
                await reporter.Page.GotoAsync("/inbox");
                var mark = reporter.Page.GetByRole(AriaRole.Button, new() { Name = "全部标为已读" });
                if (await mark.CountAsync() > 0)
                {
                    await mark.ClickAsync();
                    await Expect(mark).ToHaveCountAsync(0);
                }

                return await reporter.Page.Locator("main form").CountAsync() == 1;
            },
            TimeSpan.FromMinutes(2),
            "everything is marked as read");
    }

    [Fact]
    public async Task Nobody_opens_the_form_of_a_measure_that_is_not_his()
    {
        var plan = await Desk.Plan(site);
        await using var other = await site.OpenAs("demo-330302");
        var answer = await other.Page.GotoAsync(Desk.Address(plan, 1, "report"));

        Assert.Equal(403, answer!.Status);
        Assert.Contains("请联系整改办", await other.Page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await other.Page.Locator("main form:not([hidden])").CountAsync());
    }

    [Fact]
    public async Task A_stranger_is_led_to_the_door_and_back_to_his_tasks()
    {
        await using var visit = await site.Open();
        await visit.Page.GotoAsync("/tasks");
        await visit.Page.Locator("[name='Asked.Account']").FillAsync(Desk.Reporter);
        await visit.Page.Locator("[name='Asked.Password']").FillAsync(site.Password(Desk.Reporter));
        await visit.Page.Locator("main .narrow button").First.ClickAsync();

        await Expect(visit.Page.Locator("h1")).ToHaveTextAsync("我的任务");
    }

    [Theory]
    [InlineData(1440, "zh-CN")]
    [InlineData(360, "zh-CN")]
    [InlineData(360, "en")]
    public async Task Nobody_is_kept_out_and_nothing_is_cut_off(int width, string language)
    {
        var plan = await Desk.Plan(site);
        await Desk.Request(site, plan, 2);
        await using var reporter = await site.OpenAs(Desk.Reporter, width, language);
        await Report(reporter, plan, 30);
        await Look(reporter, "/tasks", Desk.Address(plan, 1, "report"), Desk.Address(plan, 1, "sign-off"), Desk.Address(plan, 2, "sign-off"),
            Desk.Address(plan, 1, "extension"), "/orders", "/inbox");
        await using var office = await site.OpenAs(Desk.Office, width, language);
        await Look(office, "/tasks", "/orders", $"/plans/{plan}/orders/new", "/inbox");
    }

    private static async Task Look(Visit visit, params string[] addresses)
    {
        foreach (var address in addresses)
        {
            await visit.Page.GotoAsync(address);
            Assert.Equal([], await visit.Barriers());
            Assert.False(await visit.IsTooWide(), $"{address} is too wide");
            Assert.Equal([], visit.Complaints);
        }
    }

    private static async Task Report(Visit visit, string plan, int percent, int no = 1)
    {
        await visit.Page.GotoAsync(Desk.Address(plan, no, "report"));
        await visit.Page.Locator("#report-percent").FillAsync(percent.ToString(System.Globalization.CultureInfo.InvariantCulture));
        await visit.Page.Locator("form[data-kept=report] .send button").ClickAsync();
        await Expect(visit.Page.Locator(".done")).ToBeVisibleAsync();
    }
}
