namespace Rectification.Storage.Postgres;

/// <summary>
/// What the official AdoNet packages for clustering and reminders ask their database for: the packages bring no SQL and read these texts from the
/// table OrleansQuery. Keys, parameters and columns are their contract; the statements are ours.
/// </summary>
internal static class OrleansQueries
{
    /// <summary>Tables behind the statements; <c>{0}</c> is the schema.</summary>
    public const string Tables = """
        CREATE TABLE {0}.orleansquery (querykey text PRIMARY KEY, querytext text NOT NULL);
        CREATE TABLE {0}.membership_version (
            deployment_id text COLLATE "C" PRIMARY KEY, version integer NOT NULL DEFAULT 0, changed timestamptz NOT NULL DEFAULT now());
        CREATE TABLE {0}.membership (
            deployment_id text COLLATE "C" NOT NULL, address text COLLATE "C" NOT NULL, port integer NOT NULL, generation integer NOT NULL,
            silo_name text NOT NULL, host_name text NOT NULL, status integer NOT NULL, proxy_port integer, suspect_times text,
            start_time timestamptz NOT NULL, i_am_alive_time timestamptz NOT NULL, PRIMARY KEY (deployment_id, address, port, generation));
        CREATE TABLE {0}.reminder (
            service_id text COLLATE "C" NOT NULL, grain_id text COLLATE "C" NOT NULL, name text COLLATE "C" NOT NULL, start_time timestamptz NOT NULL,
            period bigint NOT NULL, grain_hash integer NOT NULL, version integer NOT NULL, PRIMARY KEY (service_id, grain_id, name));
        CREATE INDEX reminder_hash ON {0}.reminder (service_id, grain_hash);
        """;

    private const string ThisSilo = "deployment_id = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation";

    private const string Members = """
        SELECT m.address AS "Address", m.port AS "Port", m.generation AS "Generation", m.silo_name AS "SiloName", m.host_name AS "HostName",
            m.status AS "Status", m.proxy_port AS "ProxyPort", m.suspect_times AS "SuspectTimes", m.start_time AS "StartTime",
            m.i_am_alive_time AS "IAmAliveTime", v.version AS "Version"
        FROM {0}.membership_version v LEFT JOIN {0}.membership m ON m.deployment_id = v.deployment_id
        """;

    // A change of a silo's row goes with the next version of the table, or not at all.
    private const string NextVersion = """
        WITH v AS (UPDATE {0}.membership_version SET version = version + 1, changed = now()
            WHERE deployment_id = @DeploymentId AND version = @Version AND {1} RETURNING 1),
        """;

    private const string Reminders = """
        SELECT grain_id AS "GrainId", name AS "ReminderName", start_time AS "StartTime", period AS "Period", version AS "Version"
        FROM {0}.reminder WHERE service_id = @ServiceId
        """;

    /// <summary>The statements by the keys the packages look for.</summary>
    public static IReadOnlyDictionary<string, string> For(string schema) => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["GatewaysQueryKey"] = """
            SELECT address AS "Address", proxy_port AS "ProxyPort", generation AS "Generation"
            FROM {0}.membership WHERE deployment_id = @DeploymentId AND status = @Status AND proxy_port > 0
            """,
        ["MembershipReadAllKey"] = Members + " WHERE v.deployment_id = @DeploymentId",
        ["MembershipReadRowKey"] = Members + """
             AND m.address = @Address AND m.port = @Port AND m.generation = @Generation WHERE v.deployment_id = @DeploymentId
            """,
        ["InsertMembershipVersionKey"] =
            "WITH i AS (INSERT INTO {0}.membership_version (deployment_id) VALUES (@DeploymentId) ON CONFLICT DO NOTHING RETURNING 1) SELECT count(*) FROM i",
        ["InsertMembershipKey"] = Version($"NOT EXISTS (SELECT 1 FROM {{0}}.membership WHERE {ThisSilo})") + """
            i AS (INSERT INTO {0}.membership (deployment_id, address, port, generation, silo_name, host_name, status, proxy_port, start_time, i_am_alive_time)
                SELECT @DeploymentId, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime FROM v RETURNING 1)
            SELECT count(*) FROM i
            """,
        ["UpdateMembershipKey"] = Version($"EXISTS (SELECT 1 FROM {{0}}.membership WHERE {ThisSilo})") + $$"""
            u AS (UPDATE {0}.membership SET status = @Status, suspect_times = @SuspectTimes, i_am_alive_time = @IAmAliveTime
                WHERE {{ThisSilo}} AND EXISTS (SELECT 1 FROM v) RETURNING 1)
            SELECT count(*) FROM u
            """,
        ["UpdateIAmAlivetimeKey"] = $"UPDATE {{0}}.membership SET i_am_alive_time = @IAmAliveTime WHERE {ThisSilo}",
        ["DeleteMembershipTableEntriesKey"] =
            "WITH m AS (DELETE FROM {0}.membership WHERE deployment_id = @DeploymentId) DELETE FROM {0}.membership_version WHERE deployment_id = @DeploymentId",
        ["CleanupDefunctSiloEntriesKey"] =
            "DELETE FROM {0}.membership WHERE deployment_id = @DeploymentId AND i_am_alive_time < @IAmAliveTime AND status <> 3",
        ["ReadReminderRowsKey"] = Reminders + " AND grain_id = @GrainId",
        ["ReadReminderRowKey"] = Reminders + " AND grain_id = @GrainId AND name = @ReminderName",
        ["ReadRangeRows1Key"] = Reminders + " AND grain_hash > @BeginHash AND grain_hash <= @EndHash",
        ["ReadRangeRows2Key"] = Reminders + " AND (grain_hash > @BeginHash OR grain_hash <= @EndHash)",
        ["UpsertReminderRowKey"] = """
            INSERT INTO {0}.reminder AS r (service_id, grain_id, name, start_time, period, grain_hash, version)
            VALUES (@ServiceId, @GrainId, @ReminderName, @StartTime, @Period, @GrainHash, 0)
            ON CONFLICT (service_id, grain_id, name) DO UPDATE
                SET start_time = excluded.start_time, period = excluded.period, grain_hash = excluded.grain_hash, version = r.version + 1
            RETURNING version AS "Version"
            """,
        ["DeleteReminderRowKey"] = """
            WITH d AS (DELETE FROM {0}.reminder WHERE service_id = @ServiceId AND grain_id = @GrainId AND name = @ReminderName
                AND version = @Version RETURNING 1)
            SELECT count(*) FROM d
            """,
        ["DeleteReminderRowsKey"] = "DELETE FROM {0}.reminder WHERE service_id = @ServiceId",
    }.ToDictionary(query => query.Key, query => query.Value.Replace("{0}", schema, StringComparison.Ordinal), StringComparer.Ordinal);

    private static string Version(string condition) => NextVersion.Replace("{1}", condition, StringComparison.Ordinal) + "\n";
}
