namespace Rectification.Tests.Chaos;

/// <summary>How the system is, can also be seen while a part of it is dead.</summary>
public sealed class SystemViewTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task With_a_silo_dead_the_view_answers_names_it_and_goes_on_counting_the_others()
    {
        await using var cluster = await RunningCluster.Start(silos: 2, gateways: 1);
        using var ops = Api.Ops(cluster.Gateways[0].Port);
        (await ops.Post("plans", SmallPlan.Of("small"))).Must(201);
        await Until.True(async () => Count(await View(ops), "active") == 3, Patience, "two silos and a gateway say how they are");

        await cluster.Silos[0].Kill();

        await Until.True(async () => Count(await View(ops), "dead") == 1, Patience, "the dead silo is shown as dead");
        var page = (await ops.Get("/admin/system")).Must(200).Text;
        Assert.Contains("dead", page, StringComparison.Ordinal);
        await Until.True(
            async () => await View(ops) is var view && Count(view, "active") == 2 && view["grains"]!.AsArray().Count > 0, Patience,
            "the other silo and the gateway go on, and its grains are counted");
    }

    /// <summary>Never anything but an answer, whoever is dead.</summary>
    private static async Task<JsonNode> View(Api ops) => (await ops.Get("system")).Must(200).Json;

    private static int Count(JsonNode view, string status) => view["processes"]!.AsArray().Count(process =>
        process!["status"]!.GetValue<string>() == status && (status == "dead" || process["report"] is not null));
}
