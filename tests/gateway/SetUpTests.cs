using System.Net;
using System.Text.RegularExpressions;

namespace Rectification.Tests.Gateway;

/// <summary>The way in on a first start: a code from the console makes the first administrator, once.</summary>
public sealed partial class SetUpTests
{
    private const string Password = "correct-horse-battery";

    [Fact]
    public async Task A_code_makes_the_first_administrator_once_whichever_start_showed_it_and_then_the_page_is_gone()
    {
        using var folder = new DataFolder();
        var port = GatewayProcess.FreePort();
        string first;
        await using (var gateway = await GatewayProcess.Start(folder, port, "--Seed", "none"))
        {
            first = await CodeIn(gateway);
            await gateway.Stop();
        }

        await using var again = await GatewayProcess.Start(folder, port, "--Seed", "none");
        var second = await CodeIn(again);
        Assert.NotEqual(first, second);
        using var person = new Visitor(port);
        Assert.Contains("/setup", await person.Page("/sign-in"), StringComparison.Ordinal);

        // A button pressed twice is one administrator.
        await person.Page("/setup");
        var pressed = await Task.WhenAll(person.Send(first, "zhang-san", city: "温州市"), person.Send(first, "zhang-san", city: "温州市"));
        Assert.All(pressed, status => Assert.Equal(302, status));

        var start = await person.Page("/admin/start");
        Assert.Contains("温州市", start, StringComparison.Ordinal);
        Assert.Contains("/admin/plans/import", start, StringComparison.Ordinal);
        using var other = new Visitor(port);
        Assert.Equal(404, await other.Status("/setup"));
        Assert.DoesNotContain("/setup", await other.Page("/sign-in"), StringComparison.Ordinal);
        using var ops = Api.Ops(port);
        Assert.Equal(["ops"], (await ops.Get("accounts/zhang-san")).Must(200).Json["roles"]!.AsArray().Select(role => role!.GetValue<string>()));
        Assert.Equal(
            ["setUpCodeShown setup", "setUpCodeShown setup", "accountCreated zhang-san", "setUpDone setup"],
            (await Trail(ops)).Where(line => !line.EndsWith(" ops", StringComparison.Ordinal)));
        await again.Stop();
        await using var third = await GatewayProcess.Start(folder, port, "--Seed", "none");
        Assert.Empty(Code().Matches(third.Output));
        Assert.Equal(404, await other.Status("/setup"));
    }

    [Fact]
    public async Task Of_several_at_once_one_is_the_administrator_and_nobody_else()
    {
        using var folder = new DataFolder();
        var port = GatewayProcess.FreePort();
        await using var gateway = await GatewayProcess.Start(folder, port, "--Seed", "none");
        var code = await CodeIn(gateway);
        Visitor[] people = [.. Enumerable.Range(0, 6).Select(_ => new Visitor(port))];
        await Task.WhenAll(people.Select(person => person.Page("/setup")));

        var answers = await Task.WhenAll(people.Select((person, at) => person.Send(code, $"person-{at}")));

        Assert.Equal(1, answers.Count(status => status == 302));
        Assert.Equal(5, answers.Count(status => status == 404));
        var winner = Array.IndexOf(answers, 302);
        Assert.Equal(404, await people[(winner + 1) % people.Length].Send(code, "one-more"));
        using var ops = Api.Ops(port);
        Assert.Equal(
            ["ops", $"person-{winner}"],
            (await ops.Get("accounts")).Must(200).Json["items"]!.AsArray().Select(item => item!["name"]!.GetValue<string>()).Order());
        Array.ForEach(people, static person => person.Dispose());
    }

    [Fact]
    public async Task Wrong_codes_are_refused_in_words_and_soon_for_a_while_and_what_is_wrong_otherwise_costs_no_code()
    {
        using var folder = new DataFolder();
        var port = GatewayProcess.FreePort();
        await using var gateway = await GatewayProcess.Start(folder, port, "--Seed", "none");
        var code = await CodeIn(gateway);
        using var person = new Visitor(port);
        Assert.Equal(422, await person.SetUp(code, "zhang-san", password: "aaaaaaaaaaaa"));
        Assert.Contains("密码须为", person.Last, StringComparison.Ordinal);
        Assert.Equal(422, await person.SetUp(code, "没有这种账号"));
        Assert.Equal(409, await person.SetUp(code, "ops"));
        for (var times = 0; times < 4; times++)
        {
            Assert.Equal(403, await person.SetUp("wrong-wrong-wrong-wrong", "zhang-san"));
        }

        Assert.Contains("启动码不正确", person.Last, StringComparison.Ordinal);
        Assert.Equal(429, await person.SetUp("wrong-wrong-wrong-wrong", "zhang-san"));
        Assert.Equal(429, await person.SetUp(code, "zhang-san"));
        Assert.Contains("请一分钟后再试", person.Last, StringComparison.Ordinal);
        using var ops = Api.Ops(port);
        Assert.Contains("setUpLockedOut setup", await Trail(ops));
    }

