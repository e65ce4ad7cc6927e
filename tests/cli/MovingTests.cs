using System.Security.Cryptography;
using Rectification.Accounts;
using Rectification.Backups;
using Rectification.Storage.Postgres;
using Rectification.Storage.Sqlite;

namespace Rectification.Tests.Cli;

/// <summary>Real processes: backups of a living product, and its moving from one home to another. The real case of Wenzhou is always there.</summary>
public sealed class MovingTests(PostgresServer server, AzuriteServer azure) : IClassFixture<PostgresServer>, IClassFixture<AzuriteServer>
{
    private const string Service = "rectification";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task A_backup_taken_while_reports_stream_in_is_one_moment_of_one_process()
    {
        using var folder = new DataFolder();
        await using var home = await Home.Embedded(folder);

        var (file, acknowledged) = await BackUpUnderLoad(home);
        using var _ = file;

        using var restored = new DataFolder();
        await Cli.Ends(0, "restore", file.File, "--to-data", restored.Path, "--by", "值班员");
        await using (var second = await Home.Embedded(restored))
        {
            await Life.IsWhole(second, acknowledged);
            await TellsOfRestore(second, file.File);
            await second.Stop();
        }

        await using var third = await Home.Embedded(restored);
        await TellsOfRestore(third, file.File);
    }

