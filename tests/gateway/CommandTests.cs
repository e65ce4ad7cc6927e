namespace Rectification.Tests.Gateway;

/// <summary>What every command has in common: ids, versions, receipts.</summary>
public sealed class CommandTests(FrontDoor door)
{
    [Fact]
    public async Task A_command_repeated_is_applied_once_and_answered_with_its_version()
    {
        var (plan, reporter) = (await door.Plan(), await door.Reporter());
        var path = $"plans/{plan}/measures/1/reports";
        var first = (await reporter.Post(path, SmallPlan.Report(10), ("Idempotency-Key", "a"))).Must(200);
        (await reporter.Post(path, SmallPlan.Report(20), ("Idempotency-Key", "b"))).Must(200);

        var again = (await reporter.Post(path, SmallPlan.Report(10), ("Idempotency-Key", "a"))).Must(200);

        Assert.Equal((first.ETag, true, false), (again.ETag, again.IsRepeated, first.IsRepeated));
        Assert.Equal((2, 20), (again.Json["measure"]!["version"]!.GetValue<int>(), again.Json["measure"]!["percent"]!.GetValue<int>()));
    }

    [Fact]
    public async Task A_key_used_for_another_body_is_refused()
    {
        var (plan, reporter) = (await door.Plan(), await door.Reporter());
        var path = $"plans/{plan}/measures/1/reports";
        (await reporter.Post(path, SmallPlan.Report(10), ("Idempotency-Key", "a"))).Must(200);

        Assert.Equal("command.key-reused", (await reporter.Post(path, SmallPlan.Report(11), ("Idempotency-Key", "a"))).Must(409).Code);
        Assert.Equal(10, (await door.Ops.Get($"plans/{plan}/measures/1")).Json["percent"]!.GetValue<int>());
    }

    [Fact]
    public async Task One_key_is_another_command_for_another_account_and_another_measure()
    {
        var (plan, reporter, other) = (await door.Plan(), await door.Reporter(), await door.Reporter());

        (await reporter.Post($"plans/{plan}/measures/1/reports", SmallPlan.Report(10), ("Idempotency-Key", "a"))).Must(200);
        Assert.False((await reporter.Post($"plans/{plan}/measures/2/reports", SmallPlan.Report(10), ("Idempotency-Key", "a"))).Must(200).IsRepeated);
        Assert.Equal("\"2\"", (await other.Post($"plans/{plan}/measures/1/reports", SmallPlan.Report(30), ("Idempotency-Key", "a"))).Must(200).ETag);
    }

    [Fact]
    public async Task If_match_lets_a_command_through_only_on_the_version_its_sender_saw()
    {
        var (plan, reporter) = (await door.Plan(), await door.Reporter());
        var path = $"plans/{plan}/measures/1/reports";
        (await reporter.Post(path, SmallPlan.Report(10))).Must(200);
        var seen = (await reporter.Get($"plans/{plan}/measures/1")).Must(200).ETag!;
        (await reporter.Post(path, SmallPlan.Report(20), ("If-Match", seen))).Must(200);

        Assert.Equal("measure.version-stale", (await reporter.Post(path, SmallPlan.Report(30), ("If-Match", seen))).Must(412).Code);
        Assert.Equal("if-match.malformed", (await reporter.Post(path, SmallPlan.Report(30), ("If-Match", "7"))).Must(422).Code);
    }

    [Fact]
    public async Task Rates_that_did_not_change_are_not_sent_again()
    {
        var plan = await door.Plan();
        Answer? again = null;

        // Units of a plan that is just in tell the city of themselves one by one; then nothing changes any more.
        await Until.True(
            async () =>
            {
                var tag = (await door.Ops.Get($"plans/{plan}/rates")).Must(200).ETag!;
                var weak = tag.StartsWith("W/", StringComparison.Ordinal) ? tag : $"W/{tag}";
                again = await door.Ops.Get($"plans/{plan}/rates", ("If-None-Match", weak));
                return again.Must(200, 304).Status == 304;
            },
            TimeSpan.FromMinutes(2),
            "what did not change is not sent again");
        Assert.Empty(again!.Bytes);
    }

    [Fact]
    public async Task Acknowledged_means_counted_in_the_unit_and_with_the_receipt_in_the_city()
    {
        var (plan, reporter) = (await door.Plan(), await door.Reporter());

        var answer = (await reporter.Post($"plans/{plan}/measures/1/claim", new JsonObject { ["unit"] = SmallPlan.Lead })).Must(200);

        var unit = (await door.Ops.Get($"plans/{plan}/units/{SmallPlan.Lead}")).Must(200).Json["sheet"]!;
        var city = await door.Rates(plan, $"?atLeast={Uri.EscapeDataString(answer.Json["token"]!.GetValue<string>())}");
        Assert.Equal((1, 1), (unit["measures"]!["inProgress"]!.GetValue<int>(), city["measures"]!["inProgress"]!.GetValue<int>()));
    }
}
