namespace Rectification.Tests.Gateway;

/// <summary>Names as people type them, through the front door.</summary>
public sealed class NameSearchTests(FrontDoor door)
{
    [Theory]
    [InlineData("lcq", "330302"), InlineData("LCQ", "330302"), InlineData("lucheng", "330302"), InlineData("luchengqu", "330302")]
    [InlineData("yqs", "330382"), InlineData("yueqing", "330382"), InlineData("lqs", "330382"), InlineData("leqing", "330382"), InlineData("乐清", "330382")]
    [InlineData("ohq", "330304"), InlineData("ras", "330381"), InlineData("ruian", "330381"), InlineData("sxdw", "330304 none")]
    [InlineData("330302", "330302")]
    public async Task A_unit_is_found_by_part_initials_or_pinyin(string typed, string first)
    {
        var units = await Items($"plans/{FrontDoor.Wenzhou}/units?q={typed}", unit => unit["unit"]!["id"]!.GetValue<string>());
        var named = await Items($"plans/{FrontDoor.Wenzhou}/names?q={typed}", item => item["id"]!.GetValue<string>());
        if (first.EndsWith("none", StringComparison.Ordinal))
        {
            Assert.Empty(units);
            return;
        }

        Assert.Equal(first, units[0]);
        Assert.Equal(first, named[0]);
    }

    [Fact]
    public async Task Leaders_plans_and_people_are_found_so_too()
    {
        Assert.Contains("leader-02", await Items($"plans/{FrontDoor.Wenzhou}/names?q=cwfbz", item => item["id"]!.GetValue<string>()));
        Assert.Contains(FrontDoor.Wenzhou, await Items("plans?q=wzswxcb", plan => plan["id"]!.GetValue<string>()));
        (await door.Ops.Post("accounts", Person("pinyin-1", "单福生"))).Must(201);
        (await door.Ops.Post("accounts", Person("pinyin-2", "区小平"))).Must(201);
        Assert.Equal("pinyin-1", Assert.Single(await Items("accounts?q=shanfusheng", Account), IsOfThisTest));
        Assert.Equal("pinyin-1", Assert.Single(await Items("accounts?q=sfs", Account), IsOfThisTest));
        Assert.Equal("pinyin-1", Assert.Single(await Items("accounts?q=danfs", Account), IsOfThisTest));
        Assert.Equal("pinyin-2", Assert.Single(await Items("accounts?q=oxp", Account), IsOfThisTest));
        Assert.Equal("pinyin-2", Assert.Single(await Items("accounts?q=小平", Account), IsOfThisTest));
    }

    /// <summary>Other tests make people at the same front door, whose names may be found as well.</summary>
    private static bool IsOfThisTest(string account) => account.StartsWith("pinyin-", StringComparison.Ordinal);

    [Fact]
    public async Task A_measure_is_found_by_its_text_and_by_letters_only_where_no_text_has_them()
    {
        var written = await Items($"plans/{FrontDoor.Wenzhou}/measures?q=理论学习中心组", No);
        var spelt = await Items($"plans/{FrontDoor.Wenzhou}/measures?q=llxxzxz", No);
        Assert.NotEmpty(written);
        Assert.Equal(written, spelt);
        Assert.Equal(written, await Items($"plans/{FrontDoor.Wenzhou}/measures?q=lilunxuexizhongxinzu", No));

        var plan = await door.Plan(plan => plan["measures"]![0]!["text"] = "修订ZXZ办法");
        Assert.Equal(1, Assert.Single(await Items($"plans/{plan}/measures?q=zxz", No)));
    }

