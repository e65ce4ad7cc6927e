namespace Rectification.Tests.Browser;

/// <summary>The pages of one measure, problem, unit.</summary>
public sealed class RecordTests(Site site)
{
    private const string Plan = $"/plans/{Site.Wenzhou}";

    public static TheoryData<string> Pages => [$"{Plan}/measures", $"{Plan}/measures/2", $"{Plan}/units/wz-theory", $"{Plan}/problems", $"{Plan}/problems/1",
        $"{Plan}/institutions", "/search?q=理论"];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Nobody_is_kept_out_and_nothing_is_cut_off(string page)
    {
        foreach (var width in (int[])[1440, 360])
        {
            await using var visit = await site.OpenAs("demo-office", width);
            await visit.Page.GotoAsync(page);

            Assert.Empty(await visit.Barriers());
            Assert.False(await visit.IsTooWide(), $"Too wide at {width} pixels.");
            Assert.Empty(visit.Complaints);
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Every_page_speaks_English_to_whoever_prefers_it(string page)
    {
        await using var visit = await site.OpenAs("demo-office", language: "en");
        await visit.Page.GotoAsync(page);

        Assert.Equal("en", await visit.Page.Locator("html").GetAttributeAsync("lang"));
        Assert.DoesNotContain("单位", string.Join(' ', await visit.Page.Locator("th[scope='col'], h2, dt, label").AllInnerTextsAsync()),
            StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_stranger_is_asked_to_sign_in_and_comes_back_to_the_page(string page)
    {
        await using var visit = await site.Open();
        await visit.Page.GotoAsync(page);

        Assert.Contains("/sign-in?return=", visit.Page.Url, StringComparison.Ordinal);
        await visit.Page.Locator("[name='Asked.Account']").FillAsync("demo-auditor");
        await visit.Page.Locator("[name='Asked.Password']").FillAsync(site.Password("demo-auditor"));
        await visit.Page.Locator("main .narrow button").First.ClickAsync();
        await visit.Page.Arrives("^[^/]+//[^/]+/(?!sign-in)");
        Assert.EndsWith(Uri.EscapeDataString(page).Replace("%2F", "/", StringComparison.Ordinal).Replace("%3F", "?", StringComparison.Ordinal)
            .Replace("%3D", "=", StringComparison.Ordinal), visit.Page.Url, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData($"{Plan}/measures/1", 403)]
    [InlineData($"{Plan}/units/wz-theory", 403)]
    [InlineData($"{Plan}/problems/1", 403)]
    [InlineData($"{Plan}/measures/999", 404)]
    [InlineData("/plans/nothing-here/measures", 404)]
    public async Task What_a_person_may_not_see_says_whom_to_ask_and_what_is_not_there_says_what_is(string page, int status)
    {
        await using var visit = await site.OpenAs("demo-wz-union");
        var answer = await visit.Page.GotoAsync(page);

        Assert.Equal(status, answer!.Status);
        Assert.Contains(status == 403 ? "整改办" : "您可以打开", await visit.Page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_measures_life_is_told_and_its_trail_is_recomputed_in_the_browser()
    {
        await using var visit = await site.OpenAs("demo-auditor");
        await visit.Page.GotoAsync($"{Plan}/measures/2");
        var entries = await visit.Page.Locator("[data-chain] > li").CountAsync();
        Assert.True(entries > 3);
        Assert.Contains("认领", await visit.Page.Locator(".timeline > li").Last.InnerTextAsync(), StringComparison.Ordinal);

        await visit.Page.Locator("[data-check]").ClickAsync();

        await Assertions.Expect(visit.Page.Locator(".trail output")).ToHaveTextAsync($"{entries} 条中 {entries} 条核对无误");
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task A_changed_character_of_the_trail_is_found_out()
    {
        await using var visit = await site.OpenAs("demo-auditor");
        await visit.Page.GotoAsync($"{Plan}/measures/2");
        await visit.Page.Locator("[data-chain] > li >> nth=1 >> .entry")
            .EvaluateAsync("entry => entry.textContent = entry.textContent.replace('percent\":', 'percent\":1')");

        await visit.Page.Locator("[data-check]").ClickAsync();

        await Assertions.Expect(visit.Page.Locator(".trail output.bad")).ToContainTextAsync("第 2 条");
    }

    [Fact]
    public async Task Only_who_may_act_is_led_to_act()
    {
        var plan = await site.Plan();
        await using var auditor = await site.OpenAs("demo-auditor");
        await auditor.Page.GotoAsync($"/plans/{plan}/measures/1");
        Assert.Equal(0, await auditor.Page.Locator(".deed").CountAsync());

        await using var reporter = await site.OpenAs("demo-wz-theory");
        await reporter.Page.GotoAsync($"{Plan}/measures/1");
        Assert.Equal(0, await reporter.Page.Locator(".deed").CountAsync());
    }

    [Fact]
    public async Task A_unit_shows_what_it_leads_and_supports_by_due_date()
    {
        await using var visit = await site.OpenAs("demo-wz-theory");
        await visit.Page.GotoAsync($"{Plan}/units/wz-theory");
        var due = await visit.Page.Locator("section:has(#led) [data-measure] td:nth-child(4)")
            .EvaluateAllAsync<string[]>("cells => cells.map(cell => cell.firstChild.textContent.trim())");

        Assert.NotEmpty(due);
        Assert.Equal(due.Order(StringComparer.Ordinal), due);
    }

    [Fact]
    public async Task A_problem_says_how_many_of_its_measures_are_signed_off_and_lists_them()
    {
        await using var visit = await site.OpenAs("demo-leader-03");
        await visit.Page.GotoAsync($"{Plan}/problems/1");
        var total = await visit.Page.Locator(".rate a").Last.InnerTextAsync();

        Assert.Equal(total, (await visit.Page.Locator("section:has(#measures) [data-measure]").CountAsync())
            .ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Contains("分管副部长", await visit.Page.Locator("dl.facts").InnerTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_paper_there_is_the_list_and_nothing_to_press()
    {
        await using var visit = await site.OpenAs("demo-auditor");
        await visit.Page.EmulateMediaAsync(new() { Media = Media.Print });
        await visit.Page.GotoAsync($"{Plan}/measures");

        Assert.True(await visit.Page.Locator("[data-measure]").First.IsVisibleAsync());
        Assert.False(await visit.Page.Locator("form.filter").IsVisibleAsync());
        Assert.False(await visit.Page.Locator("header.site nav").IsVisibleAsync());
    }

    [Fact]
    public async Task A_phone_shows_the_figures_in_two_columns()
    {
        await using var visit = await site.OpenAs("demo-office", width: 360);
        await visit.Page.GotoAsync($"/?plan={Site.Wenzhou}");

        Assert.Equal(2, await visit.Page.Locator(".tiles").EvaluateAsync<int>("tiles => getComputedStyle(tiles).gridTemplateColumns.split(' ').length"));
        Assert.False(await visit.IsTooWide());
    }
}
