using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Rectification.Tests.Gateway;

public sealed class StartTests
{
    private const int EndedBySigterm = 128 + 15;

    [Fact]
    public async Task A_profile_that_does_not_exist_is_told_in_a_sentence_and_not_in_a_stack_trace()
    {
        using var folder = new DataFolder();
        await using var gateway = GatewayProcess.Launch(folder, GatewayProcess.FreePort(), "--Profile", "cloud");

        Assert.Equal(1, await gateway.UntilExited());
        Assert.Contains("Unknown Profile=cloud", gateway.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", gateway.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_start_tells_the_figures_of_ten_plans_and_how_many_more_there_are()
    {
        using var folder = new DataFolder();
        var port = GatewayProcess.FreePort();
        await using (var first = await GatewayProcess.Start(folder, port, "--Seed", "none"))
        {
            using var ops = Api.Ops(port);
            for (var no = 1; no <= 12; no++)
            {
                (await ops.Post("plans", SmallPlan.Of(string.Create(CultureInfo.InvariantCulture, $"plan-{no}")))).Must(201);
            }

            await first.Stop();
        }

        await using var again = await GatewayProcess.Start(folder, port, "--Seed", "none");
        await Until.True(
            () => Task.FromResult(again.Output.Contains("另有 2 个方案 plans more", StringComparison.Ordinal)),
            TimeSpan.FromMinutes(2),
            () => $"the plans are told:\n{again.Output}");
        Assert.Equal(10, again.Output.Split("措施销号 measures").Length - 1);
    }

    [Fact]
    public async Task Settings_that_are_wrong_are_told_all_at_once_and_nothing_is_started()
    {
        using var folder = new DataFolder();
        await using var gateway = GatewayProcess.Launch(
            folder, GatewayProcess.FreePort(), "--RateLimits:AtOnce", "many", "--Mail:Hots", "post", "--Sede", "none", "--Notifications:Timeout", "forever");

        Assert.Equal(1, await gateway.UntilExited());
        foreach (var told in new[] { "RateLimits:AtOnce=many", "is Mail:Host meant?", "is Seed meant?", "Notifications:Timeout=forever" })
        {
            Assert.Contains(told, gateway.Output, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("   at ", gateway.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(folder.Path, "rectification.db")));
    }

    [Fact]
    public async Task A_machine_without_time_zones_is_told_before_anything_is_started()
    {
        using var folder = new DataFolder();
        using var none = new DataFolder();

        var ended = await Assert.ThrowsAsync<InvalidOperationException>(
            () => GatewayProcess.StartIn([("TZDIR", none.Path)], folder, GatewayProcess.FreePort()));
        Assert.Contains("ended with 1", ended.Message, StringComparison.Ordinal);
        Assert.Contains("install tzdata", ended.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(folder.Path, "rectification.db")));
    }

    /// <summary>Whoever starts it looks for the reason: services stopped because the start failed must not report that as failures.</summary>
    [Theory]
    [InlineData("--urls", "http://127.0.0.1:{0}")]
    [InlineData("--Telemetry:MetricsAddress", "http://127.0.0.1:{0}")]
    public async Task An_address_that_is_taken_is_told_in_a_sentence_and_nothing_else(string setting, string address)
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        using var folder = new DataFolder();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        await using var gateway = GatewayProcess.Launch(
            folder, GatewayProcess.FreePort(), "--Seed", "none", setting, string.Format(CultureInfo.InvariantCulture, address, port));

        Assert.Equal(1, await gateway.UntilExited());
        Assert.Contains("address already in use", gateway.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", gateway.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("BackgroundService", gateway.Output, StringComparison.Ordinal);
    }

    /// <summary>A service manager that stops what it has just started sees an end, not a failure, however far the start has come.</summary>
    [Theory]
    [InlineData("keys")]
    [InlineData("rectification.db.lock")]
    [InlineData("rectification.db-wal")]
    public async Task Who_is_told_to_end_while_it_starts_ends_in_order(string begun)
    {
        using var folder = new DataFolder();
        var port = GatewayProcess.FreePort();
        await using var gateway = GatewayProcess.Launch(folder, port, "--Seed", "none");
        await Until.True(() => Task.FromResult(Path.Exists(Path.Combine(folder.Path, begun))), TimeSpan.FromMinutes(2), () => gateway.Output);

        await gateway.Stop();

        // Before it hears signals itself, the system ends it, which is an orderly end to a service manager, too.
        Assert.True(gateway.ExitCode is 0 or EndedBySigterm, $"{gateway.ExitCode}: {gateway.Output}");
        Assert.DoesNotContain("Unhandled", gateway.Output, StringComparison.Ordinal);
        await using var again = await GatewayProcess.Start(folder, port, "--Seed", "none");
    }

    [Fact]
    public async Task Metrics_are_for_ops_and_at_an_address_of_their_own_for_collectors()
    {
        using var folder = new DataFolder();
        var (port, own) = (GatewayProcess.FreePort(), GatewayProcess.FreePort());
        await using var gateway = await GatewayProcess.Start(folder, port, "--Seed", "none", "--Telemetry:MetricsAddress", $"http://127.0.0.1:{own}");
        using var ops = Api.Ops(port);
        using var stranger = new Api(port, key: null);
        using var auditor = new Api(port, await ops.Account("auditor", ["auditor"]));
        using var collector = new Api(own, key: null);

        (await stranger.Get("/metrics")).Must(401);
        (await auditor.Get("/metrics")).Must(403);
        Assert.Contains("target_info", (await ops.Get("/metrics")).Must(200).Text, StringComparison.Ordinal);
        Assert.Contains("target_info", (await collector.Get("/metrics")).Must(200).Text, StringComparison.Ordinal);
        (await collector.Get("/api/v1/plans")).Must(404);
    }
}
