namespace Rectification.Tests.Browser;

/// <summary>A notice from its draft to the citizen who checks it and says something; a digest from its Monday to whoever reads it.</summary>
public sealed class NoticeTests(Site site)
{
    private const int Speed = 60;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private static readonly DateTimeOffset Monday = new(2026, 3, 9, 8, 0, 0, TimeSpan.FromHours(8));

    [Fact]
    public async Task A_notice_is_drafted_commented_on_frozen_published_and_checked()
    {
        var plan = await site.Plan(document => document["public"] = true);
        await using var office = await site.OpenAs("demo-office");
        var page = office.Page;
        await page.GotoAsync($"/plans/{plan}/notices");
        await Button(page, "起草").ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToContainTextAsync("通报");

        // A number that is not so is named, and nothing is frozen.
        await page.Locator("#edit-section").SelectOptionAsync("totals");
        await page.Locator("#edit-notice-text").FillAsync("制定整改措施99条。");
        await Button(page, "保存草稿").ClickAsync();
        await Assertions.Expect(page.Locator("[role='alert'] li").First).ToContainTextAsync("99");
        await Button(page, "定稿").ClickAsync();
        await Assertions.Expect(page.Locator(".act .problem").First).ToContainTextAsync("99");
        Assert.Empty(await office.Barriers());
        await page.Locator("#edit-section").SelectOptionAsync("totals");
        await page.Locator("#edit-notice-text").FillAsync("");
        await Button(page, "保存草稿").ClickAsync();
        await Assertions.Expect(page.Locator("[role='alert'] li")).ToHaveCountAsync(0);

        await page.Locator("#comment-notice-comment").FillAsync("同意印发");
        await Button(page, "提交意见").ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("同意印发");
        await Button(page, "定稿").ClickAsync();
        await Assertions.Expect(page.Locator(".light.good")).ToHaveTextAsync("已定稿");

        await IsChecked(plan);
        await IsAnswered(page, plan);

        // A browser complains of the refusal above, and of nothing else.
        Assert.DoesNotContain(office.Complaints, said => !said.Contains("409", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Mondays_digest_is_read_on_the_page_and_as_papers()
    {
        await using var gateway = await TimelyGateway.Before(
            Monday, Speed, TimeSpan.FromSeconds(30), Site.Wenzhou, static _ => Task.CompletedTask, "--demo", "--Demo:Plan", "none");
        var port = gateway.Port;
        var people = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(gateway.DataPath, "demo-accounts.json"), TestContext.Current.CancellationToken))!;
        var office = people["items"]!.AsArray().First(person => person!["account"]!.GetValue<string>() == "demo-office")!;
        using var api = new Api(port, office["key"]!.GetValue<string>());
        var digests = $"plans/{Site.Wenzhou}/digests";
        await Until.True(async () => (await api.Get(digests)).Must(200).Json["items"]!.AsArray().Count > 0, Patience, "the digest is frozen");
        await using var visit = await site.Open(address: $"http://127.0.0.1:{port}");
        await visit.SignIn("demo-office", office["password"]!.GetValue<string>());
        var page = visit.Page;
        await page.GotoAsync($"/{digests}");
        Assert.Empty(await visit.Barriers());
        await page.GetByRole(AriaRole.Link, new() { Name = "2026-03-09", Exact = true }).ClickAsync();

        await Assertions.Expect(page.Locator("#headline")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("94");
        await Assertions.Expect(page.Locator("[data-count='likely-late']")).ToHaveTextAsync("0");
        await Assertions.Expect(page.Locator("[data-hash]")).ToHaveTextAsync((await api.Get(digests)).Json["items"]![0]!["sha256"]!.GetValue<string>());
        foreach (var kind in new[] { "Word", "Excel" })
        {
            var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = $"下载 {kind}" }).ClickAsync());
            Assert.Null(await download.FailureAsync());
        }

        Assert.Empty(await visit.Barriers());
        await page.SetViewportSizeAsync(360, 900);
        Assert.False(await visit.IsTooWide());
        Assert.Empty(visit.Complaints);
    }

    /// <summary>A citizen without an account and without scripts holds the root in his hand against the page.</summary>
    private async Task IsChecked(string plan)
    {
        await using var citizen = await site.Open(width: 360, scripts: false);
        var page = citizen.Page;
        await page.GotoAsync($"/plans/{plan}/notices/1/public");
        Assert.False(await page.Locator("#opinions").IsVisibleAsync());
        var root = await page.Locator("code").First.InnerTextAsync();
        await page.Locator("#check-value").FillAsync(root);
        await Button(page, "核验").ClickAsync();
        await Assertions.Expect(page.Locator("[role='status'].done")).ToContainTextAsync("一致");
        await page.Locator("#check-value").FillAsync(new('0', 64));
        await Button(page, "核验").ClickAsync();
        await Assertions.Expect(page.Locator("[role='status'].problem")).ToContainTextAsync("不一致");
    }

    /// <summary>Once it is switched on he says something, the office screens and answers it, and with the receipt he reads the answer.</summary>
    private async Task IsAnswered(IPage office, string plan)
    {
        await office.GotoAsync($"/plans/{plan}/opinions");
        await Button(office, "开始接收").ClickAsync();
        await Assertions.Expect(Button(office, "停止接收")).ToBeVisibleAsync();

        await using var citizen = await site.Open(width: 360, scripts: false);
        var page = citizen.Page;
        await page.GotoAsync($"/plans/{plan}/notices/1/public");
        await page.Locator("#give-opinion-text").FillAsync("路灯还没有修好");
        await page.Locator("#give-opinion-file").SetInputFilesAsync(Desk.Pdf("照片.pdf", "路灯"));
        await Button(page, "提交意见").ClickAsync();
        var receipt = await page.Locator("[data-receipt]").InnerTextAsync();
        await using (var wide = await site.Open(width: 360))
        {
            await wide.Page.GotoAsync($"/plans/{plan}/notices/1/public");
            Assert.Empty(await wide.Barriers());
            Assert.False(await wide.IsTooWide());
        }

        await office.GotoAsync($"/plans/{plan}/opinions/1");
        await Button(office, "受理").ClickAsync();
        await office.Locator("#answer-opinion-text").FillAsync("已于昨日修好");
        await Button(office, "答复").ClickAsync();
        await Assertions.Expect(office.Locator(".light.good")).ToHaveTextAsync("已答复");

        await page.Locator("#receipt").FillAsync(receipt);
        await Button(page, "查看答复").ClickAsync();
        await Assertions.Expect(page.Locator("[data-answer]")).ToHaveTextAsync("已于昨日修好");
        await Assertions.Expect(page.Locator("[data-opinions]")).ToContainTextAsync("已答复 1 条");
    }

    private static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
}
