namespace Rectification.Benchmarks.Peer;

/// <summary>The hand-written service's statements.</summary>
internal static class PeerSql
{
    public const string Schema =
        """
        CREATE TABLE account (key_hash bytea PRIMARY KEY, name text NOT NULL, units text[] NOT NULL);
        CREATE TABLE measure (plan text, no int, text text NOT NULL, lead_unit text NOT NULL,
            deadline date NOT NULL, status smallint NOT NULL, version int NOT NULL,
            PRIMARY KEY (plan, no)) WITH (fillfactor = 80);
        CREATE TABLE assignment (plan text, no int, unit text, percent int NOT NULL, quantity numeric, started boolean NOT NULL,
            reported_at timestamptz, reports int NOT NULL, version int NOT NULL,
            PRIMARY KEY (plan, no, unit)) WITH (fillfactor = 80);
        CREATE TABLE idempotency (account text, plan text, no int, key text, body_hash bytea NOT NULL,
            version int NOT NULL, recorded_at timestamptz NOT NULL, PRIMARY KEY (account, plan, no, key));
        CREATE TABLE audit (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, plan text NOT NULL, no int NOT NULL,
            unit text NOT NULL, account text NOT NULL, at timestamptz NOT NULL, version int NOT NULL,
            percent int NOT NULL, quantity numeric, note text NOT NULL);
        CREATE INDEX audit_of_measure ON audit (plan, no, id);
        CREATE TABLE counter (plan text, unit text, total int NOT NULL, started int NOT NULL, percent_sum bigint NOT NULL,
            reports bigint NOT NULL, version bigint NOT NULL, PRIMARY KEY (plan, unit)) WITH (fillfactor = 50);
        """;

    public const string Read =
        """
        SELECT a.percent, a.started, a.reports, a.version, m.text, m.lead_unit, m.deadline
        FROM assignment a JOIN measure m ON m.plan = a.plan AND m.no = a.no
        WHERE a.plan = $1 AND a.no = $2 AND a.unit = $3
        """;

    public const string Remembered =
        "SELECT body_hash, version FROM idempotency WHERE account = $1 AND plan = $2 AND no = $3 AND key = $4";

    /// <summary>
    /// The whole transaction of a report in one statement, so one round trip and the shortest possible hold on the
    /// counters' rows. Nothing moves unless the version is the one the rules were checked against; a repeated key
    /// violates the primary key of <c>idempotency</c> and takes everything back.
    /// Parameters: 1 plan, 2 no, 3 unit, 4 percent, 5 quantity, 6 now, 7 expected version, 8 account, 9 key,
    /// 10 body hash, 11 note, 12 percent added, 13 whether it is the unit's first report.
    /// </summary>
    public static string Write(CounterStyle style)
    {
        const string moved =
            """
            WITH moved AS (
                UPDATE assignment SET percent = $4, quantity = coalesce($5, quantity), started = true,
                    reported_at = $6, reports = reports + 1, version = version + 1
                WHERE plan = $1 AND no = $2 AND unit = $3 AND version = $7
                RETURNING version),
            known AS (
                INSERT INTO idempotency (account, plan, no, key, body_hash, version, recorded_at)
                SELECT $8, $1, $2, $9, $10, version, $6 FROM moved),
            trail AS (
                INSERT INTO audit (plan, no, unit, account, at, version, percent, quantity, note)
                SELECT $1, $2, $3, $8, $6, version, $4, $5, $11 FROM moved)
            """;
        // With live counters nothing names $12 and $13 otherwise; without them a harmless mention keeps the list the same.
        const string unused = "SELECT version, $12::int, $13::boolean FROM moved";
        const string live = "SELECT version FROM moved";
        return style switch
        {
            CounterStyle.UnitAndCity => $"{moved}, of_unit AS ({Count("unit = $3")}), of_city AS ({Count("unit = ''")}) {live}",
            CounterStyle.UnitOnly => $"{moved}, of_unit AS ({Count("unit = $3")}) {live}",
            CounterStyle.None => $"{moved} {unused}",
            _ => throw new ArgumentOutOfRangeException(nameof(style)),
        };
    }

    public static string City(CounterStyle style) => style switch
    {
        CounterStyle.UnitAndCity =>
            "SELECT total, started, percent_sum, reports, version FROM counter WHERE plan = $1 AND unit = ''",
        CounterStyle.UnitOnly =>
            """
            SELECT sum(total)::int, sum(started)::int, sum(percent_sum)::bigint, sum(reports)::bigint, sum(version)::bigint
            FROM counter WHERE plan = $1 AND unit <> ''
            """,
        CounterStyle.None =>
            """
            SELECT count(*)::int, count(*) FILTER (WHERE started)::int, sum(percent)::bigint, sum(reports)::bigint, sum(version)::bigint
            FROM assignment WHERE plan = $1
            """,
        _ => throw new ArgumentOutOfRangeException(nameof(style)),
    };

    private static string Count(string row) =>
        "UPDATE counter SET started = started + $13::boolean::int, percent_sum = percent_sum + $12::int, reports = reports + 1, "
        + $"version = version + 1 WHERE plan = $1 AND {row} AND EXISTS (SELECT FROM moved)";
}
