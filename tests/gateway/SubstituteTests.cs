using System.Globalization;

namespace Rectification.Tests.Gateway;

/// <summary>Handover（交接）and substitutes（AB岗），and what four eyes make of them.</summary>
public sealed class SubstituteTests(FrontDoor door)
{
    private static int _names;

    [Fact]
    public async Task A_handover_moves_units_and_leaders_and_both_sides_are_in_the_trail()
    {
        var plan = await door.Plan();
        var (from, to) = (Name("giver"), Name("taker"));
        using var giver = door.With(await door.Ops.Account(from, ["reporter"], [SmallPlan.Lead]));
        using var taker = door.With(await door.Ops.Account(to, ["auditor"]));
        var body = new JsonObject { ["to"] = to, ["reason"] = "岗位调整" };

        (await door.Ops.Post($"accounts/{from}/handover", body, ("Idempotency-Key", "h"))).Must(200);
        Assert.True((await door.Ops.Post($"accounts/{from}/handover", body, ("Idempotency-Key", "h"))).Must(200).IsRepeated);

        Assert.Equal("measure.actor-not-of-unit", (await giver.Post($"plans/{plan}/measures/1/reports", SmallPlan.Report(10))).Must(403).Code);
        (await taker.Post($"plans/{plan}/measures/1/reports", SmallPlan.Report(10))).Must(200);
        Assert.Equal(("tasksHandedOver", "tasksTakenOver"), (await LastOf(from), await LastOf(to)));
        Assert.Equal("account.nothing-to-hand-over", (await door.Ops.Post($"accounts/{from}/handover", body)).Must(409).Code);
        Assert.Equal("account.handover-to-itself", (await door.Ops.Post($"accounts/{to}/handover", new JsonObject { ["to"] = to, ["reason"] = "误" }))
            .Must(422).Code);
        Assert.Equal("account.receiver-unknown", (await door.Ops.Post($"accounts/{to}/handover", new JsonObject { ["to"] = "nobody-there", ["reason"] = "误" }))
            .Must(422).Code);
    }

    [Fact]
    public async Task A_substitute_acts_for_the_person_within_the_window_and_the_trail_names_both()
    {
        var plan = await door.Plan();
        var (person, deputy) = (Name("person"), Name("deputy"));
        await door.Ops.Account(person, ["reporter"], [SmallPlan.Lead]);
        using var acting = door.With(await door.Ops.Account(deputy, ["public"]));
        var report = $"plans/{plan}/measures/1/reports";
        Assert.Equal("auth.not-a-substitute", (await acting.Post(report, SmallPlan.Report(10), ("Acting-For", person))).Must(403).Code);

        (await Appoint(person, deputy, -1, 30)).Must(200);
        Assert.Equal("access.denied", (await acting.Post(report, SmallPlan.Report(10))).Must(403).Code);
        (await acting.Post(report, SmallPlan.Report(10), ("Acting-For", person))).Must(200);
        var me = (await acting.Get("me")).Must(200).Json;
        Assert.Equal(person, me["mayActFor"]![0]!["account"]!.GetValue<string>());
        var entry = (await door.Ops.Get($"plans/{plan}/measures/1/trail")).Must(200).Json["entries"]![0]!["entry"]!.GetValue<string>();
        Assert.Contains($"\"by\":\"{deputy}\",\"for\":\"{person}\",\"id\"", entry, StringComparison.Ordinal);

        (await door.Ops.Post($"accounts/{person}/substitutes/{deputy}/end", new JsonObject())).Must(200);
        Assert.Equal("auth.not-a-substitute", (await acting.Post(report, SmallPlan.Report(20), ("Acting-For", person))).Must(403).Code);
        Assert.Empty((await acting.Get("me")).Must(200).Json["mayActFor"]!.AsArray());
    }

