using System.Globalization;

namespace Rectification.Tests.Gateway;

/// <summary>One caller can take only so much; whoever takes too much is told when to come back, and nobody else notices.</summary>
public sealed class RateLimitTests : IAsyncLifetime
{
    private readonly DataFolder _folder = new();
    private readonly int _port = GatewayProcess.FreePort();
    private GatewayProcess _gateway = null!;
    private Api _ops = null!;

    public async ValueTask InitializeAsync()
    {
        _gateway = await GatewayProcess.Start(
            _folder, _port,
            "--RateLimits:PerAccount", "10", "--RateLimits:PerAddress", "5", "--RateLimits:BurstSeconds", "1", "--RateLimits:StreamsPerAccount", "2");
        _ops = Api.Ops(_port);
    }

    public async ValueTask DisposeAsync()
    {
        _ops?.Dispose();
        if (_gateway is not null)
        {
            await _gateway.DisposeAsync();
        }

        _folder.Dispose();
    }

    [Fact]
    public async Task Whoever_asks_too_much_is_told_when_to_come_back_and_others_are_served()
    {
        using var other = new Api(_port, await _ops.Account("other", ["auditor"]));
        using var stranger = new Api(_port, key: null);

        foreach (var greedy in new[] { _ops, stranger })
        {
            var refused = await TooMany(greedy);
            Assert.Equal(("request.too-many", "application/problem+json"), (refused.Code, refused.ContentHeaders.ContentType!.MediaType));
            Assert.InRange(int.Parse(refused.Headers.GetValues("Retry-After").Single(), CultureInfo.InvariantCulture), 1, 2);
        }

        (await other.Get("me")).Must(200);
        (await stranger.Get("/health/ready")).Must(200);
    }

    [Fact]
    public async Task An_account_holds_only_so_many_streams_open()
    {
        using var watcher = new Api(_port, await _ops.Account("watcher", ["auditor"]));
        using var first = await watcher.Open($"plans/{FrontDoor.Wenzhou}/rates/stream");
        using (var second = await watcher.Open($"plans/{FrontDoor.Wenzhou}/rates/stream"))
        {
            Assert.Equal((200, 200), ((int)first.StatusCode, (int)second.StatusCode));
            (await watcher.Get($"plans/{FrontDoor.Wenzhou}/rates/stream")).Must(429);
        }

        await Until.True(
            async () =>
            {
                using var again = await watcher.Open($"plans/{FrontDoor.Wenzhou}/rates/stream");
                return (int)again.StatusCode == 200;
            },
            TimeSpan.FromMinutes(2),
            "a stream that ended makes room");
    }

    private static async Task<Answer> TooMany(Api greedy)
    {
        Answer? refused = null;
        await Until.True(
            async () =>
            {
                var answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => greedy.Get("plans")));
                refused = answers.FirstOrDefault(answer => answer.Status == 429);
                return refused is not null;
            },
            TimeSpan.FromMinutes(3),
            "somebody who asks too much is told so");
        return refused!;
    }
}
