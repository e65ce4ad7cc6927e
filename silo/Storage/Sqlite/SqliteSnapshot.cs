using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Rectification.Backups;

namespace Rectification.Storage.Sqlite;

/// <summary>
/// A file as of one moment: a read transaction beside the writer, which goes on. The log cannot be emptied meanwhile, so a holder of a
/// snapshot reads it at the disk's speed and lets go.
/// </summary>
public sealed class SqliteSnapshot : IStoreSnapshot
{
    private const int BusyTimeoutMilliseconds = 5_000;

    private readonly SqliteConnection _connection;
    private readonly SqliteFileLock? _lock;

    private SqliteSnapshot(SqliteConnection connection, SqliteFileLock? fileLock)
    {
        (_connection, _lock) = (connection, fileLock);
        Schema = (int)Number("PRAGMA user_version");
        Execute("BEGIN");

        // The first read is the moment.
        RowCount = Number("SELECT count(*) FROM grain_state");
        ReminderCount = Number("SELECT count(*) FROM reminder");
    }

    public string Profile => Profiles.Profile.Embedded;

    public int Schema { get; }

    public long RowCount { get; }

    public long ReminderCount { get; }

    /// <summary>Of the file that this process has open.</summary>
    public static SqliteSnapshot OfRunning(string path) => Open(new SqliteStorageOptions { Path = path }.FullPath(), fileLock: null);

    /// <summary>Of a file that nobody has open; nobody can open it until the snapshot is let go of.</summary>
    /// <exception cref="BackupException">There is no such file.</exception>
    /// <exception cref="StoreInUseException">Another process has it.</exception>
    public static SqliteSnapshot OfStopped(string folder)
    {
        var path = new SqliteStorageOptions { Path = folder }.FullPath();
        if (!File.Exists(path))
        {
            throw new BackupException($"找不到数据文件：{path}。 There is no data file: {path}.");
        }

        var fileLock = SqliteFileLock.Take(path);
        try
        {
            return Open(path, fileLock);
        }
        catch
        {
            fileLock.Dispose();
            throw;
        }
    }

    public async IAsyncEnumerable<StoredRow> Rows([EnumeratorCancellation] CancellationToken cancellation)
    {
        using var rows = new SqliteStatement(_connection, "SELECT state_name, grain_id, data FROM grain_state");
        while (rows.Step())
        {
            cancellation.ThrowIfCancellationRequested();
            yield return new(rows.Text(0), rows.Text(1), rows.Blob(2));
        }

        await Task.CompletedTask;
    }

    public async IAsyncEnumerable<StoredReminder> Reminders([EnumeratorCancellation] CancellationToken cancellation)
    {
        using var rows = new SqliteStatement(_connection, "SELECT grain_id, name, start_ticks, period_ticks FROM reminder");
        while (rows.Step())
        {
            cancellation.ThrowIfCancellationRequested();
            yield return new(rows.Text(0), rows.Text(1), new(rows.Number(2), DateTimeKind.Utc), new(rows.Number(3)));
        }

        await Task.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        _connection.Dispose();
        _lock?.Dispose();
        return ValueTask.CompletedTask;
    }

    private static SqliteSnapshot Open(string path, SqliteFileLock? fileLock)
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, Mode = SqliteOpenMode.ReadOnly }.ToString());
        try
        {
            connection.Open();
            SqliteSchema.Require(connection, path);
            return new(connection, fileLock);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = $"PRAGMA busy_timeout={BusyTimeoutMilliseconds};{sql}";
        command.ExecuteNonQuery();
    }

    private long Number(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }
}
