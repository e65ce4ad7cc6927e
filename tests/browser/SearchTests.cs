namespace Rectification.Tests.Browser;

public sealed class SearchTests(Site site)
{
    [Fact]
    public async Task Any_part_of_a_Chinese_text_finds_and_is_marked()
    {
        await using var visit = await site.OpenAs("demo-auditor", scripts: false);
        await visit.Page.GotoAsync("/");
        await visit.Page.Locator("form.find [name='q']").FillAsync("理论学习中心组");
        await visit.Page.Locator("form.find button").ClickAsync();

        Assert.Equal("理论学习中心组", await visit.Page.Locator("section:has(#found-measures) mark").First.InnerTextAsync());
        await visit.Page.Locator("section:has(#found-measures) a").First.ClickAsync();
        await Assertions.Expect(visit.Page.Locator("h1")).ToContainTextAsync("理论学习中心组");
    }

    [Fact]
    public async Task A_number_finds_the_measure_and_the_problem_and_12_3_the_third_of_problem_12()
    {
        var third = (await site.Ops.Get($"plans/{Site.Wenzhou}/problems/12")).Must(200).Json["measureNumbers"]![2]!.GetValue<int>();
        await using var visit = await site.OpenAs("demo-auditor");
        await visit.Page.GotoAsync("/search?q=12");
        Assert.Contains($"/plans/{Site.Wenzhou}/measures/12", await Addresses(visit, "#found-measures"));
        Assert.Contains($"/plans/{Site.Wenzhou}/problems/12", await Addresses(visit, "#found-problems"));

        await visit.Page.GotoAsync("/search?q=12-3");
        Assert.Contains($"/plans/{Site.Wenzhou}/measures/{third}", await Addresses(visit, "#found-measures"));
    }

    [Fact]
    public async Task Units_and_leaders_are_found_by_name()
    {
        await using var visit = await site.OpenAs("demo-auditor");
        await visit.Page.GotoAsync("/search?q=鹿城");
        Assert.Contains("鹿城区", await visit.Page.Locator("section:has(#found-units)").InnerTextAsync(), StringComparison.Ordinal);
        await visit.Page.GotoAsync("/search?q=组长");
        Assert.Contains("组长", await visit.Page.Locator("section:has(#found-leaders)").InnerTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Initials_find_names_and_texts_and_are_marked()
    {
        await using var visit = await site.OpenAs("demo-auditor", scripts: false);
        await visit.Page.GotoAsync("/search?q=yqs");
        Assert.Equal("乐清市", await visit.Page.Locator("section:has(#found-units) mark").First.InnerTextAsync());
        await visit.Page.GotoAsync("/search?q=llxxzxz");
        Assert.Equal("理论学习中心组", await visit.Page.Locator("section:has(#found-measures) mark").First.InnerTextAsync());
        await visit.Page.GotoAsync("/search?q=wzswxcb");
        Assert.Equal("温州市委宣传部", await visit.Page.Locator("section:has(#found-plans) mark").First.InnerTextAsync());
    }

    [Fact]
    public async Task In_a_long_list_of_units_pinyin_chooses_and_narrows_and_clearing_it_shows_all_again()
    {
        await using var visit = await site.OpenAs("demo-auditor");
        await visit.Page.GotoAsync($"/plans/{Site.Wenzhou}/measures");
        var list = visit.Page.Locator("select[name='unit']");
        var shown = visit.Page.Locator("select[name='unit'] option:not([hidden])");
        var all = await shown.CountAsync();
        var field = visit.Page.Locator("select[name='unit'] + input.names");
        await field.FillAsync("yqs");
        await Assertions.Expect(list).ToHaveValueAsync("330382");
        await Assertions.Expect(shown).ToHaveCountAsync(2);
        await field.FillAsync("");
        await Assertions.Expect(shown).ToHaveCountAsync(all);
        await field.FillAsync("xxqqzz");
        await Assertions.Expect(field).ToHaveAttributeAsync("aria-invalid", "true");
        await Assertions.Expect(field).ToHaveCSSAsync("border-top-width", "2px");
        await Assertions.Expect(shown).ToHaveCountAsync(all);
        await field.FillAsync("lucheng");
        await Assertions.Expect(list).ToHaveValueAsync("330302");
        await Assertions.Expect(field).ToHaveAttributeAsync("aria-invalid", "false");
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task Among_many_boxes_pinyin_narrows_keeps_what_is_ticked_and_ticks_nothing()
    {
        await using var visit = await site.OpenAs("demo-ops");
        await visit.Page.GotoAsync("/admin/new-account");
        var shown = visit.Page.Locator("label:visible:has(input[name='units'])");
        var all = await shown.CountAsync();
        await visit.Page.CheckAsync("input[name='units'][value='330303']");
        var field = visit.Page.Locator("input.names:has(+ [data-kind='unit'])");
        await field.FillAsync("lcq");
        await Assertions.Expect(shown).ToHaveCountAsync(2);
        await field.PressAsync("Enter");
        await visit.Page.Keyboard.PressAsync("Space");
        await field.FillAsync("");
        await Assertions.Expect(shown).ToHaveCountAsync(all);
        var ticked = visit.Page.Locator("input[name='units']:checked");
        Assert.Equal(["330302", "330303"], await ticked.EvaluateAllAsync<string[]>("all => all.map(one => one.value)"));
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task Nobody_finds_what_he_may_not_see()
    {
        await using var visit = await site.OpenAs("demo-wz-union");
        await visit.Page.GotoAsync("/search?q=1");
        Assert.DoesNotContain($"/plans/{Site.Wenzhou}/measures/1\"", await visit.Page.ContentAsync(), StringComparison.Ordinal);

        await visit.Page.GotoAsync("/search?q=理论学习中心组");
        Assert.Equal(0, await visit.Page.Locator("section:has(#found-measures)").CountAsync());
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task What_finds_nothing_says_so_and_what_was_typed_stays_text()
    {
        await using var visit = await site.OpenAs("demo-auditor");
        await visit.Page.GotoAsync("/search?q=" + Uri.EscapeDataString("<b>没有的字</b>"));
        Assert.Contains("没有找到", await visit.Page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await visit.Page.Locator("main b").CountAsync());
    }

    [Fact]
    public async Task Many_measures_are_searched_at_once_and_what_is_too_much_says_that_there_is_more()
    {
        const int Measures = 4_000;
        var plan = await site.Plan(plan =>
            plan["measures"] = new JsonArray([.. Enumerable.Range(1, Measures).Select(no => (JsonNode)SmallPlan.Measure(no, "2026-03-01", "2026-12-31"))]));
        await using var visit = await site.OpenAs("demo-auditor", scripts: false);
        var (search, plain) = await visit.Fastest("/search?q=第3999条", "/search", "section:has(#found-measures)");

        Assert.True(search < TimeSpan.FromSeconds(2) || search < 6 * plain, $"It took {search}, the same page without a search {plain}.");
        Assert.Equal([$"/plans/{plan}/measures/3999"], await Addresses(visit, "#found-measures"));
        await visit.Page.GotoAsync("/search?q=条措施");
        Assert.Equal(20, await visit.Page.Locator("section:has(#found-measures) li").CountAsync());
        Assert.Contains("还有更多", await visit.Page.Locator("section:has(#found-measures) .more").InnerTextAsync(), StringComparison.Ordinal);
    }

    private static Task<string[]> Addresses(Visit visit, string group) =>
        visit.Page.Locator($"section:has({group}) a").EvaluateAllAsync<string[]>("links => links.map(link => link.getAttribute('href'))");
}
