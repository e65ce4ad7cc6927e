using System.Text.RegularExpressions;
using static Microsoft.Playwright.Assertions;

namespace Rectification.Tests.Browser;

/// <summary>A plan from its draft to its end, at the pages of the office, the unit and the leader.</summary>
public sealed class DraftTests(Site site)
{
    [Fact]
    public async Task A_plan_is_drafted_approved_closed_and_opened_again_at_the_pages()
    {
        const string Plan = "drafted-at-the-page";
        await using var office = await site.OpenAs(Desk.Office);
        await using var unit = await site.OpenAs(Desk.Reporter);
        await using var leader = await site.OpenAs(Desk.Leader);

        // A document that is wrong is said to be so; mended, it is the draft.
        await office.Page.GotoAsync("/drafts");
        await office.Page.Locator("#bring-document").FillAsync("{\"id\":");
        await Bring(office);
        await Expect(office.Page.Locator("p.problem")).ToBeVisibleAsync();
        await office.Page.Locator("#bring-document").FillAsync(Document(Plan));
        await Bring(office);
        await Expect(office.Page).ToHaveURLAsync(new Regex($"/plans/{Plan}/draft$"));

        // The unit is told in its own time, and of other tests' drafts as well.
        await unit.FollowListed("/inbox", $"/plans/{Plan}/draft/1");
        await unit.Page.Locator("#line-0-text").FillAsync("建立问题清单和责任清单");
        await unit.Page.Locator("#line-0-start").FillAsync("2030-01-01");
        await unit.Page.Locator("#line-0-deadline").FillAsync("2030-12-31");
        await unit.Page.Locator("form[data-kept='line-0'] summary").ClickAsync();
        await unit.Page.Locator("#line-0-quantity-0-name").FillAsync("people");
        await unit.Page.Locator("#line-0-quantity-0-what").FillAsync("受训人次");
        await unit.Page.Locator("#line-0-quantity-0-unit").FillAsync("人次");
        await unit.Page.Locator("#line-0-quantity-0-target").FillAsync("300");
        await unit.Page.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await Expect(unit.Page.Locator("h3")).ToContainTextAsync("建立问题清单");
        await Expect(unit.Page.Locator("form[data-kept='approve']")).ToHaveCountAsync(0);
        using (var key = site.As(Desk.Office))
        {
            var counted = (await key.Get($"plans/{Plan}/draft")).Must(200).Json["parts"]![0]!["measures"]![0]!["quantities"]![0]!;
            Assert.Equal(("people", 300), (counted["name"]!.GetValue<string>(), counted["target"]!.GetValue<int>()));
        }

        await office.Page.GotoAsync($"/plans/{Plan}/draft/1");
        await office.Page.Locator("#return-reason").FillAsync("期限偏晚");
        await office.Page.Locator("form[data-kept='return'] button").ClickAsync();
        await Expect(office.Page.Locator("p.problem")).ToContainTextAsync("期限偏晚");
        await unit.Page.GotoAsync($"/plans/{Plan}/draft/1");
        await unit.Page.Locator("summary", new() { HasText = "修改" }).ClickAsync();
        await unit.Page.Locator("#line-1-deadline").FillAsync("2030-09-30");
        await unit.Page.Locator("form[data-kept='line-1'] button[value='save']").ClickAsync();
        await Expect(unit.Page.Locator("section .facts")).ToContainTextAsync("2030-09-30");
        foreach (var who in new[] { office, leader })
        {
            await who.Page.GotoAsync($"/plans/{Plan}/draft/1");
            await who.Page.Locator("form[data-kept='approve'] button").ClickAsync();
            await Expect(who.Page.Locator(".done")).ToContainTextAsync("已审核通过");
        }

        await Expect(leader.Page.Locator(".facts .light").First).ToContainTextAsync("已审定");
        await office.Page.GotoAsync($"/plans/{Plan}/draft/1");
        await office.Page.Locator("summary", new() { HasText = "第 3 稿" }).ClickAsync();
        await Expect(office.Page.Locator("table.changes").First).ToContainTextAsync("2030-09-30");
        await office.Page.Locator("summary", new() { HasText = "第 2 稿" }).ClickAsync();
        await Expect(office.Page.Locator("details[open] table.changes").Last).Not.ToContainTextAsync("{");
        await office.Page.GotoAsync($"/plans/{Plan}/draft");
        await office.Page.Locator("form[data-kept='force'] button").ClickAsync();
        await Expect(office.Page.Locator(".done")).ToContainTextAsync("方案已生效");

        await CloseAndOpen(office, leader, Plan);

        // Two answers were "no": a document that is none, and a closing that leaves a measure open.
        Assert.Equal(2, office.Complaints.Count(complaint => complaint.Contains("status of 4", StringComparison.Ordinal)));
        Assert.Equal(2, office.Complaints.Count + unit.Complaints.Count + leader.Complaints.Count);
    }

