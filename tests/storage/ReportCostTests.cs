using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Rectification.Documents;
using Rectification.Hosting;
using Rectification.Measures;
using Rectification.Plans;
using Rectification.Storage;

namespace Rectification.Tests.Storage;

/// <summary>What the whole product writes for a report, counted row by row where the rows are.</summary>
public sealed class ReportCostTests(PostgresServer server) : IClassFixture<PostgresServer>
{
    private const int Measures = 8;
    private const int ReportsEach = 40;
    private const int Reports = Measures * ReportsEach;

    /// <summary>A page of a measure's trail is sealed when it has 3 KB; none of these entries is longer than this.</summary>
    private const int FewestReportsAPage = 6;

    private const string MeasureRow = "measure-v1";
    private const string SealedPage = "trail-page-v1";

    [Fact]
    public async Task On_PostgreSQL_each_report_writes_one_row_of_its_measure_and_one_row_more_only_when_a_page_of_the_trail_is_full()
    {
        const string schema = "report_cost";
        using var silo = await Start(new()
        {
            ["Profile"] = "postgres",
            ["ConnectionStrings:Rectification"] = server.ConnectionString,
            ["Postgres:Schema"] = schema,
            ["Silo:Port"] = FreePort(),
            ["Silo:GatewayPort"] = FreePort(),
        });
        var plan = await Plan(silo, "cost-postgres");
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await Execute(connection, Witness(schema));

        await Report(silo, plan);

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
        using var silo = await Start(new() { ["Data:Path"] = folder.Path });
        var plan = await Plan(silo, id);
        ActivitySource.AddActivityListener(listener);

        await Report(silo, plan);

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

    /// <summary>Reports that do not change what is counted otherwise than a report does: the measures are under way already.</summary>
    private static async Task Report(IHost silo, string plan)
    {
        await Task.WhenAll(Enumerable.Range(1, Measures).Select(async no =>
        {
            for (var i = 1; i <= ReportsEach; i++)
            {
                await Submit(silo, plan, no, new ReportProgress { Unit = "c1", Percent = i, Note = "已召开专题会议研究部署，责任科室逐项对照整改清单推进，本周完成阶段性任务。" });
            }
        }));
    }

    private static async Task<string> Plan(IHost silo, string id)
    {
        var grains = silo.Services.GetRequiredService<IGrainFactory>();
        var document = new PlanDocument
        {
            Id = id,
            Title = "整改方案",
            FeedbackDate = new(2026, 1, 1),
            Regions = [],
            Units = [new() { Id = "c1", Name = "甲县", Kind = UnitKind.County }],
            Leaders = [new() { Id = "leader-a", Title = "分管领导" }],
            Problems = [new() { No = 1, Title = "问题一", Leader = "leader-a", LeadUnit = "c1" }],
            Measures = [.. Enumerable.Range(1, Measures).Select(no => new MeasureDefinition
            {
                No = no,
                Problem = 1,
                Text = $"完善制度之{no}",
                LeadUnit = "c1",
                Units = [],
                Leader = "leader-a",
                Start = new(2026, 1, 1),
                Deadline = new(2099, 12, 31),
            })],
        };
        var source = new PlanSource { Actor = new() { Account = "ops" }, Id = id };
        Assert.Null((await grains.GetGrain<IPlanGrain>(id).Import(PlanNormalizer.Normalize(document), source).InTime()).Refusal);
        await Task.WhenAll(Enumerable.Range(1, Measures).Select(no => Submit(silo, id, no, new ClaimMeasure { Unit = "c1" })));
        return id;
    }

    private static async Task Submit(IHost silo, string plan, int no, MeasureCommand command)
    {
        var measure = silo.Services.GetRequiredService<IGrainFactory>().GetGrain<IMeasureGrain>(new NumberKey(plan, no).ToString());
        var outcome = await measure.Submit(new()
        {
            Id = Guid.NewGuid().ToString(),
            Actor = new() { Account = "c1-reporter", Roles = Roles.Reporter, Units = ["c1"] },
            Command = command,
        }).InTime();
        Assert.Null(outcome.Refusal?.Code);
    }

    private static async Task<IHost> Start(Dictionary<string, string?> settings)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(settings) { ["Telemetry:Console"] = "false" });
        builder.AddRectificationSilo();
        builder.Logging.ClearProviders();
        var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken).InTime();
        return host;
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

    private static string FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
    }
}
