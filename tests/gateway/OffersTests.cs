using System.Text.RegularExpressions;

namespace Rectification.Tests.Gateway;

/// <summary>
/// Along the life of a measure and of an order, to everybody: the forms that pages offer are what the API says is allowed, no more and no fewer.
/// </summary>
public sealed partial class OffersTests(FrontDoor door)
{
    private static readonly string[] Pages = ["report", "sign-off", "extension", "review"];

    /// <summary>The forms of each act; what no page offers is not here.</summary>
    private static readonly Dictionary<string, string[]> FormsOf = new()
    {
        ["claim"] = ["claim"],
        ["report"] = ["report"],
        ["confirm"] = ["confirm"],
        ["withdrawConfirmation"] = ["unconfirm"],
        ["requestSignOff"] = ["request"],
        ["withdrawSignOff"] = ["withdraw"],
        ["reviewSignOff"] = ["approve", "return"],
        ["requestExtension"] = ["extension"],
        ["reviewExtension"] = ["return-extension"],
        ["approveExtension"] = ["approve-extension"],
        ["proposeBasicallyDone"] = ["basically"],
        ["reviewBasicallyDone"] = ["approve-basically", "return-basically"],
        ["requestWaiting"] = ["waiting"],
        ["reviewWaiting"] = ["approve-waiting", "return-waiting"],
        ["endWaiting"] = ["end-waiting"],
        ["registerInstitution"] = ["institution"],
        ["reopen"] = [],
        ["recordStandingCheck"] = [],
    };

    [Fact]
    public async Task Along_the_life_of_a_measure_pages_offer_what_is_allowed()
    {
        var plan = await door.Plan(Fuller);
        var path = $"plans/{plan}/measures/1/";
        using var people = await Cast.Of(door);
        var file = EvidenceTests.Hash((await EvidenceTests.Upload(people.Reporter, "offers"u8.ToArray())).Must(201).Json);
        var met = new HashSet<string>();
        foreach (var (who, act, body) in Life(people, file))
        {
            await people.SeeTheSame(plan, met);
            if (act.StartsWith("sign-off/review", StringComparison.Ordinal))
            {
                body["fingerprint"] = (await people.Office.Get(path[..^1])).Must(200).Json["signOff"]!["fingerprint"]!.GetValue<string>();
            }

            (await who.Post(path + act, body)).Must(200);
            if (act == "extensions")
            {
                await people.Move(door);
            }
        }

        await people.SeeTheSame(plan, met);
        Assert.Equal(FormsOf.Values.SelectMany(forms => forms).Order(), met.Order());
    }

    [Fact]
    public async Task After_a_reopening_the_page_says_that_new_evidence_is_missing_and_that_a_target_is_not_reached()
    {
        var plan = await door.Plan(Fuller);
        using var people = await Cast.Of(door);
        var page = (await people.Reporter.Get($"/plans/{plan}/measures/1/sign-off")).Must(200).Text;
        Assert.Contains("The target is not met", page, StringComparison.Ordinal);
        var file = EvidenceTests.Hash((await EvidenceTests.Upload(people.Reporter, "again"u8.ToArray())).Must(201).Json);
        foreach (var (who, act, body) in Life(people, file))
        {
            if (act.StartsWith("sign-off/review", StringComparison.Ordinal))
            {
                body["fingerprint"] = (await people.Office.Get($"plans/{plan}/measures/1")).Must(200).Json["signOff"]!["fingerprint"]!.GetValue<string>();
            }

            (await who.Post($"plans/{plan}/measures/1/{act}", body)).Must(200);
        }

        Assert.Contains("new evidence is needed", (await people.Reporter.Get($"/plans/{plan}/measures/1/sign-off")).Must(200).Text, StringComparison.Ordinal);
        var measure = (await people.Reporter.Get($"plans/{plan}/measures/1")).Must(200).Json;
        Assert.Equal(
            ["measure.target-not-met", "measure.no-new-evidence"], measure["missing"]!.AsArray().Select(one => one!["refusal"]!["code"]!.GetValue<string>()));
        Assert.Equal("After reopening, new evidence is needed.", measure["allowed"]!["requestSignOff"]!["message"]!.GetValue<string>());
        Assert.Null((await people.Office.Get($"plans/{plan}/measures?limit=1")).Must(200).Json["items"]![0]!["allowed"]);
    }

