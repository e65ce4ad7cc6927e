using System.Data.Common;

namespace Rectification.Benchmarks.Store;

/// <summary>
/// What the official storage asks of a SQLite file: a table of queries by key, parameters and result columns of given
/// names. The SQL behind the keys is ours, and as good as the contract allows: one statement a write, one unique
/// index, so that the peer is not slow for want of tuning. On PostgreSQL it runs on the product's own statements.
/// </summary>
internal static class SqliteContract
{
    private const string Schema =
        """
        PRAGMA journal_mode = WAL;
        CREATE TABLE OrleansQuery (QueryKey TEXT PRIMARY KEY, QueryText TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE OrleansStorage (
            ServiceId TEXT NOT NULL, GrainTypeString TEXT NOT NULL, GrainIdExtensionString TEXT NOT NULL,
            GrainIdN0 INTEGER NOT NULL, GrainIdN1 INTEGER NOT NULL,
            PayloadBinary BLOB NULL, ModifiedOn TEXT NOT NULL, Version INTEGER NOT NULL);
        CREATE UNIQUE INDEX OrleansStorage_Key
            ON OrleansStorage (ServiceId, GrainTypeString, GrainIdExtensionString, GrainIdN0, GrainIdN1);
        """;

    public static async Task Install(DbConnection connection, CancellationToken cancel)
    {
        await using var create = connection.CreateCommand();
        create.CommandText = Schema;
        await create.ExecuteNonQueryAsync(cancel);
        foreach (var (key, text) in Queries())
        {
            await using var insert = connection.CreateCommand();
            insert.CommandText = "INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES (@key, @text)";
            Add(insert, "@key", key);
            Add(insert, "@text", text);
            await insert.ExecuteNonQueryAsync(cancel);
        }
    }

    private static Dictionary<string, string> Queries()
    {
        const string now = "datetime('now')";
        // A key without an extension (a number or a GUID) is stored with an empty one: NULLs would escape the index.
        const string extension = "COALESCE(@GrainIdExtensionString, '')";
        const string row =
            $"ServiceId = @ServiceId AND GrainTypeString = @GrainTypeString AND GrainIdExtensionString = {extension} "
            + "AND GrainIdN0 = @GrainIdN0 AND GrainIdN1 = @GrainIdN1";
        // No version: insert, unless the row is there already. A version: update the row that still has it.
        // Whoever gets no new version back has lost the race.
        var write =
            $"""
            INSERT INTO OrleansStorage AS stored (ServiceId, GrainTypeString, GrainIdExtensionString, GrainIdN0, GrainIdN1,
                PayloadBinary, ModifiedOn, Version)
            SELECT @ServiceId, @GrainTypeString, {extension}, @GrainIdN0, @GrainIdN1, @PayloadBinary, {now}, 1
            WHERE @GrainStateVersion IS NULL OR EXISTS (SELECT 1 FROM OrleansStorage WHERE {row})
            ON CONFLICT (ServiceId, GrainTypeString, GrainIdExtensionString, GrainIdN0, GrainIdN1) DO UPDATE
            SET PayloadBinary = excluded.PayloadBinary, ModifiedOn = excluded.ModifiedOn, Version = stored.Version + 1
            WHERE stored.Version = @GrainStateVersion
            RETURNING Version AS NewGrainStateVersion
            """;
        return new()
        {
            ["ReadFromStorageKey"] = $"SELECT PayloadBinary, {now} AS ReadAt, Version FROM OrleansStorage WHERE {row}",
            ["WriteToStorageKey"] = write,
            ["ClearStorageKey"] =
                $"""
                UPDATE OrleansStorage SET PayloadBinary = NULL, ModifiedOn = {now}, Version = Version + 1
                WHERE {row} AND Version = @GrainStateVersion RETURNING Version AS NewGrainStateVersion
                """,
            ["DeleteStorageKey"] =
                $"""
                DELETE FROM OrleansStorage WHERE {row} AND Version = @GrainStateVersion
                RETURNING Version + 1 AS NewGrainStateVersion
                """,
        };
    }

    private static void Add(DbCommand command, string name, string value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value;
        command.Parameters.Add(parameter);
    }
}
