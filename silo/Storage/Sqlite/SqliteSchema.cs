using Microsoft.Data.Sqlite;

namespace Rectification.Storage.Sqlite;

/// <summary>Makes the tables and knows their version. A file of a newer version, or of another program, is refused untouched.</summary>
internal static class SqliteSchema
{
    /// <summary>"RECT": marks a file as this product's.</summary>
    private const int ApplicationId = 0x52454354;

    /// <summary>
    /// One more whenever rows may hold what an older program cannot read, also where the tables stay: it is refused at its start and says why, instead
    /// of failing at the first such row or writing it anew without what it does not know. 2: entries of trails and members of rows of 2026-11.
    /// </summary>
    private const int Version = 2;

    // A table with row ids and a unique index beside it takes twice the updates a second of a WITHOUT ROWID one:
    // there, a state of 2 KB does not fit its page and spills into another.
    private const string CreateVersion1 = """
        CREATE TABLE grain_state (
            row_id INTEGER PRIMARY KEY, state_name TEXT NOT NULL, grain_id TEXT NOT NULL, etag TEXT NOT NULL, data BLOB NOT NULL);
        CREATE UNIQUE INDEX grain_state_key ON grain_state (state_name, grain_id);
        CREATE TABLE reminder (
            grain_id TEXT NOT NULL, name TEXT NOT NULL, grain_hash INTEGER NOT NULL, start_ticks INTEGER NOT NULL, period_ticks INTEGER NOT NULL,
            etag TEXT NOT NULL, PRIMARY KEY (grain_id, name)) WITHOUT ROWID;
        CREATE INDEX reminder_hash ON reminder (grain_hash);
        """;

    /// <exception cref="InvalidDataException">The file is not ours, or newer than this program.</exception>
    public static void Ensure(SqliteConnection connection, string path)
    {
        using var transaction = connection.BeginTransaction();
        var version = Scalar(connection, transaction, "PRAGMA user_version");
        if (version > Version)
        {
            throw new InvalidDataException(
                $"数据文件由更新版本的程序写成（版本 {version}，本程序支持到 {Version}）：{path}。 " +
                $"The data file was written by a newer program (version {version}, this one knows {Version}): {path}.");
        }
        if (version == Version && Scalar(connection, transaction, "PRAGMA application_id") == ApplicationId)
        {
            return;
        }

        var isOlder = version > 0 && Scalar(connection, transaction, "PRAGMA application_id") == ApplicationId;
        if (!isOlder && (version != 0 || Scalar(connection, transaction, "SELECT count(*) FROM sqlite_schema") != 0))
        {
            throw new InvalidDataException($"这不是本系统的数据文件：{path}。 This is not a data file of this product: {path}.");
        }

        using var create = connection.CreateCommand();
        create.Transaction = transaction;
        create.CommandText = (isOlder ? "" : CreateVersion1) + $"PRAGMA application_id={ApplicationId};PRAGMA user_version={Version};";
        create.ExecuteNonQuery();
        transaction.Commit();
    }

    /// <summary>Only looks: the file is this product's, and of this program's version or an older one.</summary>
    /// <exception cref="InvalidDataException">It is not.</exception>
    public static void Require(SqliteConnection connection, string path)
    {
        if (Scalar(connection, null, "PRAGMA application_id") != ApplicationId || Scalar(connection, null, "PRAGMA user_version") is < 1 or > Version)
        {
            throw new InvalidDataException(
                $"这不是本程序能读的数据文件（本程序支持到版本 {Version}）：{path}。 " +
                $"This is not a data file that this program can read (up to version {Version}): {path}.");
        }
    }

    private static long Scalar(SqliteConnection connection, SqliteTransaction? transaction, string sql)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }
}
