using System.Globalization;
using Microsoft.Data.Sqlite;
using Rectification.Tests.Chaos.Campaign;

namespace Rectification.Tests.Chaos;

/// <summary>A store that is locked, full or taken: a clear "no", nothing lost, and work goes on when it can.</summary>
public sealed class StoreTroubleTests : IDisposable
{
    private readonly DataFolder _folder = new();
    private readonly int _port = GatewayProcess.FreePort();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_locked_store_answers_503_and_goes_on_by_itself()
    {
        await using var gateway = await GatewayProcess.Start(_folder, _port, "--Seed", "none");
        using var ops = Api.Ops(_port);
        (await ops.Post("plans", SmallPlan.Of("small"))).Must(201);
        using var reporter = new Api(_port, await ops.Account("reporter", ["reporter"], [SmallPlan.Lead]));
        await Report(reporter, "before", 10, 200);
        await using (var other = new SqliteConnection($"Data Source={_folder.Database};Pooling=False"))
        {
            await other.OpenAsync(TestContext.Current.CancellationToken);
            await Execute(other, "BEGIN EXCLUSIVE");
            var refused = await Report(reporter, "during", 20, 503);
            Assert.NotNull(refused.Headers.RetryAfter);
            Assert.Equal("store.unavailable", refused.Code);
            await Until.True(
                async () => (await ops.Get("plans/small/rates")).Must(200).Json["measures"]!["inProgress"]!.GetValue<int>() == 1, Rehearsal.Patience,
                "the figures are served, with the report from before");
            await Execute(other, "ROLLBACK");
        }

        Assert.Equal("\"2\"", (await Report(reporter, "during", 20, 200)).ETag);
        Assert.Equal("\"1\"", (await Report(reporter, "before", 10, 200)).ETag);
        var recount = (await ops.Post("plans/small/recount", new JsonObject())).Must(200).Json;
        Assert.Equal("[]", recount["mismatches"]!.ToJsonString());
    }

    [Fact]
    public async Task A_full_store_answers_503_loses_nothing_and_goes_on_with_more_room()
    {
        var city = City.Of(measures: 20, units: 4, seed: 1);
        var acknowledged = new List<string>();
        using var ops = Api.Ops(_port);
        string key;
        await using (await GatewayProcess.Start(_folder, _port, "--Seed", "none", "--Orleans:GrainStorage:Default:MaxFileMebibytes", "2"))
        {
            await city.Import(ops);
            key = await ops.Account("reporter", ["reporter"], [.. city.Units]);
            using var reporter = new Api(_port, key);
            Answer answer;
            while ((answer = await Long(reporter, city, acknowledged.Count)).Status == 200)
            {
                acknowledged.Add(answer.ETag!);
            }

            answer.Must(503);
            Assert.NotNull(answer.Headers.RetryAfter);
            Assert.Equal("store.unavailable", answer.Code);
            (await ops.Get("plans/chaos/rates")).Must(200);
        }

        Assert.NotEmpty(acknowledged);
        await using var roomier = await GatewayProcess.Start(_folder, _port, "--Seed", "none");
        using var again = new Api(_port, key);
        for (var i = 0; i <= acknowledged.Count; i++)
        {
            var answer = (await Long(again, city, i)).Must(200);
            Assert.True(i == acknowledged.Count || (answer.ETag == acknowledged[i] && answer.IsRepeated), $"report {i}");
        }

        await Until.True(async () => Sheet.Of((await ops.Get("plans/chaos/rates")).Must(200).Json).Recovering == 0, Rehearsal.Patience, "settled");
        Assert.Equal("[]", (await ops.Post("plans/chaos/recount", new JsonObject())).Must(200).Json["mismatches"]!.ToJsonString());
    }

    [Fact]
    public async Task A_second_process_on_the_folder_is_refused_and_says_why()
    {
        await using var first = await GatewayProcess.Start(_folder, _port, "--Seed", "none");
        await using var second = GatewayProcess.Launch(_folder, GatewayProcess.FreePort(), "--Seed", "none");

        Assert.NotEqual(0, await second.UntilExited());
        await Until.True(
            () => Task.FromResult(second.Output.Contains("The data file is in use by another process", StringComparison.Ordinal)),
            Rehearsal.Patience,
            "the reason is said");
        Assert.Contains("数据文件已被另一个进程使用", second.Output, StringComparison.Ordinal);
        Assert.False(first.HasExited);
    }

    private static async Task<Answer> Report(Api reporter, string id, int percent, int status) =>
        (await reporter.Post("plans/small/measures/1/reports", SmallPlan.Report(percent), ("Idempotency-Key", id))).Must(status);

    private static Task<Answer> Long(Api reporter, City city, int number)
    {
        var measure = city.Measures[number % city.Measures.Count];
        var body = new JsonObject { ["unit"] = measure.Lead, ["percent"] = 50, ["note"] = new string('长', 1_900) };
        return reporter.Post($"plans/{city.Plan}/measures/{measure.No}/reports", body, ("Idempotency-Key", number.ToString(CultureInfo.InvariantCulture)));
    }

    private static async Task Execute(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
