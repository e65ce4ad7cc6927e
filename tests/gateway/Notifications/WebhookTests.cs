using System.Diagnostics;
using System.Globalization;

namespace Rectification.Tests.Gateway.Notifications;

/// <summary>Webhooks as a receiver sees them: signed, in order, at least once, whatever it or the program does.</summary>
public sealed class WebhookTests
{
    private const string Secret = "a-secret-of-the-receiver-0123456789";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task A_delivery_is_signed_and_a_replayed_or_forged_one_is_told_apart()
    {
        await using var office = await PostOffice.Open();
        await using var receiver = await Receiver.Open();
        using var town = await office.Plan();
        var (id, shown) = await office.Webhook(receiver.Url, ("secret", Secret), ("plan", town.Plan));
        Assert.Null(shown);
        await town.Talk();
        Assert.Equal([1, 2], await receiver.TakenAre(2));

        var (first, now) = (receiver.Taken.First(), TimeProvider.System.GetUtcNow());
        Assert.Equal($"{id}:{town.Plan}:1", first.Id);
        Assert.Equal(("extensionRequested", $"measure.1.2", 1), (first.Kind, first.Json["id"]!.GetValue<string>(), first.Json["measure"]!.GetValue<int>()));
        Assert.Equal("[{\"kind\":\"office\"}]", first.Json["audience"]!.ToJsonString());
        Assert.StartsWith("第1条措施“第1条措施”", first.Json["zh"]!.GetValue<string>(), StringComparison.Ordinal);

        var verifier = new Verifier(Secret);
        Assert.Equal((200, true), verifier.Judge(first.Id, first.Timestamp, first.Signature, first.Body, now));
        Assert.Equal((200, false), verifier.Judge(first.Id, first.Timestamp, first.Signature, first.Body, now));
        Assert.Equal((401, false), verifier.Judge(first.Id, first.Timestamp, first.Signature, first.Body, now.AddMinutes(6)));
        var renewed = now.AddMinutes(6).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        Assert.Equal((401, false), verifier.Judge(first.Id, renewed, first.Signature, first.Body, now.AddMinutes(6)));
        Assert.Equal((401, false), new Verifier(Secret + "x").Judge(first.Id, first.Timestamp, first.Signature, first.Body, now));
        byte[] changed = [.. first.Body[..^1], (byte)' ', first.Body[^1]];
        Assert.Equal((401, false), verifier.Judge(first.Id, first.Timestamp, first.Signature, changed, now));
    }

    [Fact]
    public async Task A_receiver_that_fails_redirects_and_hangs_gets_everything_in_order_and_reports_do_not_wait_for_it()
    {
        await using var office = await PostOffice.Open("--Notifications:Timeout", "00:00:02");
        await using var receiver = await Receiver.Open();
        using var town = await office.Plan();
        var usual = await Reports(town, from: 1);
        var (id, _) = await office.Webhook(receiver.Url);
        receiver.Answer = (n, _) => n switch { 1 or 2 => 500, 3 => 302, 4 or 5 => 0, _ => 200 };
        await town.Talk();
        await receiver.GotAre(4);

        // As fast as they were while nobody was told; the hanging receiver is waited for several times as long.
        var (hanging, longest) = (await Reports(town, from: 51), TimeSpan.FromSeconds(20));
        Assert.InRange(hanging, TimeSpan.Zero, 5 * usual > longest ? 5 * usual : longest);
        await town.Talk(times: 3);

        // One that answers later than it is waited for gets it once more: at least once, and each for the first time in order.
        await Until.True(() => Task.FromResult(receiver.Taken.DistinctBy(taken => taken.Position).Count() >= 8), Patience, "all eight are taken");
        Assert.Equal(Enumerable.Range(1, 8).Select(position => (long)position), receiver.Taken.Select(taken => taken.Position).Distinct());
        Assert.All(receiver.Got.Take(5), delivery => Assert.Equal(1, delivery.Position));
        await Until.True(async () => (await office.State(id, town.Plan))["pending"]!.GetValue<long>() == 0, Patience, "nothing pending");
        Assert.Null((await office.State(id, town.Plan))["failingSince"]?.GetValue<string>());
    }

    /// <summary>Fifty reports, one after the other.</summary>
    private static async Task<TimeSpan> Reports(Town town, int from)
    {
        var started = Stopwatch.GetTimestamp();
        for (var percent = from; percent < from + 50; percent++)
        {
            (await town.Reporter.Post(town.Path + "reports", SmallPlan.Report(percent))).Must(200);
        }

        return Stopwatch.GetElapsedTime(started);
    }