    [Fact]
    public async Task A_list_of_several_plans_or_of_a_draft_is_found_in_as_well()
    {
        using var stranger = await door.Somebody("reporter", ["330303"]);
        using var reporter = await door.Reporter();
        var document = SmallPlan.Of($"named-{Guid.NewGuid():N}");
        document["measures"] = new JsonArray();
        document["leaders"]!.AsArray().Add(new JsonObject { ["id"] = "leader-of-draft", ["title"] = "区委单副书记" });
        (await door.Ops.Post($"plans/{document["id"]}/draft", document)).Must(200);

        Assert.Equal("330302", (await Items("names?q=lcq", Id))[0]);
        Assert.Equal("330382", (await Items("names?q=yueqing", Id))[0]);
        Assert.Equal(["leader-of-draft"], await Items("names?q=qwsfsj", Id));
        Assert.Contains("leader-of-draft", (await reporter.Get("names?q=qwsfsj")).Must(200).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("leader-of-draft", (await stranger.Get("names?q=qwsfsj")).Must(200).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("330302", (await stranger.Get("names?q=lcq")).Must(200).Text, StringComparison.Ordinal);
        (await door.Stranger.Get("names?q=lcq")).Must(401);
    }

    [Fact]
    public async Task A_unit_is_found_by_each_name_that_a_plan_gives_it()
    {
        foreach (var name in new[] { "文化广电新闻出版局", "文化广电旅游局" })
        {
            await door.Plan(plan =>
            {
                var unit = SmallPlan.Unit("renamed-unit", "county");
                unit["name"] = name;
                plan["units"]!.AsArray().Add(unit);
            });
        }

        Assert.Equal(["renamed-unit"], await Items("names?q=whgdxwcbj", Id));
        Assert.Equal(["renamed-unit"], await Items("names?q=whgdlyj", Id));
    }

    /// <summary>Whom one appoints or hands over to is anybody, not only who stands on the first page of accounts.</summary>
    [Fact]
    public async Task People_are_suggested_by_pinyin_however_many_there_are()
    {
        var (one, last) = ($"suggested-{Guid.NewGuid():N}", $"suggested-{Guid.NewGuid():N}");
        (await door.Ops.Post("accounts", Person(one, "安第一"))).Must(201);
        (await door.Ops.Post("accounts", Person(last, "祖最后"))).Must(201);
        for (var more = 0; more < 60; more++)
        {
            (await door.Ops.Post("accounts", Person($"suggested-{Guid.NewGuid():N}", "李中间"))).Must(201);
        }

        using var office = door.With(await door.Ops.Account($"suggesting-{Guid.NewGuid():N}", ["ops"]), "zh-CN");
        var page = (await office.Get($"/admin/accounts/{one}", ("Accept", "text/html"))).Must(200).Text;
        Assert.Contains($"<option value=\"{last}\">祖最后 zzh zuzuihou</option>", page, StringComparison.Ordinal);
        Assert.Contains("<input name=\"to\" list=\"people\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_finds_units_that_he_may_not_see()
    {
        using var reporter = await door.Somebody("reporter", ["330303"]);
        Assert.Empty((await reporter.Get($"plans/{FrontDoor.Wenzhou}/units?q=lcq")).Must(200).Json["items"]!.AsArray());
        Assert.DoesNotContain("330302", (await reporter.Get($"plans/{FrontDoor.Wenzhou}/names?q=lcq")).Must(200).Text, StringComparison.Ordinal);
        (await door.Stranger.Get($"plans/{FrontDoor.Wenzhou}/names?q=lcq")).Must(401);
    }

    private static JsonObject Person(string name, string displayName) =>
        new() { ["name"] = name, ["displayName"] = displayName, ["roles"] = new JsonArray("auditor") };

    private static string Id(JsonNode named) => named["id"]!.GetValue<string>();

    private static string Account(JsonNode account) => account["name"]!.GetValue<string>();

    private static int No(JsonNode measure) => measure["no"]!.GetValue<int>();

    private async Task<T[]> Items<T>(string path, Func<JsonNode, T> of) =>
        [.. (await door.Ops.Get(path)).Must(200).Json["items"]!.AsArray().Select(item => of(item!))];
}
