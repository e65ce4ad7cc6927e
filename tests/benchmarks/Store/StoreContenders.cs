using Microsoft.Data.Sqlite;
using Npgsql;
using Rectification.Benchmarks.Peer;
using Rectification.Benchmarks.Processes;

namespace Rectification.Benchmarks.Store;

/// <summary>Who can be measured, each opened fresh.</summary>
internal static class StoreContenders
{
    /// <summary>The official store on a SQLite file with write-ahead log and every commit flushed.</summary>
    public static async Task<IStoreContender> OfficialSqlite(WorkFolder folder, CancellationToken cancel)
    {
        var path = Path.Combine(folder.Folder("official"), "orleans.db");
        // Microsoft.Data.Sqlite leaves SQLite's own default, which is FULL; the check says so before anything is measured.
        var connectionString = new SqliteConnectionStringBuilder { DataSource = path, Pooling = true }.ConnectionString;
        await using (var connection = new SqliteConnection(connectionString))
        {
            await connection.OpenAsync(cancel);
            await SqliteContract.Install(connection, cancel);
        }

        var store = await OfficialStore.Open("official AdoNet on SQLite", "System.Data.SQLite", connectionString, cancel);
        await RequireDurable(connectionString, cancel);
        return store;
    }

    /// <summary>The official store as a project that follows its documentation has it: SQL of the usual shape, a plain connection string.</summary>
    public static async Task<IStoreContender> OfficialPostgres(PostgresCluster postgres, CancellationToken cancel)
    {
        var database = await postgres.CreateDatabase("official_store", cancel);
        await using (var connection = new NpgsqlConnection(database))
        {
            await connection.OpenAsync(cancel);
            await UsualSql.Install(connection, cancel);
        }

        return await OfficialStore.Open("official AdoNet on PostgreSQL, SQL of the usual shape", "Npgsql", database, cancel);
    }

    private static async Task RequireDurable(string connectionString, CancellationToken cancel)
    {
        const int full = 2;
        await using var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync(cancel);
        await using var ask = connection.CreateCommand();
        ask.CommandText = "SELECT (SELECT synchronous FROM pragma_synchronous), (SELECT journal_mode FROM pragma_journal_mode)";
        await using var reader = await ask.ExecuteReaderAsync(cancel);
        await reader.ReadAsync(cancel);
        if (reader.GetInt32(0) != full || reader.GetString(1) != "wal")
            throw new InvalidOperationException("The official store's file is not as durable as ours: no fair comparison.");
    }
}
