using Npgsql;

namespace Rectification.Tests.Chaos.Siege;

/// <summary>What the database says of a cluster, asked past all lines that may be cut.</summary>
internal sealed class Membership(RunningCluster cluster)
{
    private const int Active = 3;
    private const int Dead = 6;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>Waits until the others have declared the silo's present run dead.</summary>
    public Task UntilGivenUp(ClusterNode silo) => Until.True(
        async () => await Number($"SELECT status FROM rectification.membership WHERE proxy_port = {silo.Port} ORDER BY generation DESC LIMIT 1") == Dead,
        Patience,
        $"{silo.Name} is given up");

    /// <summary>Waits until as many silos are active as there are.</summary>
    public Task UntilWhole() => Until.True(
        async () => await Number($"SELECT count(*) FROM rectification.membership WHERE status = {Active}") == cluster.Silos.Count,
        Patience,
        "every silo is active, and no other");

    /// <summary>Reminders that are kept.</summary>
    public Task<long?> Reminders() => Number("SELECT count(*) FROM rectification.reminder");

    /// <returns>Null while the database is away, or has no such row.</returns>
    private async Task<long?> Number(string sql)
    {
        try
        {
            await using var connection = new NpgsqlConnection(cluster.Database.ConnectionString + ";Pooling=false");
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await using var command = new NpgsqlCommand($"SELECT ({sql})::bigint", connection);
            return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken) as long?;
        }
        catch (NpgsqlException)
        {
            return null;
        }
    }
}