    /// <summary>The trail of accounts has it that this backup was restored; once, however often the product starts.</summary>
    private static async Task TellsOfRestore(Home home, string file)
    {
        using var ops = home.Ops();
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken)));
        JsonNode[] told = [];
        await Until.True(
            async () =>
            {
                var lines = (await ops.Get("accounts/trail?limit=500")).Must(200).Json["entries"]!.AsArray();
                var entries = lines.Select(line => JsonNode.Parse(line!["entry"]!.GetValue<string>())!);
                told = [.. entries.Where(entry => Of(entry).StartsWith("backup", StringComparison.Ordinal))];
                return told.Length > 0;
            },
            Patience,
            "the restore is in the trail of accounts");
        Assert.Equal([("backupRestored", "operator")], told.Select(entry => (Of(entry), entry["by"]!.GetValue<string>())));
        var restored = told[0]["events"]![0]!;
        Assert.Equal(("值班员", sha256), (restored["operator"]!.GetValue<string>(), restored["sha256"]!.GetValue<string>()));

        static string Of(JsonNode entry) => entry["events"]![0]!["type"]!.GetValue<string>();
    }

    [Fact]
    public async Task A_store_that_cannot_say_what_it_held_at_one_moment_offers_no_backup()
    {
        using var folder = new DataFolder();
        await using var home = await Home.Postgres(
            server.ConnectionString, "official", gateways: 1, "--Profile", "azure", "--ConnectionStrings:Storage", azure.ConnectionString, "--Seed", "none");

        Assert.Contains("backup.not-offered", await Cli.Ends(1, "backup", "--from", home.Url, "--out", Path.Combine(folder.Path, "a.backup")),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backup_taken_while_reports_stream_in_is_one_moment_of_a_cluster()
    {
        await using var home = await Home.Postgres(server.ConnectionString, "busy", gateways: 2);

        var (file, acknowledged) = await BackUpUnderLoad(home);
        using var _ = file;

        await Cli.Ends(0, "restore", file.File, "--to-postgres", server.ConnectionString, "--schema", "busy_again");
        await using var second = await Home.Postgres(server.ConnectionString, "busy_again");
        await Life.IsWhole(second, acknowledged);
    }

    [Fact]
    public async Task Two_gateways_without_a_common_folder_share_evidence_and_the_round_trip_changes_no_figure_and_no_byte()
    {
        using var folder = new DataFolder();
        using var back = new DataFolder();
        string before;
        Life life;
        await using (var home = await Home.Embedded(folder))
        {
            life = await Life.Begin(home);
            await For(TimeSpan.FromSeconds(2), end => life.Stream(home, "reporter-a", end));
            before = await Life.Everything(home);
            await Cli.Ends(1, "migrate", "--from", "embedded", "--data", folder.Path, "--to", "postgres", "--connection", server.ConnectionString,
                "--schema", "trip");
            await home.Stop();
        }

        var said = await Cli.Ends(0, "migrate", "--from", "embedded", "--data", folder.Path, "--to", "postgres", "--connection", server.ConnectionString,
            "--schema", "trip");
        Assert.Contains("plans 2,", said, StringComparison.Ordinal);
        await Cli.Ends(0, "migrate", "--from", "postgres", "--to", "embedded", "--connection", server.ConnectionString, "--schema", "trip", "--data",
            back.Path);
        await using (var stopped = SqliteSnapshot.OfStopped(folder.Path))
        await using (var returned = SqliteSnapshot.OfStopped(back.Path))
        {
            Assert.Equal(await Rows(stopped), await Rows(returned));
        }

        await using (var cluster = await Home.Postgres(server.ConnectionString, "trip", gateways: 2))
        {
            Assert.Equal(before, await Life.Everything(cluster));
            await Life.IsWhole(cluster, life.Acknowledged);
            await SharesEvidence(cluster);
        }

        await using var again = await Home.Embedded(back);
        Assert.Equal(before, await Life.Everything(again));
        await Life.IsWhole(again, life.Acknowledged);
    }

    [Fact]
    public async Task What_is_not_empty_is_refused_and_not_touched()
    {
        using var source = new DataFolder();
        using var target = new DataFolder();
        await File.WriteAllTextAsync(Path.Combine(target.Path, "notes.txt"), "mine", TestContext.Current.CancellationToken);
        await Small.Fill(source.Path);
        var file = Path.Combine(source.Path, "a.backup");
        await Cli.Ends(0, "backup", "--from-data", source.Path, "--out", file);

        Assert.Contains("notes.txt", await Cli.Ends(1, "restore", file, "--to-data", target.Path), StringComparison.Ordinal);
        Assert.Equal(["notes.txt"], Directory.EnumerateFileSystemEntries(target.Path).Select(Path.GetFileName));
        await Cli.Ends(0, "restore", file, "--to-postgres", server.ConnectionString, "--schema", "taken");
        Assert.Contains("taken.grain_state", await Cli.Ends(1, "restore", file, "--to-postgres", server.ConnectionString, "--schema", "taken"),
            StringComparison.Ordinal);
        await using var snapshot = await PostgresSnapshot.Of(server.ConnectionString, server.ConnectionString, "taken", Service,
            TestContext.Current.CancellationToken);
        await using var original = SqliteSnapshot.OfStopped(source.Path);
        var rows = await Rows(snapshot);
        Assert.True(rows.Remove($"{RestoreNoteRow.StateName} {RestoreNoteRow.GrainId}"), "A restore leaves a note beside the rows.");
        Assert.Equal(await Rows(original), rows);
    }

    [Fact]
    public async Task What_is_damaged_leaves_nothing_in_a_database()
    {
        using var source = new DataFolder();
        await Small.Fill(source.Path);
        var file = Path.Combine(source.Path, "a.backup");
        await Cli.Ends(0, "backup", "--from-data", source.Path, "--out", file);
        var bytes = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(file, bytes, TestContext.Current.CancellationToken);

        await Cli.Ends(1, "restore", file, "--to-postgres", server.ConnectionString, "--schema", "never");

        await Assert.ThrowsAsync<InvalidDataException>(
            () => PostgresSnapshot.Of(server.ConnectionString, server.ConnectionString, "never", Service, TestContext.Current.CancellationToken));
    }

    private static async Task<(BackupFile File, IReadOnlyList<string> Acknowledged)> BackUpUnderLoad(Home home)
    {
        var life = await Life.Begin(home);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var streams = Task.WhenAll(life.Stream(home, "reporter-a", end.Token), life.Stream(home, "reporter-b", end.Token));
        await Until.True(() => Task.FromResult(life.Acknowledged.Count >= 20), Patience, "some reports are acknowledged");
        var acknowledged = life.Acknowledged;
        var file = new BackupFile();
        await Task.WhenAll(
            Cli.Ends(0, "backup", "--from", home.Url, "--out", file.File),
            Until.True(() => Task.FromResult(life.Acknowledged.Count > acknowledged.Count), Patience, "reports go on while the backup is taken"));
        await end.CancelAsync();
        await streams;
        await Cli.Ends(0, "verify", file.File);
        await Life.IsWhole(home, life.Acknowledged);
        return (file, acknowledged);
    }

    private static async Task For(TimeSpan time, Func<CancellationToken, Task> work)
    {
        using var end = new CancellationTokenSource(time);
        await work(end.Token);
    }

    private static async Task SharesEvidence(Home cluster)
    {
        using var first = cluster.Ops(0);
        using var second = cluster.Ops(1);
        using var file = new ByteArrayContent(Life.Content("one door")) { Headers = { ContentType = new("application/octet-stream") } };
        var hash = (await first.Send(HttpMethod.Post, "evidence", file)).Must(201).Json["sha256"]!.GetValue<string>();
        Assert.Equal(Life.Content("one door"), (await second.Get($"evidence/{hash}")).Must(200).Bytes);
    }

    private static async Task<SortedDictionary<string, string>> Rows(IStoreSnapshot snapshot)
    {
        var rows = new SortedDictionary<string, string>(StringComparer.Ordinal);
        await foreach (var row in snapshot.Rows(TestContext.Current.CancellationToken))
        {
            rows.Add($"{row.StateName} {row.GrainId}", Convert.ToHexString(row.Data.Span));
        }

        // PostgreSQL keeps microseconds, a tenth of what .NET does.
        await foreach (var reminder in snapshot.Reminders(TestContext.Current.CancellationToken))
        {
            rows.Add($"{reminder.Name} {reminder.GrainId}", $"{reminder.StartAt.Ticks / TimeSpan.TicksPerMicrosecond} {reminder.Period}");
        }

        return rows;
    }

    private sealed class BackupFile : IDisposable
    {
        private readonly DataFolder _folder = new();

        public string File => Path.Combine(_folder.Path, "all.backup");

        public void Dispose() => _folder.Dispose();
    }
}
