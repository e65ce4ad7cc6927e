namespace Rectification.Tests.Gateway;

/// <summary>Chances from the real case as of the middle of its campaign, and who is shown them.</summary>
public sealed class ForecastTests(FrontDoor door)
{
    private const string AsOf = "2024-07-01T08:00:00+08:00";

    [Fact]
    public async Task What_was_known_in_July_says_what_was_likely_then()
    {
        using var office = await door.Somebody("reviewer");
        var path = $"plans/{FrontDoor.Wenzhou}/forecast?asOf={Uri.EscapeDataString(AsOf)}";
        var forecast = (await office.Get(path)).Must(200).Json;
        Assert.Equal(forecast.ToJsonString(), (await office.Get(path)).Must(200).Json.ToJsonString());

        var then = (await office.Get($"plans/{FrontDoor.Wenzhou}/rates?asOf={Uri.EscapeDataString(AsOf)}")).Must(200).Json["measures"]!;
        var city = forecast["city"]!;
        Assert.Equal((94, then["signedOff"]!.GetValue<int>()), (city["total"]!.GetValue<int>(), city["done"]!.GetValue<int>()));
        Assert.Equal("2024-10-11", forecast["by"]!.GetValue<string>());
        Assert.Equal(94 - city["done"]!.GetValue<int>(), forecast["measures"]!.AsArray().Count);
        Assert.All(forecast["measures"]!.AsArray(), measure => Assert.InRange(measure!["donePercent"]!.GetValue<int>(), 0, 99));
        Assert.Equal(94, forecast["units"]!.AsArray().Sum(unit => unit!["measures"]!["total"]!.GetValue<int>()));
        Assert.Equal("2024-10-11", forecast["band"]!.AsArray()[^1]!["day"]!.GetValue<string>());

        // As it ended everything was done, and nothing is left to be foretold.
        var end = (await office.Get($"plans/{FrontDoor.Wenzhou}/forecast")).Must(200).Json;
        Assert.Empty(end["measures"]!.AsArray());
        Assert.Equal((94, 100), (end["city"]!["low"]!.GetValue<int>(), end["city"]!["allPercent"]!.GetValue<int>()));
    }

    [Fact]
    public async Task A_unit_is_told_of_its_own_and_the_public_nothing()
    {
        using var unit = await door.Somebody("reporter", ["wz-theory"]);
        using var office = await door.Somebody("reviewer");
        var path = $"plans/{FrontDoor.Wenzhou}/forecast?asOf={Uri.EscapeDataString(AsOf)}";
        var own = (await unit.Get(path)).Must(200).Json;

        Assert.Equal(["wz-theory"], own["units"]!.AsArray().Select(one => one!["unit"]!.GetValue<string>()));
        Assert.All(own["measures"]!.AsArray(), measure => Assert.Equal("wz-theory", measure!["leadUnit"]!.GetValue<string>()));
        (await door.Stranger.Get(path)).Must(401);
        (await office.Get($"plans/{FrontDoor.Wenzhou}/forecast?by=tomorrow")).Must(400, 422);

        var overview = $"/?plan={FrontDoor.Wenzhou}&day=2024-07-01";
        Assert.Contains("data-forecast", (await office.Get(overview)).Must(200).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("data-forecast", (await door.Stranger.Get(overview)).Must(200).Text, StringComparison.Ordinal);
    }
}
