using System.Text.Json.Nodes;
using Rectification.Tests.Support;

namespace Rectification.Tests.Gateway;

/// <summary>Deadlines, extensions and lights through the front door.</summary>
public sealed class DeadlineTests(FrontDoor door)
{
    [Fact]
    public async Task Measures_are_found_by_whether_they_are_extended_and_overdue()
    {
        var plan = await door.Plan(static plan =>
        {
            plan["measures"]![0]!["deadline"] = "2035-12-31";
            plan["rules"] = new JsonObject { ["extensions"] = new JsonObject { ["most"] = 1, ["longestDays"] = 30 } };
        });
        using var reporter = await door.Reporter();
        using var office = await door.Somebody("reviewer");
        var path = $"plans/{plan}/measures/1/";
        (await reporter.Post(path + "claim", new JsonObject { ["unit"] = SmallPlan.Lead })).Must(200);
        Assert.Equal(("measure.extension-too-long", "/until"), (await reporter.Post(path + "extensions", Until("2036-01-31"))).Must(409).First);
        (await reporter.Post(path + "extensions", Until("2036-01-30"))).Must(200);
        (await office.Post(path + "extensions/1/review", new JsonObject { ["decision"] = "approve" })).Must(200);
        Assert.Equal("measure.extensions-used-up", (await reporter.Post(path + "extensions", Until("2036-01-31"))).Must(409).Code);

        Assert.Equal([1], await Found(plan, "extended=true"));
        Assert.Equal([2], await Found(plan, "extended=false"));
        Assert.Equal([2], await Found(plan, "overdue=true"));
        Assert.Equal([1], await Found(plan, "overdue=false"));
        Assert.Empty(await Found(plan, "extended=true&overdue=true"));
        (await door.Ops.Get($"plans/{plan}/measures?overdue=maybe")).Must(422);
        var rules = (await door.Ops.Get($"plans/{plan}")).Must(200).Json["rules"]!["extensions"]!;
        Assert.Equal((1, 30), (rules["most"]!.GetValue<int>(), rules["longestDays"]!.GetValue<int>()));
    }

    private static JsonObject Until(string day) => new() { ["until"] = day, ["reason"] = "等候批复" };

    private async Task<IEnumerable<int>> Found(string plan, string query) =>
        (await door.Ops.Get($"plans/{plan}/measures?{query}")).Must(200).Json["items"]!.AsArray().Select(item => item!["no"]!.GetValue<int>());
}
