using System.Buffers;
using Npgsql;

namespace Rectification.Storage.Postgres;

/// <summary>Files in PostgreSQL by their SHA-256, in rows of 1 MiB. A file is there when all of it is: it comes in one transaction.</summary>
public sealed class PostgresEvidence : IEvidenceFiles
{
    /// <summary>Bytes of one row; the last one of a file may have fewer.</summary>
    public const int ChunkBytes = 1024 * 1024;

    private readonly NpgsqlDataSource _source;
    private readonly string _schema;

    /// <param name="connectionString">Of a database whose schema has been made.</param>
    /// <param name="schema">Schema of the tables.</param>
    public PostgresEvidence(string connectionString, string schema)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString);
        builder.ConnectionStringBuilder.Options = $"{builder.ConnectionStringBuilder.Options} -c synchronous_commit=on".Trim();
        (_source, _schema) = (builder.Build(), schema);
    }

    public Task<long?> Find(string sha256, CancellationToken cancellation) => PostgresAway.Wait(async () =>
    {
        await using var connection = await _source.OpenConnectionAsync(cancellation);
        await using var command = new NpgsqlCommand($"SELECT size FROM {_schema}.evidence WHERE sha256 = $1", connection);
        command.Parameters.Add(new() { Value = Convert.FromHexString(sha256) });
        return (long?)await command.ExecuteScalarAsync(cancellation);
    }, cancellation);

    /// <remarks>No connection is held between reads, however slow the reader.</remarks>
    public async Task<Stream?> Open(string sha256, CancellationToken cancellation) =>
        await Find(sha256, cancellation) is { } size ? new EvidenceStream(sha256, size, Chunk) : null;

    /// <remarks>Whether a commit whose answer was lost went through need not be known: the file is then there.</remarks>
    public Task Put(string sha256, long size, Stream content, CancellationToken cancellation)
    {
        var begin = content.Position;
        return PostgresAway.Wait(async () =>
        {
            content.Position = begin;
            await using var connection = await _source.OpenConnectionAsync(cancellation);
            await using var transaction = await connection.BeginTransactionAsync(cancellation);

            // A second upload of the same file at the same time waits here, and finds it stored.
            if (await Insert(connection, _schema, sha256, size, content, cancellation))
            {
                await transaction.CommitAsync(cancellation);
            }

            return true;
        }, cancellation);
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    /// <summary>Inserts a file in the connection's transaction; false where it is there already.</summary>
    internal static async Task<bool> Insert(
        NpgsqlConnection connection, string schema, string sha256, long size, Stream content, CancellationToken cancellation)
    {
        var name = Convert.FromHexString(sha256);
        await using var insert = new NpgsqlCommand($"INSERT INTO {schema}.evidence (sha256, size) VALUES ($1, $2) ON CONFLICT DO NOTHING", connection);
        insert.Parameters.Add(new() { Value = name });
        insert.Parameters.Add(new() { Value = size });
        if (await insert.ExecuteNonQueryAsync(cancellation) == 0)
        {
            return false;
        }

        await using var whole = new CheckedContent(content, sha256, size);
        var buffer = ArrayPool<byte>.Shared.Rent(ChunkBytes);
        try
        {
            for (int read, no = 0;
                (read = await whole.ReadAtLeastAsync(buffer.AsMemory(0, ChunkBytes), ChunkBytes, throwOnEndOfStream: false, cancellation)) > 0;
                no++)
            {
                await using var chunk = new NpgsqlCommand($"INSERT INTO {schema}.evidence_chunk (sha256, no, data) VALUES ($1, $2, $3)", connection);
                chunk.Parameters.Add(new() { Value = name });
                chunk.Parameters.Add(new() { Value = no });
                chunk.Parameters.Add(new() { Value = buffer.AsMemory(0, read) });
                await chunk.ExecuteNonQueryAsync(cancellation);
            }

            return true;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private Task<byte[]> Chunk(string sha256, int no, CancellationToken cancellation) => PostgresAway.Wait(async () =>
    {
        await using var connection = await _source.OpenConnectionAsync(cancellation);
        await using var command = new NpgsqlCommand($"SELECT data FROM {_schema}.evidence_chunk WHERE sha256 = $1 AND no = $2", connection);
        command.Parameters.Add(new() { Value = Convert.FromHexString(sha256) });
        command.Parameters.Add(new() { Value = no });
        return (byte[]?)await command.ExecuteScalarAsync(cancellation) ?? throw new IOException($"Chunk {no} of the evidence {sha256} is missing.");
    }, cancellation);
}
