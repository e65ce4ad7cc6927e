using System.Runtime.CompilerServices;
using Npgsql;
using NpgsqlTypes;
using Rectification.Backups;

namespace Rectification.Storage.Postgres;

/// <summary>
/// A database as of one moment: a repeatable-read transaction, which blocks no writer. Reminders may lie in a database of their own, then as
/// of a moment of its own: they wake grains and carry no figure.
/// </summary>
public sealed class PostgresSnapshot : IStoreSnapshot
{
    private readonly NpgsqlConnection _states;
    private readonly NpgsqlConnection _reminders;
    private readonly string _schema;
    private readonly string _serviceId;

    private PostgresSnapshot(NpgsqlConnection states, NpgsqlConnection reminders, string schema, string serviceId) =>
        (_states, _reminders, _schema, _serviceId) = (states, reminders, schema, serviceId);

    public string Profile => Profiles.Profile.Postgres;

    public int Schema { get; private set; }

    public long RowCount { get; private set; }

    public long ReminderCount { get; private set; }

    /// <param name="states">Database of the grains' states.</param>
    /// <param name="reminders">Database of the reminders; usually the same.</param>
    /// <param name="schema">Schema of the tables in both.</param>
    /// <param name="serviceId">Whose reminders.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<PostgresSnapshot> Of(string states, string reminders, string schema, string serviceId, CancellationToken cancellation)
    {
        PostgresSchema.RequireName(schema);
        var first = new NpgsqlConnection(Patient(states));
        var second = states == reminders ? first : new NpgsqlConnection(Patient(reminders));
        var snapshot = new PostgresSnapshot(first, second, schema, serviceId);
        try
        {
            await snapshot.Begin(cancellation);
            return snapshot;
        }
        catch
        {
            await snapshot.DisposeAsync();
            throw;
        }
    }

    public async IAsyncEnumerable<StoredRow> Rows([EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var rows = await _states.BeginBinaryExportAsync(
            $"COPY {_schema}.grain_state (state_name, grain_id, data) TO STDOUT (FORMAT binary)", cancellation);
        while (await rows.StartRowAsync(cancellation) != -1)
        {
            var (state, grain) = (await rows.ReadAsync<string>(cancellation), await rows.ReadAsync<string>(cancellation));
            yield return new(state, grain, await rows.ReadAsync<byte[]>(NpgsqlDbType.Bytea, cancellation));
        }
    }

    public async IAsyncEnumerable<StoredReminder> Reminders([EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand($"SELECT grain_id, name, start_time, period FROM {_schema}.reminder WHERE service_id = $1", _reminders);
        command.Parameters.Add(new() { Value = _serviceId });
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        while (await rows.ReadAsync(cancellation))
        {
            yield return new(rows.GetString(0), rows.GetString(1), rows.GetDateTime(2), TimeSpan.FromMilliseconds(rows.GetInt64(3)));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _states.DisposeAsync();
        await _reminders.DisposeAsync();
    }

    /// <summary>Large tables take as long as they take; and the snapshot's own transactions need no pool.</summary>
    private static string Patient(string connectionString) =>
        new NpgsqlConnectionStringBuilder(connectionString) { CommandTimeout = 0, Pooling = false }.ToString();

    private async Task Begin(CancellationToken cancellation)
    {
        await Begin(_states, cancellation);
        if (_reminders != _states)
        {
            await Begin(_reminders, cancellation);
        }

        Schema = PostgresSchema.Require(_states, _schema);
        RowCount = await Count(_states, $"SELECT count(*) FROM {_schema}.grain_state", cancellation);
        if (RowCount == 0)
        {
            // A system that ran on it has left rows: an account, a clock. Half of a system must not pass for a backup of it.
            throw new BackupException("该数据库中没有业务数据，无可备份。 There are no grains' states in this database: there is nothing to back up.");
        }

        ReminderCount = await Count(_reminders, $"SELECT count(*) FROM {_schema}.reminder WHERE service_id = $1", cancellation, _serviceId);
    }

    private static async Task Begin(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await connection.OpenAsync(cancellation);
        await using var begin = new NpgsqlCommand("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", connection);
        await begin.ExecuteNonQueryAsync(cancellation);
    }

    private static async Task<long> Count(NpgsqlConnection connection, string sql, CancellationToken cancellation, params string[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value });
        }

        return (long)(await command.ExecuteScalarAsync(cancellation))!;
    }
}
