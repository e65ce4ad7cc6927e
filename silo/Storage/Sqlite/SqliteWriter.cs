using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Rectification.Storage.Sqlite;

/// <summary>The one connection that writes. Used by one thread, the writer's.</summary>
internal sealed class SqliteWriter : IDisposable
{
    public const int PageBytes = 4_096;

    /// <summary>Pages a row's write touches at most beside those that its bytes fill: an index's, and the row's neighbours'.</summary>
    private const int PagesAround = 2;

    private readonly SqliteConnection _connection;
    private readonly SqliteCheckpoints _checkpoints;
    private readonly SqliteStatement _begin;
    private readonly SqliteStatement _commit;
    private readonly SqliteStatement _rollback;
    private readonly SqliteStatement _insert;
    private readonly SqliteStatement _update;
    private readonly SqliteStatement _delete;
    private readonly SqliteStatement _findETag;
    private readonly SqliteStatement _upsertReminder;
    private readonly SqliteStatement _removeReminder;
    private readonly SqliteStatement _removeReminders;

    /// <summary>Written since the last <see cref="Rest"/>, estimated from above.</summary>
    private int _pages;

    public SqliteWriter(string path, SqliteStorageOptions options)
    {
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        try
        {
            _connection.Open();
            Configure(path, options);
            _begin = Prepare("BEGIN IMMEDIATE");
            _commit = Prepare("COMMIT");
            _rollback = Prepare("ROLLBACK");
            _insert = Prepare("INSERT INTO grain_state (state_name, grain_id, etag, data) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING");
            _update = Prepare("UPDATE grain_state SET etag = ?3, data = ?4 WHERE state_name = ?1 AND grain_id = ?2 AND etag = ?5");
            _delete = Prepare("DELETE FROM grain_state WHERE state_name = ?1 AND grain_id = ?2 AND etag = ?3");
            _findETag = Prepare("SELECT etag FROM grain_state WHERE state_name = ?1 AND grain_id = ?2");
            _upsertReminder = Prepare("""
                INSERT INTO reminder (grain_id, name, grain_hash, start_ticks, period_ticks, etag) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                ON CONFLICT DO UPDATE SET start_ticks = ?4, period_ticks = ?5, etag = ?6
                """);
            _removeReminder = Prepare("DELETE FROM reminder WHERE grain_id = ?1 AND name = ?2 AND etag = ?3");
            _removeReminders = Prepare("DELETE FROM reminder");
            _checkpoints = new(path, options.CheckpointPages);
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    public BatchOutcome Apply(ReadOnlySpan<StoreOperation> batch)
    {
        try
        {
            _begin.Run();
            foreach (var operation in batch)
            {
                Apply(operation);
            }
        }
        catch (SqliteException exception)
        {
            RollBack();
            return new BatchOutcome(SqliteErrors.BeforeCommit(exception.SqliteErrorCode), exception);
        }
        try
        {
            _commit.Run();
            foreach (var operation in batch)
            {
                _pages += PagesAround + (operation.Bytes / PageBytes);
            }

            return BatchOutcome.Committed;
        }
        catch (SqliteException exception)
        {
            RollBack();
            return new BatchOutcome(SqliteErrors.AtCommit(exception.SqliteErrorCode), exception);
        }
    }

    /// <summary>Between two batches.</summary>
    public void Rest()
    {
        _checkpoints.Written(_pages, _connection.Handle!);
        _pages = 0;
    }

    public void Dispose()
    {
        _checkpoints.Dispose();
        SqliteStatement[] all =
            [_begin, _commit, _rollback, _insert, _update, _delete, _findETag, _upsertReminder, _removeReminder, _removeReminders];
        foreach (var statement in all)
        {
            statement.Dispose();
        }

        _connection.Dispose();
    }

    private void Apply(StoreOperation operation)
    {
        switch (operation)
        {
            case StateWrite write:
                Write(write);
                break;
            case StateClear clear:
                Clear(clear);
                break;
            case ReminderUpsert upsert:
                _upsertReminder.Bind(1, upsert.Key.GrainId).Bind(2, upsert.Entry.ReminderName).Bind(3, upsert.Key.GrainId.GetUniformHashCode())
                    .Bind(4, upsert.Entry.StartAt.Ticks).Bind(5, upsert.Entry.Period.Ticks).Bind(6, upsert.NewETag).Run();
                break;
            case ReminderRemoval removal:
                if (_removeReminder.Bind(1, removal.Key.GrainId).Bind(2, removal.ReminderName).Bind(3, removal.ETag).Run() == 0)
                {
                    removal.Conflict(null);
                }

                break;
            case ReminderTableClear:
                _removeReminders.Run();
                break;
            default:
                throw new NotSupportedException(operation.GetType().Name);
        }
    }

    private void Write(StateWrite write)
    {
        var statement = write.ExpectedETag is null ? _insert : _update.Bind(5, write.ExpectedETag);
        if (statement.Bind(1, write.Key.StateName).Bind(2, write.Key.GrainId).Bind(3, write.NewETag).Bind(4, write.Data.Span).Run() == 0)
        {
            write.Conflict(FindETag(write.Key));
        }
    }

    private void Clear(StateClear clear)
    {
        if (clear.ExpectedETag is { } expected && _delete.Bind(1, clear.Key.StateName).Bind(2, clear.Key.GrainId).Bind(3, expected).Run() == 1)
        {
            return;
        }

        // A clear without a tag is of something its caller has never seen stored: right only if nothing is.
        var found = FindETag(clear.Key);
        if (found is not null || clear.ExpectedETag is not null)
        {
            clear.Conflict(found);
        }
    }

    private string? FindETag(StoreKey key)
    {
        try
        {
            return _findETag.Bind(1, key.StateName).Bind(2, key.GrainId).Step() ? _findETag.Text(0) : null;
        }
        finally
        {
            _findETag.Reset();
        }
    }

    // Some errors have rolled the transaction back already; then there is nothing to undo.
    private void RollBack()
    {
        if (raw.sqlite3_get_autocommit(_connection.Handle!) == 0)
        {
            _rollback.Run();
        }
    }

    private void Configure(string path, SqliteStorageOptions options)
    {
        Execute($"PRAGMA page_size={PageBytes}");
        using (var journal = _connection.CreateCommand())
        {
            journal.CommandText = "PRAGMA journal_mode=WAL";
            if (journal.ExecuteScalar() is not "wal")
            {
                throw new InvalidDataException($"此文件系统不支持 WAL:{path}。 The file system does not support a write-ahead log: {path}.");
            }
        }
        Execute("PRAGMA synchronous=FULL");
        // See SqliteCheckpoints.
        Execute("PRAGMA wal_autocheckpoint=0");
        // Not a limit: what a reader, such as a long backup, let the log grow by is given back when the log begins anew. By itself it keeps the size.
        Execute($"PRAGMA journal_size_limit={2L * options.CheckpointPages * PageBytes}");
        Execute($"PRAGMA cache_size=-{options.CacheKibibytes}");
        if (options.MaxFileMebibytes > 0)
        {
            Execute($"PRAGMA max_page_count={options.MaxFileMebibytes * (1024L * 1024 / PageBytes)}");
        }

        SqliteSchema.Ensure(_connection, path);
        // The queue does the waiting and the retrying; a wait inside SQLite could not be ended at shutdown.
        Execute("PRAGMA busy_timeout=0");
    }

    private void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private SqliteStatement Prepare(string sql) => new(_connection, sql);
}
