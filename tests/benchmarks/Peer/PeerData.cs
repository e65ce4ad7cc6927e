using Npgsql;
using Rectification.Benchmarks.Product;

namespace Rectification.Benchmarks.Peer;

/// <summary>Fills the hand-written service's tables with the same plan, accounts and keys as the product gets.</summary>
internal static class PeerData
{
    public static async Task Fill(string connectionString, PlanFile plan, IReadOnlyList<UnitKey> keys, CancellationToken cancel)
    {
        await using var database = NpgsqlDataSource.Create(connectionString);
        await Run(database, PeerSql.Schema, cancel);
        foreach (var key in keys)
        {
            await using var account = database.CreateCommand("INSERT INTO account VALUES ($1, $2, $3)");
            account.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = PeerKeys.Hash(key.Key) });
            account.Parameters.Add(new NpgsqlParameter<string> { TypedValue = key.Account });
            account.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [key.Unit] });
            await account.ExecuteNonQueryAsync(cancel);
        }

        await using (var connection = await database.OpenConnectionAsync(cancel))
        {
            await using var rows = await connection.BeginBinaryImportAsync(
                "COPY measure (plan, no, text, lead_unit, deadline, status, version) FROM STDIN (FORMAT binary)", cancel);
            foreach (var measure in plan.Measures)
            {
                await rows.StartRowAsync(cancel);
                await rows.WriteAsync(plan.Id, cancel);
                await rows.WriteAsync(measure.No, cancel);
                await rows.WriteAsync(measure.Text, cancel);
                await rows.WriteAsync(measure.LeadUnit, cancel);
                await rows.WriteAsync(measure.Deadline, cancel);
                await rows.WriteAsync((short)0, cancel);
                await rows.WriteAsync(0, cancel);
            }

            await rows.CompleteAsync(cancel);
        }

        await Run(database,
            """
            INSERT INTO assignment SELECT plan, no, lead_unit, 0, NULL, false, NULL, 0, 0 FROM measure;
            INSERT INTO counter SELECT plan, lead_unit, count(*), 0, 0, 0, 0 FROM measure GROUP BY plan, lead_unit;
            INSERT INTO counter SELECT plan, '', count(*), 0, 0, 0, 0 FROM measure GROUP BY plan;
            """, cancel);
        // Outside the insert's implicit transaction, where VACUUM is not allowed.
        await Run(database, "VACUUM ANALYZE", cancel);
    }

    /// <summary>A past of that many reports on one measure, spread over past days.</summary>
    public static async Task AddHistory(string connectionString, string plan, MeasureLine measure, int entries, CancellationToken cancel)
    {
        await using var database = NpgsqlDataSource.Create(connectionString);
        await using var command = database.CreateCommand(
            """
            INSERT INTO audit (plan, no, unit, account, at, version, percent, quantity, note)
            SELECT $1, $2, $3, 'history', now() - make_interval(mins => 2 * ($4 - i)), i, 1, NULL, 'history ' || i
            FROM generate_series(1, $4) i
            """);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = plan });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = measure.No });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = measure.LeadUnit });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = entries });
        await command.ExecuteNonQueryAsync(cancel);
    }

    private static async Task Run(NpgsqlDataSource database, string sql, CancellationToken cancel)
    {
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(cancel);
    }
}
