using System.Text;

namespace Rectification.Tests.Browser;

public sealed class AdministrationTests(Site site)
{
    private static readonly string[] Pages =
    [
        "/admin", "/admin/accounts", "/admin/accounts/demo-330302", "/admin/new-account", "/admin/new-accounts", "/admin/keys", "/admin/account-trail",
        "/admin/plans", "/admin/plans/import", $"/admin/plans/{Site.Wenzhou}/rules", "/admin/calendars", "/admin/webhooks",
        "/admin/system",
    ];

    [Fact]
    public async Task Ops_make_an_account_with_a_one_time_password_that_is_shown_once_and_lets_the_person_in()
    {
        await using var visit = await site.OpenAs("demo-ops");
        var page = visit.Page;
        await page.GotoAsync("/admin/new-account");
        await page.Locator("[name='name']").FillAsync("made-at-the-page");
        await page.Locator("[name='display']").FillAsync("新来的填报人");
        await page.Locator("[value='reporter']").CheckAsync();
        await page.Locator("[name='units'][value='330302']").CheckAsync();
        await page.Locator("[name='units'][value='330303']").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "新建", Exact = true }).ClickAsync();

        var password = await page.Locator(".secret output").InnerTextAsync();
        var account = (await site.Ops.Get("accounts/made-at-the-page")).Must(200).Json;
        Assert.Equal(2, account["units"]!.AsArray().Count);
        Assert.True(account["mustChangePassword"]!.GetValue<bool>());
        await page.GotoAsync("/admin/accounts/made-at-the-page");
        Assert.DoesNotContain(password, await page.ContentAsync(), StringComparison.Ordinal);

        await using var person = await site.Open();
        await person.SignIn("made-at-the-page", password);
        await person.Page.Arrives("/password[?]");
        await person.Page.Locator("[name='Asked.Current']").FillAsync(password);
        await person.Page.Locator("[name='Asked.Next']").FillAsync("a-password-of-my-own");
        await person.Page.Locator("[name='Asked.Again']").FillAsync("a-password-of-my-own");
        await person.Page.Locator(".narrow button").ClickAsync();
        await Assertions.Expect(person.Page.Locator("header .person span")).ToHaveTextAsync("新来的填报人");
        Assert.False((await site.Ops.Get("accounts/made-at-the-page")).Must(200).Json["mustChangePassword"]!.GetValue<bool>());
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task Many_accounts_are_created_from_a_pasted_table_once_it_has_no_errors_and_each_gets_a_slip()
    {
        await using var visit = await site.OpenAs("demo-ops");
        var page = visit.Page;
        await page.GotoAsync("/admin/new-accounts");
        await page.Locator("textarea").FillAsync("账号\t姓名\t角色\t单位\nbulk-a\t甲\t填报人\t鹿城区\nbulk-b\t乙\t填报人\twz-nobody");
        await page.GetByRole(AriaRole.Button, new() { Name = "预览" }).ClickAsync();
        await Assertions.Expect(page.Locator("tr.wrong")).ToContainTextAsync("没有名为“wz-nobody”的单位");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "个账号" })).ToHaveCountAsync(0);

        await page.Locator("textarea").FillAsync("bulk-a\t甲\t填报人\t鹿城区\nbulk-b\t乙\t填报人；领导\twz-arts\tleader-03");
        await page.GetByRole(AriaRole.Button, new() { Name = "预览" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "创建 2 个账号" }).ClickAsync();
        await Assertions.Expect(page.Locator(".slips li")).ToHaveCountAsync(2);
        var password = await page.Locator(".slips li", new() { HasText = "bulk-a" }).Locator("code").Last.InnerTextAsync();

        var account = (await site.Ops.Get("accounts/bulk-b")).Must(200).Json;
        Assert.Equal(("wz-arts", "leader-03"), (account["units"]![0]!.GetValue<string>(), account["leaders"]![0]!.GetValue<string>()));
        await using var person = await site.Open();
        await person.SignIn("bulk-a", password);
        await person.Page.Arrives("/password[?]");
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task What_is_typed_survives_a_change_of_the_language()
    {
        await using var visit = await site.OpenAs("demo-ops");
        await visit.Page.GotoAsync("/admin/new-account");
        await visit.Page.Locator("[name='name']").FillAsync("half-typed");
        await visit.Page.Locator("[name='units'][value='330303']").CheckAsync();
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "English" }).ClickAsync();

        await Assertions.Expect(visit.Page.Locator("h1")).ToHaveTextAsync("New account");
        await Assertions.Expect(visit.Page.Locator("[name='name']")).ToHaveValueAsync("half-typed");
        await Assertions.Expect(visit.Page.Locator("[name='units'][value='330303']")).ToBeCheckedAsync();
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task What_is_refused_is_said_with_its_field_and_what_was_typed_stays()
    {
        await using var visit = await site.OpenAs("demo-ops");
        await visit.Page.GotoAsync("/admin/new-account");
        await visit.Page.Locator("[name='name']").FillAsync("without-a-role");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "新建", Exact = true }).ClickAsync();

        Assert.Contains("角色：", await visit.Page.GetByRole(AriaRole.Alert).InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal("without-a-role", await visit.Page.Locator("[name='name']").InputValueAsync());
        Assert.Equal(404, (await site.Ops.Get("accounts/without-a-role")).Status);
    }

    [Fact]
    public async Task A_key_is_issued_and_revoked_a_substitute_appointed_and_the_account_disabled_on_its_page()
    {
        (await site.Ops.Post("accounts", new JsonObject { ["name"] = "looked-after", ["roles"] = new JsonArray("reporter"), ["units"] = new JsonArray("u-1") }))
            .Must(201);
        await using var visit = await site.OpenAs("demo-ops");
        var page = visit.Page;
        await page.GotoAsync("/admin/accounts/looked-after");

        await page.Locator("[name='label']").FillAsync("数据平台");
        await page.Locator("[name='expires']").FillAsync("2099-12-31");
        await page.GetByRole(AriaRole.Button, new() { Name = "签发密钥" }).ClickAsync();
        Assert.StartsWith("rk_looked-after_", await page.Locator(".secret output").InnerTextAsync(), StringComparison.Ordinal);
        await page.GetByRole(AriaRole.Button, new() { Name = "吊销 数据平台" }).ClickAsync();
        await Assertions.Expect(page.Locator("table")).ToContainTextAsync("已吊销");

        await page.Locator("[name='substitute']").FillAsync("demo-wz-arts");
        await page.Locator("[name='from']").FillAsync(Today(0));
        await page.Locator("[name='until']").FillAsync(Today(7));
        await page.Locator("[name='why']").FillAsync("出差");
        await page.GetByRole(AriaRole.Button, new() { Name = "指定" }).ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("文艺处填报人");

        await page.Locator("[name='reason']").FillAsync("调离");
        await page.GetByRole(AriaRole.Button, new() { Name = "停用" }).ClickAsync();
        await Assertions.Expect(page.Locator(".facts")).ToContainTextAsync("已停用：调离");
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task A_broken_plan_shows_every_error_writes_nothing_and_can_be_mended_and_confirmed()
    {
        await using var visit = await site.OpenAs("demo-ops");
        var page = visit.Page;
        await page.GotoAsync("/admin/plans/import");
        var plan = SmallPlan.Of("brought-in-at-the-page");
        plan["measures"]!.AsArray()[1]!["deadline"] = "2026-01-01";
        plan["measures"]!.AsArray()[0]!["leadUnit"] = "nobody";
        await Choose(page, plan);

        var errors = page.Locator("tbody tr");
        await Assertions.Expect(errors).ToHaveCountAsync(2);
        Assert.Contains("第 2 条措施", await page.Locator("tbody").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains("deadline", await page.Locator("tbody").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(404, (await site.Ops.Get("plans/brought-in-at-the-page")).Status);

        await Choose(page, SmallPlan.Of("brought-in-at-the-page"));
        await Assertions.Expect(page.Locator("[data-count='measures']")).ToHaveTextAsync("2");
        Assert.Equal(404, (await site.Ops.Get("plans/brought-in-at-the-page")).Status);
        Assert.Contains("没有可代表责任领导审核的账号", await page.Locator(".warning").First.InnerTextAsync(), StringComparison.Ordinal);

        await page.GetByRole(AriaRole.Button, new() { Name = "确认导入" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("已导入");
        Assert.Equal(2, (await site.Ops.Get("plans/brought-in-at-the-page")).Must(200).Json["measures"]!.GetValue<int>());
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task Rules_tell_what_they_would_have_lit_and_where_somebody_has_reported_count_from_the_next_day()
    {
        await using var visit = await site.OpenAs("demo-ops");
        var page = visit.Page;
        await page.GotoAsync($"/admin/plans/{Site.Wenzhou}/rules");
        var own = await page.Locator("#trial p:not(.none)").InnerTextAsync();
        await page.Locator("[name='points-1']").FillAsync("5");
        await Assertions.Expect(page.Locator("#trial p:not(.none)")).Not.ToHaveTextAsync(own);

        var plan = await site.Plan(document => document["rules"] = new JsonObject { ["amendments"] = new JsonObject { ["chain"] = new JsonArray() } });
        await page.GotoAsync($"/admin/plans/{plan}/rules");
        await page.Locator("[name='points-1']").FillAsync("33");
        await page.Locator("[name='reason']").FillAsync("提前预警");
        await page.GetByRole(AriaRole.Button, new() { Name = "保存规则" }).ClickAsync();
        await Assertions.Expect(page.Locator(".done")).ToBeVisibleAsync();
        var rules = (await site.Ops.Get($"plans/{plan}")).Must(200).Json["rules"]!;
        Assert.Equal(33, rules["lights"]!.AsArray()[1]!["points"]!.GetValue<int>());

        using var reporter = new Api(new Uri(site.Address).Port, await site.Ops.Account($"reporter-of-{plan}", ["reporter"], [SmallPlan.Lead]));
        (await reporter.Post($"plans/{plan}/measures/1/reports", SmallPlan.Report(10))).Must(200);
        await page.Locator("[name='points-1']").FillAsync("44");
        await page.Locator("[name='reason']").FillAsync("提前预警");
        await page.GetByRole(AriaRole.Button, new() { Name = "保存规则" }).ClickAsync();
        await Assertions.Expect(page.Locator(".done")).ToContainTextAsync("零时起生效");
        var formerRules = page.Locator("table").Filter(new() { HasText = "落后 20 个百分点" });
        await Assertions.Expect(formerRules).ToBeVisibleAsync();
        await page.ReloadAsync();
        var former = (await site.Ops.Get($"plans/{plan}")).Must(200).Json["formerRules"]!.AsArray();
        // Saved again before the next day began: what is former is what was there before both.
        Assert.Equal(20, former.Single()!["rules"]!["lights"]!.AsArray()[1]!["points"]!.GetValue<int>());
        await Assertions.Expect(formerRules).ToBeVisibleAsync();
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task Rules_are_tried_without_scripts_too_and_a_wrong_number_is_said_with_its_place()
    {
        await using var visit = await site.Open(scripts: false);
        await visit.SignIn("demo-ops", site.Password("demo-ops"));
        var page = visit.Page;
        await page.GotoAsync($"/admin/plans/{Site.Wenzhou}/rules");
        await page.Locator("[name='forDays-1']").FillAsync("366");
        await page.GetByRole(AriaRole.Button, new() { Name = "试算" }).ClickAsync();
        await Assertions.Expect(page.Locator("#trial")).ToContainTextAsync("黄灯最多 0 条");

        await page.Locator("[name='points-1']").EvaluateAsync("field => { field.type = 'text'; field.value = 'many'; }");
        await page.GetByRole(AriaRole.Button, new() { Name = "试算" }).ClickAsync();
        Assert.StartsWith("第 2 条规则的“落后百分点”：", await page.GetByRole(AriaRole.Alert).InnerTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_webhook_is_added_tested_and_disabled()
    {
        await using var visit = await site.OpenAs("demo-ops");
        var page = visit.Page;
        await page.GotoAsync("/admin/webhooks");
        await page.Locator("[name='url']").FillAsync("http://127.0.0.1:9/nobody-listens");
        await page.GetByRole(AriaRole.Button, new() { Name = "新增", Exact = true }).ClickAsync();
        Assert.NotEmpty(await page.Locator(".secret output").InnerTextAsync());

        var card = page.Locator(".card", new() { HasText = "/nobody-listens" });
        await card.GetByRole(AriaRole.Button, new() { Name = "发送测试" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("未送达");
        await card.GetByRole(AriaRole.Button, new() { Name = "停用" }).ClickAsync();
        await Assertions.Expect(card).ToContainTextAsync("已停用");
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task A_webhook_delivers_again_from_where_ops_say_and_says_why_not()
    {
        var plan = await site.Plan();
        (await site.Ops.Post("webhooks", new JsonObject { ["url"] = "http://127.0.0.1:9/again", ["plan"] = plan })).Must(201);
        await using var visit = await site.OpenAs("demo-ops", width: 360);
        var page = visit.Page;
        await page.GotoAsync("/admin/webhooks");
        var card = page.Locator(".card", new() { HasText = "/again" });
        await card.Locator("summary").ClickAsync();
        Assert.Empty(await visit.Barriers());
        Assert.False(await visit.IsTooWide());

        await card.Locator("[name='position']").FillAsync("99");
        await card.GetByRole(AriaRole.Button, new() { Name = "重新推送" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("该位置之前还没有通知");
        Assert.Equal("99", await card.Locator("[name='position']").InputValueAsync());

        await card.Locator("[name='position']").FillAsync("1");
        await card.GetByRole(AriaRole.Button, new() { Name = "重新推送" }).ClickAsync();
        await Assertions.Expect(page.Locator(".done")).ToContainTextAsync("重新推送");

        await card.Locator("summary").ClickAsync();
        await card.Locator("[name='at']").FillAsync("2026-03-01T08:30");
        await card.GetByRole(AriaRole.Button, new() { Name = "重新推送" }).ClickAsync();
        await Assertions.Expect(page.Locator(".done")).ToContainTextAsync("重新推送");
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task Next_years_calendar_is_typed_previewed_saved_and_changed_by_a_file()
    {
        await using var visit = await site.OpenAs("demo-ops");
        var page = visit.Page;
        await page.GotoAsync("/admin/calendars?year=2041");
        await page.Locator("[name='source']").Last.FillAsync("国务院办公厅关于2041年部分节假日安排的通知");
        await page.Locator("textarea[name='holidays']").FillAsync("2041-01-01,2041-02-01~2041-02-07");
        await page.Locator("textarea[name='workdays']").FillAsync("2041-02-02");
        await page.GetByRole(AriaRole.Button, new() { Name = "预览" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("调班日：");
        Assert.Equal("2041-02-02", await page.Locator("textarea[name='workdays']").InputValueAsync());

        await page.Locator("textarea[name='workdays']").FillAsync("2041-02-09");
        await page.GetByRole(AriaRole.Button, new() { Name = "预览" }).ClickAsync();
        await Assertions.Expect(page.Locator("#months")).ToContainTextAsync("尚未保存");
        await Assertions.Expect(page.Locator("td.changed")).ToHaveCountAsync(7);
        Assert.Equal(404, (await site.Ops.Get("calendars/2041")).Status);
        Assert.Empty(await visit.Barriers());

        await page.GetByRole(AriaRole.Button, new() { Name = "保存 2041 年" }).ClickAsync();
        await Assertions.Expect(page.Locator(".done")).ToContainTextAsync("已保存");
        await Assertions.Expect(page.Locator("section", new() { HasText = "录入记录" })).ToContainTextAsync("运维");
        Assert.Equal(8, (await site.Ops.Get("calendars/2041")).Must(200).Json["holidays"]!.AsArray().Count);

        var file = new JsonObject { ["year"] = 2041, ["source"] = "更正", ["holidays"] = new JsonArray("2041-01-01"), ["workdays"] = new JsonArray() };
        await page.Locator("[name='file']").SetInputFilesAsync(
            new FilePayload { Name = "2041.json", MimeType = "application/json", Buffer = Encoding.UTF8.GetBytes(file.ToJsonString()) });
        await page.GetByRole(AriaRole.Button, new() { Name = "预览" }).ClickAsync();
        await Assertions.Expect(page.Locator("[name='source']").Last).ToHaveValueAsync("更正");
        (await site.Ops.Send(HttpMethod.Put, "calendars/2041",
            new StringContent("""{"source":"另一人","holidays":[],"workdays":[]}""", Encoding.UTF8, "application/json"))).Must(200);
        await page.GetByRole(AriaRole.Button, new() { Name = "保存 2041 年" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("已有变化");
        Assert.Empty(visit.Complaints);
    }

    [Theory]
    [InlineData(1440, "en")]
    [InlineData(360, "zh-CN")]
    public async Task A_calendar_in_preview_keeps_nobody_out_and_fits(int width, string language)
    {
        await using var visit = await site.OpenAs("demo-ops", width, language);
        await visit.Page.GotoAsync("/admin/calendars?year=2026");
        await visit.Page.Locator("textarea[name='workdays']").FillAsync("");
        await visit.Page.Locator("form[enctype] button").ClickAsync();

        await Assertions.Expect(visit.Page.Locator("td.changed").First).ToBeVisibleAsync();
        Assert.Empty(await visit.Barriers());
        Assert.False(await visit.IsTooWide());
        Assert.Empty(visit.Complaints);
    }

    [Theory]
    [InlineData(1440, "zh-CN")]
    [InlineData(360, "en")]
    public async Task Every_page_keeps_nobody_out_and_fits(int width, string language)
    {
        await using var visit = await site.OpenAs("demo-ops", width, language);
        foreach (var path in Pages)
        {
            await visit.Page.GotoAsync(path);
            Assert.Empty((await visit.Barriers()).Select(barrier => $"{path} {barrier}"));
            Assert.False(await visit.IsTooWide(), path);
        }

        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task An_auditor_reads_the_trail_of_accounts_and_nothing_else_of_it()
    {
        await using var visit = await site.OpenAs("demo-auditor");
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "账号留痕" }).ClickAsync();
        await Assertions.Expect(visit.Page.Locator("tbody tr").First).ToBeVisibleAsync();

        foreach (var path in (string[])["/admin/accounts", "/admin/calendars?year=2027", "/admin/webhooks"])
        {
            Assert.Equal(403, (await visit.Page.GotoAsync(path))!.Status);
        }
    }

    private static async Task Choose(IPage page, JsonObject plan)
    {
        await page.Locator("[name='file']").SetInputFilesAsync(
            new FilePayload { Name = "plan.json", MimeType = "application/json", Buffer = Encoding.UTF8.GetBytes(plan.ToJsonString()) });
        await page.GetByRole(AriaRole.Button, new() { Name = "预览" }).ClickAsync();
    }

    private static string Today(int days) => TimeProvider.System.GetUtcNow().AddDays(days)
        .ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
