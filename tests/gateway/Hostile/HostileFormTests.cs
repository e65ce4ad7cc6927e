using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;

namespace Rectification.Tests.Gateway.Hostile;

/// <summary>
/// The same walk over the forms of pages: whatever several kinds of people are shown is posted back turned odd, and so is what the answers show.
/// RECTIFICATION_HOSTILE_REQUESTS sends another number of them than is sent each time.
/// </summary>
public sealed partial class HostileFormTests
{
    private const string Plan = "hostile";

    /// <summary>A draft that is worked on, and one in which every part is approved.</summary>
    private static readonly string[] Drafts = ["hostile-draft", "hostile-ready"];

    /// <summary>The account that is administered.</summary>
    private const string Victim = "victim";

    /// <summary>The measure that is signed off, and drawn to be looked at again.</summary>
    private const int LookedAt = 7;
    private const int Rounds = 3;

    /// <summary>The page of a ledger that was uploaded.</summary>
    private static string[] _ledgers = [];

    [Fact]
    public async Task No_form_however_odd_is_answered_with_a_fault_of_the_servers()
    {
        var asked = Environment.GetEnvironmentVariable("RECTIFICATION_HOSTILE_REQUESTS");
        var count = asked is null ? 1_000 : int.Parse(asked, CultureInfo.InvariantCulture);
        using var folder = new DataFolder();
        var port = GatewayProcess.FreePort();
        await using var gateway = await GatewayProcess.Start(folder, port, "--demo", "--Telemetry:Console", "false", "--RateLimits:PerAddress", "0",
            "--RateLimits:OpinionsPerAddress", "0");
        using var ops = Api.Ops(port);
        var people = await People(ops, port);

        // Set-up is there only where nobody can sign in yet.
        using var empty = new DataFolder();
        var first = GatewayProcess.FreePort();
        await using var fresh = await GatewayProcess.Start(empty, first, "--Seed", "none", "--Telemetry:Console", "false", "--RateLimits:PerAddress", "0");
        people.Add(new("first", first, null));
        var (met, faults) = (new HashSet<string>(), new ConcurrentBag<string>());
        for (var round = 0; round < Rounds; round++)
        {
            // Nobody changes anything before all have seen it: what is shown must not hang on who comes first.
            await Parallel.ForEachAsync(people, TestContext.Current.CancellationToken, async (person, _) => await person.Look());
            await Parallel.ForEachAsync(people, TestContext.Current.CancellationToken, async (person, _) =>
                await person.Post(count / Rounds / people.Count, (round * 1_000_003) + (person.Name.Length * 10_007), faults));
            met.UnionWith(people.SelectMany(person => person.Seen));
        }

        people.ForEach(person => person.Dispose());
        Assert.True(faults.IsEmpty, $"{faults.Count}:\n{string.Join('\n', faults.Order(StringComparer.Ordinal).Take(100))}\n{gateway.Output}");
        Assert.DoesNotContain("unhandled", gateway.Output, StringComparison.OrdinalIgnoreCase);
        var unmet = Named().Except(met).ToList();
        Assert.True(unmet.Count == 0, $"Nobody was shown: {string.Join(' ', unmet)}");

        // A walk that the forms' guard turns away at the door would find nothing.
        Assert.InRange(people.Sum(person => person.Passed), count / 2, count);
        (await ops.Get("/health/ready")).Must(200);
        Assert.Empty((await ops.Post($"plans/{Plan}/recount", new JsonObject())).Must(200).Json["mismatches"]!.AsArray());
    }

