namespace Rectification.Tests.Gateway;

public sealed class StrangerTests(FrontDoor door)
{
    [Fact]
    public async Task A_stranger_sees_the_city_of_a_public_plan()
    {
        var sheet = (await door.Stranger.Get($"plans/{FrontDoor.Wenzhou}/rates")).Must(200).Json;

        Assert.Equal(("city", 94, 94), (sheet["scope"]!.GetValue<string>(), sheet["measures"]!["signedOff"]!.GetValue<int>(),
            sheet["measures"]!["total"]!.GetValue<int>()));
        (await door.Stranger.Get($"plans/{FrontDoor.Wenzhou}/rates/history")).Must(200);
    }

    [Theory]
    [InlineData($"plans/{FrontDoor.Wenzhou}/units")]
    [InlineData($"plans/{FrontDoor.Wenzhou}/units/330302")]
    [InlineData($"plans/{FrontDoor.Wenzhou}/problems")]
    [InlineData($"plans/{FrontDoor.Wenzhou}/problems/1")]
    [InlineData($"plans/{FrontDoor.Wenzhou}/problems/1/trail")]
    [InlineData($"plans/{FrontDoor.Wenzhou}/measures")]
    [InlineData($"plans/{FrontDoor.Wenzhou}/measures/1")]
    [InlineData($"plans/{FrontDoor.Wenzhou}/measures/1/trail")]
    [InlineData($"plans/{FrontDoor.Wenzhou}/warnings")]
    [InlineData($"plans/{FrontDoor.Wenzhou}/institutions")]
    [InlineData("plans/there-is-none/rates")]
    [InlineData("plans/there-is-none")]
    [InlineData("accounts")]
    [InlineData("evidence/0000000000000000000000000000000000000000000000000000000000000000")]
    public async Task A_stranger_sees_nothing_else(string path)
    {
        var answer = (await door.Stranger.Get(path)).Must(401);

        Assert.Equal("access.sign-in", answer.Code);
        Assert.NotEmpty(answer.Headers.WwwAuthenticate);
    }

    [Fact]
    public async Task A_stranger_sees_no_plan_that_is_not_public_and_is_not_told_that_it_exists()
    {
        var plan = await door.Plan();

        (await door.Stranger.Get($"plans/{plan}/rates")).Must(401);
        (await door.Stranger.Get($"plans/{plan}")).Must(401);
        Assert.DoesNotContain((await door.Stranger.Get("plans")).Must(200).Json["items"]!.AsArray(), item => item!["id"]!.GetValue<string>() == plan);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("rk_ops_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task A_key_that_is_not_good_is_no_key_even_for_what_is_public(string key)
    {
        using var somebody = door.With(key);

        (await somebody.Get("accounts")).Must(401);
        (await somebody.Get($"plans/{FrontDoor.Wenzhou}/rates")).Must(401);
    }
}
