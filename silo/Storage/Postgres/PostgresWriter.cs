using System.Runtime.InteropServices;
using Npgsql;
using NpgsqlTypes;

namespace Rectification.Storage.Postgres;

/// <summary>One writing connection: a batch is one statement over arrays, committed by itself, so that a paused process holds no locks.</summary>
internal sealed class PostgresWriter(NpgsqlDataSource source, PostgresStorageOptions options, string silo, Action? fenced) : IDisposable
{
    private const int Fenced = -1;

    // Plans are made once, while the table may still be empty: only lookups by key are right later. Committed means on the disk.
    private const string Settings =
        "SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off; SET jit = off; SET plan_cache_mode = force_generic_plan;";

    private readonly Guid _id = Guid.NewGuid();
    private readonly string _sql = Sql(options.Schema);
    private NpgsqlConnection? _connection;
    private NpgsqlCommand? _command;
    private bool _registered;

    /// <summary>Names this writer to the database, so that it can be shut out should its silo be given up.</summary>
    public void Register()
    {
        using var connection = source.OpenConnection();
        using var command = new NpgsqlCommand($"INSERT INTO {options.Schema}.writer (writer_id, silo) VALUES ($1, $2) ON CONFLICT DO NOTHING", connection);
        command.Parameters.Add(new() { Value = _id });
        command.Parameters.Add(new() { Value = silo });
        command.ExecuteNonQuery();
        _registered = true;
    }

    public BatchOutcome Apply(ReadOnlySpan<StoreOperation> batch)
    {
        try
        {
            Connect();
        }
        catch (Exception exception) when (exception is NpgsqlException or TimeoutException or IOException)
        {
            // Nothing was sent.
            Disconnect();
            return new(BatchResult.Unavailable, exception);
        }

        try
        {
            Fill(batch);
            if (Run(batch))
            {
                return BatchOutcome.Committed;
            }

            fenced?.Invoke();
            return new(BatchResult.Unavailable, new StorageUnavailableException(
                "This process was given up by its cluster; its writes are no longer accepted."));
        }
        catch (Exception exception) when (exception is NpgsqlException or TimeoutException or IOException)
        {
            var result = PostgresErrors.Of(exception);
            if (result == BatchResult.Unknown || _connection is not { State: System.Data.ConnectionState.Open })
            {
                Disconnect();
            }

            return new(result, exception);
        }
    }

    public void Dispose() => Disconnect();

    /// <summary>
    /// The fence is read under lock: fencing waits for a batch under way, and a batch that comes later finds itself fenced.
    /// Updates, inserts and deletes take the rows whose tags match; their ordinals say which went through.
    /// </summary>
    private static string Sql(string schema) => $"""
        WITH fence AS MATERIALIZED (SELECT 1 FROM {schema}.writer WHERE writer_id = $6 AND NOT fenced FOR SHARE),
        input AS MATERIALIZED (SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bytea[])
            WITH ORDINALITY AS i (state_name, grain_id, expected, etag, data, ordinal)),
        updated AS (UPDATE {schema}.grain_state g SET etag = i.etag, data = i.data FROM input i
            WHERE EXISTS (SELECT 1 FROM fence) AND i.etag IS NOT NULL AND i.expected IS NOT NULL
                AND g.grain_id = i.grain_id AND g.state_name = i.state_name AND g.etag = i.expected
            RETURNING i.ordinal),
        deleted AS (DELETE FROM {schema}.grain_state g USING input i
            WHERE EXISTS (SELECT 1 FROM fence) AND i.etag IS NULL AND i.expected IS NOT NULL
                AND g.grain_id = i.grain_id AND g.state_name = i.state_name AND g.etag = i.expected
            RETURNING i.ordinal),
        inserted AS (INSERT INTO {schema}.grain_state (state_name, grain_id, etag, data)
            SELECT state_name, grain_id, etag, data FROM input WHERE EXISTS (SELECT 1 FROM fence) AND etag IS NOT NULL AND expected IS NULL
            ON CONFLICT DO NOTHING RETURNING etag)
        SELECT ordinal FROM updated UNION ALL SELECT ordinal FROM deleted
        UNION ALL SELECT i.ordinal FROM input i JOIN inserted n ON n.etag = i.etag
        UNION ALL SELECT {Fenced} WHERE NOT EXISTS (SELECT 1 FROM fence)
        """;

