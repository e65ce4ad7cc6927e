namespace Rectification.Tests.Browser;

/// <summary>A refused form says at the field what is wrong with it, each time anew.</summary>
public sealed class FieldErrorTests(Site site)
{
    [Fact]
    public async Task A_field_tells_its_error_and_at_the_second_refusal_the_other_one()
    {
        var plan = await Desk.Plan(site);
        await using var visit = await site.OpenAs(Desk.Reporter, scripts: false);
        await visit.Page.GotoAsync(Desk.Address(plan, 1, "report"));
        await Send("abc");
        var first = await Wrong();

        await Send("6");
        await Assertions.Expect(visit.Page.Locator(".field.wrong")).ToHaveCountAsync(0);
        await Send("5");
        var second = await Wrong();

        Assert.NotEqual(first, second);
        Assert.Equal("5", await visit.Page.Locator("#report-quantity").InputValueAsync());

        async Task Send(string quantity)
        {
            await visit.Page.Locator("#report-percent").FillAsync("40");
            await visit.Page.Locator("#report-quantity").FillAsync(quantity);
            await visit.Page.GetByRole(AriaRole.Button, new() { Name = Desk.SendReport }).ClickAsync();
        }

        async Task<string> Wrong()
        {
            await Assertions.Expect(visit.Page.Locator("#report-quantity")).ToHaveAttributeAsync("aria-invalid", "true");
            return await visit.Page.Locator("#report-quantity-wrong").InnerTextAsync();
        }
    }

    [Fact]
    public async Task An_order_is_issued_for_measures_ticked_by_their_titles()
    {
        var plan = await Desk.Plan(site, measures: 3);
        await using var visit = await site.OpenAs(Desk.Office, width: 360, scripts: false);
        await visit.Page.GotoAsync($"/plans/{plan}/orders/new");
        await visit.Page.Locator("form.filter select").SelectOptionAsync(Desk.Unit);
        await visit.Page.Locator("form.filter [name=q]").FillAsync("编印");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "列出措施" }).ClickAsync();

        await visit.Page.GetByLabel("2. 第 2 条").CheckAsync();
        Assert.False(await visit.IsTooWide());
        await using (var scripted = await site.OpenAs(Desk.Office, width: 360))
        {
            await scripted.Page.GotoAsync(visit.Page.Url);
            Assert.Empty(await scripted.Barriers());
        }

        await visit.Page.Locator("#issue-demand").FillAsync("限期报送学习材料");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "下发", Exact = true }).ClickAsync();
        await Assertions.Expect(visit.Page.Locator("main [role=alert]").First).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.GetByLabel("2. 第 2 条")).ToBeCheckedAsync();
        await visit.Page.Locator("#issue-dueInWorkingDays").FillAsync("5");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "下发", Exact = true }).ClickAsync();

        await Assertions.Expect(visit.Page.Locator(".done")).ToContainTextAsync("已下发");
        await Assertions.Expect(visit.Page.Locator("ol.queue")).ToContainTextAsync("2. 第 2 条");
    }
}
