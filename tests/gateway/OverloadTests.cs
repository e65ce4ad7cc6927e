using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Rectification.Tests.Gateway;

/// <summary>
/// More than can be done: it is refused at once, whoever asks too much meets his own bound first, and clients that are stuck hold nothing for long.
/// </summary>
public sealed class OverloadTests : IAsyncLifetime
{
    private const int AtOnce = 6;
    private const int PerCaller = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly DataFolder _folder = new();
    private readonly int _port = GatewayProcess.FreePort();
    private readonly List<TcpClient> _open = [];
    private GatewayProcess _gateway = null!;
    private Api _ops = null!;

    public async ValueTask InitializeAsync()
    {
        _gateway = await GatewayProcess.Start(
            _folder, _port, "--Seed", "none", "--RateLimits:AtOnce", Text(AtOnce), "--RateLimits:AtOncePerCaller", Text(PerCaller));
        _ops = Api.Ops(_port);
    }

    public async ValueTask DisposeAsync()
    {
        _open.ForEach(client => client.Dispose());
        _ops?.Dispose();
        if (_gateway is not null)
        {
            await _gateway.DisposeAsync();
        }

        _folder.Dispose();
    }

    [Fact]
    public async Task Whoever_has_too_much_in_hand_is_refused_and_another_is_served_until_all_together_have_too_much()
    {
        var (first, second) = (await _ops.Account("first", ["auditor"]), await _ops.Account("second", ["auditor"]));
        using var one = new Api(_port, first);
        using var other = new Api(_port, second);
        (await one.Get("me")).Must(200);
        (await other.Get("me")).Must(200);

        // What is held is given up after some seconds; on a machine that stood still for as long it is held once more.
        Answer? refused = null, served = null;
        await Until.True(
            async () =>
            {
                await Hold(PerCaller, first);
                (refused, served) = (await one.Get("me"), await other.Get("me"));
                return (refused.Status, served.Status) == (429, 200);
            },
            Patience,
            () => $"the first has all it may have and is told so, another is served: {refused?.Text} {served?.Text}");
        Assert.Equal("request.too-many", refused!.Code);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 2, 5);

        Answer? shed = null, page = null;
        await Until.True(
            async () =>
            {
                await Hold(PerCaller, first);
                await Hold(AtOnce - PerCaller, second);
                (shed, page) = (await _ops.Get("me"), await _ops.Send(HttpMethod.Get, "/", null, ("Accept", "text/html")));
                return (shed.Status, page.Status) == (503, 503);
            },
            Patience,
            "all together have too much");
        Assert.Equal("service.overloaded", shed!.Code);
        Assert.InRange(shed.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 2, 5);
        Assert.Contains("系统繁忙", page!.Text, StringComparison.Ordinal);
        (await _ops.Get("/health/ready")).Must(200);

        // What is stuck is given up by the gateway itself: nobody on this side closes anything.
        await Until.True(async () => (await _ops.Get("me")).Status == 200 && (await one.Get("me")).Status == 200, Patience, "room again");
    }

    [Fact]
    public async Task Half_a_head_and_streams_that_nobody_reads_are_in_nobodys_way()
    {
        (await _ops.Post("plans", SmallPlan.Of("stuck"))).Must(201);
        var streams = new List<TcpClient>();
        for (var i = 0; i < 50; i++)
        {
            await Send("GET /api/v1/me HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ");
            streams.Add(await Send(
                $"GET /api/v1/plans/stuck/rates/stream HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {GatewayProcess.OpsKey}\r\n\r\n"));
        }

        (await _ops.Get("me")).Must(200);
        (await _ops.Get("plans/stuck/rates")).Must(200);

        // Half heads are closed; streams stay for those who read them.
        await Until.True(() => Task.FromResult(_open.Except(streams).All(IsClosed)), Patience, "half heads are closed");
        Assert.DoesNotContain(streams, IsClosed);
    }

    /// <summary>Requests whose bodies never come to their end.</summary>
    private async Task Hold(int count, string key)
    {
        for (var i = 0; i < count; i++)
        {
            await Send($"POST /api/v1/me/password HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {key}\r\nContent-Type: application/json\r\n"
                + "Content-Length: 1000\r\n\r\n{");
        }
    }

    private async Task<TcpClient> Send(string text)
    {
        var client = new TcpClient();
        _open.Add(client);
        await client.ConnectAsync("127.0.0.1", _port, TestContext.Current.CancellationToken);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(text), TestContext.Current.CancellationToken);
        return client;
    }

    /// <summary>Whether the other side has ended it; what it said before is read and forgotten.</summary>
    private static bool IsClosed(TcpClient client)
    {
        var buffer = new byte[4_096];
        try
        {
            while (client.Client.Poll(0, SelectMode.SelectRead))
            {
                if (client.Client.Receive(buffer) == 0)
                {
                    return true;
                }
            }
        }
        catch (SocketException)
        {
            return true;
        }

        return false;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
