using System.Globalization;

namespace Rectification.Tests.Browser;

public sealed class ReplayTests(Site site)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task The_first_page_sets_the_campaign_going_its_figure_moves_and_pause_holds_it()
    {
        using var folder = new DataFolder();
        var port = GatewayProcess.FreePort();
        await using var gateway = await GatewayProcess.Start(folder, port, "--replay");
        await using var visit = await site.Open();
        var page = visit.Page;
        var first = await page.GotoAsync($"http://127.0.0.1:{port}/");

        // As it was sent: by the time that somebody looks the campaign has gone on.
        Assert.Matches("data-rate=\"measures\"[^>]*>\\s*0\\.0%", await first!.TextAsync());
        var claimed = page.Locator("[data-of='measures.unclaimed']");
        await Assertions.Expect(claimed).Not.ToHaveTextAsync("94", new() { Timeout = (float)Patience.TotalMilliseconds });
        await Assertions.Expect(page.Locator("[data-rate='measures']")).Not.ToHaveTextAsync("0.0%", new() { Timeout = (float)Patience.TotalMilliseconds });

        // A day each second: two months are left for this machine to press a button before the 8th of July.
        await Button(page, "暂停").ClickAsync();
        await Assertions.Expect(Button(page, "继续")).ToBeVisibleAsync();
        using var api = new Api(port, key: null);
        var held = (await api.Get("/replay")).Must(200).Json["at"]!.GetValue<string>();
        var day = held[.."2024-04-11".Length];
        await Assertions.Expect(page.Locator("[data-replay-day]")).ToHaveTextAsync(day);
        await page.ReloadAsync();
        Assert.Equal(day, await page.Locator("[data-replay-day]").InnerTextAsync());
        Assert.Equal(held, (await api.Get("/replay")).Must(200).Json["at"]!.GetValue<string>());

        await page.Locator("[name='day']").First.FillAsync("2024-07-08");
        await Button(page, "跳到该日").ClickAsync();
        await Assertions.Expect(page.Locator("[data-replay-day]")).ToHaveTextAsync("2024-07-08", new() { Timeout = (float)Patience.TotalMilliseconds });
        await Assertions.Expect(page.Locator("[data-rate='measures']")).ToHaveTextAsync("43.6%", new() { Timeout = (float)Patience.TotalMilliseconds });

        // The slider ends at the clock's day and stands there: 88 days after the first.
        await Assertions.Expect(page.Locator("#day")).ToHaveAttributeAsync("max", "2024-07-08", new() { Timeout = (float)Patience.TotalMilliseconds });
        await Assertions.Expect(page.Locator("#day")).ToHaveValueAsync("2024-07-08");
        var slider = page.Locator("[data-day-slider] [type='range']");
        await Assertions.Expect(slider).ToHaveAttributeAsync("max", "88");
        await Assertions.Expect(slider).ToHaveValueAsync("88");
        await Assertions.Expect(slider).ToHaveAttributeAsync("aria-valuetext", "2024-07-08");

        // A day that was reached stays in the field and keeps nobody from going on and stopping again.
        await Button(page, "继续").ClickAsync();
        await Assertions.Expect(page.Locator("[data-replay-day]")).Not.ToHaveTextAsync("2024-07-08", new() { Timeout = (float)Patience.TotalMilliseconds });
        await Button(page, "暂停").ClickAsync();
        await Assertions.Expect(Button(page, "继续")).ToBeVisibleAsync();
        Assert.Empty(visit.Complaints);
    }

    [Theory]
    [InlineData(1440)]
    [InlineData(360)]
    public async Task The_bar_keeps_nobody_out_fits_and_is_a_plain_form_without_scripts(int width)
    {
        using var folder = new DataFolder();
        var port = GatewayProcess.FreePort();
        await using var gateway = await GatewayProcess.Start(folder, port, "--replay");
        await using var plain = await site.Open(width, "en", scripts: false);
        var address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/");
        await plain.Page.GotoAsync(address);
        await Button(plain.Page, "Pause").ClickAsync();
        await Assertions.Expect(Button(plain.Page, "Continue")).ToBeVisibleAsync();
        Assert.False(await plain.IsTooWide());

        await using var visit = await site.Open(width);
        await visit.Page.GotoAsync(address);
        Assert.Empty(await visit.Barriers());
        Assert.False(await visit.IsTooWide());
        Assert.Empty(visit.Complaints);
    }

    private static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
}