    [Theory]
    [InlineData(5, 5)]
    [InlineData(0, 93)]
    [InlineData(-3, -1)]
    public async Task A_window_begins_before_it_ends_ends_in_the_future_and_is_at_most_92_days(int from, int until)
    {
        var (person, deputy) = (Name("person"), Name("deputy"));
        await door.Ops.Account(person, ["reporter"], [SmallPlan.Lead]);
        await door.Ops.Account(deputy, ["public"]);

        Assert.Equal("account.substitute-window", (await Appoint(person, deputy, from, until)).Must(422).Code);
    }

    [Fact]
    public async Task Before_the_window_nobody_substitutes_and_nobody_substitutes_for_a_substitute()
    {
        var (person, deputy, third) = (Name("person"), Name("deputy"), Name("third"));
        await door.Ops.Account(person, ["auditor"]);
        using var later = door.With(await door.Ops.Account(deputy, ["public"]));
        using var chained = door.With(await door.Ops.Account(third, ["public"]));
        (await Appoint(person, deputy, -1, 10)).Must(200);
        (await Appoint(deputy, third, -1, 10)).Must(200);

        (await later.Get("me", ("Acting-For", person))).Must(200);
        (await chained.Get("me", ("Acting-For", deputy))).Must(200);
        (await chained.Get("me", ("Acting-For", person))).Must(403);
        (await Appoint(person, third, 1, 10)).Must(200);
        (await chained.Get("me", ("Acting-For", person))).Must(403);
    }

    [Fact]
    public async Task A_reviewer_who_changes_unit_between_the_steps_is_refused()
    {
        var plan = await door.Plan(wanted => wanted["measures"]![1]!["deadline"] = "2030-12-31");
        var path = $"plans/{plan}/measures/2/";
        var office = Name("office");
        using var reporter = await door.Reporter();
        using var leader = await door.Somebody("leader", leaders: [SmallPlan.Leader]);
        using var reviewer = door.With(await door.Ops.Account(office, ["reviewer"], [SmallPlan.Lead]));
        using var other = await door.Somebody("reviewer");
        var stored = (await EvidenceTests.Upload(reporter, "moved"u8.ToArray())).Must(201).Json["sha256"]!.GetValue<string>();
        var done = SmallPlan.Report(100);
        done["evidence"] = new JsonArray(stored);
        (await reporter.Post(path + "reports", done)).Must(200);
        var asked = (await reporter.Post(path + "sign-off", new JsonObject { ["person"] = "张三", ["act"] = "已办", ["result"] = "有效" })).Must(200);
        var review = new JsonObject { ["decision"] = "approve", ["fingerprint"] = asked.Json["measure"]!["signOff"]!["fingerprint"]!.GetValue<string>() };
        (await leader.Post(path + "sign-off/review", review)).Must(200);

        var scope = new JsonObject { ["roles"] = new JsonArray("reviewer"), ["units"] = new JsonArray(), ["leaders"] = new JsonArray() };
        (await door.Ops.Post($"accounts/{office}/scope", scope)).Must(200);

        Assert.Equal("measure.reviewer-was-of-lead-unit", (await reviewer.Post(path + "sign-off/review", review)).Must(403).Code);
        (await other.Post(path + "sign-off/review", review)).Must(200);
    }

    private static string Name(string kind) => string.Create(CultureInfo.InvariantCulture, $"{kind}.{Interlocked.Increment(ref _names)}");

    private Task<Answer> Appoint(string person, string deputy, int fromDays, int untilDays)
    {
        var now = TimeProvider.System.GetUtcNow();
        return door.Ops.Post($"accounts/{person}/substitutes", new JsonObject
        {
            ["account"] = deputy,
            ["from"] = now.AddDays(fromDays),
            ["until"] = now.AddDays(untilDays),
            ["reason"] = "休假",
        });
    }

    private async Task<string> LastOf(string account) =>
        (await door.AccountTrail()).Last(happened => happened["account"]!.GetValue<string>() == account)["type"]!.GetValue<string>();
}