    [Fact]
    public async Task A_report_is_acknowledged_while_the_only_receiver_hangs()
    {
        await using var office = await PostOffice.Open("--Notifications:Timeout", "00:04:00");
        await using var receiver = await Receiver.Open();
        using var town = await office.Plan();
        await office.Webhook(receiver.Url);
        receiver.Answer = (_, _) => 0;
        await town.Talk();
        await receiver.GotAre(1);

        (await town.Reporter.Post(town.Path + "reports", SmallPlan.Report(40))).Must(200);
        await town.Talk();

        Assert.Single(receiver.Got);
    }

    [Fact]
    public async Task The_program_killed_and_started_again_goes_on_where_it_was_and_loses_nothing()
    {
        await using var office = await PostOffice.Open();
        await using var receiver = await Receiver.Open();
        using var town = await office.Plan();
        var (id, _) = await office.Webhook(receiver.Url);
        await town.Talk(times: 2);
        await receiver.TakenAre(4);
        await Until.True(async () => (await office.State(id, town.Plan))["deliveredUpTo"]!.GetValue<long>() == 4, Patience, "the cursor at 4");
        receiver.Answer = (_, _) => 503;
        await town.Talk();
        await Until.True(async () => (await office.State(id, town.Plan))["lastError"]?.GetValue<string>() == "HTTP 503", Patience,
            "the failure shown");
        var failing = (await office.State(id, town.Plan))["failingSince"]!.GetValue<string>();

        await office.Restart();
        Assert.Equal((4L, failing), ((await office.State(id, town.Plan))["deliveredUpTo"]!.GetValue<long>(),
            (await office.State(id, town.Plan))["failingSince"]!.GetValue<string>()));
        receiver.Answer = (_, _) => 200;

        Assert.Equal([1, 2, 3, 4, 5, 6], await receiver.TakenAre(6));
    }

    [Fact]
    public async Task A_receiver_that_fails_for_too_long_is_said_so_loudly_and_tried_on()
    {
        await using var office = await PostOffice.Open("--Notifications:StalledAfter", "00:00:00.300");
        await using var receiver = await Receiver.Open();
        using var town = await office.Plan();
        var (id, _) = await office.Webhook(receiver.Url);
        receiver.Answer = (_, _) => 500;
        await town.Talk();

        await Until.True(async () => (await office.State(id, town.Plan))["stalled"]!.GetValue<bool>(), Patience, "stalled");
        await Until.True(() => Task.FromResult(office.Output.Contains($"webhook {id} has accepted nothing of plan {town.Plan} since",
            StringComparison.Ordinal)),
            Patience, "said in the log");
        receiver.Answer = (_, _) => 200;
        await receiver.TakenAre(2);
        await Until.True(async () => !(await office.State(id, town.Plan))["stalled"]!.GetValue<bool>(), Patience, "not stalled any more");
    }

    [Fact]
    public async Task Only_the_kinds_and_the_plan_asked_for_are_sent_and_what_was_before_is_not()
    {
        await using var office = await PostOffice.Open();
        await using var receiver = await Receiver.Open();
        using var town = await office.Plan();
        using var other = await office.Plan();
        var (deaf, _) = await office.Webhook("http://127.0.0.1:9/");
        await town.Talk();
        await Until.True(async () => (await office.State(deaf, town.Plan))["pending"]!.GetValue<long>() == 2, Patience, "two posted");
        await office.Webhook(receiver.Url, ("plan", town.Plan), ("kinds", new JsonArray("extensionReturned")));

        await other.Talk();
        await town.Talk(times: 2);

        Assert.Equal([4, 6], await receiver.TakenAre(2));
    }

    [Fact]
    public async Task What_was_delivered_is_delivered_again_from_a_position_or_an_instant_on()
    {
        await using var office = await PostOffice.Open();
        await using var receiver = await Receiver.Open();
        using var town = await office.Plan();
        var (id, _) = await office.Webhook(receiver.Url);
        await town.Talk(times: 2);
        await receiver.TakenAre(4);
        await Until.True(async () => (await office.State(id, town.Plan))["deliveredUpTo"]!.GetValue<long>() == 4, Patience, "the cursor at 4");
        var body = new JsonObject { ["from"] = 3, ["plan"] = town.Plan };

        (await office.Ops.Post($"webhooks/{id}/replay", body, ("Idempotency-Key", "r1"))).Must(200);
        Assert.Equal([1, 2, 3, 4, 3, 4], await receiver.TakenAre(6));
        Assert.True((await office.Ops.Post($"webhooks/{id}/replay", body, ("Idempotency-Key", "r1"))).Must(200).IsRepeated);
        (await office.Ops.Post($"webhooks/{id}/replay", new JsonObject { ["from"] = "2024-01-01T00:00:00+08:00" })).Must(200);
        Assert.Equal([1, 2, 3, 4, 3, 4, 1, 2, 3, 4], await receiver.TakenAre(10));

        Assert.Equal("webhook.plan-missing", (await office.Ops.Post($"webhooks/{id}/replay", new JsonObject { ["from"] = 1 })).Must(422).Code);
        Assert.Equal("webhook.from-malformed", (await office.Ops.Post($"webhooks/{id}/replay", new JsonObject { ["from"] = "2024-01-01" })).Must(422).Code);
        Assert.Equal("webhook.position-ahead", (await office.Ops.Post($"webhooks/{id}/replay", new JsonObject { ["from"] = 99, ["plan"] = town.Plan }))
            .Must(422).Code);
    }