    [Fact]
    public async Task Where_an_account_came_by_a_password_in_another_way_no_code_is_good()
    {
        using var folder = new DataFolder();
        var port = GatewayProcess.FreePort();
        await using var gateway = await GatewayProcess.Start(folder, port, "--Seed", "none");
        using var person = new Visitor(port);
        Assert.Equal(200, await person.Status("/setup"));
        using var ops = Api.Ops(port);
        (await ops.Post("accounts/ops/reset", new JsonObject())).Must(200);

        Assert.Equal(404, await person.Send(await CodeIn(gateway), "zhang-san"));
        Assert.Equal(404, await person.Status("/setup"));
    }

    [Fact]
    public async Task With_demo_and_no_seed_there_is_a_plan_in_progress_with_its_people()
    {
        using var folder = new DataFolder();
        var port = GatewayProcess.FreePort();
        await using var gateway = await GatewayProcess.Start(folder, port, "--Seed", "none", "--demo");
        Assert.Empty(Code().Matches(gateway.Output));
        var people = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(folder.Path, "demo-accounts.json"), TestContext.Current.CancellationToken))!;
        var demo = people["items"]!.AsArray().Single(person => person!["account"]!.GetValue<string>() == "demo-office")!;
        using var office = new Api(port, demo["key"]!.GetValue<string>());
        var plan = (await office.Get("plans")).Must(200).Json["items"]!.AsArray().Single()!;

        // The city is told in its own time, and what is overdue is counted by the clock.
        JsonNode? sheet = null;
        await Until.True(
            async () =>
            {
                sheet = (await office.Get($"plans/{plan["id"]}/rates")).Must(200).Json["measures"]!;
                return sheet["signedOff"]!.GetValue<int>() is >= 30 and <= 60 && sheet["overdue"]!.GetValue<int>() > 0;
            },
            TimeSpan.FromMinutes(2),
            () => $"some are signed off and some overdue: {sheet}");
        using var ops = Api.Ops(port);
        Assert.Empty((await ops.Post($"plans/{plan["id"]}/recount", new JsonObject())).Must(200).Json["mismatches"]!.AsArray());
    }

    /// <summary>The code that the program shows; what it writes may come a moment after it takes work.</summary>
    private static async Task<string> CodeIn(GatewayProcess gateway)
    {
        await Until.True(() => Task.FromResult(Code().IsMatch(gateway.Output)), TimeSpan.FromMinutes(2), () => $"a code is shown:\n{gateway.Output}");
        return Code().Matches(gateway.Output).Last().Value;
    }

    private static async Task<IReadOnlyList<string>> Trail(Api ops) =>
    [
        .. (await ops.Get("accounts/trail?limit=300")).Must(200).Json["entries"]!.AsArray()
            .Select(line => JsonNode.Parse(line!["entry"]!.GetValue<string>())!["events"]![0]!).Select(happened => $"{happened["type"]} {happened["account"]}"),
    ];

    [GeneratedRegex("(?<![A-Za-z0-9-])[A-Za-z0-9]{5}(-[A-Za-z0-9]{5}){3}(?![A-Za-z0-9-])")]
    private static partial Regex Code();

    /// <summary>Somebody at a browser who fills in the set-up form.</summary>
    private sealed partial class Visitor(int port) : IDisposable
    {
        private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() })
        {
            BaseAddress = new($"http://127.0.0.1:{port}"),
            DefaultRequestHeaders = { { "Accept", "text/html" }, { "Accept-Language", "zh-CN" }, { "Sec-Fetch-Site", "same-origin" } },
        };

        private string _form = "";

        /// <summary>The page that answered last.</summary>
        public string Last { get; private set; } = "";

        public void Dispose() => _client.Dispose();

        public async Task<string> Page(string path)
        {
            await Status(path);
            return Last;
        }

        public Task<int> Status(string path) => Read(() => _client.GetAsync(path, TestContext.Current.CancellationToken));

        /// <summary>Opens the form and sends it.</summary>
        public async Task<int> SetUp(string code, string account, string password = Password, string city = "")
        {
            Assert.Equal(200, await Status("/setup"));
            return await Send(code, account, password, city);
        }

        /// <summary>Sends the form that was opened last.</summary>
        public Task<int> Send(string code, string account, string password = Password, string city = "")
        {
            var fields = Hidden().Matches(_form).Select(field => KeyValuePair.Create(field.Groups[1].Value, field.Groups[2].Value)).Concat(
            [
                new("code", code), new("name", account), new("display", "张三"), new("password", password), new("again", password), new("city", city),
            ]);
            return Read(() => _client.PostAsync("/setup", new FormUrlEncodedContent(fields), TestContext.Current.CancellationToken));
        }

        private async Task<int> Read(Func<Task<HttpResponseMessage>> ask)
        {
            using var answer = await ask();
            Last = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            if (Last.Contains("value=\"setup\"", StringComparison.Ordinal))
            {
                _form = Last;
            }

            return (int)answer.StatusCode;
        }

        [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")]
        private static partial Regex Hidden();
    }
}
