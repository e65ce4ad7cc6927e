using System.Globalization;
using System.Text.Json.Nodes;
using Rectification.Tests.Chaos.Campaign;
using Rectification.Tests.Support;
using Rectification.Tests.Support.Cluster;

namespace Rectification.Tests.Chaos;

/// <summary>The whole product on the official AdoNet grain storage, taken by one setting.</summary>
public sealed class OfficialStoreTests
{
    private const int Commands = 240;
    private const int KillAfter = 80;
    private const int Lanes = 8;

    [Fact]
    public async Task On_the_official_store_a_killed_silo_costs_no_acknowledged_report_and_the_count_is_exact()
    {
        await using var cluster = await RunningCluster.Start(silos: 1, gateways: 1, "--Orleans:GrainStorage:Default:ProviderType", "AdoNet");
        using var ops = Api.Ops(cluster.Gateways[0].Port);
        var city = City.Of(measures: 24, units: 4, seed: 1);
        await city.Import(ops);
        using var reporter = new Api(cluster.Gateways[0].Port, await ops.Account("reporter", ["reporter"], [.. city.Units]));

        // Rows of different grains with the plan for a key: they share one row on the official store as it comes.
        (await ops.Post($"plans/{city.Plan}/seals", new JsonObject())).Must(200, 201);
        var acknowledged = new string?[Commands];
        await Send(reporter, city, acknowledged, cluster);
        var again = new string?[Commands];
        await Send(reporter, city, again, cluster: null);

        Assert.Equal(acknowledged, again);
        Assert.Equal(Commands, (await Task.WhenAll(city.Measures.Select(measure => Length(ops, city, measure.No)))).Sum());
        await Until.True(async () => Sheet.Of((await ops.Get($"plans/{city.Plan}/rates")).Must(200).Json).Recovering == 0, Rehearsal.SettleWithin, "settled");
        Assert.Equal(city.Measures.Count, (await ops.Get($"plans/{city.Plan}/rates")).Must(200).Json["measures"]!["inProgress"]!.GetValue<int>());
        Assert.Equal("[]", (await ops.Post($"plans/{city.Plan}/recount", new JsonObject())).Must(200).Json["mismatches"]!.ToJsonString());
        (await ops.Post($"plans/{city.Plan}/seals", new JsonObject())).Must(200, 201);
    }

    /// <summary>Sends every command until it is answered; with a cluster, its silo is killed on the way and started again.</summary>
    private static async Task Send(Api reporter, City city, string?[] tags, RunningCluster? cluster)
    {
        var done = 0;
        var killed = new TaskCompletionSource();
        await Task.WhenAll(Parallel.ForAsync(0, Commands, new ParallelOptions { MaxDegreeOfParallelism = Lanes }, async (number, _) =>
        {
            await Until.True(async () => (tags[number] = await Report(reporter, city, number)) is not null, TimeSpan.FromSeconds(60), $"command {number} is answered");
            if (Interlocked.Increment(ref done) == KillAfter)
            {
                killed.SetResult();
            }
        }), Kill());

        async Task Kill()
        {
            await killed.Task;
            if (cluster is not null)
            {
                await cluster.Silos[0].Kill();
                await cluster.LaunchAll();
            }
        }
    }

    /// <summary>The version that was answered, or null where the store or the silo was away.</summary>
    private static async Task<string?> Report(Api reporter, City city, int number)
    {
        var measure = city.Measures[number % city.Measures.Count];
        var body = new JsonObject { ["unit"] = measure.Lead, ["percent"] = 50, ["note"] = "" };
        var answer = await reporter.Post($"plans/{city.Plan}/measures/{measure.No}/reports", body, ("Idempotency-Key", number.ToString(CultureInfo.InvariantCulture)));
        return answer.Must(200, 503, 504).Status == 200 ? answer.ETag : null;
    }

    private static async Task<int> Length(Api ops, City city, int measure) =>
        (await ops.Get($"plans/{city.Plan}/measures/{measure}/trail?limit=1")).Must(200).Json["lastVersion"]!.GetValue<int>();
}
