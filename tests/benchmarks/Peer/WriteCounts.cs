using Npgsql;
using Rectification.Benchmarks.Output;

namespace Rectification.Benchmarks.Peer;

/// <summary>What a database has written, by its own count.</summary>
/// <param name="Rows">Rows inserted, updated or deleted, by table.</param>
internal sealed record WriteCounts(IReadOnlyDictionary<string, long> Rows)
{
    /// <summary>A session tells what it counted once a second while it works, and ten seconds after its last work.</summary>
    private static readonly TimeSpan ToldAfter = TimeSpan.FromSeconds(11);

    private const string RowsSql = "SELECT relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_user_tables";
    private const string LogSql = "SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::bigint";

    public static Task Settled(CancellationToken cancel) => Task.Delay(ToldAfter, cancel);

    public static async Task<IReadOnlyList<WriteCounts>> OfEach(IEnumerable<string> databases, CancellationToken cancel)
    {
        var counts = new List<WriteCounts>();
        foreach (var database in databases)
        {
            await using var connection = await Open(database, cancel);
            await using var command = new NpgsqlCommand(RowsSql, connection);
            await using var reader = await command.ExecuteReaderAsync(cancel);
            var rows = new Dictionary<string, long>(StringComparer.Ordinal);
            while (await reader.ReadAsync(cancel))
                rows[reader.GetString(0)] = reader.GetInt64(1);
            counts.Add(new(rows));
        }

        return counts;
    }

    /// <summary>Bytes of write-ahead log since the beginning; the server has one log for all its databases.</summary>
    public static async Task<long> LogPosition(string database, CancellationToken cancel)
    {
        await using var connection = await Open(database, cancel);
        await using var command = new NpgsqlCommand(LogSql, connection);
        return (long)(await command.ExecuteScalarAsync(cancel))!;
    }

    /// <summary>For example "a report wrote 1.250 rows (grain_state 1.250) and 3,100 bytes of log": what came since <paramref name="before"/>.</summary>
    public string PerReport(WriteCounts before, long logBytes, long reports)
    {
        const double least = 0.0005;
        var grown = Rows.Select(table => (Table: table.Key, Each: (table.Value - before.Rows.GetValueOrDefault(table.Key)) / (double)reports))
            .Where(table => table.Each >= least).OrderByDescending(table => table.Each).ToArray();
        return $"a report wrote {grown.Sum(table => table.Each):0.000} rows ({string.Join(", ", grown.Select(table => $"{table.Table} {table.Each:0.000}"))}) "
            + $"and {Numbers.Short(logBytes / (double)reports)} bytes of log";
    }

    // Without a pool: a session that stays would be counted among those it asks about.
    private static async Task<NpgsqlConnection> Open(string database, CancellationToken cancel)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(database) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(cancel);
        return connection;
    }
}
