namespace Rectification.Tests.Browser;

/// <summary>代某人办理：a substitute works through the other's tasks at the page and goes back to his own.</summary>
public sealed class ActingTests(Site site)
{
    [Theory]
    [InlineData(1440)]
    [InlineData(360)]
    public async Task A_substitute_chooses_the_other_reports_for_him_and_ends_it(int width)
    {
        var plan = await Desk.Plan(site);
        var now = TimeProvider.System.GetUtcNow();
        (await site.Ops.Post($"accounts/{Desk.Reporter}/substitutes", new JsonObject
        {
            ["account"] = "demo-wz-arts",
            ["from"] = now.AddDays(-1),
            ["until"] = now.AddDays(5),
            ["reason"] = "出差",
        })).Must(200);
        await using var visit = await site.OpenAs("demo-wz-arts", width);
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "代某人办理" }).ClickAsync();
        await visit.Page.Arrives("/acting");
        Assert.Empty(await visit.Barriers());
        await visit.Page.Locator($"form:has([value='{Desk.Reporter}']) button").ClickAsync();
        await visit.Page.Locator(".acting").WaitForAsync();

        await visit.Page.GotoAsync(Desk.Address(plan, 2, "report"));
        await visit.Page.Locator("#report-percent").FillAsync("40");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = Desk.SendReport }).ClickAsync();
        await visit.Page.Locator(".done").WaitForAsync();
        await visit.Page.GetByRole(AriaRole.Link, new() { NameRegex = new("下一项任务") }).WaitForAsync();
        Assert.False(await visit.IsTooWide());
        Assert.Empty(await visit.Barriers());
        await visit.Page.GotoAsync($"/plans/{plan}/measures/2");
        await visit.Page.GetByText("（代 ").Nth(1).WaitForAsync();

        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "结束代办" }).ClickAsync();
        await visit.Page.Locator(".acting").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        Assert.Empty(visit.Complaints);
        (await site.Ops.Post($"accounts/{Desk.Reporter}/substitutes/demo-wz-arts/end", new JsonObject())).Must(200);
    }
}