    [Theory]
    [InlineData(360, "zh-CN")]
    [InlineData(360, "en")]
    [InlineData(1440, "zh-CN")]
    public async Task Nobody_is_kept_out_of_drafts_amendments_and_closing_and_nothing_is_cut_off(int width, string language)
    {
        var (draft, plan) = ($"draft-{width}-{language}".ToLowerInvariant(), await Desk.Plan(site));
        using var key = site.As(Desk.Office);
        (await key.Post($"plans/{draft}/draft", JsonNode.Parse(Document(draft, measures: 1))!)).Must(200);
        (await site.Ops.Post($"plans/{plan}/amendments", new JsonObject
        {
            ["reason"] = "上级统一调整工期",
            ["measures"] = new JsonArray(new JsonObject { ["no"] = 1, ["deadline"] = "2031-12-31", ["cadence"] = "weekly" }),
        })).Must(202);
        await using var office = await site.OpenAs(Desk.Office, width, language);
        string[] addresses =
        [
            "/drafts", $"/plans/{draft}/draft", $"/plans/{draft}/draft/1", $"/plans/{plan}/amendments/new", $"/plans/{plan}/amendments/new?measure=1",
            $"/plans/{plan}/amendments/new?problem=1", $"/plans/{plan}/amendments/1", $"/plans/{plan}/history", $"/plans/{plan}/closing", "/inbox",
        ];
        foreach (var address in addresses)
        {
            await office.Page.GotoAsync(address);
            Assert.False(await office.IsTooWide(), $"{address} is too wide");
            Assert.Equal([], await office.Barriers());
            if (await office.Page.Locator("form.act").CountAsync() > 0)
            {
                Assert.NotEqual(0, await office.Page.Locator("link[href*='workbench']").CountAsync());
            }
        }

        Assert.Empty(office.Complaints);
    }

    private static async Task CloseAndOpen(Visit office, Visit leader, string plan)
    {
        await office.Page.GotoAsync($"/plans/{plan}/closing");
        await office.Page.Locator("#close-plan-reason").FillAsync("整改基本完成");
        await office.Page.GetByRole(AriaRole.Button, new() { Name = "提出结束方案" }).ClickAsync();
        await Expect(office.Page.Locator("p.problem")).ToBeVisibleAsync();
        await office.Page.Locator("#close-plan-explanations").FillAsync("1 转入常态推进");
        await office.Page.GetByRole(AriaRole.Button, new() { Name = "提出结束方案" }).ClickAsync();
        await Expect(office.Page).ToHaveURLAsync(new Regex("/amendments/1$"));

        await leader.FollowListed("/review", $"/plans/{plan}/amendments/1");
        await Expect(leader.Page.Locator("table.changes")).ToContainTextAsync("转入常态推进");
        await leader.Page.GetByRole(AriaRole.Button, new() { Name = "同意" }).ClickAsync();
        await Expect(leader.Page.Locator(".done")).ToContainTextAsync("已审批");

        await office.Page.GotoAsync($"/plans/{plan}/closing");
        await Expect(office.Page.Locator("main")).ToContainTextAsync("已结束");
        await Expect(office.Page.Locator("main")).ToContainTextAsync("措施 1，销号 0");
        await office.Page.Locator("#reopen-plan-reason").FillAsync("上级要求继续督办");
        await office.Page.GetByRole(AriaRole.Button, new() { Name = "重新打开" }).ClickAsync();
        await Expect(office.Page.GetByRole(AriaRole.Button, new() { Name = "提出结束方案" })).ToBeVisibleAsync();
    }

    private static Task Bring(Visit office) => office.Page.GetByRole(AriaRole.Button, new() { Name = "导入为草案" }).ClickAsync();

    private static string Document(string id, int measures = 0)
    {
        var plan = SmallPlan.Of(id);
        plan["units"] = new JsonArray(SmallPlan.Unit(Desk.Unit, "department"), SmallPlan.Unit(Desk.Supporting, "department"));
        plan["leaders"] = new JsonArray(new JsonObject { ["id"] = "leader-03", ["title"] = "分管副部长" });
        plan["problems"]![0]!["leader"] = "leader-03";
        plan["problems"]![0]!["leadUnit"] = Desk.Unit;
        var drafted = SmallPlan.Measure(1, "2030-01-01", "2030-12-31");
        (drafted["leader"], drafted["leadUnit"], drafted["units"]) = ("leader-03", Desk.Unit, new JsonArray(Desk.Supporting));
        plan["measures"] = measures == 0 ? [] : new JsonArray(drafted);
        return plan.ToJsonString();
    }
}
