using Npgsql;

namespace Rectification.Benchmarks.Store;

/// <summary>
/// SQL for the official storage in the shape that most installations run it in: rows found by an index over two hashes, a function that
/// updates and, where there is nothing to update, inserts; a table as PostgreSQL makes it. Written from the contract of keys, parameters and columns.
/// </summary>
internal static class UsualSql
{
    private const string ThisState = """
        graintypehash = @GrainTypeHash AND grainidhash = @GrainIdHash AND grainidn0 = @GrainIdN0 AND grainidn1 = @GrainIdN1
            AND graintypestring = @GrainTypeString AND grainidextensionstring IS NOT DISTINCT FROM @GrainIdExtensionString AND serviceid = @ServiceId
        """;

    private const string Tables = """
        CREATE TABLE orleansquery (querykey varchar(64) PRIMARY KEY, querytext varchar(8000) NOT NULL);
        CREATE TABLE orleansstorage (
            grainidhash integer NOT NULL, grainidn0 bigint NOT NULL, grainidn1 bigint NOT NULL, graintypehash integer NOT NULL,
            graintypestring varchar(512) NOT NULL, grainidextensionstring varchar(512), serviceid varchar(150) NOT NULL,
            payloadbinary bytea, modifiedon timestamp NOT NULL, version integer);
        CREATE INDEX orleansstorage_hashes ON orleansstorage (grainidhash, graintypehash);
        CREATE FUNCTION write_state(
            id_hash integer, n0 bigint, n1 bigint, type_hash integer, type_name varchar, extension varchar, service varchar, known integer, payload bytea)
            RETURNS integer LANGUAGE plpgsql AS $body$
        DECLARE now_known integer;
        BEGIN
            IF known IS NOT NULL THEN
                UPDATE orleansstorage SET payloadbinary = payload, modifiedon = now() AT TIME ZONE 'utc', version = version + 1
                    WHERE grainidhash = id_hash AND graintypehash = type_hash AND grainidn0 = n0 AND grainidn1 = n1 AND graintypestring = type_name
                        AND grainidextensionstring IS NOT DISTINCT FROM extension AND serviceid = service AND version = known
                    RETURNING version INTO now_known;
            ELSE
                INSERT INTO orleansstorage SELECT id_hash, n0, n1, type_hash, type_name, extension, service, payload, now() AT TIME ZONE 'utc', 1
                    WHERE NOT EXISTS (SELECT 1 FROM orleansstorage
                        WHERE grainidhash = id_hash AND graintypehash = type_hash AND grainidn0 = n0 AND grainidn1 = n1
                        AND graintypestring = type_name AND grainidextensionstring IS NOT DISTINCT FROM extension AND serviceid = service)
                    RETURNING version INTO now_known;
            END IF;
            RETURN COALESCE(now_known, known);
        END $body$;
        """;

    private static readonly (string Key, string Text)[] Queries =
    [
        ("ReadFromStorageKey",
            $"SELECT payloadbinary AS PayloadBinary, now() AT TIME ZONE 'utc' AS Now, version AS Version FROM orleansstorage WHERE {ThisState}"),
        ("WriteToStorageKey", """
            SELECT write_state(@GrainIdHash, @GrainIdN0, @GrainIdN1, @GrainTypeHash, @GrainTypeString, @GrainIdExtensionString,
                @ServiceId, @GrainStateVersion, @PayloadBinary)
                AS NewGrainStateVersion
            """),
        ("ClearStorageKey", $"UPDATE orleansstorage SET payloadbinary = NULL, version = version + 1 WHERE {ThisState} AND version = @GrainStateVersion "
            + $"RETURNING version AS NewGrainStateVersion"),
        ("DeleteStorageKey", $"DELETE FROM orleansstorage WHERE {ThisState} AND version = @GrainStateVersion RETURNING version + 1 AS NewGrainStateVersion"),
    ];

    public static async Task Install(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using (var create = new NpgsqlCommand(Tables, connection))
            await create.ExecuteNonQueryAsync(cancel);
        foreach (var (key, text) in Queries)
        {
            await using var insert = new NpgsqlCommand("INSERT INTO orleansquery VALUES ($1, $2)", connection);
            insert.Parameters.AddWithValue(key);
            insert.Parameters.AddWithValue(text);
            await insert.ExecuteNonQueryAsync(cancel);
        }
    }
}
