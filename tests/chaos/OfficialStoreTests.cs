using System.Text.Json.Nodes;
using Rectification.Tests.Chaos.Campaign;
using Rectification.Tests.Support;
using Rectification.Tests.Support.Cluster;

namespace Rectification.Tests.Chaos;

/// <summary>The whole product on the official AdoNet grain storage, taken by one setting.</summary>
public sealed class OfficialStoreTests
{
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
        var reports = new PersistentReports(reporter, city);
        var acknowledged = await reports.Send(async () =>
        {
            await cluster.Silos[0].Kill();
            await cluster.LaunchAll();
        });
        var again = await reports.Send();

        Assert.Equal(acknowledged, again);
        Assert.Equal(PersistentReports.Count, (await Task.WhenAll(city.Measures.Select(measure => Length(ops, city, measure.No)))).Sum());
        await Until.True(async () => Sheet.Of((await ops.Get($"plans/{city.Plan}/rates")).Must(200).Json).Recovering == 0, Rehearsal.SettleWithin, "settled");
        Assert.Equal(city.Measures.Count, (await ops.Get($"plans/{city.Plan}/rates")).Must(200).Json["measures"]!["inProgress"]!.GetValue<int>());
        Assert.Equal("[]", (await ops.Post($"plans/{city.Plan}/recount", new JsonObject())).Must(200).Json["mismatches"]!.ToJsonString());
        (await ops.Post($"plans/{city.Plan}/seals", new JsonObject())).Must(200, 201);
    }

    private static async Task<int> Length(Api ops, City city, int measure) =>
        (await ops.Get($"plans/{city.Plan}/measures/{measure}/trail?limit=1")).Must(200).Json["lastVersion"]!.GetValue<int>();
}
