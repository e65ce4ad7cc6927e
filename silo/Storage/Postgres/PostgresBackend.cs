using Npgsql;
using NpgsqlTypes;

namespace Rectification.Storage.Postgres;

/// <summary>A PostgreSQL database shared by many silos: a few writing connections of this one, each row guarded by its tag.</summary>
internal sealed class PostgresBackend : IGroupCommitBackend
{
    /// <summary>What a silo whose writer is fenced says of itself.</summary>
    public const string FencedContext = "The cluster has given this silo up and shut its writes out of the database.";

    /// <summary>How long the database may be silent beyond the time it gives a statement itself.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly PostgresStorageOptions _options;
    private readonly string _silo;
    private readonly NpgsqlDataSource _source;
    private readonly PostgresWriter[] _writers;
    private readonly SemaphoreSlim _readerSlots;
    private readonly string _readOne;
    private readonly string _readMany;
    private volatile bool _closed;

    /// <param name="options">Validated options.</param>
    /// <param name="silo">Names the process to the others, so that they can fence it; unique to its run.</param>
    /// <param name="fenced">Told by a writer that finds itself fenced, each time it does.</param>
    public PostgresBackend(PostgresStorageOptions options, string silo, Action? fenced = null)
    {
        (_options, _silo) = (options, silo);
        _source = Source(options);
        _writers = [.. Enumerable.Range(0, options.Writers).Select(_ => new PostgresWriter(_source, options, silo, fenced))];
        _readerSlots = new(options.ReadConnections);
        _readOne = $"SELECT etag, data FROM {options.Schema}.grain_state WHERE grain_id = $1 AND state_name = $2";
        _readMany = $"""
            SELECT i.ordinal, g.etag, g.data FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS i (grain_id, state_name, ordinal)
            JOIN {options.Schema}.grain_state g ON g.grain_id = i.grain_id AND g.state_name = i.state_name
            """;
    }

    public string System => "postgresql";

    public int Writers => _writers.Length;

    public void Open()
    {
        try
        {
            using var connection = _source.OpenConnection();
            PostgresSchema.Ensure(connection, _options.Schema);
        }
        catch (NpgsqlException exception)
        {
            throw new StorageUnavailableException($"无法打开数据库：{exception.Message} The database cannot be opened.", exception);
        }

        foreach (var writer in _writers)
        {
            writer.Register();
        }
    }

    public BatchOutcome Apply(int writer, ReadOnlySpan<StoreOperation> batch) => _writers[writer].Apply(batch);

    public ValueTask<StoredState?> ReadAsync(StoreKey key, CancellationToken cancellation) => Read(async connection =>
    {
        await using var command = new NpgsqlCommand(_readOne, connection);
        command.Parameters.Add(new() { Value = key.GrainId.ToString() });
        command.Parameters.Add(new() { Value = key.StateName });
        await using var reader = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        return await reader.ReadAsync(cancellation).ConfigureAwait(false)
            ? new StoredState(reader.GetString(0), reader.GetFieldValue<byte[]>(1))
            : (StoredState?)null;
    }, cancellation);

    public ValueTask<StoredState?[]> ReadManyAsync(ReadOnlyMemory<StoreKey> keys, CancellationToken cancellation) => Read(async connection =>
    {
        var rows = new StoredState?[keys.Length];
        await using var command = new NpgsqlCommand(_readMany, connection);
        command.Parameters.Add(new() { Value = Texts(keys.Span, static key => key.GrainId.ToString()), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
        command.Parameters.Add(new() { Value = Texts(keys.Span, static key => key.StateName), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
        await using var reader = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        while (await reader.ReadAsync(cancellation).ConfigureAwait(false))
        {
            rows[reader.GetInt64(0) - 1] = new StoredState(reader.GetString(1), reader.GetFieldValue<byte[]>(2));
        }

        return rows;
    }, cancellation);

    /// <summary>Shuts out every writer of a silo: returns when none of its writes can come any more.</summary>
    public async Task Fence(string silo, CancellationToken cancellation)
    {
        if (silo == _silo)
        {
            return;
        }

        await using var connection = await _source.OpenConnectionAsync(cancellation).ConfigureAwait(false);
        await using var command = new NpgsqlCommand($"UPDATE {_options.Schema}.writer SET fenced = true WHERE silo = $1 AND NOT fenced", connection);
        command.Parameters.Add(new() { Value = silo });
        await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        _closed = true;
        // With every slot in hand nobody reads.
        for (var i = 0; i < _options.ReadConnections; i++)
        {
            await _readerSlots.WaitAsync().ConfigureAwait(false);
        }

        foreach (var writer in _writers)
        {
            writer.Dispose();
        }

        await _source.DisposeAsync().ConfigureAwait(false);
        _readerSlots.Release(_options.ReadConnections);
    }

    private static NpgsqlDataSource Source(PostgresStorageOptions options)
    {
        var milliseconds = (long)options.StatementTimeout.TotalMilliseconds;
        var builder = new NpgsqlDataSourceBuilder(options.ConnectionString);
        var settings = builder.ConnectionStringBuilder;
        settings.ApplicationName ??= "rectification";
        settings.CommandTimeout = (int)(options.StatementTimeout + Grace).TotalSeconds;
        settings.MaxPoolSize = options.Writers + options.ReadConnections + 2;
        settings.MaxAutoPrepare = 8;
        settings.AutoPrepareMinUsages = 2;
        // Acknowledged means on the disk, also where the server's default is less; and no statement outlives the patience of its caller.
        settings.Options = (settings.Options
            + $" -c synchronous_commit=on -c statement_timeout={milliseconds} -c idle_in_transaction_session_timeout={milliseconds}").Trim();
        return builder.Build();
    }

    private async ValueTask<T> Read<T>(Func<NpgsqlConnection, Task<T>> read, CancellationToken cancellation)
    {
        await _readerSlots.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (_closed)
            {
                throw GroupCommitQueue.Closed();
            }

            await using var connection = await _source.OpenConnectionAsync(cancellation).ConfigureAwait(false);
            return await read(connection).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is NpgsqlException or TimeoutException or IOException)
        {
            throw new StorageUnavailableException($"The store cannot be read now: {exception.Message}", exception);
        }
        finally
        {
            _readerSlots.Release();
        }
    }

    private static string[] Texts(ReadOnlySpan<StoreKey> keys, Func<StoreKey, string> text)
    {
        var texts = new string[keys.Length];
        for (var i = 0; i < texts.Length; i++)
        {
            texts[i] = text(keys[i]);
        }

        return texts;
    }
}
