using System.Text;

namespace Rectification.Tests.Gateway;

/// <summary>What ops does with accounts, and what it leaves in their trail.</summary>
public sealed class AccountTests(FrontDoor door)
{
    [Fact]
    public async Task Where_somebody_is_written_to_can_change_and_the_trail_does_not_tell_the_address()
    {
        (await door.Ops.Post("accounts", new JsonObject { ["name"] = "moved", ["roles"] = new JsonArray("auditor") })).Must(201);
        Assert.Equal("/email", (await door.Ops.Post("accounts/moved/contact", new JsonObject { ["email"] = "nowhere" })).Must(422).First.Pointer);

        var changed = (await door.Ops.Post("accounts/moved/contact", new JsonObject { ["displayName"] = "钱科长", ["email"] = "qian@example.org" })).Must(200);

        Assert.Equal(("钱科长", "qian@example.org"), (changed.Json["displayName"]!.GetValue<string>(), changed.Json["email"]!.GetValue<string>()));
        var (trail, read) = (new StringBuilder(), 0L);
        for (var last = 1L; read < last;)
        {
            var page = (await door.Ops.Get($"accounts/trail?limit=500&after={read}")).Must(200);
            trail.Append(page.Text);
            (read, last) = (read + page.Json["entries"]!.AsArray().Count, page.Json["lastVersion"]!.GetValue<long>());
        }

        Assert.Contains("contactReplaced", trail.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("qian@example.org", trail.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_disabled_account_is_nobody_until_it_is_enabled_again()
    {
        using var somebody = door.With(await door.Ops.Account("gone", ["auditor"]));
        (await somebody.Get("me")).Must(200);

        (await door.Ops.Post("accounts/gone/disable", new JsonObject { ["reason"] = "离职" })).Must(200);
        (await somebody.Get("me")).Must(401);
        Assert.Equal("account.is-disabled", (await door.Ops.Post("accounts/gone/disable", new JsonObject { ["reason"] = "离职" })).Must(409).Code);
        (await door.Ops.Post("accounts/gone/enable", new JsonObject())).Must(200);
        (await somebody.Get("me")).Must(200);
    }

    [Fact]
    public async Task Nobody_disables_the_own_account() =>
        Assert.Equal("account.is-yourself", (await door.Ops.Post("accounts/ops/disable", new JsonObject { ["reason"] = "误操作" })).Must(409).Code);

    [Fact]
    public async Task A_key_that_was_revoked_or_has_expired_opens_nothing()
    {
        using var somebody = door.With(await door.Ops.Account("keys", ["auditor"]));
        (await somebody.Get("me")).Must(200);
        Assert.NotNull((await door.Ops.Get("accounts/keys")).Must(200).Json["keys"]![0]!["lastUsedAt"]);

        var revoked = (await door.Ops.Post("accounts/keys/keys/test/revoke", new JsonObject(), ("Idempotency-Key", "r"))).Must(200);
        Assert.NotNull(revoked.Json["keys"]![0]!["revokedAt"]);
        (await somebody.Get("me")).Must(401);
        Assert.True((await door.Ops.Post("accounts/keys/keys/test/revoke", new JsonObject(), ("Idempotency-Key", "r"))).Must(200).IsRepeated);
        Assert.Equal("account.key-revoked", (await door.Ops.Post("accounts/keys/keys/test/revoke", new JsonObject())).Must(409).Code);
        Assert.Equal("account.key-unknown", (await door.Ops.Post("accounts/keys/keys/none/revoke", new JsonObject())).Must(404).Code);

        var past = new JsonObject { ["label"] = "past", ["expiresAt"] = "2020-01-01T00:00:00+08:00" };
        Assert.Equal("account.expiry-past", (await door.Ops.Post("accounts/keys/keys", past)).Must(422).Code);
    }

    [Fact]
    public async Task What_an_account_may_do_follows_its_scope_at_once()
    {
        var plan = await door.Plan();
        using var reporter = door.With(await door.Ops.Account("scoped", ["reporter"], [SmallPlan.Lead]));
        (await reporter.Post($"plans/{plan}/measures/1/reports", SmallPlan.Report(10))).Must(200);

        var scope = new JsonObject { ["roles"] = new JsonArray("reporter"), ["units"] = new JsonArray(SmallPlan.Supporting), ["leaders"] = new JsonArray() };
        var changed = (await door.Ops.Post("accounts/scoped/scope", scope)).Must(200);

        Assert.Equal(SmallPlan.Lead, changed.Json["formerUnits"]![0]!["unit"]!.GetValue<string>());
        Assert.Equal("measure.actor-not-of-unit", (await reporter.Post($"plans/{plan}/measures/1/reports", SmallPlan.Report(20))).Must(403).Code);
    }

    [Fact]
    public async Task Accounts_are_listed_page_by_page()
    {
        foreach (var name in new[] { "page-a", "page-b", "page-c" })
        {
            await door.Ops.Account(name, ["public"]);
        }

        var first = (await door.Ops.Get("accounts?limit=1&cursor=page")).Must(200).Json;
        var second = (await door.Ops.Get($"accounts?limit=2&cursor={first["nextCursor"]}")).Must(200).Json;

        Assert.Equal(["page-a", "page-b", "page-c"], first["items"]!.AsArray().Concat(second["items"]!.AsArray())
            .Select(item => item!["name"]!.GetValue<string>()));
    }

    [Fact]
    public async Task An_account_that_is_there_is_not_made_again_with_another_password()
    {
        var body = new JsonObject { ["name"] = "twice", ["roles"] = new JsonArray("auditor"), ["password"] = "trusty horse staple" };
        (await door.Ops.Post("accounts", body)).Must(201);
        Assert.True((await door.Ops.Post("accounts", body)).Must(200).IsRepeated);

        body["password"] = "another horse staple";
        Assert.Equal("account.exists", (await door.Ops.Post("accounts", body)).Must(409).Code);
    }

    [Fact]
    public async Task Every_change_of_an_account_is_in_one_chain_without_any_secret()
    {
        var before = (await door.Ops.Get("accounts/trail?limit=1")).Must(200).Json["lastVersion"]!.GetValue<long>();
        var body = new JsonObject { ["name"] = "traced", ["roles"] = new JsonArray("auditor"), ["displayName"] = "审计员", ["password"] = "trusty horse staple" };
        (await door.Ops.Post("accounts", body, ("Idempotency-Key", "c"))).Must(201);
        Assert.True((await door.Ops.Post("accounts", body, ("Idempotency-Key", "c"))).Must(200).IsRepeated);
        var key = (await door.Ops.Post("accounts/traced/keys", new JsonObject { ["label"] = "desk" })).Must(201).Json["key"]!.GetValue<string>();
        (await door.Ops.Post("accounts/traced/keys/desk/revoke", new JsonObject())).Must(200);
        var password = (await door.Ops.Post("accounts/traced/reset", new JsonObject())).Must(200).Json["password"]!.GetValue<string>();
        (await door.Ops.Post("accounts/traced/disable", new JsonObject { ["reason"] = "离职" })).Must(200);

        using var auditor = await door.Somebody("auditor");
        var lines = await FrontDoor.AccountLines(auditor, before);
        var entries = lines.Select(line => JsonNode.Parse(line["entry"]!.GetValue<string>())!)
            .Where(entry => entry["events"]![0]!["account"]!.GetValue<string>() == "traced").ToList();

        Assert.Equal(["accountCreated", "keyIssued", "keyRevoked", "passwordReset", "accountDisabled"],
            entries.Select(entry => entry["events"]![0]!["type"]!.GetValue<string>()));
        Assert.All(entries, entry => Assert.Equal("ops", entry["by"]!.GetValue<string>()));
        Assert.DoesNotContain(lines, line => Holds(line, password) || Holds(line, key) || Holds(line, key[^43..]) || Holds(line, "trusty"));
        Assert.All(lines.Zip(lines.Skip(1)), pair => Assert.Equal(pair.First["hash"]!.GetValue<string>(), pair.Second["previousHash"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData("reviewer")]
    [InlineData("leader")]
    public async Task Only_ops_and_auditors_read_the_trail_of_accounts(string role)
    {
        using var somebody = await door.Somebody(role);

        (await somebody.Get("accounts/trail")).Must(403);
    }

    [Theory]
    [InlineData("trail", "[\"ops\"]", "account.name-malformed")]
    [InlineData("p1", "[\"king\"]", "body.element-unknown")]
    [InlineData("p1", "[]", "body.field-missing")]
    public async Task An_account_that_is_not_right_is_not_made(string name, string roles, string code) =>
        Assert.Equal(code, (await door.Ops.Post("accounts", new JsonObject { ["name"] = name, ["roles"] = JsonNode.Parse(roles) })).Must(422).Code);

    [Theory]
    [InlineData("elevenchars")]
    [InlineData("aaaaaaaabbbbbbbb")]
    public async Task A_weak_password_is_refused(string password)
    {
        var body = new JsonObject { ["name"] = "weak", ["roles"] = new JsonArray("public"), ["password"] = password };

        Assert.Equal(("account.password-weak", "/password"), (await door.Ops.Post("accounts", body)).Must(422).First);
        (await door.Ops.Get("accounts/weak")).Must(404);
    }

    [Fact]
    public async Task Webhooks_calendars_and_backups_are_in_it_too_with_who_did_it()
    {
        var before = (await door.Ops.Get("accounts/trail?limit=1")).Must(200).Json["lastVersion"]!.GetValue<long>();
        var body = new JsonObject { ["url"] = "http://192.0.2.1/a-token", ["kinds"] = new JsonArray("extensionRequested") };
        var webhook = (await door.Ops.Post("webhooks", body)).Must(201).Json["webhook"]!["id"]!.GetValue<string>();
        (await door.Ops.Post($"webhooks/{webhook}/disable", new JsonObject())).Must(200);
        (await door.Ops.Post($"webhooks/{webhook}/disable", new JsonObject())).Must(200);
        var year = new JsonObject { ["source"] = "通知", ["holidays"] = new JsonArray("2034-01-01"), ["workdays"] = new JsonArray() };
        var sent = new StringContent(year.ToJsonString(), Encoding.UTF8, "application/json");
        (await door.Ops.Send(HttpMethod.Put, "calendars/2034", sent)).Must(200);
        using var keeper = door.With(await door.Ops.Account("keeper-of-backups", ["ops"]));
        (await keeper.Get("backup")).Must(200);

        // Other tests back this gateway up as well, as other people.
        var lines = await FrontDoor.AccountLines(door.Ops, before);
        var entries = lines.Select(line => JsonNode.Parse(line["entry"]!.GetValue<string>())!).Select(entry => (
            Type: Of(entry["events"]![0]!, "type"), Subject: Of(entry["events"]![0]!, "account"), By: Of(entry, "by")));

        Assert.Equal(
            [("webhookMade", "ops"), ("webhookDisabled", "ops"), ("calendarBroughtIn", "ops"), ("backupTaken", "keeper-of-backups")],
            entries.Where(entry => entry.Subject == $"webhook:{webhook}" || entry.Subject == "calendar:2034"
                    || (entry.Type, entry.By) == ("backupTaken", "keeper-of-backups"))
                .Select(entry => (entry.Type, entry.By)));
        Assert.DoesNotContain(lines, line => Holds(line, "a-token"));

        static string Of(JsonNode node, string field) => node[field]!.GetValue<string>();
    }

    private static bool Holds(JsonNode line, string text) => line["entry"]!.GetValue<string>().Contains(text, StringComparison.Ordinal);
}
