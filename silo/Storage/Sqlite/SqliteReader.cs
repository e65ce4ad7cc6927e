using Microsoft.Data.Sqlite;

namespace Rectification.Storage.Sqlite;

/// <summary>A read-only connection with its prepared statements, used by one caller at a time.</summary>
internal sealed class SqliteReader : IDisposable
{
    private const int BusyTimeoutMilliseconds = 5_000;
    private const string ReminderColumns = "SELECT grain_id, name, start_ticks, period_ticks, etag FROM reminder WHERE ";

    private readonly SqliteConnection _connection;
    private readonly SqliteStatement _begin;
    private readonly SqliteStatement _end;
    private readonly SqliteStatement _readState;
    private readonly SqliteStatement _readReminder;
    private readonly SqliteStatement _readRemindersOfGrain;
    private readonly SqliteStatement _readRemindersInside;
    private readonly SqliteStatement _readRemindersAround;

    public SqliteReader(string path)
    {
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, Mode = SqliteOpenMode.ReadOnly }.ToString());
        try
        {
            _connection.Open();
            using (var configure = _connection.CreateCommand())
            {
                configure.CommandText = $"PRAGMA busy_timeout={BusyTimeoutMilliseconds}";
                configure.ExecuteNonQuery();
            }
            _begin = new(_connection, "BEGIN");
            _end = new(_connection, "COMMIT");
            _readState = new(_connection, "SELECT etag, data FROM grain_state WHERE state_name = ?1 AND grain_id = ?2");
            _readReminder = new(_connection, ReminderColumns + "grain_id = ?1 AND name = ?2");
            _readRemindersOfGrain = new(_connection, ReminderColumns + "grain_id = ?1");
            _readRemindersInside = new(_connection, ReminderColumns + "grain_hash > ?1 AND grain_hash <= ?2");
            _readRemindersAround = new(_connection, ReminderColumns + "grain_hash > ?1 OR grain_hash <= ?2");
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    public StoredState? ReadState(StoreKey key)
    {
        try
        {
            return _readState.Bind(1, key.StateName).Bind(2, key.GrainId).Step() ? new StoredState(_readState.Text(0), _readState.Blob(1)) : null;
        }
        finally
        {
            _readState.Reset();
        }
    }

    /// <summary>Rows in the order of the keys, as of one moment: one snapshot for all takes the file's read lock once.</summary>
    public StoredState?[] ReadStates(ReadOnlySpan<StoreKey> keys)
    {
        var rows = new StoredState?[keys.Length];
        _begin.Run();
        try
        {
            for (var i = 0; i < rows.Length; i++)
            {
                rows[i] = ReadState(keys[i]);
            }
        }
        finally
        {
            _end.Run();
        }
        return rows;
    }

    public List<ReminderEntry> ReadReminder(GrainId grainId, string name) => Reminders(_readReminder.Bind(1, grainId).Bind(2, name));

    public List<ReminderEntry> ReadReminders(GrainId grainId) => Reminders(_readRemindersOfGrain.Bind(1, grainId));

    /// <summary>Hashes over <paramref name="begin"/> up to <paramref name="end"/>, on a ring: where begin is not under end, the range runs over zero.</summary>
    public List<ReminderEntry> ReadReminders(uint begin, uint end) =>
        Reminders((begin < end ? _readRemindersInside : _readRemindersAround).Bind(1, begin).Bind(2, end));

    public void Dispose()
    {
        SqliteStatement[] all = [_begin, _end, _readState, _readReminder, _readRemindersOfGrain, _readRemindersInside, _readRemindersAround];
        foreach (var statement in all)
        {
            statement.Dispose();
        }

        _connection.Dispose();
    }

    private static List<ReminderEntry> Reminders(SqliteStatement statement)
    {
        var entries = new List<ReminderEntry>();
        try
        {
            while (statement.Step())
            {
                entries.Add(new ReminderEntry
                {
                    GrainId = GrainId.Parse(statement.Text(0)),
                    ReminderName = statement.Text(1),
                    StartAt = new DateTime(statement.Number(2), DateTimeKind.Utc),
                    Period = TimeSpan.FromTicks(statement.Number(3)),
                    ETag = statement.Text(4),
                });
            }
            return entries;
        }
        finally
        {
            statement.Reset();
        }
    }
}
