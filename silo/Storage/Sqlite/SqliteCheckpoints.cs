using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Rectification.Storage.Sqlite;

/// <summary>
/// Moves what the write-ahead log collects into the file while the writer goes on. Done by the writer, as SQLite does it by itself, every
/// commit that comes meanwhile waits for it. What was written meanwhile the writer moves itself, and the log begins anew.
/// </summary>
internal sealed class SqliteCheckpoints : IDisposable
{
    /// <summary>When the log has so many times what it is moved at, the writer waits: it writes faster than the disk takes in.</summary>
    public const int Most = 4;

    private const int BusyTimeoutMilliseconds = 5_000;

    private readonly SqliteConnection _connection;
    private readonly Thread _thread;
    private readonly int _threshold;

    // Guarded by _gate (a plain object: Monitor.Wait and Pulse need one).
    private readonly object _gate = new();
    private State _state;
    private bool _ends;

    /// <summary>Pages written since the log began anew, estimated from above. Touched by the writer alone.</summary>
    private long _pages;

    /// <param name="path">The data file, which the writer has opened.</param>
    /// <param name="threshold">Pages in the log from which on they are moved.</param>
    public SqliteCheckpoints(string path, int threshold)
    {
        _threshold = threshold;
        _connection = new(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        try
        {
            _connection.Open();
            using var configure = _connection.CreateCommand();
            configure.CommandText = $"PRAGMA busy_timeout={BusyTimeoutMilliseconds};PRAGMA wal_autocheckpoint=0;PRAGMA synchronous=FULL";
            configure.ExecuteNonQuery();
        }
        catch
        {
            _connection.Dispose();
            throw;
        }

        _thread = new(Run) { IsBackground = true, Name = "checkpoint sqlite" };
        _thread.Start();
    }

    private enum State
    {
        Idle,
        Wanted,

        /// <summary>Everything that was there when the thread began is in the file; the rest is little, and the writer's.</summary>
        Done,
    }

    /// <summary>The writer has committed so many pages, and nobody waits for it now.</summary>
    public void Written(int pages, sqlite3 writer)
    {
        _pages += pages;
        if (_pages >= _threshold && IsTheWritersTurn())
        {
            // A reader that keeps the log, as a long backup does, is asked again later.
            _pages = Move(writer) ? 0 : _threshold / 2;
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _ends = true;
            Monitor.PulseAll(_gate);
        }

        _thread.Join();
        _connection.Dispose();
    }

    private bool IsTheWritersTurn()
    {
        lock (_gate)
        {
            if (_state == State.Idle)
            {
                _state = State.Wanted;
                Monitor.PulseAll(_gate);
            }

            while (_state == State.Wanted && _pages >= (long)Most * _threshold)
            {
                Monitor.Wait(_gate);
            }

            if (_state != State.Done)
            {
                return false;
            }

            _state = State.Idle;
            return true;
        }
    }

    private void Run()
    {
        while (IsWanted())
        {
            _ = Move(_connection.Handle!);

            // Also where it failed, as on a full disk: the writer's own try says whether the log may begin anew, and the next pages ask again.
            lock (_gate)
            {
                _state = State.Done;
                Monitor.PulseAll(_gate);
            }
        }
    }

    private bool IsWanted()
    {
        lock (_gate)
        {
            while (_state != State.Wanted && !_ends)
            {
                Monitor.Wait(_gate);
            }

            return !_ends;
        }
    }

    /// <summary>
    /// Moves what no reader keeps in the log; whether that was everything. It waits for nobody: a page that cannot be moved now is as durable in the log, and
    /// is moved next time.
    /// </summary>
    private static bool Move(sqlite3 connection) =>
        raw.sqlite3_wal_checkpoint_v2(connection, "main", raw.SQLITE_CHECKPOINT_PASSIVE, out var pages, out var moved) == raw.SQLITE_OK && pages == moved;
}
