using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using Microsoft.Data.Sqlite;
using Rectification.Tests.Chaos.Campaign;
using Rectification.Tests.Chaos.Power;

namespace Rectification.Tests.Chaos;

/// <summary>A disk that is full, that may not be written, and a store that is slow: always a clear "no", nothing lost, and on it goes by itself.</summary>
public sealed class DiskTests : IDisposable
{
    private const int Small = 6;
    private const int Larger = 96;

    /// <summary>As long as the longest wait for an answer that the gateway promises.</summary>
    private static readonly TimeSpan HangPatience = TimeSpan.FromSeconds(60);
    /// <summary>For which nobody is given the store at first: less than a write is tried.</summary>
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(40);

    private readonly DataFolder _folder = new();
    private readonly int _port = GatewayProcess.FreePort();

    public void Dispose() => _folder.Dispose();

    /// <summary>
    /// A real disk of 6 MiB, where mounting is allowed; elsewhere the store's own bound of 2 MiB, which is lifted by a restart. What is found full is then the
    /// file, and the rest is the same.
    /// </summary>
    [Fact]
    public async Task A_full_disk_refuses_reports_and_files_serves_figures_and_goes_on_with_more_room()
    {
        await using var disk = await SmallDisk.Over(_folder.Path, Small);
        var gateway = await Start(disk.IsThere ? [] : ["--Orleans:GrainStorage:Default:MaxFileMebibytes", "2"]);
        try
        {
            var city = City.Of(measures: 20, units: 4, seed: 1);
            using var ops = Api.Ops(_port);
            await city.Import(ops);
            using var reporter = new Api(_port, await ops.Account("reporter", ["reporter"], [.. city.Units]));
            var acknowledged = 0;
            Answer answer;
            while ((answer = await Report(reporter, city, acknowledged)).Status == 200)
            {
                acknowledged++;
            }

            Assert.NotNull(answer.Must(503).Headers.RetryAfter);
            (await ops.Get($"plans/{city.Plan}/rates")).Must(200);
            if (disk.IsThere)
            {
                Assert.NotNull((await Upload(reporter, megabytes: Small)).Must(503).Headers.RetryAfter);
                await disk.Grow(Larger);
            }
            else
            {
                await gateway.DisposeAsync();
                gateway = await Start();
            }

            // The one that was refused, and then all of them again: each is there once.
            await Until.True(async () => (await Report(reporter, city, acknowledged)).Status == 200, Rehearsal.Patience, "it goes on by itself");
            for (var i = 0; i <= acknowledged; i++)
            {
                Assert.True((await Report(reporter, city, i)).Must(200).IsRepeated, $"report {i}");
            }

            (await Upload(reporter, megabytes: 1)).Must(201);
            Assert.Empty((await ops.Post($"plans/{city.Plan}/recount", new JsonObject())).Must(200).Json["mismatches"]!.AsArray());
        }
        finally
        {
            await gateway.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_disk_that_may_not_be_written_is_told_in_a_sentence()
    {
        await using var disk = await SmallDisk.Over(_folder.Path, Small);

        // Where nothing can be mounted, a file in the folder's place is as little of a place to write to.
        var path = disk.IsThere ? _folder.Path : Path.Combine(_folder.Path, "file");
        if (disk.IsThere)
        {
            await (await Start()).DisposeAsync();
            await disk.MakeReadOnly();
        }
        else
        {
            await File.WriteAllTextAsync(path, "", TestContext.Current.CancellationToken);
        }

        await using var gateway = ServerProcess.Launch(
            "gateway", Path.GetTempPath(), ["--urls", $"http://127.0.0.1:{_port}", "--Data:Path", path, "--Seed", "none"]);

        Assert.Equal(1, await gateway.UntilExited());
        Assert.DoesNotContain("   at ", gateway.Output, StringComparison.Ordinal);
        Assert.Contains(path, gateway.Output, StringComparison.Ordinal);
    }

    /// <summary>No fsync comes back for as long as the disk hangs: who asks is told to come again, what was asked is there once when it goes on.</summary>
    [Fact]
    public async Task A_hanging_disk_refuses_reports_in_time_serves_figures_and_goes_on_with_each_report_once()
    {
        const int reports = 24;
        using var disk = new PowerCut(_folder.Path, seed: 3);
        await using var gateway = await GatewayProcess.StartIn(disk.Environment, _folder, _port, "--Seed", "none");
        var city = City.Of(measures: reports, units: 4, seed: 3);
        using var ops = Api.Ops(_port);
        await city.Import(ops);
        using var reporter = new Api(_port, await ops.Account("reporter", ["reporter"], [.. city.Units]));
        (await Report(reporter, city, 0)).Must(200);

        await File.WriteAllTextAsync(disk.Hang, "", TestContext.Current.CancellationToken);
        var asked = Stopwatch.GetTimestamp();
        var answers = await Task.WhenAll(Enumerable.Range(1, reports - 1).Select(i => Report(reporter, city, i)));
        var (waited, before) = (Stopwatch.GetElapsedTime(asked), Stopwatch.GetTimestamp());
        (await ops.Get($"plans/{city.Plan}/rates")).Must(200);
        var read = Stopwatch.GetElapsedTime(before);
        File.Delete(disk.Hang);

        Rehearsal.Say($"refused after {waited.TotalSeconds:F1} s, figures read in {read.TotalMilliseconds:F0} ms");
        Assert.All(answers, answer => Assert.NotNull(answer.Must(503).Headers.RetryAfter));
        Assert.InRange(waited, TimeSpan.Zero, HangPatience);
        for (var i = 0; i < reports; i++)
        {
            var no = i;
            await Until.True(async () => (await Report(reporter, city, no)).Status == 200, Rehearsal.Patience, $"report {no} goes in");
        }

        Assert.All(await Task.WhenAll(Enumerable.Range(0, reports).Select(i => Report(reporter, city, i))), answer => Assert.True(answer.Must(200).IsRepeated));
        Assert.Empty((await ops.Post($"plans/{city.Plan}/recount", new JsonObject())).Must(200).Json["mismatches"]!.AsArray());
    }

    /// <summary>Somebody else holds the file most of the time, so a write takes a fifth of a second; more is asked than can be in hand.</summary>
    [Fact]
    public async Task A_slow_store_is_waited_for_by_as_many_as_can_be_in_hand_and_the_others_are_told_to_come_back()
    {
        const int atOnce = 12;
        await using var gateway = await Start(
            "--RateLimits:AtOnce", atOnce.ToString(CultureInfo.InvariantCulture), "--Orleans:GrainStorage:Default:TransientRetryFor", "00:01:00");
        var city = City.Of(measures: 48, units: 4, seed: 2);
        using var ops = Api.Ops(_port);
        await city.Import(ops);
        using var reporter = new Api(_port, await ops.Account("reporter", ["reporter"], [.. city.Units]));
        using var slow = new CancellationTokenSource();
        var (held, refusedOne) = (new TaskCompletionSource(), new TaskCompletionSource());
        var holding = HoldNowAndAgain(held, refusedOne.Task, slow.Token);
        await held.Task;
        var answers = await Task.WhenAll(Enumerable.Range(0, 4 * atOnce).Select(async i =>
        {
            var answer = await Report(reporter, city, i);
            if (answer.Status != 200)
            {
                refusedOne.TrySetResult();
            }

            return answer;
        }));
        (await ops.Get($"plans/{city.Plan}/rates")).Must(200);
        await slow.CancelAsync();
        await holding;

        var refused = answers.Where(answer => answer.Status != 200).ToList();
        Assert.NotEmpty(refused);
        Assert.All(refused, answer => Assert.NotNull(answer.Must(503).Headers.RetryAfter));
        Assert.InRange(answers.Length - refused.Count, 1, answers.Length - 1);
        for (var i = 0; i < answers.Length; i++)
        {
            Assert.Equal(answers[i].Status == 200, (await Report(reporter, city, i)).Must(200).IsRepeated);
        }

        Assert.Empty((await ops.Post($"plans/{city.Plan}/recount", new JsonObject())).Must(200).Json["mismatches"]!.AsArray());
    }

    private Task<GatewayProcess> Start(params string[] settings) =>
        GatewayProcess.Start(_folder, _port, ["--Seed", "none", "--Telemetry:Console", "false", .. settings]);

    /// <summary>At first until somebody is refused, however long it takes to ask for as much, then for most of the time.</summary>
    private async Task HoldNowAndAgain(TaskCompletionSource held, Task refusedOne, CancellationToken end)
    {
        await using var other = new SqliteConnection($"Data Source={_folder.Database};Pooling=False");
        await other.OpenAsync(TestContext.Current.CancellationToken);
        while (!end.IsCancellationRequested)
        {
            foreach (var (sql, milliseconds) in new[] { ("BEGIN IMMEDIATE", 200), ("ROLLBACK", 20) })
            {
                await using var command = other.CreateCommand();
                command.CommandText = sql;
                await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
                held.TrySetResult();
                await Task.WhenAny(refusedOne, Until.Passed(Most, TestContext.Current.CancellationToken));
                await Until.Passed(TimeSpan.FromMilliseconds(milliseconds), TestContext.Current.CancellationToken);
            }
        }
    }

    private static Task<Answer> Report(Api reporter, City city, int number)
    {
        var measure = city.Measures[number % city.Measures.Count];
        var body = new JsonObject { ["unit"] = measure.Lead, ["percent"] = 50, ["note"] = new string('长', 1_900) };
        return reporter.Post($"plans/{city.Plan}/measures/{measure.No}/reports", body, ("Idempotency-Key", number.ToString(CultureInfo.InvariantCulture)));
    }

    private static Task<Answer> Upload(Api reporter, int megabytes)
    {
        var text = new byte[megabytes * 1024 * 1024];
        Array.Fill(text, (byte)'a');
        var form = new MultipartFormDataContent();
        form.Add(new ByteArrayContent(text) { Headers = { ContentType = new MediaTypeHeaderValue("text/plain") } }, "file", "a.txt");
        return reporter.Send(HttpMethod.Post, "evidence", form);
    }
}
