namespace Rectification.Tests.Gateway;

/// <summary>HEAD says what GET would, without the body; OPTIONS says what an address knows. Load balancers and monitors ask so.</summary>
public sealed class MethodTests(FrontDoor door)
{
    [Fact]
    public async Task Every_endpoint_says_what_it_allows()
    {
        var paths = (await door.Stranger.Get("/openapi/v1.json")).Must(200).Json["paths"]!.AsObject();
        foreach (var (path, operations) in paths)
        {
            var address = path.Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal);
            var allowed = (await door.Ops.Send(HttpMethod.Options, address, null)).Must(204).ContentHeaders.Allow;

            var expected = operations!.AsObject().Select(operation => operation.Key.ToUpperInvariant()).Append("OPTIONS");
            Assert.Superset(expected.Concat(expected.Contains("GET") ? ["HEAD"] : []).ToHashSet(), allowed.ToHashSet());
        }
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/sign-in")]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    [InlineData("/metrics")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/api/v1/plans")]
    [InlineData("/api/v1/plans/wenzhou-xcb-2024")]
    [InlineData("/api/v1/plans/wenzhou-xcb-2024/rates")]
    [InlineData("/api/v1/plans/wenzhou-xcb-2024/measures/1")]
    [InlineData("/api/v1/plans/wenzhou-xcb-2024/measures/0")]
    [InlineData("/nothing/here")]
    public async Task Head_is_answered_like_get_and_without_a_body(string path)
    {
        var (get, head) = (await door.Ops.Get(path), await door.Ops.Send(HttpMethod.Head, path, null));
        if (get.ETag != head.ETag)
        {
            // Another test changed it between the two; it is not changed all the time.
            await Until.True(
                async () => (get = await door.Ops.Get(path)).ETag == (head = await door.Ops.Send(HttpMethod.Head, path, null)).ETag,
                TimeSpan.FromMinutes(2),
                "both are answered with the same version");
        }

        Assert.Equal((get.Status, get.ETag, get.ContentHeaders.ContentType), (head.Status, head.ETag, head.ContentHeaders.ContentType));
        Assert.Empty(head.Bytes);
    }

    [Theory]
    [InlineData("/", "GET, HEAD, POST, OPTIONS")]
    [InlineData("/metrics", "GET, HEAD, OPTIONS")]
    [InlineData("/api/v1/session", "POST, OPTIONS")]
    public async Task What_is_not_allowed_is_refused_with_what_is(string path, string allowed)
    {
        var refused = (await door.Ops.Send(HttpMethod.Delete, path, null)).Must(405);

        Assert.Equal("route.method", refused.Code);
        Assert.Equal(allowed.Split(", ").Order(), refused.ContentHeaders.Allow.Order());
        (await door.Ops.Send(HttpMethod.Options, path, null)).Must(204);
    }
}
