using Npgsql;
using Rectification.Backups;

namespace Rectification.Storage.Postgres;

/// <summary>Makes the tables, upgrades them step by step and knows their version. A schema of a newer version is refused untouched.</summary>
internal static class PostgresSchema
{
    /// <summary>Silos that start together wait here for the one that creates.</summary>
    private const long CreationLock = 0x5245435453544F52;

    // States are written in place and never searched: no compression, no side table below 8 KB, room on the page for the next version.
    // ids compare byte for byte in every locale of the database.
    private const string CreateVersion1 = """
        CREATE TABLE {0}.grain_state (
            state_name text COLLATE "C" NOT NULL, grain_id text COLLATE "C" NOT NULL, etag text COLLATE "C" NOT NULL, data bytea NOT NULL,
            PRIMARY KEY (grain_id, state_name)) WITH (fillfactor = 60, toast_tuple_target = 8160, autovacuum_vacuum_scale_factor = 0.05);
        ALTER TABLE {0}.grain_state ALTER COLUMN data SET STORAGE EXTERNAL;
        CREATE TABLE {0}.writer (
            writer_id uuid PRIMARY KEY, silo text COLLATE "C" NOT NULL, fenced boolean NOT NULL DEFAULT false, since timestamptz NOT NULL DEFAULT now());
        CREATE INDEX writer_silo ON {0}.writer (silo);
        CREATE TABLE {0}.schema_version (version integer PRIMARY KEY, applied timestamptz NOT NULL DEFAULT now());
        """;

    // Evidence by its SHA-256, in rows of 1 MiB. Files are compressed already or small, so the database does not try.
    private const string AddEvidence = """
        CREATE TABLE {0}.evidence (sha256 bytea PRIMARY KEY, size bigint NOT NULL, stored timestamptz NOT NULL DEFAULT now());
        CREATE TABLE {0}.evidence_chunk (sha256 bytea NOT NULL REFERENCES {0}.evidence, no integer NOT NULL, data bytea NOT NULL, PRIMARY KEY (sha256, no));
        ALTER TABLE {0}.evidence_chunk ALTER COLUMN data SET STORAGE EXTERNAL;
        """;

    // What seals the sessions of people who signed in: every gateway reads it, so that a session is good at all of them.
    private const string AddSignInKeys = """
        CREATE TABLE {0}.sign_in_key (name text COLLATE "C" PRIMARY KEY, content text NOT NULL, added timestamptz NOT NULL DEFAULT now());
        """;

    // An earlier version made a table for the official grain storage, which is no longer offered; where there is one it stays as it is.
    private const string NoLongerOffered = "SELECT 1;";

    // The tables stay; rows may from here on hold what older programs cannot read, so these are refused at their start instead of failing at the first
    // such row. One more of these whenever that is so again. This one: entries of trails and members of rows of 2026-11.
    private const string NewerRows = "SELECT 1;";

    /// <summary>What leads from one version to the next; the schema's version is how many of them it has seen. Only ever appended to.</summary>
    internal static readonly string[] Steps =
    [
        CreateVersion1 + OrleansQueries.Tables,
        AddEvidence,
        NoLongerOffered,
        AddSignInKeys,
        NewerRows,
    ];

    /// <summary>For commands that are given a schema by people.</summary>
    /// <exception cref="BackupException">No schema can be called so.</exception>
    public static void RequireName(string schema)
    {
        if (!PostgresStorageOptions.IsSchema(schema))
        {
            throw new BackupException("--schema 只能由小写字母、数字和下划线组成。 --schema has 1 to 63 small letters, digits and underscores.");
        }
    }

    /// <exception cref="InvalidDataException">The schema is newer than this program, or the server does not keep what it acknowledges.</exception>
    public static void Ensure(NpgsqlConnection connection, string schema)
    {
        using var transaction = connection.BeginTransaction();
        EnsureWithin(connection, schema);
        transaction.Commit();
    }

    /// <summary>The same in a transaction of the caller's, at whose end all others stop waiting.</summary>
    /// <inheritdoc cref="Ensure(NpgsqlConnection, string)"/>
    public static void EnsureWithin(NpgsqlConnection connection, string schema)
    {
        if (Scalar(connection, "SHOW fsync") is "off")
        {
            throw new InvalidDataException("数据库设置 fsync=off，不能保证已确认的数据不丢失，拒绝启动。 The database runs with fsync=off and may lose what it acknowledged: refused.");
        }

        Execute(connection, $"SELECT pg_advisory_xact_lock({CreationLock})");
        var known = Version(connection, schema);
        if (known > Steps.Length)
        {
            throw new InvalidDataException(
                $"数据库结构由更新版本的程序建立（版本 {known}，本程序支持到 {Steps.Length}）：{schema}。请升级本程序。 " +
                $"The schema {schema} was made by a newer program (version {known}, this one knows {Steps.Length}); upgrade this program.");
        }

        Execute(connection, $"CREATE SCHEMA IF NOT EXISTS {schema}");
        for (var version = known + 1; version <= Steps.Length; version++)
        {
            Execute(connection, Steps[version - 1].Replace("{0}", schema, StringComparison.Ordinal));
            Execute(connection, $"INSERT INTO {schema}.schema_version (version) VALUES ({version})");
        }

        foreach (var (key, text) in OrleansQueries.For(schema))
        {
            Execute(connection, $"""
                INSERT INTO {schema}.orleansquery AS q (querykey, querytext) VALUES ($1, $2)
                ON CONFLICT (querykey) DO UPDATE SET querytext = excluded.querytext WHERE q.querytext <> excluded.querytext
                """, key, text);
        }
    }

    /// <summary>Only looks: the schema is there, and of this program's version, which it gives.</summary>
    /// <exception cref="InvalidDataException">It is not.</exception>
    public static int Require(NpgsqlConnection connection, string schema) => Version(connection, schema) is var version && version == Steps.Length
        ? version
        : throw new InvalidDataException(version == 0
            ? $"数据库中没有本系统的数据（schema {schema}）。 The database holds nothing of this product (schema {schema})."
            : $"数据库结构为版本 {version}，本程序为 {Steps.Length}：{schema}。请用同一版本的程序。 "
                + $"The schema {schema} has version {version}, this program {Steps.Length}; use the same version.");

    /// <summary>0 where there is none.</summary>
    private static int Version(NpgsqlConnection connection, string schema) =>
        Scalar(connection, $"SELECT to_regclass('{schema}.schema_version')::text") is DBNull
            ? 0
            : (int)Scalar(connection, $"SELECT max(version) FROM {schema}.schema_version")!;

    private static void Execute(NpgsqlConnection connection, string sql, params string[] values)
    {
        using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value });
        }

        command.ExecuteNonQuery();
    }

    private static object? Scalar(NpgsqlConnection connection, string sql)
    {
        using var command = new NpgsqlCommand(sql, connection);
        return command.ExecuteScalar();
    }
}
