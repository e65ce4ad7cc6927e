namespace Rectification.Tests.Gateway;

public sealed class DemoTests(FrontDoor door)
{
    [Fact]
    public async Task With_demo_there_is_an_account_for_every_role_unit_and_leader_and_a_restart_keeps_them_and_their_sessions()
    {
        using var folder = new DataFolder();
        var port = GatewayProcess.FreePort();
        var file = Path.Combine(folder.Path, "demo-accounts.json");
        string first, cookie;
        await using (var gateway = await GatewayProcess.Start(folder, port, "--demo"))
        {
            first = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
            if (!OperatingSystem.IsWindows())
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
            }

            var accounts = JsonNode.Parse(first)!["items"]!.AsArray();
            Assert.Equal(42 + 10 + 5, accounts.Count);
            Assert.Equal(
                ["auditor", "leader", "ops", "public", "reporter", "reviewer"],
                accounts.SelectMany(account => account!["roles"]!.AsArray()).Select(role => role!.GetValue<string>()).Distinct().Order());
            await Works(port, accounts);
            Assert.Equal(2, await Orders(port, accounts));
            await HaveNews(port, accounts, "demo-wz-publishing", "demo-330302", "demo-office");
            cookie = await SignIn(port, accounts);
            await gateway.Stop();
        }

        await using var again = await GatewayProcess.Start(folder, port, "--demo");

        Assert.Equal(first, await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        await Works(port, JsonNode.Parse(first)!["items"]!.AsArray());
        Assert.Equal(2, await Orders(port, JsonNode.Parse(first)!["items"]!.AsArray()));
        using var stranger = new Api(port, key: null);
        Assert.Equal("demo-auditor", (await stranger.Get("me", ("Cookie", cookie))).Must(200).Json["account"]!.GetValue<string>());
    }

    [Fact]
    public async Task Without_demo_there_is_none() =>
        Assert.DoesNotContain(
            (await door.Ops.Get("accounts?cursor=demo&limit=1")).Must(200).Json["items"]!.AsArray(),
            item => item!["name"]!.GetValue<string>().StartsWith("demo-", StringComparison.Ordinal));

    private static async Task Works(int port, JsonArray accounts)
    {
        foreach (var name in new[] { "demo-330302", "demo-wz-arts", "demo-leader-02", "demo-office", "demo-principal", "demo-ops" })
        {
            using var somebody = new Api(port, Of(accounts, name)["key"]!.GetValue<string>());
            Assert.Equal(name, (await somebody.Get("me")).Must(200).Json["account"]!.GetValue<string>());
        }
    }

    /// <summary>Whoever is chosen first finds something in the inbox that was done in the plan, and lands where it waits.</summary>
    private static async Task HaveNews(int port, JsonArray accounts, params string[] names)
    {
        foreach (var name in names)
        {
            using var somebody = new Api(port, Of(accounts, name)["key"]!.GetValue<string>());
            await Until.True(
                async () => (await somebody.Get("me/inbox")).Must(200).Json["unread"]!.GetValue<int>() > 0, TimeSpan.FromMinutes(2), $"{name} is told");
            var landed = (await somebody.Get("/home", ("Accept", "text/html"))).Must(302).Headers.Location!.OriginalString;
            Assert.Equal(name == "demo-office" ? "/review" : "/tasks", landed);
        }
    }

    /// <summary>Orders that a newcomer finds: of a unit that is late and of a county, issued once and not at every start.</summary>
    private static async Task<int> Orders(int port, JsonArray accounts)
    {
        using var office = new Api(port, Of(accounts, "demo-office")["key"]!.GetValue<string>());
        return (await office.Get("plans/wenzhou-xcb-demo/orders")).Must(200).Json["items"]!.AsArray().Count;
    }

    private static async Task<string> SignIn(int port, JsonArray accounts)
    {
        using var stranger = new Api(port, key: null);
        var body = new JsonObject { ["account"] = "demo-auditor", ["password"] = Of(accounts, "demo-auditor")["password"]!.GetValue<string>() };
        return (await stranger.Post("session", body)).Must(200).Headers.GetValues("Set-Cookie").Single().Split(';')[0];
    }

    private static JsonNode Of(JsonArray accounts, string name) => accounts.Single(account => account!["account"]!.GetValue<string>() == name)!;
}
