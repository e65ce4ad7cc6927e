namespace Rectification.Tests.Gateway;

/// <summary>
/// What a plan lists stands in the plan's own order wherever it is listed, never by id, code point or pinyin; people, who have no order, by pinyin.
/// </summary>
public sealed class OrderOfListsTests(FrontDoor door)
{
    /// <summary>By code point 中 comes first, by id and by pinyin 安.</summary>
    private static readonly (string Id, string Name)[] Units = [("z-1", "张江镇"), ("m-1", "中山镇"), ("a-1", "安阳街道")];
    private static readonly (string Id, string Title)[] Leaders = [("z-9", "周副主任"), ("m-9", "丁副主任"), ("a-9", "艾副主任")];

    [Theory]
    [InlineData("/?plan={0}"), InlineData("/plans/{0}/measures"), InlineData("/plans/{0}/orders/new"), InlineData("/plans/{0}/look-backs")]
    [InlineData("plans/{0}/units"), InlineData("/plans/{0}/amendments/new?measure=1", true), InlineData("/admin/new-account", true)]
    [InlineData("/search?q=j", false, false), InlineData("plans/{0}/names?q=z", false, false), InlineData("plans/{0}", true, false)]
    public async Task A_plan_is_listed_in_its_own_order(string address, bool leaders = false, bool units = true)
    {
        var plan = await Plan();
        using var office = door.With(await door.Ops.Account($"order-{Guid.NewGuid():N}", ["reviewer", "ops"]), "zh-CN");
        var path = string.Format(System.Globalization.CultureInfo.InvariantCulture, address, plan);
        var text = (path.StartsWith('/') ? await office.Get(path, ("Accept", "text/html")) : await office.Get(path)).Must(200).Text;

        Listed(text, Units.Select(unit => unit.Name), units);
        Listed(text, Leaders.Select(leader => leader.Title), leaders);
    }

    [Fact]
    public async Task People_are_listed_as_their_names_are_read()
    {
        foreach (var name in new[] { "张排序", "王排序", "单排序" })
        {
            (await door.Ops.Post("accounts", new JsonObject
            {
                ["name"] = $"sorted-{Guid.NewGuid():N}",
                ["displayName"] = name,
                ["roles"] = new JsonArray("auditor"),
            })).Must(201);
        }

        string[] read = ["单排序", "王排序", "张排序"];
        Listed((await door.Ops.Get("accounts?q=排序")).Must(200).Text, read, expected: true);
        Listed((await door.Ops.Get("accounts?q=px")).Must(200).Text, read, expected: true);
    }

    private Task<string> Plan() => door.Plan(plan =>
    {
        foreach (var (id, name) in Units)
        {
            var unit = SmallPlan.Unit(id, "county");
            unit["name"] = name;
            plan["units"]!.AsArray().Add(unit);
            plan["measures"]!.AsArray().Add(SmallPlan.Measure(plan["measures"]!.AsArray().Count + 1, "2026-03-01", "2026-12-31", id));
        }

        foreach (var (id, title) in Leaders)
        {
            plan["leaders"]!.AsArray().Add(new JsonObject { ["id"] = id, ["title"] = title });
        }
    });

    private static void Listed(string text, IEnumerable<string> names, bool expected)
    {
        var places = names.Select(name => text.IndexOf(name, StringComparison.Ordinal)).ToList();
        Assert.True(!expected || !places.Contains(-1), $"Of {string.Join(", ", names)} some are not listed: {string.Join(", ", places)}.");
        Assert.True(places.Where(place => place >= 0).SequenceEqual(places.Where(place => place >= 0).Order()), $"{string.Join(", ", names)} stand otherwise.");
    }
}
