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

    protected override async Task Forge(string sha256, byte[] content)
    {
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var forge = new NpgsqlCommand($"UPDATE {Schema}.evidence_chunk SET data = $2 WHERE sha256 = $1", connection);
        forge.Parameters.Add(new() { Value = Convert.FromHexString(sha256) });
        forge.Parameters.Add(new() { Value = content });
        await forge.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