    [Fact]
    public async Task A_disabled_webhook_is_left_alone_and_gets_what_it_missed_when_it_is_enabled()
    {
        await using var office = await PostOffice.Open();
        await using var receiver = await Receiver.Open();
        using var town = await office.Plan();
        var (id, _) = await office.Webhook(receiver.Url);
        (await office.Ops.Post($"webhooks/{id}/disable", new JsonObject())).Must(200);
        await town.Talk();
        await Until.True(async () => (await office.State(id, town.Plan))["pending"]!.GetValue<long>() == 2, Patience, "two pending");
        Assert.Empty(receiver.Got);

        var enabled = (await office.Ops.Post($"webhooks/{id}/enable", new JsonObject())).Must(200);

        Assert.True(enabled.Json["enabled"]!.GetValue<bool>());
        Assert.Equal([1, 2], await receiver.TakenAre(2));
    }

    [Fact]
    public async Task A_secret_that_was_made_is_shown_once_and_a_test_says_what_came_of_it()
    {
        await using var office = await PostOffice.Open();
        await using var receiver = await Receiver.Open();
        var body = new JsonObject { ["url"] = receiver.Url };
        var first = (await office.Ops.Post("webhooks", body, ("Idempotency-Key", "w1"))).Must(201);
        var again = (await office.Ops.Post("webhooks", body, ("Idempotency-Key", "w1"))).Must(200);
        var secret = first.Json["secret"]!.GetValue<string>();
        var id = first.Json["webhook"]!["id"]!.GetValue<string>();
        Assert.True(again.IsRepeated);
        Assert.Null(again.Json["secret"]);
        Assert.DoesNotContain(secret, (await office.Ops.Get("webhooks")).Must(200).Text + (await office.Ops.Get($"webhooks/{id}")).Must(200).Text,
            StringComparison.Ordinal);
        Assert.Equal("command.key-reused", (await office.Ops.Post("webhooks", new JsonObject { ["url"] = receiver.Url + "2" }, ("Idempotency-Key", "w1")))
            .Must(409).Code);

        Assert.True((await office.Ops.Post($"webhooks/{id}/test", new JsonObject())).Must(200).Json["delivered"]!.GetValue<bool>());
        var test = Assert.Single(receiver.Got);
        Assert.Equal("test", test.Kind);
        Assert.Equal((200, true), new Verifier(secret).Judge(test.Id, test.Timestamp, test.Signature, test.Body, TimeProvider.System.GetUtcNow()));
        receiver.Answer = (_, _) => 418;
        var refused = (await office.Ops.Post($"webhooks/{id}/test", new JsonObject())).Must(200).Json;
        Assert.Equal((false, 418, "HTTP 418"), (refused["delivered"]!.GetValue<bool>(), refused["status"]!.GetValue<int>(),
            refused["error"]!.GetValue<string>()));
    }

    [Fact]
    public async Task An_address_that_is_none_a_short_secret_and_whoever_is_not_ops_are_refused()
    {
        await using var office = await PostOffice.Open();
        foreach (var url in new[] { "ftp://127.0.0.1/x", "http://user:word@127.0.0.1/", "/hook", "http://127.0.0.1/#x", "https://" + new string('a', 3000) })
        {
            Assert.Equal(("webhook.url-malformed", "/url"), (await office.Ops.Post("webhooks", new JsonObject { ["url"] = url })).Must(422).First);
        }

        var good = new JsonObject { ["url"] = "http://127.0.0.1:9/" };
        Assert.Equal("webhook.secret-malformed", (await office.Ops.Post("webhooks", new JsonObject { ["url"] = "http://127.0.0.1:9/", ["secret"] = "short" }))
            .Must(422).Code);
        Assert.Equal("webhook.plan-unknown", (await office.Ops.Post("webhooks", new JsonObject { ["url"] = "http://127.0.0.1:9/", ["plan"] = "nowhere" }))
            .Must(422).Code);
        Assert.Equal("webhook.unknown", (await office.Ops.Get("webhooks/none")).Must(404).Code);
        using var auditor = await office.Somebody("auditor");
        (await auditor.Post("webhooks", good)).Must(403);
        (await auditor.Get("webhooks")).Must(403);
    }
}