    /// <summary>A plan in which every form has something to be about, and people who between them are shown them all.</summary>
    private static async Task<List<Person>> People(Api ops, int port)
    {
        var plan = SmallPlan.Of(Plan);
        plan["measures"] = new JsonArray(
            [.. Enumerable.Range(1, LookedAt).Select(no => (JsonNode)SmallPlan.Measure(no, "2026-03-01", "2030-12-31", SmallPlan.Supporting))]);
        plan["measures"]![4]!["institution"] = new JsonObject { ["kind"] = "new", ["title"] = "办法" };
        (await ops.Post("plans", plan)).Must(201);
        (await ops.Post("webhooks", new JsonObject { ["url"] = "http://192.0.2.1/" })).Must(201);
        var reporter = await ops.Account("reporter", ["reporter"], [SmallPlan.Lead, SmallPlan.Supporting]);
        var office = await ops.Account("office", ["reviewer"]);
        await ops.Account(Victim, ["reviewer"]);
        using var asReporter = new Api(port, reporter);
        using var asOffice = new Api(port, office);
        var file = EvidenceTests.Hash((await EvidenceTests.Upload(asReporter, "hostile"u8.ToArray())).Must(201).Json);
        JsonObject Full(string unit) => new() { ["unit"] = unit, ["percent"] = 100, ["evidence"] = new JsonArray(file) };
        Task<Answer> Measure(int no, string act, JsonObject body) => asReporter.Post($"plans/{Plan}/measures/{no}/{act}", body);
        foreach (var no in new[] { 2, 3, 4, 5, 6, LookedAt })
        {
            (await Measure(no, "reports", Full(SmallPlan.Lead))).Must(200);
            (await Measure(no, "reports", Full(SmallPlan.Supporting))).Must(200);
        }

        (await Measure(2, "extensions", new() { ["until"] = "2031-01-31", ["reason"] = "等候批复" })).Must(200);
        (await Measure(3, "basically-done", new() { ["reason"] = "等候验收", ["expectedBy"] = "2031-01-01" })).Must(200);
        (await Measure(4, "confirmations", new() { ["unit"] = SmallPlan.Supporting })).Must(200);
        (await Measure(6, "confirmations", new() { ["unit"] = SmallPlan.Supporting })).Must(200);
        (await Measure(4, "sign-off", new() { ["person"] = "张三", ["act"] = "已办", ["result"] = "有效" })).Must(200);
        for (var no = 1; no <= 2; no++)
        {
            (await asOffice.Post($"plans/{Plan}/orders", new JsonObject
            {
                ["unit"] = SmallPlan.Lead,
                ["measures"] = new JsonArray(1),
                ["demand"] = "限期答复",
                ["dueInWorkingDays"] = 3,
            })).Must(201);
        }

        (await asReporter.Post($"plans/{Plan}/orders/2/answer", new JsonObject { ["text"] = "已答复" })).Must(200);
        (await ops.Post($"accounts/{Victim}/substitutes", new JsonObject
        {
            ["account"] = "reporter",
            ["from"] = TimeProvider.System.GetUtcNow().AddDays(-1),
            ["until"] = TimeProvider.System.GetUtcNow().AddDays(30),
            ["reason"] = "休假",
        })).Must(200);
        var leader = await ops.Account("leader", ["leader"], null, [SmallPlan.Leader]);
        (await Measure(1, "claim", new() { ["unit"] = SmallPlan.Lead })).Must(200);
        (await Measure(1, "waiting", new() { ["with"] = "省厅", ["since"] = "2026-03-01", ["sent"] = "请示", ["until"] = "2030-01-31" })).Must(200);
        (await asOffice.Post($"plans/{Plan}/measures/1/waiting/review", new JsonObject { ["decision"] = "approve" })).Must(200);
        (await ops.Post($"plans/{Plan}/amendments", new JsonObject
        {
            ["reason"] = "推迟",
            ["measures"] = new JsonArray(new JsonObject { ["no"] = 6, ["deadline"] = "2031-12-31" }),
        })).Must(202);
        await Draft(ops, asReporter, asOffice, port, leader);
        await LookBack(asReporter, asOffice, port, leader);
        await Task.WhenAll(Remember(asOffice), TakeOpinions(asOffice));

        _ledgers = await Ledgers(asOffice);
        return
        [
            new("stranger", port, null), new("public", port, await ops.Account("public", ["public"])), new("reporter", port, reporter),
            new("office", port, office), new("leader", port, leader),
            new("auditor", port, await ops.Account("auditor", ["auditor"])), new("ops", port, GatewayProcess.OpsKey),
            new("everything", port, await ops.Account("everything", ["reporter", "reviewer", "leader", "auditor", "ops"], [], [SmallPlan.Leader])),
        ];
    }