    [Fact]
    public async Task Along_the_life_of_an_order_its_page_offers_what_is_allowed()
    {
        var plan = await door.Plan();
        using var people = await Cast.Of(door);
        var issue = new JsonObject { ["unit"] = SmallPlan.Lead, ["measures"] = new JsonArray(1), ["demand"] = "限期答复", ["dueInWorkingDays"] = 3 };
        (await people.Office.Post($"plans/{plan}/orders", issue)).Must(201);
        (Api Who, string Act, JsonObject Body)[] life =
        [
            (people.Reporter, "answer", new() { ["text"] = "已答复" }),
            (people.Office, "return", new() { ["reason"] = "不全", ["dueInWorkingDays"] = 3 }),
            (people.Reporter, "answer", new() { ["text"] = "已补充" }),
            (people.Office, "close", new() { ["result"] = "办结" }),
        ];
        await Same();
        foreach (var (who, act, body) in life)
        {
            (await who.Post($"plans/{plan}/orders/1/{act}", body)).Must(200);
            await Same();
        }

        async Task Same()
        {
            foreach (var (name, who) in people.All)
            {
                var order = await who.Get($"plans/{plan}/orders/1");
                var allowed = order.Status != 200 ? []
                    : order.Json["allowed"]!.AsObject().Where(act => act.Value is null && act.Key != "closeWithoutReason").Select(act => act.Key);
                Assert.Equal((name, string.Join(' ', allowed.Order())),
                    (name, string.Join(' ', Offered((await who.Get($"/plans/{plan}/orders/1")).Text).Order())));
            }
        }
    }

    [Fact]
    public async Task Along_the_life_of_an_amendment_its_page_offers_what_is_allowed()
    {
        var plan = await door.Plan(document => document["rules"] = new JsonObject
        {
            ["principal"] = SmallPlan.Leader,
            ["amendments"] = new JsonObject { ["chain"] = new JsonArray("office", "principal") },
        });
        using var people = await Cast.Of(door);
        using var second = await door.Somebody("reviewer");
        using var auditor = await door.Somebody("auditor");
        using var elsewhere = await door.Somebody("reporter", ["u-elsewhere"]);
        (string Name, Api Who)[] everybody = [.. people.All, ("second", second), ("auditor", auditor), ("elsewhere", elsewhere), ("ops", door.Ops)];
        var seen = "";
        for (var no = 1; no <= 3; no++)
        {
            var change = new JsonObject { ["no"] = 1, ["deadline"] = $"203{no}-12-31" };
            seen = (await people.Office.Post($"plans/{plan}/amendments", new JsonObject { ["reason"] = "推迟", ["measures"] = new JsonArray(change) }))
                .Must(202).Json["fingerprint"]!.GetValue<string>();
            await Same(no);
            (Api Who, string Act, JsonObject Body)[] life = no switch
            {
                1 => [(people.Office, "withdraw", new())],
                2 => [(second, "return", new() { ["reason"] = "不妥" })],
                _ => [(second, "approve", new() { ["fingerprint"] = seen }), (people.Leader, "approve", new() { ["fingerprint"] = seen })],
            };
            foreach (var (who, act, body) in life)
            {
                if (act != "withdraw")
                {
                    await FrontDoor.IsListed($"/plans/{plan}/amendments/{no}", "/review", async page => (await who.Get(page)).Must(200).Text);
                }

                (await who.Post($"plans/{plan}/amendments/{no}/{act}", body)).Must(200);
                await Same(no);
            }
        }

        Assert.Equal(("2033-12-31", "2026-12-31"), await Deadlines());
        var history = (await auditor.Get($"/plans/{plan}/history")).Must(200).Text;
        Assert.Equal(3, Regex.Count(history, "data-amendment="));
        Assert.Contains("2026-12-31 → 2033-12-31", history, StringComparison.Ordinal);
        Assert.Contains("2026-12-31 → 2033-12-31", (await people.Reporter.Get($"/plans/{plan}/measures/1")).Must(200).Text, StringComparison.Ordinal);
        Assert.Equal((200, 200, 403, 403), ((await people.Office.Get(New())).Status, (await door.Ops.Get(New())).Status,
            (await people.Reporter.Get(New())).Status,
            (await auditor.Get(New())).Status));

        string New() => $"/plans/{plan}/amendments/new?measure=1";

        async Task<(string, string)> Deadlines()
        {
            var measure = (await auditor.Get($"plans/{plan}/measures/1")).Must(200).Json;
            return (measure["deadline"]!.GetValue<string>(), measure["firstDeadline"]!.GetValue<string>());
        }

        async Task Same(int no)
        {
            foreach (var (name, who) in everybody)
            {
                var amendment = await who.Get($"plans/{plan}/amendments/{no}");
                var allowed = amendment.Status != 200 ? [] : amendment.Json["allowed"]!.AsObject().Where(act => act.Value is null).Select(act => act.Key);
                Assert.Equal((name, string.Join(' ', allowed.Order())),
                    (name, string.Join(' ', Offered((await who.Get($"/plans/{plan}/amendments/{no}")).Text).Order())));
            }
        }
    }

    private static void Fuller(JsonObject plan)
    {
        plan["measures"]![0]!["deadline"] = "2030-12-31";
        plan["measures"]![0]!["institution"] = new JsonObject { ["kind"] = "new", ["title"] = "办法" };
        plan["measures"]![0]!["target"] = new JsonObject { ["value"] = 10, ["unit"] = "户" };
        plan["rules"] = new JsonObject { ["extensions"] = new JsonObject { ["most"] = 1 } };
    }

