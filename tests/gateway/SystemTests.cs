namespace Rectification.Tests.Gateway;

/// <summary>Whoever runs the product sees how it is, at a page and through the API.</summary>
public sealed class SystemTests(FrontDoor door)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task The_api_says_how_the_one_process_is_and_which_unit_is_busiest()
    {
        var plan = await door.Plan();
        using var reporter = await door.Reporter();
        JsonNode? system = null;
        var percent = 0;
        await Until.True(
            async () =>
            {
                (await reporter.Post($"plans/{plan}/measures/1/reports", SmallPlan.Report(percent = Math.Min(percent + 1, 100)))).Must(200);
                system = (await door.Ops.Get("system")).Must(200).Json;
                return system["busiest"]!.AsArray()
                    .Any(unit => (unit!["plan"]!.GetValue<string>(), unit["unit"]!.GetValue<string>()) == (plan, SmallPlan.Lead))
                    && system["grains"]!.AsArray().Any(kind => kind!["kind"]!.GetValue<string>() == "MeasureGrain");
            },
            Patience,
            "the unit that is reported of is among the busiest");

        var process = Assert.Single(system!["processes"]!.AsArray())!;
        Assert.Equal("active", process["status"]!.GetValue<string>());
        var report = process["report"]!;
        Assert.True(report["isSilo"]!.GetValue<bool>() && report["isGateway"]!.GetValue<bool>());
        Assert.True(report["storage"]!["writes"]!.GetValue<long>() > 0);
        Assert.Equal(0, report["storage"]!["failed"]!.GetValue<long>());
        Assert.True(report["storage"]!["meanMilliseconds"]!.GetValue<double>() > 0);
        Assert.True(report["flow"]!["commands"]!.GetValue<long>() > 0);
        // Other tests bring later years in.
        Assert.True(report["flow"]!["calendarYear"]!.GetValue<int>() >= 2026);
        Assert.InRange(report["disk"]!["free"]!.GetValue<long>(), 1, report["disk"]!["size"]!.GetValue<long>());
        Assert.Contains(system["grains"]!.AsArray(), kind => kind!["kind"]!.GetValue<string>() == "MeasureGrain" && kind["count"]!.GetValue<int>() > 0);
    }

    [Theory]
    [InlineData("zh", "运行状况", "计算节点兼网关", "正常", "最忙的单位")]
    [InlineData("en", "System", "silo and gateway", "active", "Busiest units")]
    public async Task The_page_says_the_same_to_ops_in_both_languages_and_nothing_to_others(string language, params string[] words)
    {
        using var ops = door.With(GatewayProcess.OpsKey, language);
        using var auditor = await door.Somebody("auditor");

        var page = (await ops.Get("/admin/system")).Must(200).Text;

        Assert.All(words, word => Assert.Contains(word, page, StringComparison.Ordinal));
        Assert.DoesNotContain("src=\"http", page, StringComparison.Ordinal);
        (await auditor.Get("/admin/system")).Must(403);
    }
}
