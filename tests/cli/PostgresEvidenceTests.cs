using System.Security.Cryptography;
using Npgsql;
using Rectification.Backups;
using Rectification.Storage;
using Rectification.Storage.Postgres;

namespace Rectification.Tests.Cli;

/// <summary>Files in the database.</summary>
[Collection(nameof(LargeEvidenceTests))]
public sealed class PostgresEvidenceTests(PostgresServer server) : EvidenceFilesConformance, IClassFixture<PostgresServer>
{
    private const string Schema = "large";

    protected override async Task<IEvidenceFiles> OpenAsync()
    {
        // An empty backup's worth of tables, made as a restore makes them.
        try
        {
            await using var filling = await PostgresFilling.Of(server.ConnectionString, Schema, "rectification", TestContext.Current.CancellationToken);
            await filling.Commit(TestContext.Current.CancellationToken);
        }
        catch (BackupException)
        {
            // Another test here was first.
        }

        return new PostgresEvidence(server.ConnectionString, Schema);
    }

    [Theory]
    [InlineData("fast")]
    [InlineData("immediate")]
    public async Task A_server_that_is_restarted_in_the_middle_of_a_file_costs_a_wait(string mode)
    {
        var content = RandomNumberGenerator.GetBytes(3 * PostgresEvidence.ChunkBytes);
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(content));
        using var upload = new Interrupted(content, () => server.Restart(mode));

        await Files.Put(sha256, content.Length, upload, TestContext.Current.CancellationToken);
        Assert.Equal(1, upload.Interruptions);

        await using var stored = (await Files.Open(sha256, TestContext.Current.CancellationToken))!;
        var read = new byte[content.Length];
        await stored.ReadExactlyAsync(read.AsMemory(0, PostgresEvidence.ChunkBytes), TestContext.Current.CancellationToken);
        await server.Restart(mode);
        await stored.ReadExactlyAsync(read.AsMemory(PostgresEvidence.ChunkBytes), TestContext.Current.CancellationToken);
        Assert.Equal(content, read);
    }

    protected override async Task Forge(string sha256, byte[] content)
    {
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var forge = new NpgsqlCommand($"UPDATE {Schema}.evidence_chunk SET data = $2 WHERE sha256 = $1", connection);
        forge.Parameters.Add(new() { Value = Convert.FromHexString(sha256) });
        forge.Parameters.Add(new() { Value = content });
        await forge.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Something happens when half of it has been read, once.</summary>
    private sealed class Interrupted(byte[] content, Func<Task> meanwhile) : MemoryStream(content)
    {
        public int Interruptions { get; private set; }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (Interruptions == 0 && Position >= Length / 2)
            {
                Interruptions++;
                await meanwhile();
            }

            return await base.ReadAsync(buffer, cancellationToken);
        }
    }
}