    /// <summary>A ledger in which something is asked, and of which a draft comes; and a list of units' progress, which can be read the other way.</summary>
    private static async Task<string[]> Ledgers(Api office)
    {
        var ledger = LedgerTests.Lines("h.csv", "1\t问题\t措施\tu-lead\t\t\t6月前");
        var progress = ("w.csv", Encoding.UTF8.GetBytes($"牵头单位\t整改措施\t完成进度\t进展情况\n{SmallPlan.Lead}\t第1条措施\t50%\t推进中\n"));
        var previews = new[] { await LedgerTests.Preview(office, ledger, ("unitsOf", Plan)), await LedgerTests.Preview(office, progress, ("plan", Plan)) };
        return [.. previews.Select(preview => $"/ledgers/{preview.Must(201).Json["preview"]}")];
    }

    /// <summary>What was answered once is remembered with the plan, and can be forgotten.</summary>
    private static async Task Remember(Api office)
    {
        var told = LedgerTests.Lines("t.csv", "1\t第一个问题\t第1条措施\tu-lead\t支持组\t责任领导\t2030年6月30日");
        var preview = (await LedgerTests.Preview(office, told, ("plan", Plan))).Must(201).Json;
        (await office.Post($"ledgers/{preview["preview"]}/commit", new JsonObject
        {
            ["reason"] = "批复",
            ["answers"] = new JsonObject { ["E2"] = SmallPlan.Supporting },
        })).Must(200);
    }

    /// <summary>The first notice is frozen and takes what anybody says; something is there to be screened, and to be answered.</summary>
    private static async Task TakeOpinions(Api office)
    {
        (await office.Post($"plans/{Plan}/notices", new JsonObject())).Must(201);
        var text = (await office.Get($"plans/{Plan}/notices/1/text")).Must(200).Json;
        (await office.Post($"plans/{Plan}/notices/1/freeze", new JsonObject { ["seen"] = text["sha256"]!.GetValue<string>() })).Must(200);
        (await office.Post($"plans/{Plan}/opinions/switch", new JsonObject { ["open"] = true })).Must(200);
        (await OpinionTests.Give(office, $"/plans/{Plan}/notices/1/public", "意见")).Must(200);
        (await OpinionTests.Give(office, $"/plans/{Plan}/notices/1/public", "另一条")).Must(200);
        (await office.Post($"plans/{Plan}/opinions/1/screen", new JsonObject { ["decision"] = "approve" })).Must(200);
    }

    private static async Task LookBack(Api unit, Api office, int port, string leaderKey)
    {
        using var leader = new Api(port, leaderKey);
        var path = string.Create(CultureInfo.InvariantCulture, $"plans/{Plan}/measures/{LookedAt}/");
        (await unit.Post(path + "confirmations", new JsonObject { ["unit"] = SmallPlan.Supporting })).Must(200);
        var asked = (await unit.Post(path + "sign-off", new JsonObject { ["person"] = "张三", ["act"] = "已办", ["result"] = "有效" })).Must(200);
        var review = new JsonObject { ["decision"] = "approve", ["fingerprint"] = asked.Json["measure"]!["signOff"]!["fingerprint"]!.GetValue<string>() };
        (await leader.Post(path + "sign-off/review", review)).Must(200);
        (await office.Post(path + "sign-off/review", review)).Must(200);
        (await office.Post($"plans/{Plan}/look-backs", new JsonObject())).Must(201);
    }

    private static async Task Draft(Api ops, Api unit, Api office, int port, string leaderKey)
    {
        using var leader = new Api(port, leaderKey);
        foreach (var plan in Drafts)
        {
            var document = SmallPlan.Of(plan);
            document["measures"] = new JsonArray();
            (await ops.Post($"plans/{plan}/draft", document)).Must(200);
            var line = SmallPlan.Measure(1, "2026-03-01", "2030-12-31").AsObject();
            line.Remove("problem");
            var part = (await unit.Post($"plans/{plan}/draft/problems/1/measures", new JsonObject { ["measures"] = new JsonArray(line) })).Must(200);
            var seen = new JsonObject { ["fingerprint"] = part.Json["parts"]![0]!["fingerprint"]!.GetValue<string>() };
            foreach (var reviewer in plan == Drafts[1] ? new[] { office, leader } : [])
            {
                (await reviewer.Post($"plans/{plan}/draft/problems/1/approve", seen.DeepClone())).Must(200);
            }
        }
    }