    /// <summary>Everything that can happen to a measure, up to its reopening.</summary>
    private static IEnumerable<(Api Who, string Act, JsonObject Body)> Life(Cast people, string file)
    {
        var (reporter, support, office) = (people.Reporter, people.Support, people.Office);
        JsonObject Full() => new() { ["unit"] = SmallPlan.Lead, ["percent"] = 100, ["evidence"] = new JsonArray(file) };
        yield return (reporter, "claim", new() { ["unit"] = SmallPlan.Lead });
        yield return (people.Deputy, "extensions", new() { ["until"] = "2031-01-31", ["reason"] = "等候批复" });
        yield return (office, "extensions/1/review", new() { ["decision"] = "approve" });
        yield return (reporter, "waiting", new() { ["with"] = "省厅", ["since"] = "2026-01-05", ["sent"] = "请示", ["until"] = "2031-01-01" });
        yield return (office, "waiting/review", new() { ["decision"] = "approve" });
        yield return (reporter, "waiting/end", []);
        yield return (reporter, "basically-done", new() { ["reason"] = "等候验收", ["expectedBy"] = "2031-01-01" });
        yield return (office, "basically-done/review", new() { ["decision"] = "approve" });
        yield return (support, "reports", new() { ["unit"] = SmallPlan.Supporting, ["percent"] = 100 });
        yield return (reporter, "confirmations", new() { ["unit"] = SmallPlan.Supporting });
        yield return (reporter, "reports", Full());
        yield return (reporter, "institution", new()
        {
            ["title"] = "办法",
            ["number"] = "1号",
            ["date"] = "2026-03-01",
            ["issuedBy"] = "局",
            ["kind"] = "new",
            ["evidence"] = file,
        });
        yield return (reporter, "sign-off", new() { ["person"] = "张三", ["act"] = "已办", ["result"] = "有效", ["shortfall"] = "两户已搬迁" });
        yield return (people.Leader, "sign-off/review", new() { ["decision"] = "approve" });
        yield return (office, "sign-off/review", new() { ["decision"] = "approve" });
        yield return (office, "reopen", new() { ["reason"] = "反弹", ["until"] = "2031-06-30" });
    }

    private static IEnumerable<string> Offered(string page) => Command().Matches(page).Select(found => found.Groups[1].Value).Distinct();

    [GeneratedRegex("name=\"command\" value=\"([a-z-]+)\"")]
    private static partial Regex Command();

    /// <summary>People of every sort, among them a reporter's substitute, that reporter after he
    /// moved to the office, and a reviewer of the lead unit.</summary>
    private sealed record Cast(Api Reporter, Api Support, Api Leader, Api Office, Api OfTheLead, Api Moving, Api Deputy, string MovingName) : IDisposable
    {
        public (string Name, Api Who)[] All =>
        [
            ("reporter", Reporter), ("support", Support), ("leader", Leader), ("office", Office), ("reviewer of the lead unit", OfTheLead), ("moving", Moving),
            ("deputy", Deputy),
        ];

        public static async Task<Cast> Of(FrontDoor door)
        {
            var (moving, deputy) = ($"moving-{Guid.NewGuid():N}", $"deputy-{Guid.NewGuid():N}");
            var mover = door.With(await door.Ops.Account(moving, ["reporter", "reviewer"], [SmallPlan.Lead]));
            var acting = door.With(await door.Ops.Account(deputy, ["reviewer"]), actingFor: moving);
            var now = TimeProvider.System.GetUtcNow();
            (await door.Ops.Post($"accounts/{moving}/substitutes", new JsonObject
            {
                ["account"] = deputy,
                ["from"] = now.AddDays(-1),
                ["until"] = now.AddDays(30),
                ["reason"] = "休假",
            })).Must(200);
            return new(
                await door.Reporter(), await door.Somebody("reporter", [SmallPlan.Supporting]), await door.Somebody("leader", leaders: [SmallPlan.Leader]),
                await door.Somebody("reviewer"), await door.Somebody("reviewer", [SmallPlan.Lead]), mover, acting, moving);
        }

        /// <summary>The mover leaves the unit; what his substitute asked for on his behalf waits.</summary>
        public async Task Move(FrontDoor door) => (await door.Ops.Post($"accounts/{MovingName}/scope", new JsonObject
        {
            ["roles"] = new JsonArray("reviewer"),
            ["units"] = new JsonArray(),
            ["leaders"] = new JsonArray(),
        })).Must(200);

        public async Task SeeTheSame(string plan, HashSet<string> met)
        {
            foreach (var (name, who) in All)
            {
                var measure = await who.Get($"plans/{plan}/measures/1");
                var allowed = measure.Status != 200 ? []
                    : measure.Json["allowed"]!.AsObject().Where(act => act.Value is null).SelectMany(act => FormsOf[act.Key]).ToList();
                var pages = await Task.WhenAll(Pages.Select(async page => (await who.Get($"/plans/{plan}/measures/1/{page}")).Text));
                Assert.Equal((name, string.Join(' ', allowed.Order())), (name, string.Join(' ', pages.SelectMany(Offered).Distinct().Order())));
                met.UnionWith(allowed);
            }
        }

        public void Dispose()
        {
            foreach (var (_, who) in All)
            {
                who.Dispose();
            }
        }
    }
}
