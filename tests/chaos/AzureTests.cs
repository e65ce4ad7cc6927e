using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Azure.Data.Tables;
using Rectification.Tests.Chaos.Campaign;

namespace Rectification.Tests.Chaos;

/// <summary>The whole product with the profile azure on Azure Storage's emulator, and on nothing else.</summary>
public sealed class AzureTests(AzuriteServer azure) : IClassFixture<AzuriteServer>
{
    private const string Proof = "会议纪要";

    [Fact]
    public async Task On_azure_a_killed_silo_costs_no_acknowledged_report_and_no_evidence_and_the_count_is_exact()
    {
        await using var cluster = await RunningCluster.StartOnAzure(azure.ConnectionString, silos: 2, gateways: 1);
        using var ops = Api.Ops(cluster.Gateways[0].Port);
        var city = City.Of(measures: 24, units: 4, seed: 1);
        await city.Import(ops);
        using var reporter = new Api(cluster.Gateways[0].Port, await ops.Account("reporter", ["reporter"], [.. city.Units]));
        var evidence = await ReportWithEvidence(reporter, city);
        (await ops.Post($"plans/{city.Plan}/seals", new JsonObject())).Must(200, 201);

        var reports = new PersistentReports(reporter, city);
        var acknowledged = await reports.Send(async () =>
        {
            await cluster.Silos[0].Kill();
            await cluster.LaunchAll();
        });
        var again = await reports.Send();

        Assert.Equal(acknowledged, again);
        Assert.Equal(PersistentReports.Count + 1, (await Task.WhenAll(city.Measures.Select(measure => Length(ops, city, measure.No)))).Sum());
        await Until.True(
            async () => (await ops.Get($"plans/{city.Plan}/rates")).Must(200).Json is var rates && Sheet.Of(rates) is { Recovering: 0 } sheet
                && sheet.Counts.InProgress == city.Measures.Count,
            Rehearsal.Patience,
            "settled, and the city has been told of every report");
        Assert.Equal("[]", (await ops.Post($"plans/{city.Plan}/recount", new JsonObject())).Must(200).Json["mismatches"]!.ToJsonString());
        (await ops.Post($"plans/{city.Plan}/seals", new JsonObject())).Must(200, 201);
        Assert.Equal(Proof, (await reporter.Get($"evidence/{evidence}")).Must(200).Text);
        Assert.Equal("backup.not-offered", (await ops.Get("backup")).Must(409).Code);
        var tables = new TableServiceClient(azure.ConnectionString).Query().Select(table => table.Name).Order();
        Assert.Equal(["OrleansGrainState", "OrleansReminders", "OrleansSiloInstances"], tables);
    }

    /// <summary>What seals sessions lies in a blob, so that a session of one gateway is good at the other, also after both were started anew.</summary>
    [Fact]
    public async Task A_session_is_good_at_every_gateway()
    {
        const string password = "correct-horse-battery";
        await using var cluster = await RunningCluster.StartOnAzure(
            azure.ConnectionString, silos: 1, gateways: 2, "--Orleans:ClusterId", "sessions", "--Orleans:ServiceId", "sessions");
        using var ops = Api.Ops(cluster.Gateways[0].Port);
        (await ops.Post("accounts", new JsonObject { ["name"] = "traveller", ["roles"] = new JsonArray("auditor"), ["password"] = password })).Must(201);
        using var here = new Api(cluster.Gateways[0].Port, key: null);
        using var there = new Api(cluster.Gateways[1].Port, key: null);

        var opened = (await here.Post("session", new JsonObject { ["account"] = "traveller", ["password"] = password })).Must(200);
        var cookie = ("Cookie", opened.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
        Assert.Equal("traveller", (await there.Get("me", cookie)).Must(200).Json["account"]!.GetValue<string>());

        await Task.WhenAll(cluster.Gateways.Select(gateway => gateway.Kill()));
        await cluster.LaunchAll();
        await cluster.UntilReady();
        Assert.Equal("traveller", (await there.Get("me", cookie)).Must(200).Json["account"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_gateway_that_is_started_again_finds_the_evidence_of_the_one_before()
    {
        await using var cluster = await RunningCluster.StartOnAzure(
            azure.ConnectionString, silos: 1, gateways: 2, "--Orleans:ClusterId", "another", "--Orleans:ServiceId", "another", "--Evidence:Container",
                "another");
        using var first = Api.Ops(cluster.Gateways[0].Port);
        using var second = Api.Ops(cluster.Gateways[1].Port);
        var city = City.Of(measures: 4, units: 2, seed: 1);
        await city.Import(first);
        using var reporter = new Api(cluster.Gateways[0].Port, await first.Account("reporter", ["reporter"], [.. city.Units]));
        var evidence = await ReportWithEvidence(reporter, city);
        await cluster.Gateways[0].Kill();

        Assert.Equal(Proof, (await second.Get($"evidence/{evidence}")).Must(200).Text);
        await cluster.LaunchAll();
        await cluster.UntilReady();
        Assert.Equal(Proof, (await first.Get($"evidence/{evidence}")).Must(200).Text);
    }

    private static async Task<string> ReportWithEvidence(Api reporter, City city)
    {
        using var form = new MultipartFormDataContent();
        var part = new ByteArrayContent(Encoding.UTF8.GetBytes(Proof));
        part.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data") { Name = "file", FileName = "minutes.txt" };
        form.Add(part);
        var stored = (await reporter.Send(HttpMethod.Post, "evidence", form)).Must(201).Json["sha256"]!.GetValue<string>();
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Proof))), stored);

        var measure = city.Measures[0];
        var body = new JsonObject { ["unit"] = measure.Lead, ["percent"] = 10, ["note"] = "", ["evidence"] = new JsonArray(stored) };
        (await reporter.Post($"plans/{city.Plan}/measures/{measure.No}/reports", body, ("Idempotency-Key", "evidence"))).Must(200);
        return stored;
    }

    private static async Task<int> Length(Api ops, City city, int measure) =>
        (await ops.Get($"plans/{city.Plan}/measures/{measure}/trail?limit=1")).Must(200).Json["lastVersion"]!.GetValue<int>();
}
