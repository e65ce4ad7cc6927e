namespace Rectification.Tests.Chaos;

public sealed class SameCommandTests
{
    private const string Path = "plans/small/measures/1/";

    [Fact]
    public async Task One_command_sent_100_times_by_several_clients_over_a_kill_is_applied_once_and_answered_alike()
    {
        using var folder = new DataFolder();
        var port = GatewayProcess.FreePort();
        using var ops = Api.Ops(port);
        var first = await GatewayProcess.Start(folder, port, "--Seed", "none");
        (await ops.Post("plans", SmallPlan.Of("small"))).Must(201);
        var key = await ops.Account("reporter", ["reporter"], [SmallPlan.Lead]);
        Api[] clients = [.. Enumerable.Range(0, 4).Select(_ => new Api(port, key))];
        var sends = Enumerable.Range(0, 50).Select(i => Send(clients[i % clients.Length])).ToList();
        await (await Task.WhenAny(sends));
        await first.Kill();
        await first.DisposeAsync();
        var before = await Task.WhenAll(sends);
        await using var second = await GatewayProcess.Start(folder, port, "--Seed", "none");
        var after = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Send(clients[i % clients.Length])));

        Assert.Contains("\"1\"", before);
        Assert.All(before, version => Assert.True(version is null or "\"1\""));
        Assert.All(after, version => Assert.Equal("\"1\"", version));
        var trail = (await ops.Get(Path + "trail")).Must(200).Json["entries"]!.AsArray();
        Assert.Equal("the-same", JsonNode.Parse(Assert.Single(trail)!["entry"]!.GetValue<string>())!["id"]!.GetValue<string>());
        Assert.Equal("command.key-reused", (await clients[0].Post(Path + "reports", SmallPlan.Report(41), ("Idempotency-Key", "the-same"))).Must(409).Code);
        Array.ForEach(clients, client => client.Dispose());
    }

    /// <summary>The version that was answered, or null when the answer was cut off.</summary>
    private static async Task<string?> Send(Api client)
    {
        try
        {
            return (await client.Post(Path + "reports", SmallPlan.Report(40), ("Idempotency-Key", "the-same"))).Must(200).ETag;
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return null;
        }
    }
}
