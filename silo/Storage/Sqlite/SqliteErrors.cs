using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Rectification.Storage.Sqlite;

/// <summary>What an error code of SQLite means for a batch.</summary>
internal static class SqliteErrors
{
    /// <summary>An error before COMMIT: the transaction is rolled back, so the outcome is definite.</summary>
    public static BatchResult BeforeCommit(int code) => (code & 0xff) switch
    {
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_PROTOCOL => BatchResult.Transient,
        raw.SQLITE_FULL or raw.SQLITE_READONLY or raw.SQLITE_IOERR or raw.SQLITE_CANTOPEN or raw.SQLITE_PERM or raw.SQLITE_AUTH
            or raw.SQLITE_NOMEM or raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => BatchResult.Unavailable,
        _ => BatchResult.Rejected,
    };

    /// <summary>
    /// An error of COMMIT itself. Busy and read-only are found before anything is written, and with a full disk the commit's last frame
    /// cannot be complete: those are definite. A failed write or sync may have left a whole commit on the disk.
    /// </summary>
    public static BatchResult AtCommit(int code) => (code & 0xff) switch
    {
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => BatchResult.Transient,
        raw.SQLITE_FULL or raw.SQLITE_READONLY => BatchResult.Unavailable,
        _ => BatchResult.Unknown,
    };

    public static SqliteException Exception(sqlite3 connection, int code) =>
        new($"SQLite {code}: {raw.sqlite3_errmsg(connection).utf8_to_string()}", code & 0xff, raw.sqlite3_extended_errcode(connection));

    public static void ThrowIfFailed(sqlite3 connection, int code)
    {
        if (code is not (raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE))
        {
            throw Exception(connection, code);
        }
    }
}
