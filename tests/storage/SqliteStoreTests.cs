using Microsoft.Data.Sqlite;
using Rectification.Storage;
using Rectification.Storage.Sqlite;
using SQLitePCL;

namespace Rectification.Tests.Storage;

/// <summary>What is SQLite's own: the file, who may have it, what happens when it cannot be written.</summary>
public sealed class SqliteStoreTests : IDisposable
{
    private const string State = "sample-v1";

    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_was_written_is_there_after_a_restart()
    {
        var slot = new Slot { State = { Text = "kept" } };
        await using (var storage = await OpenAsync())
            await storage.WriteStateAsync(State, Id("a"), slot);
        await using var again = await OpenAsync();
        Assert.Equal("kept", (await ReadAsync(again, "a")).State.Text);
        Assert.Equal(slot.ETag, (await ReadAsync(again, "a")).ETag);
    }

    [Fact]
    public async Task A_copy_of_the_files_taken_at_any_moment_holds_everything_acknowledged()
    {
        using var copy = new Folder();
        await using (var storage = await OpenAsync(options => options.CheckpointPages = 100))
        {
            for (var i = 0; i < 300; i++)
                await storage.WriteStateAsync(State, Id($"{i}"), new Slot { State = { Number = i, Bytes = new byte[2_000] } });
            foreach (var file in new[] { "test.db", "test.db-wal" })
                File.Copy(_folder.File(file), copy.File(file));
        }
        await using var opened = await SqliteStore.OpenAsync(copy.File(), Services.Instance);
        for (var i = 0; i < 300; i++)
            Assert.Equal(i, (await ReadAsync(opened, $"{i}")).State.Number);
    }

    [Fact]
    public async Task A_file_that_another_handle_has_is_refused_in_both_languages_and_can_be_had_when_it_is_free()
    {
        using (new FileStream(_folder.File("test.db.lock"), FileMode.Create, FileAccess.ReadWrite, FileShare.None))
        {
            var refusal = await Assert.ThrowsAsync<StoreInUseException>(() => OpenAsync());
            Assert.Contains("已被另一个进程使用", refusal.Message, StringComparison.Ordinal);
            Assert.Contains("in use by another process", refusal.Message, StringComparison.Ordinal);
            Assert.Contains(_folder.File(), refusal.Message, StringComparison.Ordinal);
        }
        await using var storage = await OpenAsync();
    }

