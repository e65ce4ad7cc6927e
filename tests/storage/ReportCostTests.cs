using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Npgsql;
using Rectification.Storage;

namespace Rectification.Tests.Storage;

/// <summary>What the whole product writes for a report, counted row by row where the rows are.</summary>
public sealed class ReportCostTests(PostgresServer server) : IClassFixture<PostgresServer>
{
    private const int Reports = ReportingSilo.Reports;

    /// <summary>A page of a measure's trail is sealed when it has 3 KB; none of these entries is longer than this.</summary>
    private const int FewestReportsAPage = 6;

    private const string MeasureRow = "measure-v1";
    private const string SealedPage = "trail-page-v1";

    [Fact]
    public async Task On_PostgreSQL_each_report_writes_one_row_of_its_measure_and_one_row_more_only_when_a_page_of_the_trail_is_full()
    {
        const string schema = "report_cost";
        using var silo = await ReportingSilo.Start(new()
        {
            ["Profile"] = "postgres",
            ["ConnectionStrings:Rectification"] = server.ConnectionString,
            ["Postgres:Schema"] = schema,
            ["Silo:Port"] = LastingPort.Free().ToString(CultureInfo.InvariantCulture),
            ["Silo:GatewayPort"] = LastingPort.Free().ToString(CultureInfo.InvariantCulture),
        });
        var plan = await ReportingSilo.Plan(silo, "cost-postgres");
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await Execute(connection, Witness(schema));

        await ReportingSilo.Report(silo, plan);

        // What is sealed is sealed after the answer: with the silo stopped in order nothing is on its way any more.
        await silo.StopAsync(TestContext.Current.CancellationToken).InTime();
        var rows = await Rows(
            connection,
            $"SELECT coalesce(state, table_name), coalesce(row, '') FROM {schema}.witnessed WHERE table_name NOT IN ('membership', 'membership_version')");
        Check(rows);
    }

    [Fact]
    public async Task In_the_embedded_store_each_report_writes_one_row_of_its_measure_and_one_row_more_only_when_a_page_of_the_trail_is_full()
    {
        using var folder = new Folder();
        var rows = new ConcurrentBag<(string State, string Row)>();
        const string id = "cost-embedded";
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == StorageTelemetry.ActivitySourceName,
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span =>
            {
                // Other tests of this process write elsewhere at the same time.
                if (span.OperationName != "storage read" && span.GetTagItem("rectification.grain") is string row && row.Contains(id, StringComparison.Ordinal))
                {
                    rows.Add(((string)span.GetTagItem("rectification.state")!, row));
                }
            },
        };
        using var silo = await ReportingSilo.Start(new() { ["Data:Path"] = folder.Path });
        var plan = await ReportingSilo.Plan(silo, id);
        ActivitySource.AddActivityListener(listener);

        await ReportingSilo.Report(silo, plan);

        await silo.StopAsync(TestContext.Current.CancellationToken).InTime();
        Check([.. rows]);
    }

    private static void Check(IReadOnlyList<(string State, string Row)> rows)
    {
        var byState = rows.CountBy(row => row.State).ToDictionary();
        var pages = byState.GetValueOrDefault(SealedPage);
        TestContext.Current.TestOutputHelper?.WriteLine($"{Reports} reports: {string.Join(", ", byState.Select(state => $"{state.Key} {state.Value}"))}");
        Assert.Equal(Reports, byState[MeasureRow]);
        Assert.InRange(pages, 1, Reports / FewestReportsAPage);
        Assert.Equal(pages, rows.Where(row => row.State == SealedPage).Distinct().Count());
        Assert.Equal(Reports + pages, rows.Count);
    }

    /// <summary>Every table tells, in the transaction that writes, of each row that is written.</summary>
    private static string Witness(string schema) => $"""
        CREATE TABLE {schema}.witnessed (table_name text NOT NULL, state text, row text);
        CREATE FUNCTION {schema}.witness() RETURNS trigger LANGUAGE plpgsql AS $body$
            DECLARE written jsonb := CASE TG_OP WHEN 'DELETE' THEN to_jsonb(OLD) ELSE to_jsonb(NEW) END;
            BEGIN
                INSERT INTO {schema}.witnessed VALUES (TG_TABLE_NAME, written ->> 'state_name', written ->> 'grain_id');
                RETURN NULL;
            END $body$;
        DO $body$
            DECLARE name text;
            BEGIN
                FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = '{schema}' AND tablename <> 'witnessed' LOOP
                    EXECUTE format(
                        'CREATE TRIGGER witness AFTER INSERT OR UPDATE OR DELETE ON {schema}.%I FOR EACH ROW EXECUTE FUNCTION {schema}.witness()', name);
                END LOOP;
            END $body$;
        """;

    private static async Task Execute(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<IReadOnlyList<(string State, string Row)>> Rows(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var rows = new List<(string, string)>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            rows.Add((reader.GetString(0), reader.GetString(1)));
        }

        return rows;
    }
}
