namespace Rectification.Tests.Gateway;

public sealed class DescriptionTests(FrontDoor door)
{
    [Fact]
    public async Task The_api_describes_itself_as_openapi_3_1_with_every_command()
    {
        var document = (await door.Stranger.Get("/openapi/v1.json")).Must(200).Json;

        Assert.StartsWith("3.1", document["openapi"]!.GetValue<string>(), StringComparison.Ordinal);
        var paths = document["paths"]!.AsObject().Select(path => path.Key).ToList();
        Assert.All(
            ["claim", "reports", "confirmations", "sign-off", "sign-off/review", "extensions", "basically-done", "reopen", "institution", "standing-checks",
                "waiting", "waiting/review", "waiting/end"],
            command => Assert.Contains($"/api/v1/plans/{{plan}}/measures/{{no}}/{command}", paths));
        Assert.Contains("/api/v1/plans/{plan}/rates", paths);
    }

    [Fact]
    public async Task The_first_page_shows_the_rate_to_anybody_and_loads_nothing_from_elsewhere()
    {
        // The plan by its name: without one it is the newest public plan, and other tests have some of their own.
        var page = (await door.Stranger.Get($"/?plan={FrontDoor.Wenzhou}")).Must(200);

        Assert.Equal("text/html", page.ContentHeaders.ContentType!.MediaType);
        Assert.Contains("94", page.Text, StringComparison.Ordinal);
        (await door.Stranger.Get("/")).Must(200);
        Assert.DoesNotContain("src=\"http", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"http", page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task Anybody_is_told_how_it_is(string path) => (await door.Stranger.Get(path)).Must(200);
}