    [Fact]
    public async Task Storages_on_one_path_share_the_file_and_the_last_to_leave_closes_it()
    {
        var first = await OpenAsync();
        var second = await SqliteStore.OpenAsync(Path.Combine(_folder.Path, ".", "test.db"), Services.Instance);
        var slot = new Slot { State = { Text = "shared" } };
        await first.WriteStateAsync(State, Id("a"), slot);
        await first.DisposeAsync();

        Assert.Equal("shared", (await ReadAsync(second, "a")).State.Text);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => first.WriteStateAsync(State, Id("a"), slot));
        await second.WriteStateAsync(State, Id("a"), slot);
        Assert.Throws<StoreInUseException>(() => SqliteFileLock.Take(_folder.File()));
        await second.DisposeAsync();
        SqliteFileLock.Take(_folder.File()).Dispose();
    }

    [Fact]
    public async Task While_another_connection_locks_the_file_writes_are_refused_as_definite_and_afterwards_go_through()
    {
        await using var storage = await OpenAsync(options => options.TransientRetryFor = TimeSpan.FromMilliseconds(20));
        var slot = new Slot { State = { Text = "before" } };
        await storage.WriteStateAsync(State, Id("a"), slot);
        using (var other = OpenRaw())
        {
            using var transaction = other.BeginTransaction();
            slot.State.Text = "after";
            var refusal = await Assert.ThrowsAsync<StorageUnavailableException>(() => storage.WriteStateAsync(State, Id("a"), slot).InTime());
            Assert.IsType<SqliteException>(refusal.InnerException);
            Assert.Equal("before", (await ReadAsync(storage, "a")).State.Text);
        }
        await storage.WriteStateAsync(State, Id("a"), slot).InTime();
        Assert.Equal("after", (await ReadAsync(storage, "a")).State.Text);
    }

    [Fact]
    public async Task What_a_long_reader_lets_the_log_grow_by_is_given_back()
    {
        const int checkpointPages = 100, grown = 400;
        const long limit = 2L * checkpointPages * SqliteWriter.PageBytes;
        await using var storage = await OpenAsync(options => options.CheckpointPages = checkpointPages);
        await storage.WriteStateAsync(State, Id("first"), new Slot { State = { Bytes = new byte[2_000] } });
        using (var reader = OpenRaw())
        {
            using var transaction = reader.BeginTransaction(deferred: true);
            using var read = new SqliteCommand("SELECT count(*) FROM sqlite_master", reader, transaction);
            read.ExecuteScalar();
            await Write("while it reads", grown);
            Assert.True(Log > limit, $"{Log} bytes");
        }

        // Moved beside the writes, so it takes some of them until the log begins anew.
        for (var more = 0; more < 200 && Log > limit; more++)
        {
            await Write($"afterwards {more},", 3);
        }

        Assert.InRange(Log, 1, limit);

        async Task Write(string name, int rows)
        {
            for (var i = 0; i < rows; i++)
            {
                await storage.WriteStateAsync(State, Id($"{name} {i}"), new Slot { State = { Bytes = new byte[4_000] } });
            }
        }
    }

    [Fact]
    public async Task The_log_begins_anew_again_and_again_while_everybody_writes()
    {
        const int checkpointPages = 200;
        await using var storage = await OpenAsync(options => options.CheckpointPages = checkpointPages);
        await Task.WhenAll(Enumerable.Range(0, 16).Select(async writer =>
        {
            var slot = new Slot { State = { Bytes = new byte[4_000] } };
            for (slot.State.Number = 1; slot.State.Number <= 250; slot.State.Number++)
            {
                await storage.WriteStateAsync(State, Id($"{writer}"), slot);
            }
        }));

        // The writes were more than 8,000 pages, of which the log kept what came in while some were being moved.
        Assert.InRange(Log, 1, (SqliteCheckpoints.Most + 1L) * checkpointPages * SqliteWriter.PageBytes);
        for (var writer = 0; writer < 16; writer++)
        {
            Assert.Equal(250, (await ReadAsync(storage, $"{writer}")).State.Number);
        }
    }

    private long Log => new FileInfo(_folder.File("test.db-wal")).Length;

    [Fact]
    public async Task A_lock_that_passes_is_waited_for()
    {
        await using var storage = await OpenAsync();
        using var other = OpenRaw();
        var transaction = other.BeginTransaction();
        var write = storage.WriteStateAsync(State, Id("a"), new Slot());
        await transaction.DisposeAsync();
        await write.InTime();
    }

    [Fact]
    public async Task With_the_space_used_up_writes_are_refused_as_definite_and_go_through_when_there_is_space()
    {
        await using var storage = await OpenAsync(options => options.MaxFileMebibytes = 1);
        var written = new List<Slot>();
        StorageUnavailableException? refusal = null;
        for (var i = 0; refusal is null; i++)
        {
            var slot = new Slot { State = { Bytes = new byte[100_000], Number = i } };
            try
            {
                await storage.WriteStateAsync(State, Id($"{i}"), slot).InTime();
                written.Add(slot);
            }
            catch (StorageUnavailableException exception)
            {
                refusal = exception;
                Assert.False((await ReadAsync(storage, $"{i}")).RecordExists);
            }
        }
        Assert.Equal(raw.SQLITE_FULL, Assert.IsType<SqliteException>(refusal.InnerException).SqliteErrorCode);
        Assert.NotEmpty(written);

        await storage.ClearStateAsync(State, Id("0"), written[0]).InTime();
        await storage.WriteStateAsync(State, Id("new"), new Slot { State = { Bytes = new byte[50_000] } }).InTime();
        for (var i = 1; i < written.Count; i++)
            Assert.Equal(i, (await ReadAsync(storage, $"{i}")).State.Number);
    }

    [Theory]
    [InlineData(raw.SQLITE_BUSY, BatchResult.Transient, BatchResult.Transient)]
    [InlineData(raw.SQLITE_LOCKED, BatchResult.Transient, BatchResult.Transient)]
    [InlineData(raw.SQLITE_FULL, BatchResult.Unavailable, BatchResult.Unavailable)]
    [InlineData(raw.SQLITE_READONLY, BatchResult.Unavailable, BatchResult.Unavailable)]
    [InlineData(raw.SQLITE_IOERR, BatchResult.Unavailable, BatchResult.Unknown)]
    [InlineData(raw.SQLITE_IOERR_FSYNC, BatchResult.Unavailable, BatchResult.Unknown)]
    [InlineData(raw.SQLITE_CORRUPT, BatchResult.Unavailable, BatchResult.Unknown)]
    [InlineData(raw.SQLITE_TOOBIG, BatchResult.Rejected, BatchResult.Unknown)]
    [InlineData(raw.SQLITE_CONSTRAINT, BatchResult.Rejected, BatchResult.Unknown)]
    public void An_error_is_definite_before_the_commit_and_unknown_at_it_unless_nothing_can_have_been_written(
        int code, BatchResult before, BatchResult atCommit)
    {
        Assert.Equal(before, SqliteErrors.BeforeCommit(code));
        Assert.Equal(atCommit, SqliteErrors.AtCommit(code));
    }

    [Fact]
    public async Task Somebody_elses_database_is_refused_and_left_as_it_was()
    {
        using (var other = OpenRaw())
            Execute(other, "CREATE TABLE theirs (x)");
        var refusal = await Assert.ThrowsAsync<InvalidDataException>(() => OpenAsync());
        Assert.Contains("不是本系统的数据文件", refusal.Message, StringComparison.Ordinal);
        using var after = OpenRaw();
        Execute(after, "INSERT INTO theirs VALUES (1)");
    }

    [Fact]
    public async Task A_file_of_an_older_version_is_read_and_is_of_this_one_afterwards()
    {
        var slot = new Slot { State = { Text = "written before the upgrade" } };
        await using (var storage = await OpenAsync())
        {
            await storage.WriteStateAsync(State, Id("a"), slot);
        }

        using (var other = OpenRaw())
        {
            Execute(other, "PRAGMA user_version = 1");
        }

        var read = new Slot();
        await using (var upgraded = await OpenAsync())
        {
            await upgraded.ReadStateAsync(State, Id("a"), read);
        }

        Assert.Equal(("written before the upgrade", slot.ETag), (read.State.Text, read.ETag));
        using var after = OpenRaw();
        using var version = after.CreateCommand();
        version.CommandText = "PRAGMA user_version";
        Assert.True((long)version.ExecuteScalar()! > 1);
    }

    [Fact]
    public async Task A_file_of_a_newer_version_is_refused()
    {
        await (await OpenAsync()).DisposeAsync();
        using (var other = OpenRaw())
            Execute(other, "PRAGMA user_version = 99");
        var refusal = await Assert.ThrowsAsync<InvalidDataException>(() => OpenAsync());
        Assert.Contains("newer program", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sub/folder/", "sub/folder/rectification.db")]
    [InlineData("sub/folder", "sub/folder/rectification.db")]
    [InlineData("sub/city.sqlite", "sub/city.sqlite")]
    [InlineData(".", "rectification.db")]
    public async Task A_path_is_a_folder_or_a_file(string path, string file)
    {
        await (await SqliteStore.OpenAsync(Path.Combine(_folder.Path, path), Services.Instance)).DisposeAsync();
        Assert.True(File.Exists(Path.Combine(_folder.Path, file)));
    }

    [Fact]
    public async Task Bad_options_are_refused_with_the_options_name()
    {
        var refusal = await Assert.ThrowsAsync<OrleansConfigurationException>(() => OpenAsync(options => options.MaxBatchOperations = 0));
        Assert.Contains(nameof(SqliteStorageOptions.MaxBatchOperations), refusal.Message, StringComparison.Ordinal);
        refusal = await Assert.ThrowsAsync<OrleansConfigurationException>(() => SqliteStore.OpenAsync("", Services.Instance));
        Assert.Contains(nameof(SqliteStorageOptions.Path), refusal.Message, StringComparison.Ordinal);
    }

    private static GrainId Id(string key) => GrainId.Create("sample", key);

    private static async Task<Slot> ReadAsync(GroupCommitStorage storage, string key)
    {
        var slot = new Slot();
        await storage.ReadStateAsync(State, Id(key), slot);
        return slot;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private Task<GroupCommitStorage> OpenAsync(Action<SqliteStorageOptions>? configure = null) =>
        SqliteStore.OpenAsync(_folder.File(), Services.Instance, configure);

    private SqliteConnection OpenRaw()
    {
        var connection = new SqliteConnection($"Data Source={_folder.File()};Pooling=False");
        connection.Open();
        return connection;
    }
}
