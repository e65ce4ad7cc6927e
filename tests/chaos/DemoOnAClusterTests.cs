namespace Rectification.Tests.Chaos;

public sealed class DemoOnAClusterTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    [Fact]
    public async Task Of_two_gateways_that_make_the_demo_people_at_once_one_holds_what_signs_them_in_at_both()
    {
        await using var cluster = await RunningCluster.Start(silos: 1, gateways: 0);
        using var folder = new DataFolder();
        var homes = new[] { Path.Combine(folder.Path, "first"), Path.Combine(folder.Path, "second") };
        var ports = homes.Select(_ => GatewayProcess.FreePort()).ToArray();
        var gateways = homes.Zip(ports, (home, port) => GatewayProcess.Launch(
            folder, port, "--Data:Path", home, "--demo", "--Profile", "postgres", "--ConnectionStrings:Rectification",
                PostgresServer.ConnectionStringOver(cluster.Database.Port))).ToArray();
        try
        {
            await Task.WhenAll(gateways.Zip(ports, (gateway, port) => gateway.UntilReady(port)));
            var files = homes.Select(home => Path.Combine(home, "demo-accounts.json")).ToArray();
            await Until.True(() => Task.FromResult(files.Count(File.Exists) == 1), Patience, "one gateway holds the file");

            var people = JsonNode.Parse(await File.ReadAllTextAsync(files.Single(File.Exists), TestContext.Current.CancellationToken))!["items"]!.AsArray();
            foreach (var port in ports)
            {
                using var stranger = new Api(port, key: null);
                await Until.True(async () => (await SignIn(stranger, people[0]!)).Status == 200, Patience, "the first of them signs in");
                Assert.All(await Task.WhenAll(people.TakeLast(3).Select(person => SignIn(stranger, person!))), answer => Assert.Equal(200, answer.Status));
            }
        }
        finally
        {
            foreach (var gateway in gateways)
            {
                await gateway.DisposeAsync();
            }
        }
    }

    private static Task<Answer> SignIn(Api stranger, JsonNode person) =>
        stranger.Post("session", new JsonObject { ["account"] = person["account"]!.GetValue<string>(), ["password"] = person["password"]!.GetValue<string>() });
}
