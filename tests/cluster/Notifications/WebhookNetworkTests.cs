using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Options;
using Rectification.Notifications;

namespace Rectification.Tests.Cluster.Notifications;

/// <summary>Through a webhook nobody reaches what only this machine reaches, whatever a name says and when.</summary>
public sealed class WebhookNetworkTests
{
    [Theory]
    [InlineData("127.0.0.1", false)]
    [InlineData("127.9.9.9", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("100.100.100.200", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::", false)]
    [InlineData("::1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fd00:ec2::254", false)]
    [InlineData("ff02::1", false)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("::ffff:169.254.169.254", false)]
    [InlineData("64:ff9b::7f00:1", false)]
    [InlineData("::127.0.0.1", false)]
    [InlineData("2002:7f00:1::", false)]
    [InlineData("10.1.2.3", true)]
    [InlineData("192.168.1.1", true)]
    [InlineData("172.16.0.1", true)]
    [InlineData("223.5.5.5", true)]
    [InlineData("2001:db8::1", true)]
    [InlineData("::ffff:10.1.2.3", true)]
    [InlineData("fd12:3456::1", true)]
    public void This_machine_its_link_and_its_clouds_metadata_are_closed_unless_they_are_opened(string address, bool open)
    {
        Assert.Equal(open, Networks("").Allows(IPAddress.Parse(address)));
        Assert.True(Networks("::/0, 0.0.0.0/0").Allows(IPAddress.Parse(address)));
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("127.0.0.0/8，fd00::/8", true)]
    [InlineData("127.0.0.1", false)]
    [InlineData("127.0.0.0/33", false)]
    [InlineData("local", false)]
    public void Networks_are_checked_at_start(string networks, bool good) =>
        Assert.Equal(good, new WebhookOptionsValidator().Validate(null, new() { AllowedNetworks = networks }).Succeeded);

    [Fact]
    public async Task A_name_that_points_here_by_the_time_of_sending_is_not_connected_to()
    {
        using var here = new TcpListener(IPAddress.Loopback, 0);
        here.Start();
        var addresses = new Queue<IPAddress>([IPAddress.Parse("203.0.113.7"), IPAddress.Loopback, IPAddress.Loopback]);
        var networks = Networks("", addresses);
        Assert.True(await networks.Allows("rebound.example", TestContext.Current.CancellationToken));

        var trial = await Send(networks, here);

        Assert.False(trial.Delivered);
        Assert.Contains("Webhooks:AllowedNetworks", trial.Error, StringComparison.Ordinal);
        Assert.False(here.Pending());
        Assert.Single(addresses);
        Assert.False(await networks.Allows("rebound.example", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task What_is_opened_is_reached_at_the_address_that_was_looked_at()
    {
        using var here = new TcpListener(IPAddress.Loopback, 0);
        here.Start();
        var addresses = new Queue<IPAddress>([IPAddress.Loopback]);
        var sending = Send(Networks("127.0.0.0/8", addresses), here);
        using var connection = await here.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        await connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes("HTTP/1.1 204 No Content\r\n\r\n"), TestContext.Current.CancellationToken);

        Assert.True((await sending).Delivered);
        Assert.Empty(addresses);
    }

    private static WebhookNetworks Networks(string allowed, Queue<IPAddress>? addresses = null) =>
        new(Options.Create(new WebhookOptions { AllowedNetworks = allowed }), (_, _) => Task.FromResult(new[] { addresses!.Dequeue() }));

    private static async Task<WebhookTrial> Send(WebhookNetworks networks, TcpListener here)
    {
        using var sender = new WebhookSender(Options.Create(new NotificationOptions()), networks);
        var webhook = new WebhookSpec
        {
            Id = "wh",
            Url = $"http://rebound.example:{((IPEndPoint)here.LocalEndpoint).Port}/hook",
            Secret = new('s', 32),
            By = "ops",
        };
        var payload = new WebhookPayload
        {
            Id = "test.1",
            Position = 0,
            Plan = "",
            Kind = "test",
            At = DateTimeOffset.UnixEpoch,
            Audience = [],
            Zh = "",
            En = "",
        };
        return await sender.Send(webhook, payload, TestContext.Current.CancellationToken);
    }
}
