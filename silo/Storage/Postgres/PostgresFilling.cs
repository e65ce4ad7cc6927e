using System.Globalization;
using Npgsql;
using NpgsqlTypes;
using Rectification.Backups;

namespace Rectification.Storage.Postgres;

/// <summary>
/// Fills an empty schema in one transaction, the tables' making included: until its commit nobody finds anything of it, and every program
/// that starts on the schema waits for its end.
/// </summary>
public sealed class PostgresFilling : IStoreFilling
{
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlTransaction _transaction;
    private readonly string _schema;
    private readonly string _serviceId;
    private NpgsqlBinaryImporter? _rows;

    private PostgresFilling(NpgsqlConnection connection, NpgsqlTransaction transaction, string schema, string serviceId) =>
        (_connection, _transaction, _schema, _serviceId) = (connection, transaction, schema, serviceId);

    /// <param name="connectionString">Of the database.</param>
    /// <param name="schema">Schema of the tables; made if it is missing.</param>
    /// <param name="serviceId">Whose reminders they will be.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="BackupException">The schema holds something; nothing was touched.</exception>
    public static async Task<PostgresFilling> Of(string connectionString, string schema, string serviceId, CancellationToken cancellation)
    {
        PostgresSchema.RequireName(schema);
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { CommandTimeout = 0, Pooling = false }.ToString());
        try
        {
            await connection.OpenAsync(cancellation);
            var transaction = await connection.BeginTransactionAsync(cancellation);
            PostgresSchema.EnsureWithin(connection, schema);
            await RefuseIfServed(connection, schema, cancellation);
            foreach (var table in (string[])["grain_state", "reminder", "evidence"])
            {
                await RefuseUnlessEmpty(connection, $"{schema}.{table}", cancellation);
            }

            return new(connection, transaction, schema, serviceId);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public async Task Add(StoredRow row, CancellationToken cancellation)
    {
        _rows ??= await _connection.BeginBinaryImportAsync(
            $"COPY {_schema}.grain_state (state_name, grain_id, etag, data) FROM STDIN (FORMAT binary)", cancellation);
        await _rows.StartRowAsync(cancellation);
        await _rows.WriteAsync(row.StateName, NpgsqlDbType.Text, cancellation);
        await _rows.WriteAsync(row.GrainId, NpgsqlDbType.Text, cancellation);
        await _rows.WriteAsync(Guid.NewGuid().ToString("N"), NpgsqlDbType.Text, cancellation);
        await _rows.WriteAsync(row.Data, NpgsqlDbType.Bytea, cancellation);
    }

    public async Task Add(StoredReminder reminder, CancellationToken cancellation)
    {
        await EndRows(cancellation);
        await using var insert = new NpgsqlCommand(
            $"INSERT INTO {_schema}.reminder (service_id, grain_id, name, start_time, period, grain_hash, version) VALUES ($1, $2, $3, $4, $5, $6, 0)",
            _connection);
        var hash = unchecked((int)GrainId.Parse(reminder.GrainId, CultureInfo.InvariantCulture).GetUniformHashCode());
        foreach (var value in (object[])[_serviceId, reminder.GrainId, reminder.Name, reminder.StartAt, (long)reminder.Period.TotalMilliseconds, hash])
        {
            insert.Parameters.Add(new() { Value = value });
        }

        await insert.ExecuteNonQueryAsync(cancellation);
    }

    public async Task AddEvidence(string sha256, long size, Stream content, CancellationToken cancellation)
    {
        await EndRows(cancellation);
        await PostgresEvidence.Insert(_connection, _schema, sha256, size, content, cancellation);
    }

    public async Task Commit(CancellationToken cancellation)
    {
        await EndRows(cancellation);
        await _transaction.CommitAsync(cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        if (_rows is not null)
        {
            await _rows.DisposeAsync();
        }

        // Without a commit the server undoes everything.
        await _transaction.DisposeAsync();
        await _connection.DisposeAsync();
    }

    private async Task EndRows(CancellationToken cancellation)
    {
        if (_rows is { } rows)
        {
            await rows.CompleteAsync(cancellation);
            await rows.DisposeAsync();
            _rows = null;
        }
    }

    /// <summary>A silo that is up may hold in memory that there is nothing.</summary>
    private static async Task RefuseIfServed(NpgsqlConnection connection, string schema, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            $"SELECT EXISTS (SELECT 1 FROM {schema}.membership WHERE status = {(int)SiloStatus.Active} AND i_am_alive_time > now() - interval '1 minute')",
            connection);
        if (await command.ExecuteScalarAsync(cancellation) is true)
        {
            throw new BackupException("目标数据库上还有 silo 在运行；请先停止，若是被强制结束的，请等一分钟。 "
                + "Silos are running on the target database; stop them first, or wait a minute if they were killed.");
        }
    }

    private static async Task RefuseUnlessEmpty(NpgsqlConnection connection, string table, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand($"SELECT EXISTS (SELECT 1 FROM {table})", connection);
        if (await command.ExecuteScalarAsync(cancellation) is true)
        {
            throw new BackupException($"目标数据库不是空的（{table} 有数据），未写入任何内容。 The target database is not empty ({table} holds data); nothing was written.");
        }
    }
}