    private void Connect()
    {
        if (_connection is { State: System.Data.ConnectionState.Open })
        {
            return;
        }

        Disconnect();
        if (!_registered)
        {
            Register();
        }

        _connection = source.OpenConnection();
        using (var settings = new NpgsqlCommand(Settings, _connection))
        {
            settings.ExecuteNonQuery();
        }

        _command = new(_sql, _connection);
        foreach (var type in (NpgsqlDbType[])[NpgsqlDbType.Text, NpgsqlDbType.Text, NpgsqlDbType.Text, NpgsqlDbType.Text, NpgsqlDbType.Bytea])
        {
            _command.Parameters.Add(new() { NpgsqlDbType = NpgsqlDbType.Array | type });
        }

        _command.Parameters.Add(new() { NpgsqlDbType = NpgsqlDbType.Uuid, Value = _id });
        _command.Prepare();
    }

    private void Fill(ReadOnlySpan<StoreOperation> batch)
    {
        var (names, ids) = (new string[batch.Length], new string[batch.Length]);
        var (expected, tags) = (new string?[batch.Length], new string?[batch.Length]);
        var data = new byte[]?[batch.Length];
        for (var i = 0; i < batch.Length; i++)
        {
            (names[i], ids[i]) = (batch[i].Key.StateName, batch[i].Key.GrainId.ToString());
            (expected[i], tags[i], data[i]) = batch[i] switch
            {
                StateWrite write => (write.ExpectedETag, write.NewETag, Bytes(write.Data)),
                StateClear clear => (clear.ExpectedETag, null, null),
                var other => throw new NotSupportedException(other.GetType().Name),
            };
        }

        var parameters = _command!.Parameters;
        (parameters[0].Value, parameters[1].Value, parameters[2].Value, parameters[3].Value, parameters[4].Value) = (names, ids, expected, tags, data);
    }

    /// <returns>False when this writer is fenced.</returns>
    private bool Run(ReadOnlySpan<StoreOperation> batch)
    {
        var through = new bool[batch.Length];
        using (var reader = _command!.ExecuteReader())
        {
            while (reader.Read())
            {
                var ordinal = reader.GetInt64(0);
                if (ordinal == Fenced)
                {
                    return false;
                }

                through[ordinal - 1] = true;
            }
        }

        for (var i = 0; i < through.Length; i++)
        {
            if (!through[i])
            {
                Settle(batch[i]);
            }
        }

        return true;
    }

    /// <summary>An operation that touched nothing: its tag did not match, or it cleared what was not there.</summary>
    private void Settle(StoreOperation operation)
    {
        string? found;
        try
        {
            found = TagOf(operation.Key);
        }
        catch (Exception exception) when (exception is NpgsqlException or TimeoutException or IOException)
        {
            // The batch is committed, and this operation wrote nothing: that is a conflict, only with whom is not known.
            Disconnect();
            operation.Conflict(null);
            return;
        }

        if (found is not null || operation is not StateClear { ExpectedETag: null })
        {
            operation.Conflict(found);
        }
    }

    private string? TagOf(StoreKey key)
    {
        Connect();
        using var command = new NpgsqlCommand($"SELECT etag FROM {options.Schema}.grain_state WHERE grain_id = $1 AND state_name = $2", _connection);
        command.Parameters.Add(new() { Value = key.GrainId.ToString() });
        command.Parameters.Add(new() { Value = key.StateName });
        return (string?)command.ExecuteScalar();
    }

    private void Disconnect()
    {
        _command?.Dispose();
        _connection?.Dispose();
        (_command, _connection) = (null, null);
    }

    private static byte[] Bytes(ReadOnlyMemory<byte> data) =>
        MemoryMarshal.TryGetArray(data, out var segment) && segment.Offset == 0 && segment.Count == segment.Array!.Length ? segment.Array : data.ToArray();
}
