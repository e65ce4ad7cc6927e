using System.Globalization;
using Microsoft.Data.Sqlite;
using Rectification.Backups;
using Rectification.Documents;

namespace Rectification.Storage.Sqlite;

/// <summary>
/// Fills an empty data folder. Everything is written in a folder of its own inside and renamed at the end, the data file last: until then a
/// program finds no store. The folder's lock is held meanwhile, so that none starts on it.
/// </summary>
public sealed class SqliteFilling : IStoreFilling
{
    /// <summary>Where everything is written before it is renamed. One that is found was left by a run that broke off.</summary>
    private const string Workshop = ".restoring";

    /// <summary>Rows of one transaction; none is durable before the last.</summary>
    private const int RowsPerTransaction = 10_000;

    private const int BufferBytes = 256 * 1024;

    private readonly string _folder;
    private readonly SqliteFileLock _lock;
    private readonly SqliteConnection _connection;
    private readonly SqliteStatement _begin;
    private readonly SqliteStatement _commit;
    private readonly SqliteStatement _insertRow;
    private readonly SqliteStatement _insertReminder;
    private long _rows;
    private bool _closed;
    private bool _committed;

    private SqliteFilling(string folder, SqliteFileLock fileLock)
    {
        (_folder, _lock) = (folder, fileLock);
        Directory.CreateDirectory(Path.Combine(_folder, Workshop, EvidenceFolder.Name));
        var file = Path.Combine(_folder, Workshop, SqliteStorageOptions.DefaultFileName);
        _connection = new(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        _connection.Open();

        // Nothing here is worth keeping before the end, which syncs the whole file.
        Execute($"PRAGMA page_size={SqliteWriter.PageBytes};PRAGMA journal_mode=MEMORY;PRAGMA synchronous=OFF");
        SqliteSchema.Ensure(_connection, _folder);
        _begin = new(_connection, "BEGIN");
        _commit = new(_connection, "COMMIT");
        _insertRow = new(_connection, "INSERT INTO grain_state (state_name, grain_id, etag, data) VALUES (?1, ?2, ?3, ?4)");
        _insertReminder = new(
            _connection, "INSERT INTO reminder (grain_id, name, grain_hash, start_ticks, period_ticks, etag) VALUES (?1, ?2, ?3, ?4, ?5, ?6)");
        _begin.Run();
    }

    /// <param name="folder">A folder that is empty or does not exist.</param>
    /// <exception cref="BackupException">It holds something; nothing was touched.</exception>
    /// <exception cref="StoreInUseException">Another process is using it.</exception>
    public static SqliteFilling Of(string folder)
    {
        folder = Path.GetFullPath(folder);
        Directory.CreateDirectory(folder);
        var database = Path.Combine(folder, SqliteStorageOptions.DefaultFileName);
        RefuseUnlessEmpty(folder, database);
        var fileLock = SqliteFileLock.Take(database);
        try
        {
            RefuseUnlessEmpty(folder, database);
            Clear(folder);
            return new(folder, fileLock);
        }
        catch
        {
            fileLock.Dispose();
            throw;
        }
    }

    public Task Add(StoredRow row, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        _insertRow.Bind(1, row.StateName).Bind(2, row.GrainId).Bind(3, Guid.NewGuid().ToString("N")).Bind(4, row.Data.Span).Run();
        if (++_rows % RowsPerTransaction == 0)
        {
            _commit.Run();
            _begin.Run();
        }

        return Task.CompletedTask;
    }

    public Task Add(StoredReminder reminder, CancellationToken cancellation)
    {
        _insertReminder.Bind(1, reminder.GrainId).Bind(2, reminder.Name)
            .Bind(3, GrainId.Parse(reminder.GrainId, CultureInfo.InvariantCulture).GetUniformHashCode())
            .Bind(4, reminder.StartAt.Ticks).Bind(5, reminder.Period.Ticks).Bind(6, Guid.NewGuid().ToString("N")).Run();
        return Task.CompletedTask;
    }

    public async Task AddEvidence(string sha256, long size, Stream content, CancellationToken cancellation)
    {
        var path = EvidenceFolder.PathOf(Path.Combine(_folder, Workshop, EvidenceFolder.Name), sha256);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, useAsync: true);
        await content.CopyToAsync(file, BufferBytes, cancellation);
        file.Flush(flushToDisk: true);
    }

    public Task Commit(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        _commit.Run();
        Close();
        var written = Path.Combine(_folder, Workshop, SqliteStorageOptions.DefaultFileName);
        using (var file = new FileStream(written, FileMode.Open, FileAccess.ReadWrite))
        {
            file.Flush(flushToDisk: true);
        }

        Directory.Move(Path.Combine(_folder, Workshop, EvidenceFolder.Name), Path.Combine(_folder, EvidenceFolder.Name));
        File.Move(written, Path.Combine(_folder, SqliteStorageOptions.DefaultFileName), overwrite: false);
        Directory.Delete(Path.Combine(_folder, Workshop), recursive: true);
        _committed = true;
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        Close();
        if (!_committed)
        {
            Clear(_folder);
        }

        _lock.Dispose();
        if (!_committed)
        {
            File.Delete(Path.Combine(_folder, SqliteStorageOptions.DefaultFileName + SqliteFileLock.Ending));
        }

        return ValueTask.CompletedTask;
    }

    private static void RefuseUnlessEmpty(string folder, string database)
    {
        var unfinished = Directory.Exists(Path.Combine(folder, Workshop)) && !File.Exists(database);
        var fileLock = Path.GetFileName(database) + SqliteFileLock.Ending;
        string[] tolerated = unfinished ? [Workshop, EvidenceFolder.Name, fileLock] : [fileLock];
        if (Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName).Except(tolerated).FirstOrDefault() is { } found)
        {
            throw new BackupException($"目标文件夹不是空的（有 {found}），未写入任何内容：{folder}。 "
                + $"The target folder is not empty (it holds {found}); nothing was written: {folder}.");
        }
    }

    /// <summary>Removes what this run or one that broke off has written; the data file is never among it.</summary>
    private static void Clear(string folder)
    {
        var workshop = Path.Combine(folder, Workshop);
        if (!Directory.Exists(workshop))
        {
            return;
        }

        if (Directory.Exists(Path.Combine(folder, EvidenceFolder.Name)))
        {
            Directory.Delete(Path.Combine(folder, EvidenceFolder.Name), recursive: true);
        }

        Directory.Delete(workshop, recursive: true);
    }

    private void Close()
    {
        if (_closed)
        {
            return;
        }

        _closed = true;
        foreach (var statement in (SqliteStatement[])[_begin, _commit, _insertRow, _insertReminder])
        {
            statement.Dispose();
        }

        _connection.Dispose();
    }

    private void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
