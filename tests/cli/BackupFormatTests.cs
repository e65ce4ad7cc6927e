using System.Security.Cryptography;
using Orleans.Storage;
using Rectification.Accounts;
using Rectification.Backups;
using Rectification.Storage.Sqlite;

namespace Rectification.Tests.Cli;

/// <summary>A backup is whole or it is refused, and what is refused leaves nothing.</summary>
public sealed class BackupFormatTests
{
    private const int FormatAt = 8;

    [Fact]
    public async Task What_goes_in_comes_out()
    {
        using var folder = new DataFolder();
        await Small.Fill(folder.Path);

        await using var snapshot = SqliteSnapshot.OfStopped(folder.Path);
        var rows = new List<string>();
        await foreach (var row in snapshot.Rows(TestContext.Current.CancellationToken))
        {
            rows.Add($"{row.StateName} {row.GrainId} {row.Data.Length}");
        }

        Assert.Equal(["measure-v1 measure/方案\u003A1 3", "empty-v1 measure/a:2 0"], rows[..2]);
        Assert.Equal((3, 1), (snapshot.RowCount, snapshot.ReminderCount));
        var file = Assert.Single(Directory.EnumerateFiles(Path.Combine(folder.Path, "evidence"), "*", SearchOption.AllDirectories));
        Assert.Equal(Small.File, await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));
        Assert.Equal(["evidence", "rectification.db", "rectification.db.lock"],
            Directory.EnumerateFileSystemEntries(folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task One_damaged_or_lost_file_is_told_of_and_keeps_nothing_else_from_being_backed_up()
    {
        foreach (var open in (Func<Stream?>[])[static () => new MemoryStream([1, 2, 3]), static () => null])
        {
            await using var reader = await BackupReader.Open(new MemoryStream(await Small.Backup(new('a', 64), open)), TestContext.Current.CancellationToken);
            await reader.CopyTo(new NoFilling(), TestContext.Current.CancellationToken);
            Assert.Equal((3, 0, 1), (reader.Counts.Rows, reader.Counts.Evidence, reader.Counts.Missing));
        }
    }

    [Fact]
    public async Task One_changed_byte_anywhere_is_refused()
    {
        var backup = await Small.Backup();
        for (var at = 0; at < backup.Length; at++)
        {
            backup[at] ^= 0x10;
            await IsRefused(backup, $"byte {at}");
            backup[at] ^= 0x10;
        }
    }

    [Fact]
    public async Task A_backup_cut_off_anywhere_or_with_something_after_it_is_refused()
    {
        var backup = await Small.Backup();
        for (var length = 0; length < backup.Length; length++)
        {
            await IsRefused(backup[..length], $"length {length}");
        }

        await IsRefused([.. backup, 0], "one byte more");
    }

    [Fact]
    public async Task A_newer_format_is_refused_by_name()
    {
        var backup = await Small.Backup();
        backup[FormatAt] = 2;

        var refused = await Assert.ThrowsAsync<BackupException>(() => BackupReader.Open(new MemoryStream(backup), TestContext.Current.CancellationToken));

        Assert.Contains("format 2", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_backup_leaves_an_empty_folder_and_a_run_that_broke_off_is_no_obstacle()
    {
        using var folder = new DataFolder();
        var backup = await Small.Backup();
        backup[^1] ^= 1;
        await using (var reader = await BackupReader.Open(new MemoryStream(backup), TestContext.Current.CancellationToken))
        {
            await using var target = SqliteFilling.Of(folder.Path);
            await Assert.ThrowsAsync<BackupException>(() => reader.CopyTo(target, TestContext.Current.CancellationToken));
        }

        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
        Directory.CreateDirectory(Path.Combine(folder.Path, ".restoring", "evidence"));
        Directory.CreateDirectory(Path.Combine(folder.Path, "evidence", "ab"));
        await Small.Fill(folder.Path);
        Assert.Single(Directory.EnumerateFiles(Path.Combine(folder.Path, "evidence"), "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Nobody_opens_a_store_that_is_being_read_or_filled()
    {
        using var folder = new DataFolder();
        await using (SqliteFilling.Of(folder.Path))
        {
            Assert.Throws<StoreInUseException>(() => SqliteFilling.Of(folder.Path));
        }

        await Small.Fill(folder.Path);
        await using var held = SqliteSnapshot.OfStopped(folder.Path);
        Assert.Throws<StoreInUseException>(() => SqliteSnapshot.OfStopped(folder.Path));
    }

    [Fact]
    public async Task A_note_of_a_restore_that_nobody_was_told_of_yet_is_kept_beside_the_next_one()
    {
        using var folder = new DataFolder();
        using var again = new DataFolder();
        await Restore(await Small.Backup(), folder.Path, "甲");
        using var backup = new MemoryStream();
        await using (var writer = new BackupWriter(backup, BackupWriter.Serializer()))
        {
            await using var stopped = SqliteSnapshot.OfStopped(folder.Path);
            await writer.Write(stopped, "rectification", TimeProvider.System, TestContext.Current.CancellationToken);
            await writer.WriteEvidence((_, _) => Task.FromResult<Stream?>(new MemoryStream(Small.File)), TestContext.Current.CancellationToken);
        }

        await Restore(backup.ToArray(), again.Path, "乙");

        await using var restored = SqliteSnapshot.OfStopped(again.Path);
        var rows = await restored.Rows(TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
        var note = Assert.Single(rows, row => row.StateName == RestoreNoteRow.StateName);
        var told = new OrleansGrainStorageSerializer(BackupWriter.Serializer()).Deserialize<RestoreNoteRow>(new(note.Data))!.Restores;
        Assert.Equal([("甲", 3L), ("乙", 4L)], told.Select(restore => (restore.Operator, restore.Rows)));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(backup.ToArray())), told[1].Sha256);
    }

    private static async Task Restore(byte[] backup, string folder, string by)
    {
        await using var reader = await BackupReader.Open(new MemoryStream(backup), TestContext.Current.CancellationToken);
        await using var target = new RestoringFilling(SqliteFilling.Of(folder), reader, BackupWriter.Serializer(), TimeProvider.System, by);
        await reader.CopyTo(target, TestContext.Current.CancellationToken);
    }

    private static async Task IsRefused(byte[] backup, string what)
    {
        var target = new Watched();
        var refused = await Record.ExceptionAsync(async () =>
        {
            await using var reader = await BackupReader.Open(new MemoryStream(backup), TestContext.Current.CancellationToken);
            await reader.CopyTo(target, TestContext.Current.CancellationToken);
        });
        Assert.True(refused is BackupException && !target.Committed, $"{what}: {refused}");
    }

    private sealed class Watched : IStoreFilling
    {
        public bool Committed { get; private set; }

        public Task Add(StoredRow row, CancellationToken cancellation) => Task.CompletedTask;

        public Task Add(StoredReminder reminder, CancellationToken cancellation) => Task.CompletedTask;

        public Task AddEvidence(string sha256, long size, Stream content, CancellationToken cancellation) => content.CopyToAsync(Stream.Null, cancellation);

        public Task Commit(CancellationToken cancellation)
        {
            Committed = true;
            return Task.CompletedTask;
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