    /// <summary>The forms that the sources name.</summary>
    private static IEnumerable<string> Named() =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "gateway"), "*.razor", SearchOption.AllDirectories)
            .SelectMany(file => Form().Matches(File.ReadAllText(file)))
            .Select(form => (form.Value.StartsWith("<ActForm", StringComparison.Ordinal) ? "act/" : "") + form.Groups[1].Value).Distinct();

    [GeneratedRegex("(?:<ActForm Command|<AdminForm Name|@formname)=\"([a-z-]+)\"")]
    private static partial Regex Form();

    /// <summary>Somebody at a browser: the forms shown, by name and address.</summary>
    private sealed class Person(string name, int port, string? key) : IDisposable
    {
        private static readonly string[] Addresses =
        [
            .. HostilePageTests.Pages.Select(page => page.Route).SelectMany(
                route => Enumerable.Range(1, route.Contains("{No", StringComparison.Ordinal) ? 6 : 1)
                    .SelectMany(no => (route.Contains("/draft", StringComparison.Ordinal) ? Drafts : [Plan]).Select(plan => Address(route, plan, no)))),
            "/report/bulk?plan=hostile&unit=u-lead", "/?plan=hostile", "/ledgers?plan=hostile", "/plans/hostile/amendments/new?measure=5",
            "/plans/hostile/amendments/new?problem=1", "/plans/hostile/orders/new?unit=u-lead",
        ];

        private readonly HttpClient _client = new(HostileRequestTests.Sockets());
        private readonly Dictionary<(string Path, string Name), HostileForm> _forms = [];
        private string? _cookie;

        public string Name => name;

        /// <summary>How many posts came further than to the form's guard.</summary>
        public int Passed { get; private set; }

        public IEnumerable<string> Seen => _forms.Keys.Select(form => form.Name);

        public void Dispose() => _client.Dispose();

        /// <summary>Opens every page anew.</summary>
        public async Task Look()
        {
            foreach (var address in Addresses.Concat(_ledgers))
            {
                using var asked = new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{port}{address}");
                await Send(asked, address);
            }

            // What takes a file shows a further form when the file is good.
            foreach (var form in _forms.Values.Where(form => form.Files.Count > 0).ToList())
            {
                using var sent = form.As(port);
                await Send(sent, form.Path);
            }
        }

        /// <summary>Sends so many of the forms shown, each turned odd.</summary>
        public async Task Post(int count, int seed, ConcurrentBag<string> faults)
        {
            for (var i = 0; i < count && _forms.Count > 0; i++)
            {
                var form = _forms.Values.ElementAt(new Random(seed + i).Next(_forms.Count));
                var turn = seed + i;
                var status = await HostileRequestTests.Answered(async () =>
                {
                    using var message = form.Turned(turn, port);
                    return await Send(message, form.Path);
                });
                Passed += status != 400 ? 1 : 0;
                if (status >= 500)
                {
                    using var sent = form.Turned(turn, port);
                    var body = Encoding.UTF8.GetString(await sent.Content!.ReadAsByteArrayAsync());
                    faults.Add($"{status} {name} {form.Path} {form.Name}: {(body.Length > 2_000 ? body[..2_000] : body)} (seed {seed + i})");
                }
            }
        }

        private async Task<int> Send(HttpRequestMessage message, string address)
        {
            if (key is not null)
            {
                message.Headers.Authorization ??= new AuthenticationHeaderValue("Bearer", key);
            }

            if (_cookie is not null && !message.Headers.Contains("Cookie"))
            {
                message.Headers.Add("Cookie", _cookie);
            }

            using var answer = await _client.SendAsync(message, TestContext.Current.CancellationToken);
            if (answer.Headers.TryGetValues("Set-Cookie", out var cookies) && cookies.FirstOrDefault(cookie => cookie.Contains("ntiforgery")) is { } token)
            {
                _cookie ??= token.Split(';')[0];
            }

            foreach (var form in answer.Content.Headers.ContentType?.MediaType == "text/html" ? HostileForm.Of(address, await Text(answer)) : [])
            {
                _forms[(form.Path, form.Name)] = form;
            }

            return (int)answer.StatusCode;
        }

        private static async Task<string> Text(HttpResponseMessage answer) => Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync());

        private static string Address(string route, string plan, int no) => HostilePageTests.Hole().Replace(route, hole => hole.Groups[1].Value switch
        {
            "Plan" => plan,
            "No" => no.ToString(CultureInfo.InvariantCulture),
            "Unit" => SmallPlan.Lead,
            "Measure" => LookedAt.ToString(CultureInfo.InvariantCulture),
            _ => Victim,
        });
    }
}
